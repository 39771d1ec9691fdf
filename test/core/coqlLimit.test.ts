import { coqlLimit, withCoqlLimit } from '../../nodes/shared/core/coqlLimit';

const query = "select Email from Leads where City = 'Bonn'";

describe('the LIMIT of a query', () => {
	it.each([
		[`${query} limit 25`, 25],
		[`${query} LIMIT 25 OFFSET 50 ; `, 25],
		[`${query} limit 50, 25`, 25],
		[query, null],
		[`${query} offset 50`, null],
		["select Email from Leads where City = 'limit 5'", null],
	])('of %j is %j', (text, limit) => {
		expect(coqlLimit(text)).toBe(limit);
	});

	it.each([
		[query, `${query} limit 25`],
		[`${query};\n`, `${query} limit 25`],
		[`${query}\n  offset 50 ;`, `${query} limit 25 offset 50`],
		[`${query} limit 3`, `${query} limit 3`],
	])('is put into %j where it says none', (text, limited) => {
		expect(withCoqlLimit(text, 25)).toBe(limited);
	});

	it('is found at once in a query with a long run of spaces', () => {
		const begun = performance.now();
		withCoqlLimit(`${query} limit 5${' '.repeat(20_000)}and Company = 'A'`, 25);
		expect(performance.now() - begun).toBeLessThan(1000);
	});
});
