import { withQueryTimes } from '../../nodes/shared/core/queryTimes';

describe('times in a query', () => {
	it.each([
		[
			"Modified_Time >= '2026-03-01T09:30:00.123+02:00'",
			"Modified_Time >= '2026-03-01T09:30:00+02:00'",
		],
		[
			"(Account_Name.Created_Time<'2026-03-01T09:30:00.5Z' and City = 'a')",
			"(Account_Name.Created_Time<'2026-03-01T09:30:00+00:00' and City = 'a')",
		],
		[
			"Created_Time between '2026-03-01T00:00:00.000Z' and '2026-03-02T00:00:00.000Z'",
			"Created_Time between '2026-03-01T00:00:00+00:00' and '2026-03-02T00:00:00+00:00'",
		],
		[
			'Created_Time not in ("2026-03-01T00:00:00.1+0100", "2026-03-02T00:00:00Z")',
			'Created_Time not in ("2026-03-01T00:00:00+0100", "2026-03-02T00:00:00+00:00")',
		],
		[
			'((Created_Time:between:2026-03-01T00:00:00.001+01:00,2026-03-02T00:00:00.002Z)and(City:equals:Z))',
			'((Created_Time:between:2026-03-01T00:00:00+01:00,2026-03-02T00:00:00+00:00)and(City:equals:Z))',
		],
	])('given %s, sends %s', (text, sent) => {
		expect(withQueryTimes(text)).toBe(sent);
	});

	it.each([
		"External_Stamp = '2026-03-01T09:30:00.123Z'",
		"Created_Time >= '2026-03-01T09:30:00+02:00' and City = '1.5Z'",
		"Last_Name like '%Time%' and City = '2026-03-01T09:30:00.123Z'",
		"Created_Time >= '2026-03-01' and Amount > 12:30.5",
	])('leaves %s as it is', (text) => {
		expect(withQueryTimes(text)).toBe(text);
	});
});
