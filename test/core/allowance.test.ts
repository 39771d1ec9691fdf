import { creditsPerDay } from '../../nodes/shared/core/allowance';

describe('Credits in 24 hours', () => {
	it.each([
		['free', 3, 0, 5_000],
		['free', 3, 10_000, 5_000],
		['standard', 0, 0, 50_000],
		['standard', 20, 0, 55_000],
		['standard', 500, 0, 100_000],
		['professional', 20, 0, 60_000],
		['professional', 6_000, 0, 3_000_000],
		['enterprise', 15, 0, 65_000],
		['enterprise', 15, 25_000, 90_000],
		['enterprise', 10_000, 0, 5_000_000],
		['ultimate', 10, 0, 70_000],
		['ultimate', 10_000, 0, 20_050_000],
	] as const)('%s with %i licences and %i more bought: %i', (edition, licences, addOn, credits) => {
		expect(creditsPerDay(edition, licences, addOn)).toBe(credits);
	});

	it('need no add-on to be named', () => {
		expect(creditsPerDay('enterprise', 1)).toBe(51_000);
	});
});
