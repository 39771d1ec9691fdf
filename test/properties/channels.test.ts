import fc from '../support/seeded';
import type { Interruption, Seen } from '../../nodes/shared/core/catchUp';
import { gapSince, isReadAlready, isToldAlready } from '../../nodes/shared/core/catchUp';
import {
	expiryText,
	isEndNear,
	isRenewalDue,
	lifeToAsk,
	LONGEST_LIFE_MS,
	tickExpression,
	TICK_MINUTES,
} from '../../nodes/shared/core/channelLife';
import { nextWatermark, secondOf } from '../../nodes/shared/core/watermark';

const MINUTE = 60_000;
const moment = fc.integer({ min: Date.UTC(2020), max: Date.UTC(2040) });

describe('The life of a channel', () => {
	it('is asked for as a whole second with an offset, and never for longer than Zoho gives', () => {
		fc.assert(
			fc.property(moment, fc.constantFrom('live' as const, 'test' as const), (now, kind) => {
				const text = expiryText(kind, now);
				expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
				const life = Date.parse(text) - now;
				expect(life).toBeLessThan(LONGEST_LIFE_MS);
				expect(life).toBeGreaterThan(lifeToAsk(kind) - 1000);
			}),
		);
	});

	it('is renewed in time by its ticks, even where Zoho gave an hour only', () => {
		const lives = fc.integer({ min: 60 * MINUTE, max: LONGEST_LIFE_MS });
		fc.assert(
			fc.property(moment, lives, fc.nat({ max: TICK_MINUTES * MINUTE }), (granted, life, first) => {
				const expiry = granted + life;
				let now = granted + first;
				while (!isRenewalDue({ expiry, life }, now)) now += TICK_MINUTES * MINUTE;
				expect(now).toBeLessThan(expiry);
				// Who is warned of the end was due to be renewed before.
				expect(isEndNear({ expiry, life }, now) && !isRenewalDue({ expiry, life }, now)).toBe(
					false,
				);
			}),
		);
	});

	it('is looked after three times an hour at a time of its own, for any node', () => {
		fc.assert(
			fc.property(fc.nat(), (seed) => {
				const [second, minutes, ...rest] = tickExpression(seed).split(' ');
				expect(rest).toEqual(['*', '*', '*', '*']);
				expect(Number(second)).toBeLessThan(60);
				const each = minutes.split(',').map(Number);
				expect(each).toHaveLength(3);
				for (const [at, minute] of each.entries()) {
					expect(minute).toBeLessThan(60);
					if (at > 0) expect(minute - each[at - 1]).toBe(TICK_MINUTES);
				}
			}),
		);
	});
});

const seen: fc.Arbitrary<Seen> = fc.record({
	watchedSince: moment,
	upAt: moment,
	upBy: fc.constantFrom('a', null),
	aliveAt: moment,
	gapSince: fc.option(moment),
});
const interruption = fc.constantFrom<Array<Interruption | null>>('unheard', 'channelLost', null);

describe('A gap', () => {
	it('begins no later than the last time that somebody was there, and never before the channel', () => {
		fc.assert(
			fc.property(seen, interruption, (past, why) => {
				const since = gapSince(past, why);
				const isKnown = why !== null || past.gapSince !== null;
				expect(since !== null).toBe(isKnown);
				if (since === null) return;
				expect(since).toBeGreaterThanOrEqual(past.watchedSince);
				const latest = (bound: number) => Math.max(bound, past.watchedSince);
				if (why === 'unheard') expect(since).toBeLessThanOrEqual(latest(past.upAt));
				if (why === 'channelLost') expect(since).toBeLessThanOrEqual(latest(past.aliveAt));
				if (past.gapSince !== null) expect(since).toBeLessThanOrEqual(latest(past.gapSince));
			}),
		);
	});

	it('only grows by another reason for it', () => {
		fc.assert(
			fc.property(seen, interruption, interruption, (past, first, next) => {
				const since = gapSince(past, first);
				const more = gapSince({ ...past, gapSince: since }, next);
				if (since !== null) expect(more).toBeLessThanOrEqual(since);
			}),
		);
	});

	it('takes a change read and told for one, whatever the order and the milliseconds', () => {
		fc.assert(
			fc.property(moment, fc.nat({ max: 999 }), (second, ms) => {
				const read = secondOf(second);
				expect(isToldAlready(read, read + ms)).toBe(true);
				expect(isReadAlready(read + ms, read)).toBe(true);
				expect(isToldAlready(read + 1000, read + ms)).toBe(false);
				expect(isReadAlready(read + 1000 + ms, read)).toBe(false);
			}),
		);
	});
});

describe('A watermark', () => {
	it('gives each state of each record exactly once, run after run', () => {
		/** What happens before each run: changes of few records at few seconds, later runs never earlier ones. */
		const run = fc.array(
			fc.record({ id: fc.constantFrom('1', '2', '3'), second: fc.nat({ max: 1 }) }),
			{
				maxLength: 4,
			},
		);
		fc.assert(
			fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
				const start = Date.UTC(2026, 0, 1);
				const latest = new Map<string, number>();
				let [now, since, given]: [number, number, string[]] = [start, start, []];
				const got: string[] = [];
				const wanted = new Set<string>();
				for (const happened of runs) {
					for (const { id, second } of happened) {
						now += second * 1000;
						latest.set(id, now);
					}
					// Zoho shows a record as it stands, when it is asked.
					const all = [...latest].map(([id, at]) => ({ id, at }));
					for (const { id, at } of all) wanted.add(`${id}@${at}`);
					const changes = all
						.filter(({ at }) => at >= secondOf(since))
						.filter(({ id, at }) => !given.includes(`${id}@${at}`));
					got.push(...changes.map(({ id, at }) => `${id}@${at}`));
					const next = nextWatermark(changes, since, given);
					expect(next.watermark).toBeGreaterThanOrEqual(since);
					({ watermark: since, given } = next);
				}
				expect([...got].sort()).toEqual([...wanted].sort());
			}),
			{ numRuns: 500 },
		);
	});
});
