import { attributeWrite } from '../../nodes/shared/core/attribution';
import { creditsFor } from '../../nodes/shared/core/prices';
import { seeded, seeds } from './seeded';

const sum = (shares: number[]): number => shares.reduce((total, share) => total + share, 0);
/** The positions that carry something, with what they carry. */
const carriers = (shares: number[]): Array<[number, number]> =>
	[...shares.entries()].filter(([, share]) => share > 0);

describe('The cost of a write call', () => {
	it.each([
		[1, [[0, 1]]],
		[10, [[0, 1]]],
		[
			11,
			[
				[0, 1],
				[10, 1],
			],
		],
		[
			25,
			[
				[0, 1],
				[10, 1],
				[20, 1],
			],
		],
	])('of %i records is carried by the first of each ten', (records, expected) => {
		const { credits } = creditsFor('records.upsert', records);
		expect(carriers(attributeWrite(credits, records))).toEqual(expected);
	});

	it('that is flat, as for Delete, is carried by the first record', () => {
		expect(carriers(attributeWrite(1, 100))).toEqual([[0, 1]]);
	});

	it('by a dearer price list is shared by the same records, the first ones taking what is left over', () => {
		expect(carriers(attributeWrite(7, 25))).toEqual([
			[0, 3],
			[10, 2],
			[20, 2],
		]);
	});

	it('of nothing is carried by nobody', () => {
		expect(attributeWrite(0, 3)).toEqual([0, 0, 0]);
	});

	it.each(seeds(50))(
		'is split without loss, in whole credits, one share a record (seed %i)',
		(seed) => {
			const chance = seeded(seed);
			const [cost, records] = [chance.below(60), 1 + chance.below(500)];
			const shares = attributeWrite(cost, records);
			expect([shares.length, sum(shares)]).toEqual([records, cost]);
			expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
			expect(carriers(shares).every(([place]) => place % 10 === 0)).toBe(true);
		},
	);
});
