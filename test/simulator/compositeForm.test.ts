import { codes, company, inner, readModules } from './compositeClient';

const REGEX = { regex: '[a-zA-Z0-9][a-zA-Z0-9_]*' };
const uri = '/crm/v8/settings/modules';
const at = (key: string) => ({ json_path: `$.__composite_requests[0].${key}`, api_name: key });

describe('a sub-request that is wrong in itself', () => {
	it.each<[string, unknown, string, Record<string, unknown>]>([
		['is no object', 'GET', 'INVALID_DATA', { json_path: '$.__composite_requests[0]' }],
		['has no method', { uri }, 'MANDATORY_NOT_FOUND', at('method')],
		['has a method that is none', { method: 'HEAD', uri }, 'INVALID_DATA', at('method')],
		['has a method in small letters', { method: 'get', uri }, 'INVALID_DATA', at('method')],
		['has no uri', { method: 'GET' }, 'MANDATORY_NOT_FOUND', at('uri')],
		[
			'names the host',
			readModules({ uri: `https://www.zohoapis.com${uri}` }),
			'INVALID_DATA',
			at('uri'),
		],
		['lacks the slash', readModules({ uri: 'crm/v8/Leads' }), 'INVALID_DATA', at('uri')],
		[
			'has too long a uri',
			readModules({ uri: `/crm/v8/${'x'.repeat(2041)}` }),
			'INVALID_DATA',
			{ maximum_length: 2048 },
		],
		['has its query in the uri', readModules({ uri: `${uri}?page=1` }), 'INVALID_DATA', at('uri')],
		['has an id with a dash', readModules({ sub_request_id: 'a-b' }), 'INVALID_DATA', REGEX],
		[
			'has a number for an id',
			readModules({ sub_request_id: 1 }),
			'INVALID_DATA',
			{ expected_data_type: 'string' },
		],
		[
			'has too long an id',
			readModules({ sub_request_id: 'x'.repeat(101) }),
			'INVALID_DATA',
			{ maximum_length: 100 },
		],
		[
			'authorizes itself',
			readModules({ headers: { Authorization: 'x' } }),
			'INVALID_DATA',
			{ restricted_headers: ['authorization', 'x-crm-org'] },
		],
		['names an org', readModules({ headers: { 'X-CRM-ORG': '1' } }), 'INVALID_DATA', at('headers')],
		[
			'has a header that cannot be sent',
			readModules({ headers: { 'a b': '1' } }),
			'INVALID_DATA',
			at('headers'),
		],
		['has a text for params', readModules({ params: 'page=1' }), 'INVALID_DATA', at('params')],
		['has a list for a body', readModules({ body: [] }), 'INVALID_DATA', at('body')],
	])('%s', async (_, wrong, code, details) => {
		const { status, results } = await company().send([wrong, readModules()]);
		expect(status).toBe(207);
		expect(results[0]).toMatchObject({ code, details, status: 'error' });
		expect(inner(results)).toEqual([undefined, 200]);
	});

	it('has the longest id and uri that are taken', async () => {
		const { results } = await company().send([
			readModules({ sub_request_id: 'x'.repeat(100) }),
			readModules({ uri: `/crm/v8/settings/modules/${'x'.repeat(2048 - 25)}` }),
		]);
		expect(codes(results)).toEqual(['SUCCESS', 'SUCCESS']);
	});

	it('shares its id with another', async () => {
		const { status, results } = await company().send([
			readModules({ sub_request_id: 'a' }),
			readModules({ sub_request_id: 'b' }),
			readModules({ sub_request_id: 'a' }),
		]);
		expect(status).toBe(207);
		expect(codes(results)).toEqual(['DUPLICATE_DATA', 'SUCCESS', 'DUPLICATE_DATA']);
		expect(results[2].details).toMatchObject({ sub_request_indexes: [0, 2] });
	});

	it('asks for a newer version than the composite', async () => {
		const requests = [readModules({ uri: '/crm/v8/org' }), readModules({ uri: '/crm/v6/org' })];
		const { results } = await company().send(requests, {}, 7);
		expect(results[0]).toMatchObject({
			code: 'NOT_ALLOWED',
			details: { sub_request_version: 8, composite_request_version: 7 },
		});
		expect(inner(results)).toEqual([undefined, 200]);
	});

	it('asks for a version that never was', async () => {
		const { results } = await company().send([readModules({ uri: '/crm/v1/org' })]);
		expect(results[0].details.response).toMatchObject({
			status_code: 404,
			body: { code: 'INVALID_URL_PATTERN' },
		});
	});

	it('has its query in the uri, where the switch takes it', async () => {
		const { send } = company({ switches: { compositeQueryInUri: 'accepted' } });
		const { results } = await send([readModules({ uri: '/crm/v8/settings/fields?module=Leads' })]);
		expect(inner(results)).toEqual([200]);
	});
});

describe('what composites do not call', () => {
	it.each([
		['POST', '/crm/bulk/v8/read'],
		['POST', '/crm/v8/__composite_requests'],
		['GET', '/crm/v8/__apis'],
		['GET', '/crm/v8/__features/user_licenses'],
		['GET', '/crm/v8/users/actions/count'],
		['DELETE', '/crm/v8/Leads'],
		['POST', '/crm/v8/Leads/actions/mass_update'],
		['GET', '/crm/v8/Leads/actions/mass_update'],
		['POST', '/crm/v8/Leads/1/actions/send_mail'],
		['GET', '/crm/v8/Leads/1/photo'],
		['POST', '/crm/v8/Leads/1/Attachments'],
		['GET', '/crm/v8/settings/unknown'],
	])('%s %s', async (method, path) => {
		const { results } = await company().send([
			{ method, uri: path, params: { ids: '1,2' }, body: { data: [{ Last_Name: 'Boyle' }] } },
		]);
		expect(results[0].code).toBe('NOT_SUPPORTED');
		expect(results[0].details.allowed_services).toContain('Get/Search Records');
	});
});

describe('the scopes of sub-requests', () => {
	it('are each needed for its own', async () => {
		const scopes = ['ZohoCRM.composite_requests.CUSTOM', 'ZohoCRM.settings.modules.READ'];
		const { send } = company({ token: { scopes } });
		const { status, results } = await send([readModules(), { method: 'GET', uri: '/crm/v8/org' }]);
		expect(status).toBe(200);
		expect(inner(results)).toEqual([200, 401]);
		expect(results[1].details.response?.body?.code).toBe('OAUTH_SCOPE_MISMATCH');
	});
});
