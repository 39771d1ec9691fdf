import { writeCall } from '../../nodes/shared/zoho/records';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { send } from '../../nodes/shared/zoho/send';
import type { Answer } from '../../nodes/shared/zoho/call';
import type { Session } from '../../nodes/shared/zoho/session';
import { ledgerOf } from '../../nodes/shared/zoho/session';
import type { ZohoStop } from '../../nodes/shared/zoho/stop';
import type { World } from './openWorld';
import { openWorld } from './openWorld';

let world: World;
beforeEach(async () => {
	world = await openWorld();
});
afterEach(async () => await world.close());

const insert = () =>
	writeCall('insert', 'Leads', [{ index: 0, record: { Last_Name: 'A', Company: 'Acme' } }], {});
const soon = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

interface Ended {
	answer?: Answer;
	stop?: ZohoStop;
	session: Session;
	/** From pressing Stop to the end of the work, in ms. */
	took: number;
}

/** Starts `work` in an execution, presses Stop when `when` says so, and waits for the work to end. */
async function stopped(
	work: (session: Session) => Promise<Answer>,
	when: () => boolean,
): Promise<Ended> {
	let pressed = 0;
	let end = (_: Ended) => {};
	const ended = new Promise<Ended>((resolve) => (end = resolve));
	const execution = world.start(async (ctx) => {
		const session = await world.sessionIn(ctx, { signal: ctx.getExecutionCancelSignal() });
		const done = (rest: Partial<Ended>) => end({ session, took: Date.now() - pressed, ...rest });
		await work(session).then(
			(answer) => done({ answer }),
			(stop: ZohoStop) => done({ stop }),
		);
	});
	while (!when()) await soon(5);
	pressed = Date.now();
	execution.stop();
	return await ended;
}

describe('when the person presses Stop', () => {
	it('during a pause, the run ends at once and sends nothing more', async () => {
		world.zoho.faults.add({
			match: { times: 'always' },
			fault: { kind: 'throttle', reason: 'concurrency' },
		});
		let waiting = false;
		const patient = async (session: Session) => {
			const sleep = async () => {
				waiting = true;
				await soon(10_000);
			};
			session.pace = { ...session.pace, sleep };
			return await send(session, insert());
		};
		const { stop, took } = await stopped(patient, () => waiting);
		expect(stop).toMatchObject({ reason: 'cancelled' });
		expect(took).toBeLessThan(1000);
		expect(world.calls()).toHaveLength(1);
	});

	it('during a slow write, the write is given back as lost, and its credits stay in the ledger in doubt', async () => {
		let begun = false;
		world.zoho.faults.add({ match: { name: 'records.insert' }, fault: { kind: 'slow', ms: 3000 } });
		const write = async (session: Session) => {
			begun = true;
			return await send(session, insert());
		};
		const { answer, took, session } = await stopped(write, () => begun && hasArrived());
		expect(took).toBeLessThan(1000);
		expect(answer).toMatchObject({ kind: 'lost', charges: [1] });
		expect(session.spends).toMatchObject([{ cost: 1, uncertain: 1 }]);
		expect((await world.state.counted(ledgerOf(session), 3_600_000)).total).toBe(1);
	});

	it('during a slow read, the run ends as stopped and does not ask again', async () => {
		world.zoho.faults.add({ match: { name: 'org.get' }, fault: { kind: 'slow', ms: 3000 } });
		const read = async (session: Session) => await send(session, orgCall());
		const { stop, took, session } = await stopped(read, hasArrived);
		expect(took).toBeLessThan(1000);
		expect(stop).toMatchObject({ reason: 'cancelled' });
		expect(session.spends).toMatchObject([{ cost: 1, uncertain: 1 }]);
		expect((await world.state.counted(ledgerOf(session), 3_600_000)).total).toBe(1);
	});

	it('while waiting for a place, the run ends at once', async () => {
		const waiting = await world.session();
		for (let i = 0; i < 10; i++) await world.state.lease(`places:${waiting.caller}`, 1, 10, 60_000);
		const read = async (session: Session) => await send(session, orgCall());
		const { stop } = await stopped(read, () => world.pauses.length > 2);
		expect(stop).toMatchObject({ reason: 'cancelled' });
		expect(world.calls()).toEqual([]);
	});

	it('before a call, nothing is sent and nothing is set aside', async () => {
		const aborted = new AbortController();
		aborted.abort();
		const session = await world.session({ signal: aborted.signal });
		await expect(send(session, insert())).rejects.toMatchObject({ reason: 'cancelled' });
		expect(world.calls()).toEqual([]);
		expect(session.inFlight).toBe(0);
	});
});

/** Whether a call has got past Zoho's door and is being worked on. */
function hasArrived(): boolean {
	return world.zoho.faults.list().some(({ hits }) => hits > 0);
}
