import {
	expiryText,
	isEndNear,
	isRenewalDue,
	lifeToAsk,
	LONGEST_LIFE_MS,
	tickExpression,
} from '../../nodes/shared/core/channelLife';

const NOON = Date.parse('2024-03-01T12:00:00.500Z');
const HOUR = 3_600_000;

describe('The life of a channel', () => {
	it('asked for never reaches the seven days beyond which Zoho grants an hour (R82, R88)', () => {
		expect(lifeToAsk('live')).toBeLessThan(LONGEST_LIFE_MS - 60_000);
		expect(lifeToAsk('live')).toBeGreaterThan(LONGEST_LIFE_MS - HOUR);
		expect(lifeToAsk('test')).toBe(HOUR);
	});

	it('is told as a whole second with an offset: milliseconds are refused', () => {
		expect(expiryText('test', NOON)).toBe('2024-03-01T13:00:00+00:00');
		expect(expiryText('live', NOON)).toBe('2024-03-08T11:50:00+00:00');
	});

	it.each([
		['whole', 100, false, false],
		['just over half', 51, false, false],
		['half', 50, false, false],
		['under half', 49, true, false],
		['a quarter', 25, true, false],
		['under a quarter', 24, true, true],
		['over', -1, true, true],
	])('%s: renewal and end', (_, left, due, near) => {
		const grant = { expiry: NOON + left, life: 100 };
		expect([isRenewalDue(grant, NOON), isEndNear(grant, NOON)]).toEqual([due, near]);
	});
});

describe('Ticks', () => {
	it('come every twenty minutes, spread over all seconds of them', () => {
		const all = Array.from({ length: 1200 }, (_, seed) => tickExpression(seed));
		expect(new Set(all).size).toBe(1200);
		expect(all[0]).toBe('0 0,20,40 * * * *');
		expect(all[1199]).toBe('59 19,39,59 * * * *');
		expect(tickExpression(123_456_789_012_345)).toMatch(/^\d{1,2} \d+,\d+,\d+ \* \* \* \*$/);
	});
});
