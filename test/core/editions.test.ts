import { addOnPrice, EDITIONS, sizeEdition } from '../../nodes/shared/core/editions';
import { creditsPerDay } from '../../nodes/shared/core/allowance';

describe('The price of add-on credits', () => {
	it.each([
		[0, 0],
		[1_000, 0.14],
		[25_000, 3.5],
		[26_000, 3.56],
		[100_000, 8],
		[250_000, 15.5],
		[500_000, 21.75],
		[500_001, null],
	])('%i credits in 24 hours: %j dollars', (credits, dollars) => {
		expect(addOnPrice(credits)).toBe(dollars);
	});
});

describe('A sized edition', () => {
	it('covers the need with as many licences as it says, and not with one fewer', () => {
		for (const edition of EDITIONS) {
			for (const need of [4_000, 60_000, 99_000, 2_000_000]) {
				const { licencesNeeded } = sizeEdition(edition, 1, need);
				if (licencesNeeded === null) continue;
				expect(creditsPerDay(edition, licencesNeeded)).toBeGreaterThanOrEqual(need);
				if (licencesNeeded > 0)
					expect(creditsPerDay(edition, licencesNeeded - 1)).toBeLessThan(need);
			}
		}
	});

	it.each([
		['free', 5_001, null],
		['standard', 100_001, null],
		['professional', 3_000_001, null],
		['ultimate', 5_050_000, 2_500],
	] as const)('%s needs for %i credits %j licences', (edition, need, licences) => {
		expect(sizeEdition(edition, 1, need).licencesNeeded).toBe(licences);
	});

	it('offers no add-on beyond the maximum of the edition', () => {
		expect(sizeEdition('standard', 200, 120_000).addOn).toBeNull();
		expect(sizeEdition('standard', 0, 60_000).addOn).toEqual({
			credits: 10_000,
			dollarsPerDay: 1.4,
		});
	});

	it('spreads over days what one day does not hold', () => {
		expect(sizeEdition('free', 0, 12_000)).toMatchObject({ covers: false, days: 3, share: 240 });
		expect(sizeEdition('free', 0, 5_000)).toMatchObject({ covers: true, days: 1, share: 100 });
	});
});
