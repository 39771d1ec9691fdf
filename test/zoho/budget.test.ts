import { orgCall } from '../../nodes/shared/zoho/organization';
import { writeCall } from '../../nodes/shared/zoho/records';
import { send } from '../../nodes/shared/zoho/send';
import type { Session } from '../../nodes/shared/zoho/session';
import { ledgerOf, spentBy } from '../../nodes/shared/zoho/session';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

const insert = (n: number) => {
	const rows = Array.from({ length: n }, (_, index) => ({
		index,
		record: { Last_Name: `Row ${index}`, Company: 'Acme' },
	}));
	return writeCall('insert', 'Leads', rows, {});
};
const meter = () => world.zoho.meter.total();
const ledger = async (session: Session) =>
	(await world.state.counted(ledgerOf(session), 3_600_000)).total;

/** How many of these attempts were made, and why the others were not. */
async function attempt(works: Array<() => Promise<unknown>>) {
	const ends = await Promise.allSettled(works.map(async (work) => await work()));
	const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason.reason] : []));
	return { made: ends.length - reasons.length, reasons: [...new Set(reasons)] };
}

describe("'Max Credits for This Run'", () => {
	it('stops the run before the call that does not fit, and says price, spent and cap', async () => {
		await open();
		const session = await world.session({ runCap: 12 });
		await send(session, insert(100));
		const stop = await stopOf(send(session, insert(25)));
		expect(stop.reason).toBe('budget');
		expect(stop.message).toBe(
			'The next call costs 3 credits, and 10 of the 12 allowed for this run are spent',
		);
		expect(stop.fix).toContain("'Max Credits for This Run'");
		expect(await send(session, insert(20))).toMatchObject({ charges: [2] });
		expect(meter()).toBe(12);
	});

	it('holds for calls that run at the same time', async () => {
		await open({ latencyMs: 20 });
		const session = await world.session({ runCap: 7 });
		const works = Array.from({ length: 20 }, () => async () => await send(session, insert(11)));
		const { made, reasons } = await attempt(works);
		expect(made).toBe(3);
		expect(reasons).toEqual(['budget']);
		expect(spentBy(session)).toBe(6);
		expect(meter()).toBe(6);
	});

	it('holds when calls end one by one while others ask', async () => {
		await open();
		const session = await world.session({ runCap: 25 });
		const works = Array.from({ length: 5 }, () => async () => {
			for (let i = 0; i < 10; i++) await send(session, orgCall());
		});
		await attempt(works);
		expect(meter()).toBeLessThanOrEqual(25);
		expect(spentBy(session)).toBe(meter());
	});
});

describe("'Daily Cap'", () => {
	const capped = { credential: { dailyCap: 30 } };

	it('is never exceeded by twenty runs at the same time (R91)', async () => {
		await open({ ...capped, latencyMs: 10 });
		const sessions = await Promise.all(
			Array.from({ length: 20 }, async () => await world.session()),
		);
		const works = sessions.flatMap((session) => [
			async () => await send(session, insert(25)),
			async () => await send(session, orgCall()),
		]);
		const { reasons } = await attempt(works);
		expect(reasons).toEqual(['budget']);
		expect(meter()).toBeLessThanOrEqual(30);
		expect(meter()).toBeGreaterThan(27);
		expect(await ledger(sessions[0])).toBe(meter());
	});

	it('names itself and what is left when it stops a run', async () => {
		await open(capped);
		await send(await world.session(), insert(100));
		await send(await world.session(), insert(100));
		await send(await world.session(), insert(95));
		const stop = await stopOf(send(await world.session(), orgCall()));
		expect(stop.message).toBe(
			'The next call costs 1 credits, and 0 of 30 allowed in 24 hours are left',
		);
		expect(stop.fix).toContain("'Daily Cap'");
	});

	it('counts refused calls for what they cost, and gives back what was set aside', async () => {
		await open(capped);
		const session = await world.session();
		const unknown = { ...insert(100), path: 'crm/v8/No_Such_Module' };
		for (let i = 0; i < 4; i++) await send(session, unknown);
		expect(await ledger(session)).toBe(4);
		expect(meter()).toBe(4);
		expect(session.inFlight).toBe(0);
	});

	it('gives back what was set aside for calls that Zoho turned away or that never left', async () => {
		await open(capped);
		const session = await world.session();
		world.zoho.faults.add({
			match: { times: 6 },
			fault: { kind: 'throttle', reason: 'concurrency' },
		});
		await stopOf(send(session, insert(100)));
		const { base } = session;
		session.base = 'http://127.0.0.1:9';
		await stopOf(send(session, insert(100)));
		session.base = base;
		expect(await ledger(session)).toBe(0);
		for (let i = 0; i < 3; i++) await send(session, insert(100));
		expect(await ledger(session)).toBe(30);
	});

	it('keeps credits in doubt counted, as they may have been charged', async () => {
		await open(capped);
		const session = await world.session();
		world.zoho.faults.add({ match: {}, fault: { kind: 'reset', when: 'after' } });
		await send(session, insert(100));
		expect(await ledger(session)).toBe(10);
	});
});

describe("'Reserve'", () => {
	const half = { orgs: [{ edition: 'free' as const, usedCredits: 4_000 }] };

	it('stops the run before Zoho has fewer left, by the number of its last header', async () => {
		await open({ seed: half, credential: { reserve: 990 } });
		const session = await world.session();
		await send(session, orgCall());
		const stop = await stopOf(send(session, insert(100)));
		expect(stop.reason).toBe('budget');
		expect(stop.message).toContain('Zoho has 999 left, of which 990 are kept in reserve');
		expect(stop.fix).toContain("'Reserve'");
		expect(await send(session, insert(90))).toMatchObject({ charges: [9] });
		expect(meter()).toBe(10);
	});

	it('holds for calls at the same time, and for the next run, which has seen no header yet', async () => {
		await open({ seed: half, credential: { reserve: 990 }, latencyMs: 10 });
		const session = await world.session();
		await send(session, orgCall());
		const works = Array.from({ length: 3 }, () => async () => await send(session, insert(55)));
		expect(await attempt(works)).toEqual({ made: 1, reasons: ['budget'] });
		expect(meter()).toBe(7);
		const next = await world.session();
		expect(await stopOf(send(next, insert(100)))).toMatchObject({ reason: 'budget' });
	});

	it('asks Zoho again when the last header is older than ten minutes', async () => {
		await open({ seed: half, credential: { reserve: 990 } });
		const session = await world.session();
		await world.state.put(
			`remaining:${session.org}`,
			{ value: 3, at: Date.now() - 601_000 },
			60_000,
		);
		expect(await send(session, orgCall())).toMatchObject({ charges: [1] });
	});

	it('is taken off the allowance that the credential knows of', async () => {
		await open({ credential: { dailyAllowance: 12, reserve: 5 } });
		const session = await world.session();
		await send(session, insert(70));
		expect(await stopOf(send(session, orgCall()))).toMatchObject({ reason: 'budget' });
		expect(meter()).toBe(7);
	});
});
