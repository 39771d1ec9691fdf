import { coqlText, coqlTexts } from '../../nodes/shared/core/coqlText';
import { LookupMatches, lookupWhere, planLookups } from '../../nodes/shared/core/lookupPlan';
import type { LookupValue } from '../../nodes/shared/core/lookupValue';
import { lookupValueOf } from '../../nodes/shared/core/lookupValue';
import type { FieldMeta } from '../../nodes/shared/core/fieldMeta';

const text = (value: string): LookupValue => ({ text: value, bare: false });

const field = (dataType: string): FieldMeta => ({
	apiName: 'F',
	label: 'Field',
	dataType,
	length: null,
	readOnly: false,
	mandatory: false,
	unique: false,
	external: false,
	visible: true,
	picklist: [],
	module: null,
});

describe('literals', () => {
	it.each([
		['Acme', `'Acme'`],
		["O'Neil", `"O'Neil"`],
		['the "Boss"', `'the "Boss"'`],
		[`5'10"`, `'5''10"'`],
		['a\\b', `'a\\\\b'`],
	])('of %s are %s', (value, literal) => {
		expect(coqlText(value)).toBe(literal);
	});

	it('put a backslash before quotes in the other style', () => {
		expect(coqlText(`5'10"`, 'backslash')).toBe(`'5\\'10"'`);
	});

	it('ask for a value with a backslash in both readings, unless that could take a quote along', () => {
		expect(coqlTexts('a\\b')).toEqual([`'a\\\\b'`, `'a\\b'`]);
		expect(coqlTexts('a\\')).toEqual([`'a\\\\'`]);
		expect(coqlTexts(`a\\'b`)).toHaveLength(1);
	});
});

describe('planning a look-up', () => {
	it('asks for equal values once, 50 places a query', () => {
		const values = Array.from({ length: 120 }, (_, at) => text(`v${at % 60}`));
		expect(planLookups(values).map((query) => query.values.length)).toEqual([50, 10]);
		const backslashes = Array.from({ length: 30 }, (_, at) => text(`a\\${at}`));
		expect(planLookups(backslashes).map((query) => query.values.length)).toEqual([25, 5]);
		expect(planLookups([])).toEqual([]);
	});

	it('takes values that differ in case as two, for fields that tell them apart', () => {
		expect(planLookups([text('A'), text('a')])[0].values).toHaveLength(2);
	});

	it('writes numbers bare and text in quotes', () => {
		expect(lookupWhere('F', [{ text: '12', bare: true }, text('12')])).toBe(`F in (12, '12')`);
	});
});

describe('a value to look up', () => {
	it.each([
		['  a@b.c ', undefined, text('a@b.c')],
		[12, undefined, { text: '12', bare: true }],
		['12.50', 'currency', { text: '12.50', bare: true }],
		[{ id: '77', name: 'Zylker' }, 'lookup', { text: '77', bare: true }],
		[new Date('2024-03-01T12:00:00Z'), 'date', text('2024-03-01')],
		[new Date('2024-03-01T12:00:00Z'), 'datetime', text('2024-03-01T12:00:00+00:00')],
	])('%j of a field of the type %s becomes %j', (value, type, expected) => {
		expect(lookupValueOf(value, type === undefined ? undefined : field(type), 'UTC')).toEqual(
			expected,
		);
	});

	it.each([
		['', undefined, 'VALUE_MISSING'],
		[undefined, undefined, 'VALUE_MISSING'],
		[Number.NaN, undefined, 'VALUE_NOT_PLAIN'],
		[['a'], undefined, 'VALUE_NOT_PLAIN'],
		[true, undefined, 'VALUE_NOT_PLAIN'],
		[2 ** 60, undefined, 'NUMBER_NOT_EXACT'],
		['twelve', 'integer', 'INVALID_DATA'],
		['Zylker', 'lookup', 'INVALID_DATA'],
	])('%j of a field of the type %s is refused: %s', (value, type, code) => {
		const made = lookupValueOf(value, type === undefined ? undefined : field(type), 'UTC');
		expect(made).toMatchObject({ outcome: 'refused', code });
	});
});

describe('matching', () => {
	const found = (records: Array<Record<string, unknown>>, value: string, sameCase = false) => {
		const matches = new LookupMatches('F', sameCase);
		matches.add(records);
		return matches.of(text(value)).map(({ id }) => id);
	};

	it('sets case and outer spaces aside unless told otherwise', () => {
		const records = [
			{ id: '1', F: 'Graz' },
			{ id: '2', F: 'GRAZ ' },
		];
		expect(found(records, 'graz')).toEqual(['1', '2']);
		expect(found(records, 'Graz', true)).toEqual(['1']);
	});

	it('compares numbers as numbers, and text that looks like one as text', () => {
		expect(found([{ id: '1', F: 12 }], '12.0')).toEqual(['1']);
		expect(found([{ id: '1', F: '123' }], '0123')).toEqual([]);
	});

	it('finds any value of a multi-select, the id of a lookup, and one moment in two zones', () => {
		expect(found([{ id: '1', F: ['a', 'b'] }], 'B')).toEqual(['1']);
		expect(found([{ id: '1', F: { id: '77', name: 'x' } }], '77')).toEqual(['1']);
		expect(
			found([{ id: '1', F: '2024-03-01T13:00:00+01:00' }], '2024-03-01T12:00:00+00:00'),
		).toEqual(['1']);
	});

	it('gives a record that came twice once', () => {
		expect(
			found(
				[
					{ id: '1', F: 'a' },
					{ id: '1', F: 'a' },
				],
				'a',
			),
		).toEqual(['1']);
	});
});
