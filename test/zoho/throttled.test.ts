import type { ZohoCall } from '../../nodes/shared/zoho/call';
import { coqlCall } from '../../nodes/shared/zoho/coql';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { writeCall } from '../../nodes/shared/zoho/records';
import { send } from '../../nodes/shared/zoho/send';
import type { Session } from '../../nodes/shared/zoho/session';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

const leads = (n: number) =>
	Array.from({ length: n }, (_, index) => ({
		index,
		record: { Last_Name: `Row ${index}`, Company: 'Acme' },
	}));
const insert = (n: number) => writeCall('insert', 'Leads', leads(n), {});
const throttle = (reason: 'concurrency' | 'credits', times: number | 'always') =>
	world.zoho.faults.add({ match: { path: '^/crm', times }, fault: { kind: 'throttle', reason } });

describe('too many calls at once (R92)', () => {
	it('is waited out, longer each time, and costs nothing', async () => {
		await open();
		throttle('concurrency', 3);
		const session = await world.session();
		const answer = await send(session, insert(11));
		expect(answer).toMatchObject({ kind: 'answered', charges: [2], reply: { status: 201 } });
		expect(world.zoho.meter.byStatus()).toMatchObject({ 429: { calls: 3, cost: 0 } });
		expect(session.spends.map(({ cost }) => cost)).toEqual([0, 0, 0, 2]);
		const [first, second, third] = world.pauses;
		expect(first).toBeGreaterThanOrEqual(500);
		expect(second).toBeGreaterThanOrEqual(1000);
		expect(third).toBeGreaterThanOrEqual(2000);
	});

	it('ends the run after six refusals, with what Zoho said and a way out', async () => {
		await open();
		throttle('concurrency', 'always');
		const session = await world.session();
		const stop = await stopOf(send(session, insert(1)));
		expect(stop.reason).toBe('busy');
		expect(stop.fix).toContain("'Parallel Calls'");
		expect(stop.said).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
		expect(world.calls()).toHaveLength(6);
		expect(session.spends).toHaveLength(6);
		expect(world.zoho.meter.total()).toBe(0);
	});

	it('is known by its other code as well', async () => {
		await open({ switches: { throttleCode: 'RATE_LIMIT_EXCEEDED' } });
		throttle('concurrency', 1);
		expect(await send(await world.session(), orgCall())).toMatchObject({ kind: 'answered' });
	});

	it('is waited out as long as Zoho asks, should it ever say how long', async () => {
		await open();
		let refusals = 0;
		world.zoho.routes.push({
			method: 'GET',
			tree: 'crm',
			path: 'settings/wait/for/me',
			name: 'test.wait',
			scopes: () => [],
			price: () => 1,
			handle: () =>
				refusals++ === 0
					? {
							status: 429,
							body: { code: 'TOO_MANY_REQUESTS' },
							headers: { 'Retry-After': '7' },
							accepted: false,
						}
					: { status: 200, body: {}, accepted: true },
		});
		await send(await world.session(), { ...orgCall(), path: 'crm/v8/settings/wait/for/me' });
		expect(world.pauses).toEqual([7000]);
	});
});

describe('no credits left (R92)', () => {
	it('ends the run at once when the header says 0', async () => {
		await open();
		throttle('credits', 'always');
		const session = await world.session();
		const stop = await stopOf(send(session, insert(100)));
		expect(stop.reason).toBe('creditsGone');
		expect(stop.fix).toContain('24 hours');
		expect(world.calls()).toHaveLength(1);
		expect(world.pauses).toEqual([]);
		expect(session.remaining).toMatchObject({ value: 0 });
	});

	it('ends the run at once when what is left is less than the call costs', async () => {
		await open({ edition: 'free' });
		world.zoho.setOrg({ usedCredits: 4_995 });
		const session = await world.session();
		const stop = await stopOf(send(session, insert(100)));
		expect(stop.reason).toBe('creditsGone');
		expect(world.calls()).toHaveLength(1);
		expect(session.remaining).toMatchObject({ value: 5 });
		expect(world.zoho.meter.total()).toBe(0);
	});

	it('leaves a smaller call its chance', async () => {
		await open({ edition: 'free' });
		world.zoho.setOrg({ usedCredits: 4_995 });
		const session = await world.session();
		expect(await send(session, insert(50))).toMatchObject({ kind: 'answered', charges: [5] });
	});

	/** Zoho refuses `GET` of this path by a 429 with these words and this header. */
	function refuseWith(message: string, remaining?: number): ZohoCall {
		const headers =
			remaining === undefined ? undefined : { 'X-API-CREDITS-REMAINING': `${remaining}` };
		world.zoho.routes.push({
			method: 'GET',
			tree: 'crm',
			path: 'settings/none/left/here',
			name: 'test.gone',
			scopes: () => [],
			price: () => 1,
			handle: () => ({
				status: 429,
				body: { code: 'TOO_MANY_REQUESTS', message },
				headers,
				accepted: false,
			}),
		});
		const call = coqlCall('select', 2000, 'work', 'Leads');
		return { ...call, method: 'GET', body: undefined, path: 'crm/v8/settings/none/left/here' };
	}

	it.each<[string, string, number | undefined, string]>([
		[
			'words of a day, no header',
			'Too many requests fired in the past 24 hours.',
			undefined,
			'creditsGone',
		],
		['plain words, a header below the price', 'Please try again later.', 2, 'creditsGone'],
		['plain words, a header that suffices', 'Please try again later.', 3, 'busy'],
		['plain words, no header', 'Please try again later.', undefined, 'busy'],
	])('is told from too many at once by %s', async (_, message, remaining, reason) => {
		await open();
		const stop = await stopOf(send(await world.session(), refuseWith(message, remaining)));
		expect(stop.reason).toBe(reason);
		expect(world.calls()).toHaveLength(reason === 'busy' ? 6 : 1);
	});

	describe('where Zoho sends neither words nor a header', () => {
		const vague = () => refuseWith('Please try again later.');
		const spend = async (session: Session, rows: number) => await send(session, insert(rows));

		it('is told by our own ledger, once it has spent the whole allowance', async () => {
			await open({ credential: { dailyAllowance: 10 } });
			const session = await world.session();
			await spend(session, 100);
			expect(await stopOf(send(session, vague()))).toMatchObject({ reason: 'creditsGone' });
			expect(world.pauses).toEqual([]);
		});

		it('is taken for too many at once while the ledger is below half, whoever fills the day', async () => {
			await open({ credential: { dailyAllowance: 100 } });
			const session = await world.session();
			await spend(session, 100);
			expect(await stopOf(send(session, vague()))).toMatchObject({ reason: 'busy' });
			expect(world.pauses.length).toBeGreaterThan(0);
		});
	});
});
