import { checkComposite } from '../../nodes/shared/core/compositeCheck';
import type { Execution, SubRequest } from '../../nodes/shared/core/compositeRequest';

const request = (given: Partial<SubRequest> = {}): SubRequest => ({
	sub_request_id: 'one',
	method: 'GET',
	uri: '/crm/v8/Leads/1',
	...given,
});
const check = (requests: SubRequest[], execution: Execution = 'inOrder', allowUnlisted = false) =>
	checkComposite(requests, { execution, allowUnlisted });
const writing = (count: number): Partial<SubRequest> => ({
	method: 'POST',
	uri: '/crm/v8/Leads',
	body: { data: Array.from({ length: count }, (_, n) => ({ Last_Name: `L${n}` })) },
});

describe('how many', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, n) => request({ sub_request_id: `r${n}` }));

	it('five sub-requests are a composite, six are not, none are none', () => {
		expect(check(many(5))).toEqual([]);
		expect(check(many(6))).toMatchObject([{ at: null, code: 'INVALID_DATA' }]);
		expect(check(many(6))[0].reason).toContain('there are 6 sub-requests');
		expect(check([])).toMatchObject([
			{ at: null, reason: "there is no sub-request; add one under 'Requests'" },
		]);
	});

	it('one record a write; a second is refused and Batch Upsert named (R99)', () => {
		expect(check([request(writing(1))])).toEqual([]);
		expect(check([request(), request({ ...writing(2), sub_request_id: 'two' })])).toEqual([
			{
				at: 1,
				key: 'body.data',
				code: 'LIMIT_EXCEEDED',
				reason:
					'it writes 2 records, and a sub-request takes 1; the node Batch Upsert writes 100 records for 10 credits',
			},
		]);
	});

	it('duplicate_check_fields are no records', () => {
		const body = { duplicate_check_fields: ['Email', 'Phone'], data: [{ Last_Name: 'L' }] };
		expect(check([request({ method: 'POST', uri: '/crm/v8/Leads/upsert', body })])).toEqual([]);
	});

	it.each([
		['25 rows of a list', 'GET', '/crm/v8/Leads', { fields: 'Email', per_page: 25 }, undefined],
		[
			'26 rows of a list',
			'GET',
			'/crm/v8/Leads',
			{ fields: 'Email', per_page: 26 },
			'LIMIT_EXCEEDED',
		],
		['200 rows of a search', 'GET', '/crm/v8/Leads/search', { per_page: '200' }, 'LIMIT_EXCEEDED'],
		[
			'200 custom views, which come whole',
			'GET',
			'/crm/v8/settings/custom_views',
			{ per_page: 200 },
			undefined,
		],
	])('%s', (_, method, uri, params, code) => {
		expect(check([request({ method, uri, params })])[0]?.code).toBe(code);
	});

	it.each([
		['select Email from Leads limit 25', undefined],
		['select Email from Leads limit 26', 'LIMIT_EXCEEDED'],
		['select Email from Leads limit 100, 25', undefined],
		['select Email from Leads limit 30 offset 5', 'LIMIT_EXCEEDED'],
	])('%s', (select_query, code) => {
		const query = request({ method: 'POST', uri: '/crm/v8/coql', body: { select_query } });
		expect(check([query])[0]?.code).toBe(code);
	});
});

describe('names', () => {
	it.each([
		['account', undefined],
		['a_1', undefined],
		['1', undefined],
		['_a', 'INVALID_DATA'],
		['my account', 'INVALID_DATA'],
		['', 'MANDATORY_NOT_FOUND'],
		['x'.repeat(100), undefined],
		['x'.repeat(101), 'INVALID_DATA'],
	])("'%s'", (sub_request_id, code) => {
		expect(check([request({ sub_request_id })])[0]?.code).toBe(code);
	});

	it('the later of two equal ones is the mistake', () => {
		expect(check([request(), request()])).toMatchObject([
			{
				at: 1,
				key: 'sub_request_id',
				code: 'DUPLICATE_DATA',
				reason: 'sub-request 1 has the same name',
			},
		]);
	});
});

describe('form', () => {
	it.each<[string, Partial<SubRequest>, string, string]>([
		['a method Zoho does not know', { method: 'HEAD' }, 'method', 'INVALID_DATA'],
		[
			'a host in the uri',
			{ uri: 'https://www.zohoapis.com/crm/v8/Leads/1' },
			'uri',
			'INVALID_DATA',
		],
		['no version', { uri: '/crm/Leads/1' }, 'uri', 'INVALID_DATA'],
		['a newer version', { uri: '/crm/v9/Leads/1' }, 'uri', 'NOT_ALLOWED'],
		['a long uri', { uri: `/crm/v8/Leads/${'1'.repeat(2048)}` }, 'uri', 'INVALID_DATA'],
		[
			'a token of its own',
			{ headers: { Authorization: 'x' } },
			'headers.Authorization',
			'INVALID_DATA',
		],
		['another org', { headers: { 'X-CRM-ORG': '1' } }, 'headers.X-CRM-ORG', 'INVALID_DATA'],
		['a list as body', { method: 'POST', uri: '/crm/v8/Leads', body: [] }, 'body', 'INVALID_DATA'],
		[
			'an id that JavaScript has rounded (R61)',
			{ ...writing(1), body: { data: [{ Account_Name: { id: 356686000032329832 } }] } },
			'body.data[0].Account_Name.id',
			'INVALID_DATA',
		],
	])('%s is refused, and its place told', (_, given, key, code) => {
		expect(check([request(given)])).toMatchObject([{ at: 0, key, code }]);
	});

	it('older versions and other headers pass', () => {
		const older = { uri: '/crm/v2.1/Leads/1', headers: { 'If-Modified-Since': 'x' } };
		expect(check([request(older)])).toEqual([]);
	});

	it('a list of records without fields is refused (R68)', () => {
		expect(check([request({ uri: '/crm/v8/Leads' })])).toMatchObject([
			{ key: 'params.fields', code: 'REQUIRED_PARAM_MISSING' },
		]);
	});
});

describe('services that a composite does not take', () => {
	it.each([
		['POST', '/crm/bulk/v8/read', 'Bulk Job'],
		['POST', '/crm/bulk/v8/write', 'Bulk Job'],
		['DELETE', '/crm/v8/Leads', "Batch Upsert deletes 100 ids for 1 credit with 'Delete'"],
		['POST', '/crm/v8/Leads/actions/mass_update', 'Update Many with Same Values'],
		['GET', '/crm/v8/__apis', 'Get Price List'],
		['POST', '/crm/v8/Leads/1/Attachments', 'API Call'],
		['POST', '/crm/v8/Leads/1/actions/send_mail', 'API Call'],
		['POST', '/crm/v8/__composite_requests', 'cannot hold another'],
		['GET', '/crm/v8/Leads/1/Attachments/2', 'API Call'],
		['PATCH', '/crm/v8/nobody/knows/this/path', 'Allow Unlisted Services'],
	])('%s %s: the message names what does it instead', (method, uri, instead) => {
		const [mistake] = check([request({ method, uri })]);
		expect(mistake).toMatchObject({ key: 'uri', code: 'NOT_SUPPORTED' });
		expect(mistake.reason).toContain(instead);
	});

	it('many ids to delete are not taken in params either', () => {
		const uri = '/crm/v8/Leads/1';
		const [mistake] = check([request({ method: 'DELETE', uri, params: { ids: '1,2' } })]);
		expect(mistake.reason).toContain('Batch Upsert');
	});

	it('an unknown path goes out where the person allows it; a known one that Zoho refuses does not', () => {
		const unknown = request({ method: 'PATCH', uri: '/crm/v8/nobody/knows/this/path' });
		expect(check([unknown], 'inOrder', true)).toEqual([]);
		const bulk = request({ method: 'POST', uri: '/crm/bulk/v8/read' });
		expect(check([bulk], 'inOrder', true)).toHaveLength(1);
	});
});

it('each sub-request tells its own first mistake, in order', () => {
	const found = check([
		request({ sub_request_id: 'a', method: 'HEAD' }),
		request({ sub_request_id: 'b', uri: '/crm/v8/Leads/@{nobody:$.id}' }),
		request({ sub_request_id: 'c' }),
		request({ sub_request_id: 'd', ...writing(3) }),
	]);
	expect(found.map(({ at, key }) => [at, key])).toEqual([
		[0, 'method'],
		[1, 'uri'],
		[3, 'body.data'],
	]);
});
