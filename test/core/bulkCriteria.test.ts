import type { Criteria } from '../../nodes/shared/core/bulkCriteria';
import { criteriaFault } from '../../nodes/shared/core/bulkCriteria';
import { withZohoDates } from '../../nodes/shared/core/bulkCriteriaDates';
import { criteriaOfJson, criteriaOfRows } from '../../nodes/shared/core/bulkCriteriaForm';
import { coqlWhereOf } from '../../nodes/shared/core/bulkCriteriaQuery';
import type { ExportField } from '../../nodes/shared/core/exportColumns';

const field = (apiName: string, dataType: string) =>
	({ apiName, dataType, jsonType: null, visible: true }) as ExportField;
const fields = [
	field('City', 'text'),
	field('Amount', 'currency'),
	field('Active', 'boolean'),
	field('Description', 'textarea'),
	field('Created_Time', 'datetime'),
];
const leaf = (name: string, comparator: string, value: unknown) =>
	({ field: { api_name: name }, comparator, value }) as Criteria;
const where = (criteria: Criteria) => coqlWhereOf(criteria, fields);

describe('Criteria', () => {
	it('hold days and times in the form of Zoho, whichever way they are written', () => {
		const dated = (name: string, value: unknown) =>
			withZohoDates(
				{ group_operator: 'and', group: [leaf(name, 'in', value)] },
				[...fields, field('Closing_Date', 'date')],
				'Europe/Berlin',
			);
		const given = ['2026-03-01T09:30:00.123-05:00', '2026-03-01', '${EMPTY}', 'soon'];

		expect(dated('Created_Time', given)).toMatchObject({
			group: [
				{ value: ['2026-03-01T09:30:00-05:00', '2026-03-01T00:00:00+01:00', '${EMPTY}', 'soon'] },
			],
		});
		expect(dated('Closing_Date', given[0])).toMatchObject({ group: [{ value: '2026-03-01' }] });
		expect(dated('City', given[0])).toMatchObject({ group: [{ value: given[0] }] });
	});

	it('of one row are that condition, of several a group', () => {
		const rows = [
			{ field: 'City', comparator: 'in', value: 'Bern, Berlin' },
			{ field: 'Amount', comparator: 'equal', value: '' },
		];
		const [first, second] = [
			leaf('City', 'in', ['Bern', 'Berlin']),
			leaf('Amount', 'equal', '${EMPTY}'),
		];
		expect(criteriaOfRows(rows.slice(0, 1), 'and')).toEqual(first);
		expect(criteriaOfRows(rows, 'or')).toEqual({ group_operator: 'or', group: [first, second] });
		expect(criteriaOfRows([], 'and')).toBeUndefined();
	});

	it('given as JSON are taken as text or as an object', () => {
		const given = { group_operator: 'and', group: [leaf('City', 'equal', 'Bern')] };
		expect(criteriaOfJson(given)).toEqual(given);
		expect(criteriaOfJson(JSON.stringify(given))).toEqual(given);
		expect(criteriaOfJson('')).toBeUndefined();
		expect(criteriaOfJson('{}')).toBeUndefined();
	});

	it.each([
		['{', /it is no JSON/],
		['[]', /no object/],
		['{"comparator":"equal"}', /has no field/],
		['{"group":[],"group_operator":"and"}', /needs group_operator/],
		[
			'{"group":[{"field":{"api_name":"A"},"comparator":"is"}],"group_operator":"or"}',
			/compared by "is"/,
		],
	])('%s is refused', (given, message) => {
		expect(criteriaOfJson(given)).toMatchObject({
			message: expect.stringMatching(message) as string,
		});
	});

	it.each([
		[leaf('Cty', 'equal', 'x'), /no field Cty. Did you mean City\?/],
		[leaf('City', 'in', 'x'), /takes a list/],
		[leaf('Created_Time', 'between', ['x']), /takes two values/],
		[leaf('Amount', 'contains', '1'), /does not compare Amount \(currency\) by contains/],
		[leaf('Active', 'not_equal', true), /by not_equal/],
		[leaf('City', 'contains', '${EMPTY}'), /takes a value/],
	])('%j is known to be refused', (criteria, message) => {
		expect(criteriaFault(criteria, fields)?.message).toMatch(message);
	});
});

describe('The same for a query', () => {
	it.each([
		[leaf('City', 'equal', "L'Aquila"), 'City = "L\'Aquila"'],
		[leaf('City', 'not_equal', '${EMPTY}'), 'City is not null'],
		[leaf('City', 'not_in', ['a', 'b']), "City not in ('a', 'b')"],
		[leaf('City', 'starts_with', 'B'), "City like 'B%'"],
		[leaf('City', 'not_contains', 'er'), "City not like '%er%'"],
		[leaf('Amount', 'greater_equal', '100'), 'Amount >= 100'],
		[leaf('Active', 'equal', 'true'), 'Active = true'],
		[
			leaf('Created_Time', 'between', ['2024-01-01T00:00:00+00:00', '2024-02-01T00:00:00+00:00']),
			"Created_Time between '2024-01-01T00:00:00+00:00' and '2024-02-01T00:00:00+00:00'",
		],
	])('%j is %s', (criteria, text) => expect(where(criteria)).toEqual({ where: text }));

	it('has two conditions in a pair of parentheses', () => {
		const [a, b, c] = ['a', 'b', 'c'].map((value) => leaf('City', 'equal', value));
		const group = { group_operator: 'or', group: [a, b, c] } as Criteria;
		expect(where(group)).toEqual({ where: "((City = 'a' or City = 'b') or City = 'c')" });
		expect(coqlWhereOf(undefined, fields)).toEqual({ where: 'id is not null' });
	});

	it.each([
		[leaf('Description', 'contains', 'x'), /long text Description/],
		[leaf('$converted', 'equal', true), /no column/],
		[leaf('City', 'contains', '50%'), /% in the value/],
		[leaf('City', 'in', Array(51).fill('x')), /50 values/],
		[
			{ group_operator: 'and', group: Array(26).fill(leaf('City', 'equal', 'x')) } as Criteria,
			/25/,
		],
	])('%j cannot be said', (criteria, reason) => {
		expect(where(criteria)).toEqual({ reason: expect.stringMatching(reason) as string });
	});
});
