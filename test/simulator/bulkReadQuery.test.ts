import { bulkWorld, rowsIn } from './bulkClient';
import type { Json } from './handMadeCall';

const READ = '/crm/bulk/v8/read';

async function codeOf(query: unknown, switches: Parameters<typeof bulkWorld>[0] = {}) {
	const { status, body } = await bulkWorld(switches).post(READ, { query });
	expect(status).toBe(400);
	return body.code;
}

const ofLeads = { module: { api_name: 'Leads' } };
const leaf = (name: string, comparator: string, value: unknown) => ({
	field: { api_name: name },
	comparator,
	value,
});
const withCriteria = (criteria: unknown) => ({ ...ofLeads, criteria });

describe('A bulk read is refused', () => {
	it.each([
		['MODULE_NOT_AVAILABLE', { module: { api_name: 'Leeds' } }],
		['MODULE_NOT_SUPPORTED', { module: { api_name: 'Notes' } }],
		['MODULE_NOT_SUPPORTED', { module: { api_name: 'Attachments' } }],
		['MODULE_NOT_SUPPORTED', { module: { api_name: 'Activities' } }],
		['INVALID_REQUEST', { module: 'Leads' }],
		['INVALID_REQUEST', {}],
		['FIELD_NOT_AVAILABLE', { ...ofLeads, fields: ['Nonsense'] }],
		['FIELD_NOT_AVAILABLE', { ...ofLeads, fields: ['Owner.nonsense'] }],
		['FIELD_NOT_SUPPORTED', { module: { api_name: 'Subscriptions' }, fields: ['Line_Items'] }],
		['INVALID_REQUEST', { ...ofLeads, fields: 'Last_Name' }],
		['CVID_NOT_SUPPORTED', { ...ofLeads, cvid: '1' }],
		['INVALID_CRITERIA', withCriteria('Last_Name = A')],
		['INVALID_CRITERIA', withCriteria({ comparator: 'equal', value: 1 })],
		['FIELD_IN_CRITERIA_NOT_AVAILABLE', withCriteria(leaf('Nonsense', 'equal', 'A'))],
		[
			'FIELD_IN_CRITERIA_NOT_SUPPORTED',
			{
				module: { api_name: 'Subscriptions' },
				criteria: leaf('Line_Items', 'equal', 'A'),
			},
		],
		[
			'FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE',
			withCriteria(leaf('Last_Name', 'greater_than', 'A')),
		],
		[
			'FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE',
			withCriteria(leaf('Owner', 'contains', '1')),
		],
		['COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE', withCriteria(leaf('Last_Name', 'in', 'A'))],
		[
			'COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
			withCriteria(leaf('Created_Time', 'between', ['2024-01-01T00:00:00+00:00'])),
		],
		[
			'COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
			withCriteria(leaf('Last_Name', 'contains', '${EMPTY}')),
		],
		[
			'FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
			withCriteria(leaf('Created_Time', 'greater_than', '2024-01-01T00:00:00.000+00:00')),
		],
		[
			'FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
			withCriteria(leaf('Last_Name', 'equal', 'x'.repeat(256))),
		],
		[
			'GROUP_OPERATOR_NOT_SUPPORTED',
			withCriteria({ group_operator: 'xor', group: [leaf('Last_Name', 'equal', 'A')] }),
		],
		['AMBIGUOUS_GROUP_IN_CRITERIA', withCriteria({ group_operator: 'and', group: [] })],
		[
			'AMBIGUOUS_CRITERIA',
			withCriteria({ ...leaf('Last_Name', 'equal', 'A'), group_operator: 'and', group: [] }),
		],
		[
			'CRITERIA_LIMIT_EXCEEDED',
			withCriteria({
				group_operator: 'or',
				group: Array.from({ length: 26 }, () => leaf('Last_Name', 'equal', 'A')),
			}),
		],
		[
			'VALUE_LIMIT_EXCEEDED_IN_CRITERIA',
			withCriteria(leaf('Last_Name', 'in', Array(101).fill('A'))),
		],
	])('as %s: %j', async (code, query) => {
		expect(await codeOf(query)).toBe(code);
	});

	it('as JOIN_LIMIT_EXCEEDED where it reaches into too many lookups', async () => {
		const fields = ['Owner.email', 'Created_By.email'];
		expect(await codeOf({ ...ofLeads, fields }, { bulkReadJoins: 1 })).toBe('JOIN_LIMIT_EXCEEDED');
	});

	it('as 415 where it is not said to be JSON', async () => {
		const { post } = bulkWorld();
		const { status, body } = await post(READ, { query: ofLeads }, {});
		expect([status, body.code]).toEqual([415, 'MEDIA_TYPE_NOT_SUPPORTED']);
	});

	it('without a body, without a query, or as ICS', async () => {
		const { raw, post } = bulkWorld();
		const headers = { 'content-type': 'application/json' };
		const empty = await raw(READ, { method: 'POST', headers });
		expect([empty.status, empty.body.code]).toEqual([400, 'REQUEST_BODY_IS_EMPTY']);
		expect((await post(READ, ofLeads)).body.code).toBe('REQUEST_BODY_NOT_SUPPORTED');
		const ics = { query: { module: { api_name: 'Events' } }, file_type: 'ics' };
		expect((await post(READ, ics)).body.code).toBe('JOB_NOT_SUPPORTED');
	});

	it('alone or inside data, as the switch has it', async () => {
		const { post } = bulkWorld({ bulkErrorBody: 'wrapped' });
		const { body } = await post(READ, { query: { module: { api_name: 'Leeds' } } });
		expect(body).toMatchObject({ data: [{ code: 'MODULE_NOT_AVAILABLE' }], info: {} });
	});

	it('takes the module as text in v2 alone', async () => {
		const { post } = bulkWorld();
		const { status } = await post('/crm/bulk/v2/read', {
			query: { module: 'Leads', criteria: { api_name: 'City', comparator: 'equal', value: 'A' } },
		});
		expect(status).toBe(201);
	});
});

/** Four deals, compared. */
async function found(criteria: unknown) {
	const world = bulkWorld();
	const [account] = world.seed('Accounts', [{ Account_Name: 'Dal Tile', Phone: '555' }]);
	const deal = (name: string, more: object) => ({
		Deal_Name: name,
		Stage: 'Qualification',
		Pipeline: 'Standard (Standard)',
		...more,
	});
	world.seed('Deals', [
		deal('Alpha', { Amount: 10, Closing_Date: '2024-01-01', Account_Name: { id: account } }),
		deal('Beta', { Amount: 20, Closing_Date: '2024-02-01' }),
		deal('Gamma', { Amount: 30, Closing_Date: '2024-03-01' }),
		deal('Delta', { Closing_Date: '2024-04-01' }),
	]);
	const query = { module: { api_name: 'Deals' }, fields: ['Deal_Name'], criteria };
	const { body } = await world.post(READ, { query });
	const id = String((body.data as Json)[0].details.id);
	await world.wait(12);
	const files = await world.files(`${READ}/${id}/result`);
	return rowsIn(Object.values(files)[0]).map((row) => row.Deal_Name);
}

describe('Criteria', () => {
	it.each([
		[leaf('Deal_Name', 'equal', 'alpha'), ['Alpha']],
		[leaf('Deal_Name', 'contains', 'lpha'), ['Alpha']],
		[leaf('Deal_Name', 'starts_with', 'g'), ['Gamma']],
		[leaf('Deal_Name', 'ends_with', 'lta'), ['Delta']],
		[leaf('Deal_Name', 'not_in', ['Alpha', 'Beta']), ['Gamma', 'Delta']],
		[leaf('Amount', 'greater_equal', 20), ['Beta', 'Gamma']],
		[leaf('Amount', 'less_than', '20'), ['Alpha']],
		[leaf('Amount', 'equal', '${EMPTY}'), ['Delta']],
		[leaf('Amount', 'not_equal', '${EMPTY}'), ['Alpha', 'Beta', 'Gamma']],
		[leaf('Closing_Date', 'between', ['2024-02-01', '2024-03-01']), ['Beta', 'Gamma']],
		[leaf('Account_Name.Phone', 'equal', '555'), ['Alpha']],
		[
			{
				group_operator: 'or',
				group: [
					leaf('Deal_Name', 'equal', 'Delta'),
					{
						group_operator: 'and',
						group: [leaf('Amount', 'greater_than', 10), leaf('Amount', 'less_than', 30)],
					},
				],
			},
			['Beta', 'Delta'],
		],
	])('%j finds %j', async (criteria, names) => {
		expect(await found(criteria)).toEqual(names);
	});
});
