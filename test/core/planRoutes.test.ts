import type { Pace } from '../../nodes/shared/core/planRoutes';
import { planRoutes } from '../../nodes/shared/core/planRoutes';
import type { LivePrices } from '../../nodes/shared/core/prices';
import type { Work } from '../../nodes/shared/core/routes';
import { ROUTES } from '../../nodes/shared/core/routes';

const pace: Pace = { edition: 'enterprise', parallel: 2, secondsPerCall: 1, minutesPerJob: 5 };
const winnerOf = (work: Work, rows: number, live: LivePrices | null = null) =>
	planRoutes(work, rows, pace, live).find(({ cheapest }) => cheapest);

const works = [...new Set(ROUTES.map(({ work }) => work))];

describe('A plan', () => {
	it.each(works)('of %s has one cheapest route among those that can do it, at any size', (work) => {
		for (const rows of [1, 2, 10, 11, 99, 101, 1_000, 5_021, 25_000, 25_001, 250_000]) {
			const planned = planRoutes(work, rows, pace);
			const possible = planned.filter(({ impossible }) => impossible === null);
			const winners = planned.filter(({ cheapest }) => cheapest);
			expect(winners).toHaveLength(possible.length > 0 ? 1 : 0);
			const least = Math.min(...possible.map(({ credits }) => credits));
			if (winners.length > 0) expect(winners[0].credits).toBe(least);
		}
	});

	it.each(works)('of %s never crowns an assumed price without saying so (law 5)', (work) => {
		for (const rows of [1, 1_000, 25_000, 250_000]) {
			const winner = winnerOf(work, rows);
			if (winner && winner.assumed > 0) expect(winner.why).toContain('if what we assume holds');
		}
	});

	it.each<[Work, number, string]>([
		['upsert', 1, 'upsert.batch'],
		['upsert', 5_020, 'upsert.batch'],
		['upsert', 5_021, 'upsert.bulk'],
		['upsert', 27_000, 'upsert.bulkAndBatch'],
		['query', 300, 'query.known'],
		['export', 1_000, 'export.coql'],
		['export', 250_000, 'export.bulkRead'],
		['metadata', 5, 'metadata.composite'],
		['mixed', 23, 'mixed.composite'],
		['delete', 250, 'delete.batch'],
	])('of %s of %i rows is won by %s', (work, rows, id) => {
		expect(winnerOf(work, rows)?.route.id).toBe(id);
	});

	it('of a dearer batch goes by the price that Zoho now asks', () => {
		const live: LivePrices = {
			readAt: 0,
			rules: {
				'bulkWrite.create': { kind: 'flat', credits: 5_000 },
			},
		};
		expect(winnerOf('upsert', 20_000, live)?.route.id).toBe('upsert.batch');
		expect(winnerOf('upsert', 20_000)?.route.id).toBe('upsert.bulk');
	});

	it('tells what each of the others costs more', () => {
		const plain = planRoutes('upsert', 100, pace).find(({ route }) => route.node === null);
		expect(plain?.why).toBe('90 credits more than the cheapest, Upsert, 100 records a call.');
	});
});
