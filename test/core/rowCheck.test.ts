import { DateTime } from 'luxon';
import type { FieldMeta } from '../../nodes/shared/core/fieldMeta';
import type { NotWritten } from '../../nodes/shared/core/outcome';
import type { ZohoRecord } from '../../nodes/shared/core/row';
import type { RowCheckOptions } from '../../nodes/shared/core/rowCheck';
import { checkRow } from '../../nodes/shared/core/rowCheck';

const field = (apiName: string, dataType: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
	apiName,
	label: apiName.replace('_', ' '),
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

const LEADS = [
	field('Last_Name', 'text', { mandatory: true, length: 10 }),
	field('Email', 'email', { length: 100 }),
	field('Description', 'textarea', { length: 5 }),
	field('Birthday', 'date'),
	field('Called_At', 'datetime'),
	field('Interests', 'multiselectpicklist'),
	field('Lines', 'subform'),
	field('Account_Name', 'lookup'),
	field('Revenue', 'currency'),
	field('Visits', 'bigint'),
	field('Created_By', 'ownerlookup', { mandatory: true, readOnly: true }),
	field('Hidden', 'text', { mandatory: true, visible: false }),
];

const options = (more: Partial<RowCheckOptions> = {}): RowCheckOptions => ({
	fields: new Map(LEADS.map((each) => [each.apiName, each])),
	unknownFields: 'refuse',
	emptySubforms: false,
	zone: 'Europe/Berlin',
	splitText: false,
	subforms: new Map(),
	creates: false,
	...more,
});

function sent(record: ZohoRecord, more: Partial<RowCheckOptions> = {}): ZohoRecord {
	const checked = checkRow({ index: 4, record }, options(more));
	if ('outcome' in checked) throw new Error(checked.reason);
	expect(checked.index).toBe(4);
	return checked.record;
}
function refused(record: ZohoRecord, more: Partial<RowCheckOptions> = {}): NotWritten {
	const checked = checkRow({ index: 4, record }, options(more));
	if (!('outcome' in checked)) throw new Error(`sent: ${JSON.stringify(checked.record)}`);
	expect(checked).toMatchObject({ outcome: 'refused', message: checked.reason });
	return checked;
}

describe('Given a field that the module does not have', () => {
	it.each([
		['email', 'Email'],
		['LastName', 'Last_Name'],
		['Birthdya', 'Birthday'],
	])('R15, R39: %s is refused, and %s is proposed', (name, nearest) => {
		const { code, details, reason } = refused({ [name]: 'x' });
		expect([code, details]).toEqual(['UNKNOWN_FIELD', { api_name: name, nearest }]);
		expect(reason).toMatch(
			new RegExp(`^The module has no field ${name}\\. Did you mean ${nearest}\\? Zoho would`),
		);
	});

	it('that is like none of its fields, nothing is proposed', () => {
		const { details, reason } = refused({ Shoe_Size: 43 });
		expect(details).toEqual({ api_name: 'Shoe_Size' });
		expect(reason).toMatch(/^The module has no field Shoe_Size\. Zoho would ignore it/);
	});

	it('it is left out where the option says so, and the rest is sent', () => {
		const record = { Shoe_Size: 43, Email: 'a@example.com' };
		expect(sent(record, { unknownFields: 'drop' })).toEqual({ Email: 'a@example.com' });
	});

	it('nothing is refused or left out where the fields are not known', () => {
		expect(sent({ Shoe_Size: 43 }, { fields: null })).toEqual({ Shoe_Size: 43 });
	});

	it('keys of a record that are no fields are sent', () => {
		const record = {
			id: '1',
			Layout: { id: '2' },
			Tag: [{ name: 'vip' }],
			Owner: { id: '3' },
			$append_values: { Interests: true },
		};
		expect(sent(record)).toEqual(record);
	});

	it('on Create its hint comes before the complaint about what it was meant for', () => {
		expect(refused({ last_name: 'Lee' }, { creates: true }).code).toBe('UNKNOWN_FIELD');
	});
});

describe('Given a number that is not what it seems', () => {
	const BIG = 2 ** 53;

	it.each<[string, ZohoRecord, string]>([
		['R61: in a lookup', { Account_Name: { id: BIG } }, 'Account_Name'],
		['R61: in a lookup given as a number', { Account_Name: 356686000032329800 }, 'Account_Name'],
		['R62: as the id', { id: 356686000032329800 }, 'id'],
		['in a long integer', { Visits: BIG }, 'Visits'],
	])('%s: the row is refused, and its field named', (_, record, name) => {
		const { code, details, reason } = refused(record);
		expect([code, details]).toEqual(['NUMBER_NOT_EXACT', { api_name: name }]);
		expect(reason).toContain('keep them as text');
	});

	it('in a row of a subform: the row is counted from 1, and its field named', () => {
		const { code, details, reason } = refused({ Lines: [{ Qty: 1 }, { Product: { id: -BIG } }] });
		expect(code).toBe('NUMBER_NOT_EXACT');
		expect(details).toEqual({ api_name: 'Product', parent_api_name: 'Lines', subform_row: 2 });
		expect(reason).toMatch(/^'Lines' row 2: Product holds the number .* keep them as text/);
	});

	it('without metadata as well', () => {
		expect(refused({ Any: [[{ deep: BIG }]] }, { fields: null }).code).toBe('NUMBER_NOT_EXACT');
	});

	it('the last exact number, fractions and amounts are sent', () => {
		const record = { Visits: BIG - 1, Revenue: 1e16, Lines: [{ Price: 1.5e300 / 7e290 }] };
		expect(sent(record)).toEqual(record);
	});

	it.each([NaN, Infinity])('%p would empty the field: the row is refused', (value) => {
		const { code, reason } = refused({ Revenue: value });
		expect(code).toBe('INVALID_DATA');
		expect(reason).toContain(`Revenue holds ${value}`);
	});
});

describe('Given dates', () => {
	const moment = Date.UTC(2019, 8, 26, 23, 30, 15, 123);

	it.each<[string, unknown, unknown]>([
		['text with milliseconds', '2019-09-26T12:30:00.000Z', '2019-09-26T12:30:00+00:00'],
		['text with a space', '2019-09-26 12:30', '2019-09-26T12:30:00+02:00'],
		['a Date', new Date(moment), '2019-09-27T01:30:15+02:00'],
		['a luxon time', DateTime.fromMillis(moment, { zone: 'utc' }), '2019-09-26T23:30:15+00:00'],
		['an empty text, which clears the field', '', null],
		['null', null, null],
	])('R55: a date-time field takes %s', (_, value, text) => {
		expect(sent({ Called_At: value })).toEqual({ Called_At: text });
	});

	it.each<[string, unknown, unknown]>([
		['a date', '2019-09-26', '2019-09-26'],
		['text with a time', '2019-09-26T23:30:00Z', '2019-09-26'],
		['a Date', new Date(moment), '2019-09-27'],
		['an empty text, which clears the field', '', null],
	])('R55: a date field takes %s and keeps it date-only', (_, value, text) => {
		expect(sent({ Birthday: value })).toEqual({ Birthday: text });
	});

	it.each<[string, ZohoRecord, string]>([
		[
			'words',
			{ Birthday: 'soon' },
			`'Birthday' (Birthday) needs a date such as 2025-01-31, not "soon"`,
		],
		['a time alone', { Birthday: '12:30' }, 'not "12:30"'],
		['a year alone', { Birthday: '2019' }, 'not "2019"'],
		[
			'the American order',
			{ Called_At: '09/26/2019' },
			`'Called At' (Called_At) needs a date and time such as 2025-01-31T09:30:00, not "09/26/2019"`,
		],
		['a number', { Called_At: moment }, `not ${moment}`],
	])('%s are refused before Zoho does', (_, record, reason) => {
		const refusal = refused(record);
		expect(refusal.code).toBe('INVALID_DATA');
		expect(refusal.details).toHaveProperty('expected_data_type');
		expect(refusal.reason).toContain(reason);
	});

	it.each<[string, unknown]>([
		['Date', new Date(NaN)],
		['luxon time', DateTime.invalid('because')],
	])('a broken %s is refused in any field, not dropped', (_, value) => {
		for (const record of [{ Birthday: value }, { Called_At: value }, { Last_Name: value }]) {
			expect(refused(record).code).toBe('INVALID_DATA');
		}
		expect(refused({ Any: value }, { fields: null }).details).toEqual({ api_name: 'Any' });
	});

	it('without metadata a Date becomes a date and time, and text stays as it is', () => {
		const record = { A: new Date(moment), B: '2019-09-26 12:30' };
		expect(sent(record, { fields: null })).toEqual({
			A: '2019-09-27T01:30:15+02:00',
			B: '2019-09-26 12:30',
		});
	});

	it('text in a field that is no date is left alone', () => {
		expect(sent({ Email: '2019-09-26 12:30' })).toEqual({ Email: '2019-09-26 12:30' });
	});
});

describe('Given a subform', () => {
	it('an empty list needs a yes', () => {
		const { code, reason } = refused({ Lines: [] });
		expect(code).toBe('SUBFORM_WOULD_BE_EMPTIED');
		expect(reason).toContain("'Allow Emptying Subforms'");
		expect(sent({ Lines: [] }, { emptySubforms: true })).toEqual({ Lines: [] });
	});

	it('R59: rows are sent as they are', () => {
		const record = { Lines: [{ Qty: 1 }, { id: '7', Qty: 2 }] };
		expect(sent(record)).toEqual(record);
	});

	it('an empty list in another field, or without metadata, is left to Zoho', () => {
		expect(sent({ Interests: [] })).toEqual({ Interests: [] });
		expect(sent({ Lines: [] }, { fields: null })).toEqual({ Lines: [] });
	});
});

describe('Given a multi-select field', () => {
	it.each([
		['A,B', '["A","B"]'],
		['A; B', '["A","B"]'],
		['A', '["A"]'],
		['say "A"', '["say \\"A\\""]'],
	])('R53: the text %s is refused, and the list it might be is shown', (value, list) => {
		const { details, reason } = refused({ Interests: value });
		expect(details).toEqual({ api_name: 'Interests', expected_data_type: 'jsonarray' });
		expect(reason).toBe(
			`'Interests' (Interests) needs a list such as ${list}, not text. Give a list, or switch on the option 'Split Text for Multi-Select'`,
		);
	});

	it('a list, and nothing, are sent', () => {
		expect(sent({ Interests: ['A', 'B'] })).toEqual({ Interests: ['A', 'B'] });
		expect(sent({ Interests: null })).toEqual({ Interests: null });
	});
});

describe('Given a text', () => {
	it('as long as the field it is sent, one longer it is refused', () => {
		expect(sent({ Last_Name: 'x'.repeat(10) })).toEqual({ Last_Name: 'x'.repeat(10) });
		const { details, reason } = refused({ Last_Name: 'x'.repeat(11) });
		expect(details).toEqual({ api_name: 'Last_Name', maximum_length: 10 });
		expect(reason).toBe(`'Last Name' (Last_Name) takes at most 10 characters; this text has 11`);
	});

	it('characters that count as one or two are not held against it', () => {
		expect(sent({ Last_Name: '😀'.repeat(10) })).toEqual({ Last_Name: '😀'.repeat(10) });
		expect(refused({ Last_Name: '😀'.repeat(11) }).details).toMatchObject({ maximum_length: 10 });
	});

	it('in a field whose length is not one of characters is left to Zoho', () => {
		expect(sent({ Description: 'x'.repeat(99) })).toEqual({ Description: 'x'.repeat(99) });
	});
});

describe('Given a mandatory field', () => {
	it.each<[string, ZohoRecord]>([
		['not given', { Email: 'a@example.com' }],
		['empty', { Last_Name: '' }],
		['null', { Last_Name: null }],
	])('R50: %s, a Create is refused and names it', (_, record) => {
		const { code, details, reason } = refused(record, { creates: true });
		expect([code, details]).toEqual(['MANDATORY_NOT_FOUND', { api_name: 'Last_Name' }]);
		expect(reason).toBe(`'Last Name' (Last_Name) must be filled to create a record`);
	});

	it('filled, a Create goes out; read-only and hidden ones are not asked for', () => {
		expect(sent({ Last_Name: 'Lee' }, { creates: true })).toEqual({ Last_Name: 'Lee' });
	});

	it('not given, other operations go out', () => {
		expect(sent({ Email: 'a@example.com' })).toEqual({ Email: 'a@example.com' });
	});

	it('left out with the unknown ones, a Create is refused', () => {
		const drop = { creates: true, unknownFields: 'drop' as const };
		expect(refused({ last_name: 'Lee' }, drop).code).toBe('MANDATORY_NOT_FOUND');
	});
});

describe('Given any row', () => {
	function frozen<T>(value: T): T {
		if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
			Object.values(value).forEach(frozen);
			Object.freeze(value);
		}
		return value;
	}

	it('the input is not changed', () => {
		const record = frozen({
			Last_Name: 'Lee',
			Birthday: '2019-09-26T12:00:00Z',
			Called_At: new Date(0),
			Lines: [{ Qty: 1 }],
			Shoe_Size: 43,
		});
		const before = structuredClone(record);
		sent(record, { unknownFields: 'drop' });
		expect(record).toEqual(before);
	});

	it('a value that looks like a refusal of ours is still a value', () => {
		const record = { Description: { outcome: 'refused', refusal: {} } };
		expect(sent(record)).toEqual(record);
	});
});

describe('what JSON cannot hold', () => {
	const loop: ZohoRecord = {};
	loop.self = loop;

	it.each<[string, unknown]>([
		['a function', () => 1],
		['a Map', { rows: new Map() }],
		['an object that holds itself', loop],
	])('%s is refused with its field, known or not, in tags and subforms as well', (kind, value) => {
		const wrong = { code: 'INVALID_DATA', message: expect.stringContaining(`holds ${kind}`) };
		for (const name of ['Last_Name', 'Owner', 'Account_Name', 'Tag', 'Lines'])
			expect(refused({ [name]: name === 'Lines' ? [{ a: value }] : value })).toMatchObject({
				...wrong,
				details: { api_name: name },
			});
		expect(refused({ Anything: value }, { fields: null })).toMatchObject(wrong);
	});
});
