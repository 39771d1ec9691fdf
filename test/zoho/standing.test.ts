import { reportRun } from '../../nodes/shared/core/report';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { send } from '../../nodes/shared/zoho/send';
import { standingOf } from '../../nodes/shared/zoho/standing';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

const free = (usedCredits: number) => ({
	seed: { orgs: [{ edition: 'free' as const, usedCredits }] },
});

describe('what is known of the credits left (R93)', () => {
	it('is null while Zoho sends no header, below half of the day', async () => {
		await open(free(100));
		const session = await world.session();
		await send(session, orgCall());
		expect(await standingOf(session)).toMatchObject({ remaining: null, remainingAt: null });
	});

	it("is Zoho's number and when it was sent, from half on", async () => {
		await open(free(2_500));
		const session = await world.session();
		const before = Date.now();
		await send(session, orgCall());
		const standing = await standingOf(session);
		expect(standing.remaining).toBe(2_499);
		expect(Date.parse(standing.remainingAt ?? '')).toBeGreaterThanOrEqual(before);
		expect(Date.parse(standing.remainingAt ?? '')).toBeLessThanOrEqual(Date.now());
	});

	it('is what another run of the organisation was told last', async () => {
		await open(free(2_500));
		await send(await world.session(), orgCall());
		expect((await standingOf(await world.session())).remaining).toBe(2_499);
	});

	it('is the newer of what this run and another were told', async () => {
		await open(free(2_500));
		const early = await world.session();
		await send(early, orgCall());
		await new Promise((resolve) => setTimeout(resolve, 5));
		await send(await world.session(), orgCall());
		expect((await standingOf(early)).remaining).toBe(2_498);
	});

	it.each(['', 'unknown', '-'])('stays null when the header is %j', async (value) => {
		await open();
		world.zoho.routes.push({
			method: 'GET',
			tree: 'crm',
			path: 'settings/odd/header/here',
			name: 'test.header',
			scopes: () => [],
			price: () => 1,
			handle: () => ({
				status: 200,
				body: {},
				headers: { 'X-API-CREDITS-REMAINING': value },
				accepted: true,
			}),
		});
		const session = await world.session();
		await send(session, { ...orgCall(), path: 'crm/v8/settings/odd/header/here' });
		expect((await standingOf(session)).remaining).toBeNull();
	});
});

describe('what our own ledger knows', () => {
	it('is nothing, not 0, before the first call', async () => {
		await open();
		expect(await standingOf(await world.session())).toEqual({
			remaining: null,
			remainingAt: null,
			used24h: null,
			allowance: null,
		});
	});

	it("equals Zoho's meter over many runs, and says how far it reaches", async () => {
		await open();
		for (let i = 0; i < 3; i++) {
			const session = await world.session();
			world.zoho.faults.add({ match: {}, fault: { kind: 'throttle', reason: 'concurrency' } });
			await send(session, orgCall());
			await send(session, { ...orgCall(), path: 'crm/v8/No_Such_Module/1/2/3' });
		}
		const { used24h } = await standingOf(await world.session());
		expect(used24h).toMatchObject({ value: world.zoho.meter.total(), scope: 'process' });
		expect(world.zoho.meter.total()).toBe(6);
	});

	it('equals it, too, when fifty runs spend at the same time (R129)', async () => {
		await open();
		const runs = Array.from({ length: 50 }, async () => {
			await send(await world.session(), orgCall());
		});
		await Promise.all(runs);
		const { used24h } = await standingOf(await world.session());
		expect(used24h).toMatchObject({ value: 50, scope: 'process' });
		expect(world.zoho.meter.total()).toBe(50);
	});

	it('splits what was spent by call, node, module and workflow', async () => {
		await open();
		const session = await world.session();
		await send(session, { ...orgCall(), module: 'Leads' });
		const { byField } = await world.state.counted(`ledger:${session.org}`, 3_600_000);
		expect(Object.keys(byField).map((field) => JSON.parse(field))).toEqual([
			['org.get', 'probe', 'Leads', 'workflow-1'],
		]);
	});

	it('is shared by credentials of one organisation, and by no others', async () => {
		await open({ credential: { organizationId: '700000001' } });
		await send(await world.session(), orgCall());
		const same = world.connect({ organizationId: '700000001' });
		const strange = world.connect({ organizationId: '700000002' });
		expect((await standingOf(await world.session({}, same))).used24h?.value).toBe(1);
		expect((await standingOf(await world.session({}, strange))).used24h).toBeNull();
	});
});

describe('the report of a run', () => {
	it("raises the alert by Zoho's header where there is one", async () => {
		await open({ ...free(4_600), credential: { edition: 'free' } });
		const session = await world.session();
		await send(session, orgCall());
		const context = { baseline: null, thresholds: [80, 90, 100] };
		const report = reportRun(session.spends, { ...context, ...(await standingOf(session)) });
		expect(report).toMatchObject({
			cost: 1,
			calls: 1,
			overhead: 1,
			remaining: 399,
			allowance: { value: 5000, basis: 'typed' },
			alert: 90,
			alertBasis: 'header',
		});
	});
});
