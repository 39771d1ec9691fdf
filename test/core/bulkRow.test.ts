import { batchRecord, checkBulkRow } from '../../nodes/shared/core/bulkRow';
import type { BulkRowOptions } from '../../nodes/shared/core/bulkRow';
import { cellText } from '../../nodes/shared/core/bulkCell';
import type { FieldMeta } from '../../nodes/shared/core/fieldMeta';
import type { ZohoRecord } from '../../nodes/shared/core/row';

const field = (apiName: string, dataType: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
	apiName,
	label: apiName,
	dataType,
	length: null,
	readOnly: false,
	mandatory: false,
	unique: false,
	external: false,
	visible: true,
	picklist: [],
	module: null,
	...more,
});

const fields = new Map(
	[
		field('Last_Name', 'text'),
		field('Email', 'email'),
		field('Phone', 'phone'),
		field('Interests', 'multiselectpicklist'),
		field('Lines', 'subform', { label: 'Order Lines' }),
		field('Created_Time', 'datetime', { readOnly: true }),
		field('Born', 'date'),
		field('Call_At', 'datetime'),
		field('Size', 'integer'),
		field('Opt_Out', 'boolean'),
		field('Account', 'lookup'),
	].map((each) => [each.apiName, each]),
);

const options = (more: Partial<BulkRowOptions> = {}): BulkRowOptions => ({
	write: 'upsert',
	findBy: 'Email',
	clear: new Set(),
	lookups: new Map(),
	refuseEmptyKey: true,
	fields,
	check: {
		fields,
		unknownFields: 'refuse',
		emptySubforms: true,
		subforms: new Map(),
		splitText: true,
		zone: 'Europe/Vienna',
		creates: false,
	},
	...more,
});

const check = (record: ZohoRecord, more?: Partial<BulkRowOptions>) =>
	checkBulkRow({ index: 0, record: { Email: 'a@x.example', ...record } }, options(more));

describe('a row for a bulk import', () => {
	it('loses what is empty, which would else empty fields in Zoho', () => {
		expect(check({ Last_Name: 'A', Phone: '', Interests: [], Born: null, Size: ' ' })).toEqual({
			index: 0,
			record: { Email: 'a@x.example', Last_Name: 'A' },
		});
	});

	it('keeps as null what is to be emptied', () => {
		expect(check({ Phone: '' }, { clear: new Set(['Phone']) })).toMatchObject({
			record: { Phone: null },
		});
	});

	it.each<[string, ZohoRecord, string]>([
		['a subform, with the reason', { Lines: [{ Amount: 1 }] }, 'NOT_IN_BULK'],
		['a field that Zoho sets itself', { Created_Time: '2024-01-01T00:00:00Z' }, 'NOT_IN_BULK'],
		['tags', { Tag: [{ name: 'x' }] }, 'NOT_IN_BULK'],
		['a field that is none', { Nmae: 'x' }, 'UNKNOWN_FIELD'],
		['one of a name that objects have', JSON.parse('{"__proto__":{"x":1}}'), 'UNKNOWN_FIELD'],
		['a date that is none', { Born: '31.01.2024' }, 'INVALID_DATA'],
		['nothing but its key', {}, 'EMPTY_RECORD'],
		['no key', { Email: ' ', Last_Name: 'A' }, 'KEY_MISSING'],
	])('is refused for %s', (_what, record, code) => {
		expect(check(record)).toMatchObject({ outcome: 'refused', code });
	});

	it('says of a subform what it needs, and what to use instead', () => {
		expect(check({ Lines: [{ Amount: 1 }] })).toMatchObject({
			reason: expect.stringMatching(/'Order Lines' \(Lines\).*file of their own.*Batch Upsert/),
		});
	});

	it('may be without a key where new records are wanted', () => {
		const row = check({ Email: '', Last_Name: 'A' }, { refuseEmptyKey: false });
		expect(row).toEqual({ index: 0, record: { Last_Name: 'A' } });
	});

	it('is refused for an id that is a number', () => {
		const row = check({ id: 5725767000000100000, Last_Name: 'A' }, { findBy: 'id' });
		expect(row).toMatchObject({ outcome: 'refused', code: 'ID_IS_A_NUMBER' });
	});
});

describe('the cell of a value', () => {
	it.each<[string, unknown, string | undefined]>([
		['Last_Name', '=1+1', '=1+1'],
		['Last_Name', null, ''],
		['Size', 12, '12'],
		['Opt_Out', false, 'false'],
		['Interests', ['A', 'B'], 'A;B'],
		['Born', '2024-02-29', '02/29/2024'],
		['Call_At', '2024-03-01T10:30:00+02:00', '2024-03-01T10:30:00+02:00'],
		['Account', { id: '123456789012345678', name: 'Zylker' }, '123456789012345678'],
		['Account', '123456789012345678', '123456789012345678'],
		['Account', { other: 1 }, undefined],
		['Interests', [{ a: 1 }], undefined],
	])('of %s, %j, is %j', (name, value, text) => {
		expect(cellText(value, fields.get(name))).toBe(text);
	});
});

it('a row of a CSV that goes by batch is in the types of the records API', () => {
	expect(
		batchRecord(
			{ Size: '12', Opt_Out: 'TRUE', Account: '1', Last_Name: '12', Phone: null, Interests: ['A'] },
			fields,
		),
	).toEqual({
		Size: 12,
		Opt_Out: true,
		Account: { id: '1' },
		Last_Name: '12',
		Phone: null,
		Interests: ['A'],
	});
});
