import { readBody } from '../../nodes/shared/zoho/readBody';

describe("Zoho's JSON", () => {
	it('keeps every digit of a long id that comes as a number (R61)', () => {
		const body = readBody(
			'{"id":7615917337495251231,"of":[-5725767000000411001,356686000032329832]}',
		);
		expect(body).toEqual({
			id: '7615917337495251231',
			of: ['-5725767000000411001', '356686000032329832'],
		});
	});

	it.each([
		['7615917337495251231', '7615917337495251231'],
		['[1,7615917337495251231]', [1, '7615917337495251231']],
		['{"id" :\n\t-7615917337495251231 }', { id: '-7615917337495251231' }],
		['[ 7615917337495251231,"a"]', ['7615917337495251231', 'a']],
	])('finds it wherever a number can stand: %j', (text, value) => {
		expect(readBody(text)).toEqual(value);
	});

	it('leaves numbers alone that JavaScript can hold', () => {
		expect(readBody('[9007199254740991, 1234567890123456, 0, -12]')).toEqual([
			9007199254740991, 1234567890123456, 0, -12,
		]);
	});

	it('leaves decimals and exponents numbers', () => {
		const text = '[0.12345678901234567890, 1234567890123456789.5, 1.5e3, 12345678901234567890e2]';
		expect(readBody(text)).toEqual(JSON.parse(text));
	});

	it('leaves digits inside texts and names alone, escaped quotes and backslashes too', () => {
		const text = String.raw`{"7615917337495251231":"a \"7615917337495251231\" b\\","n":7615917337495251231}`;
		expect(readBody(text)).toEqual({
			'7615917337495251231': 'a "7615917337495251231" b\\',
			n: '7615917337495251231',
		});
	});

	it('reads a text of many megabytes', () => {
		const long = 'x\\"'.repeat(3_000_000);
		expect(readBody(`{"note":"${long}","id":7615917337495251231}`)).toMatchObject({
			id: '7615917337495251231',
		});
	});

	it.each(['', '  ', '<html>', '{"data":[{"id":"1"', 'null undefined'])(
		'is undefined for %j',
		(text) => {
			expect(readBody(text)).toBeUndefined();
		},
	);
});
