import { clientOf } from './client';
import { Concurrency } from './concurrency';
import { answer } from './replies';
import type { Route } from './route';
import { createZoho } from './zoho';
import type { ZohoOptions } from './zoho';

function endpoint(name: string, more: Partial<Route> = {}): Route {
	return {
		method: 'GET',
		tree: 'crm',
		path: name,
		name,
		scopes: () => [],
		price: () => 1,
		handle: () => answer({}),
		...more,
	};
}

/** Statuses of `count` calls that overlap for real, counted. */
async function together(options: ZohoOptions, route: Route, count: number) {
	const zoho = createZoho({ latencyMs: 20, ...options });
	zoho.routes.push(route);
	const client = clientOf(zoho);
	const calls = Array.from({ length: count }, () => client.get(`/crm/v8/${route.path}`));
	const replies = await Promise.all(calls);
	const refused = replies.filter(({ status }) => status === 429);
	return { zoho, client, done: count - refused.length, refused };
}

describe('calls at one time', () => {
	it.each([
		['free', 5],
		['standard', 10],
		['professional', 15],
		['enterprise', 20],
		['ultimate', 25],
	] as const)('in %s: %d, the next is refused free of charge', async (edition, limit) => {
		const { zoho, done, refused } = await together({ edition }, endpoint('light'), limit + 1);
		expect(done).toBe(limit);
		expect(refused[0].body).toMatchObject({
			code: 'TOO_MANY_REQUESTS',
			message: 'Many requests fired in concurrent than the allowed limit.',
		});
		expect(zoho.meter.total()).toBe(limit);
	});

	it('are at most ten when they are heavy, in every edition', async () => {
		const { done } = await together(
			{ edition: 'ultimate' },
			endpoint('heavy', { heavy: () => true }),
			12,
		);
		expect(done).toBe(10);
	});

	it('count five for a composite', async () => {
		const { done } = await together({ edition: 'professional' }, endpoint('five', { units: 5 }), 4);
		expect(done).toBe(3);
	});

	it('are free again when the first ones are answered', async () => {
		const { client } = await together({ edition: 'free' }, endpoint('light'), 9);
		expect((await client.get('/crm/v8/light')).status).toBe(200);
	});

	it('are given back when the work fails', async () => {
		const zoho = createZoho({ edition: 'free' });
		zoho.routes.push(
			endpoint('broken', {
				handle: () => {
					throw new Error('a fault of the simulator itself');
				},
			}),
		);
		const client = clientOf(zoho);
		for (let call = 0; call < 6; call += 1) {
			await expect(client.get('/crm/v8/broken')).rejects.toThrow('a fault of the simulator');
		}
	});

	it('are counted per app', () => {
		const org = createZoho({ edition: 'free' }).org();
		const places = new Concurrency();
		const call = { units: 5, heavy: undefined };
		expect(places.enter(org, 'one', call)).toBeDefined();
		expect(places.enter(org, 'one', call)).toBeUndefined();
		expect(places.enter(org, 'other', call)).toBeDefined();
	});
});

describe('a call inside another', () => {
	it('needs its scope and a heavy place, but neither credits nor units', async () => {
		const zoho = createZoho({ edition: 'free' });
		zoho.setOrg({ allowance: 1 });
		const inner = endpoint('inner', { heavy: () => true, price: () => 50 });
		const guarded = endpoint('guarded', { scopes: () => ['ZohoCRM.bulk.READ'] });
		const outer = endpoint('outer', {
			units: 5,
			handle: async (call) => {
				const paths = ['inner', 'guarded', 'no/such/place/at/all'];
				const inside = paths.map((path) => zoho.dispatch({ ...call, path: path.split('/') }));
				const statuses = (await Promise.all(inside)).map(({ status }) => status);
				return answer({ statuses });
			},
		});
		zoho.routes.push(inner, guarded, outer);
		const client = clientOf(zoho, { scopes: ['ZohoCRM.modules.ALL'] });
		const reply = await client.get('/crm/v8/outer');
		expect(reply.body).toEqual({ statuses: [200, 401, 404] });
		expect(zoho.meter.total()).toBe(1);
	});
});
