import type { WriteOperation } from '../../nodes/shared/core/batchOutcome';
import { fieldOf, outcomesOf } from '../../nodes/shared/core/batchOutcome';
import type { NotWritten } from '../../nodes/shared/core/outcome';
import type { Row, ZohoRecord } from '../../nodes/shared/core/row';

const rowsOf = (...records: ZohoRecord[]): Row[] =>
	records.map((record, index) => ({ index, record }));

const inserted = {
	code: 'SUCCESS',
	duplicate_field: null,
	action: 'insert',
	details: { id: '4876876000000333001', Created_Time: '2025-01-31T09:30:00+01:00' },
	message: 'record added',
	status: 'success',
};
const updated = {
	...inserted,
	duplicate_field: 'Email',
	action: 'update',
	details: { id: '4876876000000333002' },
	message: 'record updated',
};
const error = (code: string, message: string, details: Record<string, unknown> = {}) => ({
	code,
	message,
	details,
	status: 'error',
});

/** What a row is told whose record Zoho answered with one error entry. */
function refusalOf(
	record: ZohoRecord,
	entry: Record<string, unknown>,
	operation: WriteOperation = 'upsert',
): NotWritten {
	const [outcome] = outcomesOf(rowsOf(record), [entry], operation) ?? [];
	if (outcome?.outcome !== 'refused') throw new Error(`not refused: ${JSON.stringify(outcome)}`);
	return outcome;
}

describe('Given an answer with an entry for each row', () => {
	it('R10, R15: a written row says whether it was added or updated, and by which field it was found', () => {
		expect(outcomesOf(rowsOf({}, {}), [inserted, updated], 'upsert')).toEqual([
			{
				outcome: 'written',
				id: '4876876000000333001',
				action: 'insert',
				code: 'SUCCESS',
				message: 'record added',
				details: inserted.details,
				duplicateField: null,
			},
			{
				outcome: 'written',
				id: '4876876000000333002',
				action: 'update',
				code: 'SUCCESS',
				message: 'record updated',
				details: updated.details,
				duplicateField: 'Email',
			},
		]);
	});

	it.each([
		['insert', 'insert'],
		['update', 'update'],
		['delete', 'delete'],
		['massUpdate', 'update'],
	] as const)('%s names its action itself, which Zoho leaves out', (operation, action) => {
		const entry = { code: 'SUCCESS', details: { id: '1' }, message: 'done', status: 'success' };
		expect(outcomesOf(rowsOf({ id: '1' }), [entry], operation)).toMatchObject([
			{ outcome: 'written', action, id: '1', duplicateField: null },
		]);
	});

	it('R15: an id that is no text is not passed on as an id', () => {
		const entry = { ...inserted, details: { id: 4876876000000333000 } };
		expect(outcomesOf(rowsOf({}), [entry], 'insert')).toMatchObject([{ id: null }]);
	});

	it('R42: of three rows the second lacks a field, and it alone is refused', () => {
		const rows = rowsOf({ Last_Name: 'Lee' }, { Email: 'b@example.com' }, { Last_Name: 'Kim' });
		const missing = error('MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: 'Last_Name',
			json_path: '$.data[1].Last_Name',
		});
		const outcomes = outcomesOf(rows, [inserted, missing, updated], 'upsert');
		expect(outcomes?.map(({ outcome }) => outcome)).toEqual(['written', 'refused', 'written']);
	});
});

describe('Given an answer that cannot be laid onto the rows', () => {
	it.each([
		['no list', { data: [] }],
		['nothing', undefined],
		['too few entries', [inserted]],
		['too many entries', [inserted, inserted, inserted]],
		['an entry that is null', [inserted, null]],
		['an entry without a code', [inserted, { status: 'success' }]],
		['an entry that says neither success nor error', [inserted, { code: 'SUCCESS' }]],
	])('%s: no row is told anything', (_, data) => {
		expect(outcomesOf(rowsOf({}, {}), data, 'upsert')).toBeUndefined();
	});
});

describe('Given a refused record, its reason names field, value and rule', () => {
	const at = (field: string) => ({ api_name: field, json_path: `$.data[0].${field}` });

	it('R01, R40: a used Email is told with the record that has it', () => {
		const details = { ...at('Email'), id: '4876876000000333009' };
		const entry = error('DUPLICATE_DATA', 'duplicate data', details);
		expect(refusalOf({ Email: 'ann@example.com' }, entry, 'insert')).toEqual({
			outcome: 'refused',
			code: 'DUPLICATE_DATA',
			message: 'duplicate data',
			details,
			reason:
				'DUPLICATE_DATA: duplicate data · field Email = "ann@example.com" · existing record 4876876000000333009',
		});
	});

	it('R02: a wrong value is told with its field and the type that Zoho expects', () => {
		const details = { ...at('Phone'), expected_data_type: 'phone' };
		const entry = error('INVALID_DATA', 'invalid data', details);
		expect(refusalOf({ Phone: 'not a phone' }, entry).reason).toBe(
			'INVALID_DATA: invalid data · field Phone = "not a phone" · Zoho expects phone',
		);
	});

	it('R50: code, message and details are passed through whole', () => {
		const details = { ...at('Last_Name'), layout_rule: { name: 'Partners', id: '7' }, extra: [1] };
		const refusal = refusalOf(
			{},
			error('MANDATORY_NOT_FOUND', 'required field not found', details),
		);
		expect(refusal).toMatchObject({
			code: 'MANDATORY_NOT_FOUND',
			message: 'required field not found',
			details,
		});
		expect(refusal.reason).toBe(
			'MANDATORY_NOT_FOUND: required field not found · field Last_Name (not given) · layout rule Partners',
		);
	});

	it.each<[string, ZohoRecord, string, Record<string, unknown>, string]>([
		[
			'a text that is too long',
			{ City: 'Llanfair' },
			'INVALID_DATA',
			{ ...at('City'), maximum_length: 5 },
			'field City = "Llanfair" · at most 5 characters',
		],
		[
			'a value that is not on the list',
			{ Lead_Source: 'Fax' },
			'INVALID_DATA',
			{ ...at('Lead_Source'), supported_values: ['Web', 'Call'] },
			'field Lead_Source = "Fax" · allowed: ["Web","Call"]',
		],
		[
			'a value of the wrong form',
			{ Website: 'x y' },
			'INVALID_DATA',
			{ ...at('Website'), regex: '^https?://' },
			'field Website = "x y" · must match ^https?://',
		],
		[
			'two rules at once',
			{ Zip: 123456 },
			'INVALID_DATA',
			{ ...at('Zip'), expected_data_type: 'text', maximum_length: 5 },
			'field Zip = 123456 · Zoho expects text · at most 5 characters',
		],
		['an id that is unknown', { id: '7' }, 'INVALID_DATA', { id: '7' }, 'id 7'],
		[
			'an id that is unknown, by its name',
			{ id: '7' },
			'INVALID_DATA',
			{ api_name: 'id', json_path: '$.data[0].id' },
			'field id = "7"',
		],
		[
			'a duplicate in the newer form',
			{ Email: 'a@example.com' },
			'DUPLICATE_DATA',
			{
				...at('Email'),
				duplicate_record: { id: '9', Owner: { id: '1' }, module: { api_name: 'Leads', id: '2' } },
				more_records: true,
			},
			'field Email = "a@example.com" · existing record 9 and others',
		],
		[
			'a field that goes with another',
			{ Call_Duration: '10' },
			'DEPENDENT_FIELD_MISSING',
			{ ...at('Call_Start_Time'), dependee: at('Call_Duration') },
			'field Call_Start_Time (not given) · goes with field Call_Duration',
		],
		[
			'a field that does not fit another',
			{ Stage: 'Won', Probability: 1 },
			'DEPENDENT_MISMATCH',
			{ ...at('Probability'), dependee: at('Stage') },
			'field Probability = 1 · goes with field Stage',
		],
		[
			'an ambiguous request',
			{},
			'AMBIGUITY_DURING_PROCESSING',
			{ ambiguity_due_to: [at('Email'), at('Phone')] },
			'unclear because of Email, Phone',
		],
		[
			'too many participants',
			{ Participants: [1, 2] },
			'LIMIT_EXCEEDED',
			{ ...at('Participants'), limit: 50 },
			'field Participants = [1,2] · at most 50',
		],
		[
			'another service that refused',
			{},
			'DEPENDENT_SERVICE_ERROR',
			{ dependency_error: { code: 'NO_PERMISSION' } },
			'the service behind it said NO_PERMISSION',
		],
		['a locked record', { id: '7' }, 'RECORD_LOCKED', {}, ''],
		['a record in a blueprint', { id: '7' }, 'RECORD_IN_BLUEPRINT', { id: '7' }, 'id 7'],
	])('%s', (_, record, code, details, rest) => {
		const { reason } = refusalOf(record, error(code, 'no', details));
		expect(reason).toBe([`${code}: no`, rest].filter(Boolean).join(' · '));
	});

	it('several errors at once are told one after the other, each with its own field', () => {
		const entry = error('MULTIPLE_OR_MULTI_ERRORS', 'multiple errors', {
			errors: [
				error('DUPLICATE_DATA', 'duplicate data', {
					...at('Email'),
					duplicate_record: { id: '9' },
				}),
				error('INVALID_DATA', 'invalid data', { ...at('Phone'), expected_data_type: 'phone' }),
			],
		});
		const refusal = refusalOf({ Email: 'a@example.com', Phone: 'x' }, entry);
		expect(refusal.code).toBe('MULTIPLE_OR_MULTI_ERRORS');
		expect(refusal.reason).toBe(
			'DUPLICATE_DATA: duplicate data · field Email = "a@example.com" · existing record 9; ' +
				'INVALID_DATA: invalid data · field Phone = "x" · Zoho expects phone',
		);
		expect(fieldOf(refusal.details)).toBe('Email');
	});

	it.each([[[]], [['nonsense']]])('several errors of which none can be read: %j', (errors) => {
		const entry = error('MULTIPLE_OR_MULTI_ERRORS', 'multiple errors', { errors });
		expect(refusalOf({}, entry).reason).toBe('MULTIPLE_OR_MULTI_ERRORS: multiple errors');
	});

	it('R59: in a subform, the row of the subform and what it held', () => {
		const entry = error('INVALID_DATA', 'invalid data', {
			api_name: 'Quantity',
			json_path: '$.data[0].Invoiced_Items[1].Quantity',
			expected_data_type: 'double',
		});
		const record = { Invoiced_Items: [{ Quantity: 1 }, { Quantity: 'two' }] };
		expect(refusalOf(record, entry).reason).toBe(
			`INVALID_DATA: invalid data · 'Invoiced_Items' row 2, field Quantity = "two" · Zoho expects double`,
		);
	});

	it('R38: in a lookup, which form of it was sent', () => {
		const details = { api_name: 'Account_Name', json_path: '$.data[0].Account_Name.id' };
		const entry = error('INVALID_DATA', 'the id given seems to be invalid', details);
		const reasonOf = (given: unknown) => refusalOf({ Account_Name: given }, entry).reason;
		expect(reasonOf({ id: '7' })).toContain('field Account_Name.id = "7"');
		expect(reasonOf('7')).toContain('field Account_Name.id = "7"');
	});

	it('of a mass update, whose rows hold ids alone, no value is said to be missing', () => {
		const entry = error('INVALID_DATA', 'invalid data', at('Lead_Status'));
		expect(refusalOf({ id: '7' }, entry, 'massUpdate').reason).toBe(
			'INVALID_DATA: invalid data · field Lead_Status',
		);
	});

	it('long values are cut, and a missing message is said to be missing', () => {
		const entry = error('INVALID_DATA', '', at('Description'));
		expect(refusalOf({ Description: 'x'.repeat(5000) }, entry).reason).toBe(
			`INVALID_DATA: Zoho gave no message · field Description = "${'x'.repeat(79)}…`,
		);
	});
});

describe('The field that details speak of', () => {
	it.each([
		[{ api_name: 'Email' }, 'Email'],
		[{ errors: [{ details: { api_name: 'Phone' } }] }, 'Phone'],
		[{ errors: [{}] }, null],
		[{ errors: [] }, null],
		[{}, null],
	])('of %j is %j', (details, field) => {
		expect(fieldOf(details)).toBe(field);
	});
});
