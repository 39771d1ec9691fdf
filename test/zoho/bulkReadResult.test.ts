import { createReadJob } from '../../nodes/shared/zoho/bulkRead';
import { openResult } from '../../nodes/shared/zoho/bulkReadResult';
import { memoryState } from '../../nodes/shared/state/memory';
import { manualClock } from '../simulator/clock';
import { noon } from '../simulator/handMadeCall';
import type { World } from './openWorld';
import { openWorld } from './openWorld';

const MINUTE = 60_000;
let world: World;
afterEach(async () => await world.close());

/** A session whose pauses pass on Zoho's own clock. */
async function sessionOnZohosTime() {
	const clock = manualClock(noon);
	world = await openWorld({ clock, edition: 'ultimate' });
	const session = await world.session({
		state: memoryState(() => clock.now()),
		pace: { now: () => clock.now(), sleep: async (ms) => await clock.advance(ms) },
	});
	return { clock, session };
}

describe('Results of exports', () => {
	it('are fetched ten a minute: the eleventh waits, and none is refused', async () => {
		const { clock, session } = await sessionOnZohosTime();
		const { id } = await createReadJob(session, { module: 'Leads', fields: ['Email'], page: 1 });
		await clock.advance(MINUTE);
		const times: number[] = [];
		for (let count = 0; count < 11; count++) {
			const pieces: unknown[] = [];
			for await (const piece of await openResult(session, id)) pieces.push(piece);
			expect(pieces.length).toBeGreaterThan(0);
			times.push(clock.now());
		}
		expect(times[9] - times[0]).toBe(0);
		expect(times[10] - times[0]).toBeGreaterThanOrEqual(MINUTE);
		const log = world.zoho.log.entries().filter(({ name }) => name === 'bulkRead.result');
		expect(log.map(({ status }) => status)).toEqual(Array(11).fill(200));
	});

	it('that are not there are told by the id of their job', async () => {
		const { session } = await sessionOnZohosTime();
		await expect(openResult(session, '5725767000000999999')).rejects.toMatchObject({
			reason: 'refused',
			message: 'Zoho no longer keeps the result of the job 5725767000000999999',
			said: { status: 404, code: 'RESOURCE_NOT_FOUND' },
		});
	});

	it('ask for a new token once, where theirs has ended', async () => {
		const { clock, session } = await sessionOnZohosTime();
		const { id } = await createReadJob(session, { module: 'Leads', fields: ['Email'], page: 1 });
		await clock.advance(MINUTE);
		world.zoho.expireTokens();
		const stream = await openResult(session, id);
		for await (const piece of stream) expect(piece).toBeInstanceOf(Uint8Array);
		expect(world.tokenCalls()).toBe(1);
	});
});
