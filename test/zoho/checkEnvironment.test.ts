import { checkEnvironment } from '../../nodes/shared/zoho/organization';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

const sandbox = {
	token: { environment: 'sandbox' as const },
	credential: { environment: 'sandbox' },
};

describe('before the first write of the day', () => {
	it('a credential for production asks nothing', async () => {
		await open();
		await checkEnvironment(await world.session());
		expect(world.calls()).toEqual([]);
	});

	it('a sandbox credential that is connected to the live organisation stops the run, for one credit of overhead', async () => {
		await open({ credential: { environment: 'sandbox' } });
		const session = await world.session();
		const stop = await stopOf(checkEnvironment(session));
		expect(stop.reason).toBe('environment');
		expect(stop.message).toContain("'sandbox'");
		expect(stop.message).toContain('production');
		expect(stop.fix).toContain("'Environment'");
		expect(session.spends).toMatchObject([{ cost: 1, purpose: 'overhead' }]);
		expect(world.calls()).toEqual(['org.get']);
	});

	it('it stops the next run as well', async () => {
		await open({ credential: { environment: 'developer' } });
		for (let i = 0; i < 2; i++)
			expect(await stopOf(checkEnvironment(await world.session()))).toMatchObject({
				reason: 'environment',
			});
	});

	it.each(['lower', 'capital'] as const)(
		'one that matches asks once for all runs of the day, spelt %s',
		async (spelling) => {
			await open({ ...sandbox, switches: { orgTypeSpelling: spelling } });
			for (let i = 0; i < 3; i++) await checkEnvironment(await world.session());
			await Promise.all([1, 2, 3].map(async () => await checkEnvironment(await world.session())));
			expect(world.calls()).toEqual(['org.get']);
			expect(world.zoho.meter.total()).toBe(1);
		},
	);

	it('an answer of another form stops the run, which tells what it was', async () => {
		await open(sandbox);
		const route = world.zoho.routes.find(({ name }) => name === 'org.get')!;
		route.handle = () => ({ status: 200, body: { org: { type: 'sandbox' } }, accepted: true });
		const stop = await stopOf(checkEnvironment(await world.session()));
		expect(stop).toMatchObject({ reason: 'refused', said: { status: 200 } });
		expect(stop.message).toContain('did not say which organisation');
	});

	it('a Zoho that is down is not called a wrong environment', async () => {
		await open(sandbox);
		world.zoho.faults.add({
			match: { times: 'always' },
			fault: { kind: 'status', status: 503, when: 'before' },
		});
		const stop = await stopOf(checkEnvironment(await world.session()));
		expect(stop.reason).toBe('unreachable');
		expect(stop.fix).toContain('Nothing was written');
	});

	it('a missing scope is called by its name', async () => {
		await open({ ...sandbox, token: { environment: 'sandbox', scopes: ['ZohoCRM.modules.ALL'] } });
		const stop = await stopOf(checkEnvironment(await world.session()));
		expect(stop.reason).toBe('scope');
		expect(stop.fix).toContain("'Organization: Read Only'");
	});

	it("a user who may not see the organisation is told so in Zoho's words", async () => {
		await open(sandbox);
		const denied = {
			code: 'NO_PERMISSION',
			message: 'permission denied',
			details: { permissions: ['Crm_Implied'] },
			status: 'error',
		};
		const at = world.zoho.routes.findIndex(({ name }) => name === 'org.get');
		world.zoho.routes[at] = {
			...world.zoho.routes[at],
			handle: () => ({ status: 403, body: denied, accepted: false }),
		};
		const stop = await stopOf(checkEnvironment(await world.session()));
		expect(stop).toMatchObject({ reason: 'refused', said: { code: 'NO_PERMISSION' } });
	});
});
