import { ask, clientOf } from './client';
import type { RequestFault } from './faults';
import { answer } from './replies';
import { createZoho } from './zoho';

/** An org where one endpoint counts how often its work was done, and one fault waits for it. */
function orgWith(fault: RequestFault) {
	const zoho = createZoho();
	let worked = 0;
	zoho.routes.push({
		method: 'POST',
		tree: 'crm',
		path: 'work',
		name: 'work',
		scopes: () => [],
		price: () => 3,
		handle: ({ partial }) => {
			worked += 1;
			return answer({ data: [{ code: 'SUCCESS' }], partial });
		},
	});
	zoho.faults.add({ match: { name: 'work' }, fault });
	const client = clientOf(zoho);
	return {
		zoho,
		work: () => client.send('POST', '/crm/v8/work', {}),
		worked: () => worked,
		cost: () => zoho.meter.total(),
	};
}

const RESET = { code: 'ECONNRESET' };

describe('a fault before the work', () => {
	it.each<[RequestFault, number]>([
		[{ kind: 'throttle', reason: 'concurrency' }, 429],
		[{ kind: 'throttle', reason: 'credits' }, 429],
		[{ kind: 'status', status: 500, when: 'before' }, 500],
		[{ kind: 'status', status: 503, when: 'before' }, 503],
		[{ kind: 'html', status: 502, when: 'before' }, 502],
	])('%j leaves nothing done and nothing charged', async (fault, status) => {
		const { work, worked, cost } = orgWith(fault);
		expect((await work()).status).toBe(status);
		expect([worked(), cost()]).toEqual([0, 0]);
		expect((await work()).status).toBe(200);
	});

	it('resets the connection', async () => {
		const { work, worked, cost, zoho } = orgWith({ kind: 'reset', when: 'before' });
		await expect(work()).rejects.toMatchObject(RESET);
		expect([worked(), cost()]).toEqual([0, 0]);
		expect(zoho.log.entries()).toMatchObject([{ status: 0, fault: 'reset.before' }]);
	});
});

describe('a fault after the work', () => {
	it('answers 500 although the work is done and charged', async () => {
		const { work, worked, cost } = orgWith({ kind: 'status', status: 500, when: 'after' });
		expect(await work()).toMatchObject({ status: 500, body: { code: 'INTERNAL_ERROR' } });
		expect([worked(), cost()]).toEqual([1, 3]);
	});

	it.each(['after', 'midAnswer'] as const)('loses the connection: %s', async (when) => {
		const { work, worked, cost } = orgWith({ kind: 'reset', when });
		await expect(work()).rejects.toMatchObject(RESET);
		expect([worked(), cost()]).toEqual([1, 3]);
	});

	it('sends headers and half of the body before it dies in the middle of an answer', async () => {
		const zoho = createZoho();
		zoho.faults.add({ match: {}, fault: { kind: 'reset', when: 'midAnswer' } });
		const headers = { authorization: `Bearer ${zoho.issueToken().access_token}` };
		const response = await zoho.handle(new Request('http://zoho.test/crm/v8/org', { headers }));
		expect(response.status).toBe(200);
		const reader = response.body!.getReader();
		const { value } = await reader.read();
		expect(value).toHaveLength(Math.ceil(Number(response.headers.get('content-length')) / 2));
		await expect(reader.read()).rejects.toMatchObject(RESET);
	});

	it('cuts the JSON off', async () => {
		const zoho = createZoho();
		zoho.faults.add({ match: {}, fault: { kind: 'malformedJson' } });
		const headers = { authorization: `Bearer ${zoho.issueToken().access_token}` };
		const response = await zoho.handle(new Request('http://zoho.test/crm/v8/org', { headers }));
		expect(response.headers.get('content-type')).toContain('json');
		const text = await response.text();
		expect(text).toMatch(/^\{"org":/);
		expect(() => JSON.parse(text)).toThrow(SyntaxError);
	});
});

describe('other faults', () => {
	it('expire the access token of the call that meets them', async () => {
		const { work } = orgWith({ kind: 'expireToken' });
		expect(await work()).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
		expect((await work()).status).toBe(401);
	});

	it('slow an answer down', async () => {
		const { work } = orgWith({ kind: 'slow', ms: 60 });
		const before = performance.now();
		await work();
		expect(performance.now() - before).toBeGreaterThan(55);
	});

	it('tell a write which rows to refuse', async () => {
		const { work } = orgWith({ kind: 'partial', rows: [1], code: 'INVALID_DATA', message: 'no' });
		expect((await work()).body).toMatchObject({ partial: { rows: [1], code: 'INVALID_DATA' } });
		expect((await work()).body).not.toHaveProperty('partial');
	});

	it('strike the token endpoint too', async () => {
		const zoho = createZoho();
		zoho.faults.add({
			match: { name: 'oauth.token' },
			fault: { kind: 'status', status: 503, when: 'before' },
		});
		expect((await ask(zoho, '/oauth/v2/token', { method: 'POST' })).status).toBe(503);
	});
});

describe('which requests meet a fault', () => {
	const statuses = async (match: object, count: number) => {
		const zoho = createZoho();
		zoho.faults.add({ match, fault: { kind: 'status', status: 500, when: 'before' } });
		const client = clientOf(zoho);
		const seen: number[] = [];
		for (let call = 0; call < count; call += 1) {
			seen.push((await client.get(call % 2 === 0 ? '/crm/v8/org' : '/crm/v8/users')).status);
		}
		return seen;
	};

	it('the first that fits, once', async () => {
		expect(await statuses({}, 3)).toEqual([500, 200, 200]);
	});

	it('the nth, several times, or always', async () => {
		expect(await statuses({ nth: 2, times: 2 }, 4)).toEqual([200, 500, 500, 200]);
		expect(await statuses({ times: 'always' }, 3)).toEqual([500, 500, 500]);
	});

	it('only of a path or a route name', async () => {
		expect(await statuses({ path: '/users$', times: 'always' }, 4)).toEqual([200, 500, 200, 500]);
		expect(await statuses({ name: 'org.get', method: 'GET' }, 3)).toEqual([500, 200, 200]);
		expect(await statuses({ method: 'POST' }, 2)).toEqual([200, 200]);
	});

	it('callbacks are left for those who call back', async () => {
		const zoho = createZoho();
		zoho.faults.add({ match: { times: 2 }, fault: { kind: 'callback', effect: 'drop' } });
		expect((await clientOf(zoho).get('/crm/v8/org')).status).toBe(200);
		const callback = { name: 'callback.notification', method: 'POST', path: '/hook' };
		expect(zoho.faults.takeCallback(callback)).toMatchObject({ effect: 'drop' });
		expect(zoho.faults.takeCallback(callback)).toMatchObject({ effect: 'drop' });
		expect(zoho.faults.takeCallback(callback)).toBeUndefined();
	});
});
