import { keyText, rowKeys } from '../../nodes/shared/core/rowKeys';

describe('The comparable text of a key', () => {
	it.each<[unknown, string | undefined]>([
		['Ann@Example.com', 'ann@example.com'],
		['  ann@example.com\t', 'ann@example.com'],
		['two  words', 'two  words'],
		['ÄÖ', 'äö'],
		[17, '17'],
		[0, '0'],
		[17n, '17'],
		['', undefined],
		['   ', undefined],
		[null, undefined],
		[undefined, undefined],
		[NaN, undefined],
		[Infinity, undefined],
		[true, undefined],
		[{ id: '1' }, undefined],
		[['a'], undefined],
	])('of %p is %p', (value, text) => {
		expect(keyText(value)).toBe(text);
	});
});

describe('The keys of a row', () => {
	const FIELDS = ['External_ID', 'Email'];

	it('are its filled checked fields, in the order Zoho checks them', () => {
		const record = { Email: 'A@example.com', External_ID: 7, Phone: '1' };
		expect(rowKeys(record, FIELDS)).toEqual(['External_ID=7', 'Email=a@example.com']);
	});

	it('are its id alone where it has one', () => {
		expect(rowKeys({ id: ' 48768760001', Email: 'a@example.com' }, FIELDS)).toEqual([
			'id=48768760001',
		]);
	});

	it('are none where id and all checked fields are empty', () => {
		expect(rowKeys({ id: '', Email: null, External_ID: ' ' }, FIELDS)).toEqual([]);
		expect(rowKeys({ Email: 'a@example.com' }, [])).toEqual([]);
	});
});
