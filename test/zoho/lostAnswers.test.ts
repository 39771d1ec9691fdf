import type { ZohoCall } from '../../nodes/shared/zoho/call';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { writeCall } from '../../nodes/shared/zoho/records';
import { send } from '../../nodes/shared/zoho/send';
import type { Session } from '../../nodes/shared/zoho/session';
import { ledgerOf } from '../../nodes/shared/zoho/session';
import type { RequestFault } from '../simulator/faults';
import type { World } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';
import { withRequests } from './withRequests';

let world: World;
beforeEach(async () => {
	world = await openWorld();
});
afterEach(async () => await world.close());

const rows = Array.from({ length: 25 }, (_, index) => ({
	index,
	record: { Last_Name: `Row ${index}`, Company: 'Acme' },
}));
const insert = (): ZohoCall => writeCall('insert', 'Leads', rows, {});
const read = (): ZohoCall => orgCall();

/** Every way in which Zoho's answer can go missing, and whether the work was done. */
const losses: Array<[string, RequestFault, boolean]> = [
	['a 500 before the work', { kind: 'status', status: 500, when: 'before' }, false],
	['a 500 after the work', { kind: 'status', status: 500, when: 'after' }, true],
	['a 502 of a proxy before the work', { kind: 'status', status: 502, when: 'before' }, false],
	['a 503 of a proxy after the work', { kind: 'status', status: 503, when: 'after' }, true],
	['a reset before the work', { kind: 'reset', when: 'before' }, false],
	['a reset after the work', { kind: 'reset', when: 'after' }, true],
	['a reset in the middle of the answer', { kind: 'reset', when: 'midAnswer' }, true],
	['half a JSON', { kind: 'malformedJson' }, true],
	[
		'a page instead of an answer, after the work',
		{ kind: 'html', status: 200, when: 'after' },
		true,
	],
	['a page instead of an answer, before it', { kind: 'html', status: 200, when: 'before' }, false],
];

const spentBy = ({ spends }: Session) => ({
	cost: spends.reduce((sum, { cost }) => sum + cost, 0),
	uncertain: spends.reduce((sum, { uncertain }) => sum + uncertain, 0),
});

/** The first law: what we say we spent, less the doubt, is not more than what Zoho charged, which is not more than what we say. */
async function expectLaw(session: Session) {
	const { cost, uncertain } = spentBy(session);
	const meter = world.zoho.meter.total();
	expect(cost - uncertain).toBeLessThanOrEqual(meter);
	expect(meter).toBeLessThanOrEqual(cost);
	expect(session.spends).toHaveLength(world.calls().length);
	expect((await world.state.counted(ledgerOf(session), 3_600_000)).total).toBe(cost);
}

describe.each(losses)('an answer lost by %s', (_, fault, done) => {
	it('of a write is given back as lost, once sent, with its credits in doubt (R97)', async () => {
		world.zoho.faults.add({ match: { name: 'records.insert' }, fault });
		const session = await world.session();
		const answer = await send(session, insert());
		expect(answer).toMatchObject({ kind: 'lost', charges: [3] });
		expect(world.calls()).toEqual(['records.insert']);
		expect(spentBy(session)).toEqual({ cost: 3, uncertain: 3 });
		expect(world.zoho.meter.total()).toBe(done ? 3 : 0);
		await expectLaw(session);
	});

	it('of a read is asked for again', async () => {
		world.zoho.faults.add({ match: { name: 'org.get', times: 2 }, fault });
		const session = await world.session();
		const answer = await send(session, read());
		expect(answer).toMatchObject({ kind: 'answered', charges: [1, 1, 1] });
		expect(spentBy(session)).toEqual({ cost: 3, uncertain: 2 });
		expect(world.pauses).toHaveLength(2);
		await expectLaw(session);
	});

	it('of a read is given up after three times', async () => {
		world.zoho.faults.add({ match: { name: 'org.get', times: 'always' }, fault });
		const session = await world.session();
		expect(await send(session, read())).toMatchObject({ kind: 'lost', charges: [1, 1, 1] });
		expect(world.calls()).toHaveLength(3);
		expect(spentBy(session)).toEqual({ cost: 3, uncertain: 3 });
		await expectLaw(session);
	});
});

describe('a refusal that broke off', () => {
	it('is lost as well, and no refusal without words', async () => {
		world.zoho.faults.add({ match: {}, fault: { kind: 'reset', when: 'midAnswer' } });
		const session = await world.session();
		const call = { ...insert(), path: 'crm/v8/No_Such_Module' };
		expect(await send(session, call)).toMatchObject({ kind: 'lost' });
		expect(world.zoho.meter.entries[0].status).toBe(400);
	});
});

describe('many calls under many faults', () => {
	it('keep the first law', async () => {
		const session = await world.session();
		const [throttle, expire]: RequestFault[] = [
			{ kind: 'throttle', reason: 'concurrency' },
			{ kind: 'expireToken' },
		];
		const faults = [...losses.map(([, fault]) => fault), throttle, expire];
		faults.forEach((fault, at) => {
			for (const name of ['records.insert', 'org.get'])
				world.zoho.faults.add({ match: { name, nth: at + 1 }, fault });
		});
		for (let i = 0; i < faults.length; i++) {
			await send(session, insert());
			await send(session, read());
		}
		expect(world.zoho.faults.list().every(({ hits }) => hits > 0)).toBe(true);
		await expectLaw(session);
	});
});

describe('a host that nobody listens on', () => {
	it('cannot be reached: tried three times, no call, no credit, and no password in the words', async () => {
		const session = await world.session();
		session.base = 'http://someone:topsecret@127.0.0.1:9';
		const stop = await stopOf(send(session, insert()));
		expect(stop).toMatchObject({ reason: 'unreachable' });
		expect(stop.message).toContain('127.0.0.1:9');
		expect(stop.message).toContain('ECONNREFUSED');
		expect(stop.message).not.toContain('topsecret');
		expect(world.pauses).toHaveLength(2);
		expect(session.spends).toEqual([]);
		expect((await world.state.counted(ledgerOf(session), 3_600_000)).total).toBe(0);
	});

	it('is as plain in n8n 1.x, whose errors keep the code and nothing else', async () => {
		const refused = Object.assign(new Error('connect ECONNREFUSED'), { httpCode: 'ECONNREFUSED' });
		const broken = Object.assign(new Error('socket hang up'), { httpCode: 'ECONNRESET' });
		const session = async (error: Error) =>
			await world.sessionIn(
				withRequests(await world.context(), async () => await Promise.reject(error)),
			);
		const stop = await stopOf(send(await session(refused), insert()));
		expect(stop).toMatchObject({ reason: 'unreachable' });
		expect(await send(await session(broken), insert())).toMatchObject({
			kind: 'lost',
			reason: 'the connection broke (ECONNRESET)',
			charges: [3],
		});
	});

	it('is as plain when the host does not exist or the address is none', async () => {
		for (const base of ['http://no-such-host.invalid', 'localhost:5730', 'nonsense']) {
			const session = await world.session();
			session.base = base;
			const stop = await stopOf(send(session, insert()));
			expect(stop).toMatchObject({ reason: 'unreachable' });
			expect(stop.message).toMatch(
				/^(no-such-host\.invalid|The custom base URL) cannot be reached/,
			);
			expect(session.spends).toEqual([]);
		}
	});
});
