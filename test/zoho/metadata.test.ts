import { fieldsOf, forgetMetadata, modulesOf } from '../../nodes/shared/zoho/metadata';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

const meter = () => world.zoho.meter.total();

describe('fields and modules for checks and lists', () => {
	it('cost one credit of overhead cold, and nothing warm, for every run of the organisation', async () => {
		await open();
		const cold = await world.session();
		const fields = await fieldsOf(cold, 'Leads', true);
		expect(fields.map(({ apiName }) => apiName)).toContain('Last_Name');
		expect(cold.spends).toMatchObject([{ cost: 1, purpose: 'overhead' }]);
		const warm = await world.session();
		expect(await fieldsOf(warm, 'Leads', true)).toEqual(fields);
		expect(warm.spends).toEqual([]);
		expect(meter()).toBe(1);
	});

	it('are read once when fifty runs ask at the same time, and one of them pays', async () => {
		await open({ latencyMs: 20 });
		const sessions = await Promise.all(
			Array.from({ length: 50 }, async () => await world.session()),
		);
		const lists = await Promise.all(
			sessions.map(async (each) => await fieldsOf(each, 'Leads', true)),
		);
		expect(new Set(lists.map(({ length }) => length)).size).toBe(1);
		expect(world.calls()).toEqual(['settings.fields']);
		expect(sessions.filter(({ spends }) => spends.length > 0)).toHaveLength(1);
	});

	it('are looked at but not read when that is all that is asked', async () => {
		await open();
		const session = await world.session();
		expect(await fieldsOf(session, 'Leads', false)).toBeNull();
		await fieldsOf(session, 'Leads', true);
		expect(await fieldsOf(session, 'Leads', false)).not.toBeNull();
		expect(meter()).toBe(1);
	});

	it("pass Zoho's words on for a module it does not know, and keep nothing of it", async () => {
		await open();
		const session = await world.session();
		const stop = await stopOf(fieldsOf(session, 'Leeds', true));
		expect(stop.reason).toBe('refused');
		expect(stop.message).toContain('Leeds');
		expect(stop.message).toContain(stop.said?.code);
		expect(stop.said?.status).toBe(400);
		expect(stop.fix).toContain('API name');
		expect(await fieldsOf(session, 'Leeds', false)).toBeNull();
		expect(session.spends).toMatchObject([{ cost: 1 }]);
		expect(meter()).toBe(1);
	});

	it('are not taken for empty when Zoho is down', async () => {
		await open();
		world.zoho.faults.add({
			match: { times: 'always' },
			fault: { kind: 'reset', when: 'midAnswer' },
		});
		const session = await world.session();
		expect(await stopOf(modulesOf(session))).toMatchObject({ reason: 'unreachable' });
		world.zoho.faults.clear();
		expect((await modulesOf(session)).length).toBeGreaterThan(5);
	});

	it('stay apart by organisation', async () => {
		await open();
		await fieldsOf(await world.session(), 'Leads', true);
		const other = await world.session({}, world.connect({ organizationId: '700000009' }));
		expect(await fieldsOf(other, 'Leads', false)).toBeNull();
	});

	it('are read anew after they were forgotten', async () => {
		await open();
		const session = await world.session();
		await fieldsOf(session, 'Leads', true);
		await forgetMetadata(session, 'Leads');
		await fieldsOf(session, 'Leads', true);
		expect(meter()).toBe(2);
	});
});

describe('a read that many runs wait for', () => {
	it('is done by the next when the one that began it is stopped, by its own cap or by a person', async () => {
		await open({ latencyMs: 50 });
		const aborted = new AbortController();
		const first = await world.session({ signal: aborted.signal, runCap: 0 });
		const second = await world.session({ signal: aborted.signal });
		const third = await world.session();
		const reads = [first, second, third].map(async (each) => await fieldsOf(each, 'Leads', true));
		const ends = Promise.allSettled(reads);
		await new Promise((resolve) => setTimeout(resolve, 20));
		aborted.abort();
		const [a, b, c] = await ends;
		expect(a).toMatchObject({ status: 'rejected', reason: { reason: 'budget' } });
		expect(b).toMatchObject({ status: 'rejected', reason: { reason: 'cancelled' } });
		expect(c.status).toBe('fulfilled');
	});

	it('is done by the next when the login of the first may not read it', async () => {
		await open({
			credential: { organizationId: '700000001' },
			token: { scopes: ['ZohoCRM.org.READ'] },
		});
		const able = world.connect({ organizationId: '700000001' });
		const sessions = [await world.session(), await world.session({}, able)];
		const ends = await Promise.allSettled(
			sessions.map(async (each) => await fieldsOf(each, 'Leads', true)),
		);
		expect(ends).toMatchObject([
			{ status: 'rejected', reason: { reason: 'scope' } },
			{ status: 'fulfilled' },
		]);
	});

	it('is not repeated by everybody when Zoho itself refuses', async () => {
		await open({ latencyMs: 10 });
		const sessions = await Promise.all(
			Array.from({ length: 20 }, async () => await world.session()),
		);
		const ends = await Promise.allSettled(
			sessions.map(async (each) => await fieldsOf(each, 'Leeds', true)),
		);
		expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
		expect(world.calls()).toHaveLength(1);
	});
});
