import * as limits from '../../nodes/shared/core/limits';

describe('Limits that lean on one another', () => {
	it('a full write call wastes no part of a credit', () => {
		expect(limits.RECORDS_PER_WRITE % limits.RECORDS_PER_CREDIT).toBe(0);
	});

	it('ids of 18 and 19 digits are beyond what a number keeps exactly', () => {
		expect(356686000032329832).toBeGreaterThan(limits.LARGEST_EXACT_NUMBER);
		expect(limits.LARGEST_EXACT_NUMBER + 1).toBe(2 ** 53);
	});

	it('every edition may have more calls under way than the default of two', () => {
		expect(Math.min(...Object.values(limits.CALLS_AT_ONCE))).toBeGreaterThanOrEqual(2);
	});

	it('credits are counted over a day', () => {
		expect(limits.CREDIT_WINDOW_MS).toBe(86_400_000);
	});
});
