import type { ApiEntry } from './apisList';
import { ask, clientOf } from './client';
import type { TokenRequest } from './seed';
import { createZoho } from './zoho';

function company(token: TokenRequest = {}) {
	const zoho = createZoho();
	const client = clientOf(zoho, token);
	const list = async (filters?: unknown, version = 8) => {
		const text = typeof filters === 'string' ? filters : JSON.stringify(filters);
		const query = filters === undefined ? '' : `?filters=${encodeURIComponent(text)}`;
		const { status, body } = await client.get(`/crm/v${version}/__apis${query}`);
		const entries = (body as { __apis?: ApiEntry[] } | undefined)?.__apis ?? [];
		return { status, body, entries };
	};
	return { zoho, client, list };
}

const by = (api_name: string, value: unknown) => ({
	field: { api_name },
	comparator: 'equals',
	value,
});

function priceIn(entries: ApiEntry[], path: string, method: string) {
	const operations = entries.find((entry) => entry.path === path)?.operation_types;
	const found = operations?.find((operation) => operation.method === method);
	return found && [found.oauth_scope, found.min_credits, found.max_credits];
}

describe('the list of APIs', () => {
	it.each([
		['/crm/v8/Deals/upsert', 'POST', ['ZohoCRM.modules.deals.CREATE', 1, 10]],
		['/crm/v8/Leads', 'POST', ['ZohoCRM.modules.leads.CREATE', 1, 10]],
		['/crm/v8/Leads', 'GET', ['ZohoCRM.modules.leads.READ', 1, 3]],
		['/crm/v8/Leads/{{id}}', 'DELETE', ['ZohoCRM.modules.leads.DELETE', 1, 1]],
		['/crm/v8/Leads/deleted', 'GET', ['ZohoCRM.modules.leads.READ', 2, 2]],
		['/crm/v8/{{module}}/deleted', 'GET', ['ZohoCRM.modules.custom.READ', 2, 2]],
		['/crm/v8/{{module}}/upsert', 'POST', ['ZohoCRM.modules.custom.CREATE', 1, 10]],
		['/crm/v8/coql', 'POST', ['ZohoCRM.coql.READ', 1, 3]],
		['/crm/v8/__composite_requests', 'POST', ['ZohoCRM.composite_requests.CUSTOM', 1, 2]],
		['/crm/v8/settings/fields/{{id}}', 'GET', ['ZohoCRM.settings.fields.READ', 1, 1]],
		['/crm/v8/__apis', 'GET', ['ZohoCRM.apis.READ', 1, 1]],
	])('tells %s %s', async (path, method, price) => {
		expect(priceIn((await company().list()).entries, path, method)).toEqual(price);
	});

	it('costs one credit and names paths of the version asked for', async () => {
		const { zoho, list } = company();
		const { entries } = await list(undefined, 2);
		expect(entries.every(({ path }) => /^\/crm\/(bulk\/)?v2\//.test(path))).toBe(true);
		expect(zoho.meter.total()).toBe(1);
	});

	it('has each path once, and no custom module by name', async () => {
		const paths = (await company().list()).entries.map(({ path }) => path);
		expect(new Set(paths).size).toBe(paths.length);
		expect(paths.some((path) => path.startsWith('/crm/v8/Subscriptions'))).toBe(false);
	});

	it('needs its own scope', async () => {
		const { list } = company({ scopes: ['ZohoCRM.settings.ALL'] });
		expect(await list()).toMatchObject({ status: 401, body: { code: 'OAUTH_SCOPE_MISMATCH' } });
	});

	it.each([
		[false, true],
		[true, false],
	])('is narrowed to the scopes of the token by a switch: %s', async (on, listed) => {
		const { zoho, list } = company({ scopes: ['ZohoCRM.apis.READ', 'ZohoCRM.org.READ'] });
		zoho.setSwitches({ apisListOnlyGranted: on });
		const { entries } = await list();
		expect(priceIn(entries, '/crm/v8/org', 'GET')).toBeDefined();
		expect(priceIn(entries, '/crm/v8/coql', 'POST') !== undefined).toBe(listed);
	});
});

describe('a filter of APIs', () => {
	it('by method keeps the operations that have it', async () => {
		const { entries } = await company().list(by('operation_types.method', 'POST'));
		const methods = entries.flatMap(({ operation_types }) => operation_types.map((o) => o.method));
		expect(new Set(methods)).toEqual(new Set(['POST']));
		expect(priceIn(entries, '/crm/v8/Leads', 'POST')).toBeDefined();
	});

	it.each([
		['modules', '/crm/v8/Leads', '/crm/v8/org'],
		['modules.leads', '/crm/v8/Leads', '/crm/v8/Contacts'],
		['settings.fields', '/crm/v8/settings/fields', '/crm/v8/settings/layouts'],
	])('by scope: %s', async (scope, has, lacks) => {
		const { entries } = await company().list(by('operation_types.oauth_scope', scope));
		const paths = entries.map(({ path }) => path);
		expect(paths).toContain(has);
		expect(paths).not.toContain(lacks);
	});

	it.each([
		['Leads', '/crm/v8/Leads/upsert'],
		['custom', '/crm/v8/{{module}}/upsert'],
	])('by module: %s', async (module, path) => {
		const { entries } = await company().list(by('module', module));
		expect(priceIn(entries, path, 'POST')).toBeDefined();
		expect(priceIn(entries, '/crm/v8/Contacts/upsert', 'POST')).toBeUndefined();
	});

	it.each([
		['a module that the org lacks', by('module', 'Campaigns')],
		['a scope that no API has', by('operation_types.oauth_scope', 'templates')],
	])('finds nothing: %s', async (_, filters) => {
		expect(await company().list(filters)).toMatchObject({ status: 204, body: undefined });
	});

	it.each<[string, unknown, string, Record<string, unknown>]>([
		['no JSON', '{field', 'INVALID_DATA', { expected_data_type: 'jsonobject' }],
		['a list', [], 'INVALID_DATA', { api_name: 'filters' }],
		[
			'no field',
			{ comparator: 'equals', value: 'x' },
			'MANDATORY_NOT_FOUND',
			{ json_path: '$.field' },
		],
		[
			'no name',
			{ field: {}, comparator: 'equals', value: 'x' },
			'MANDATORY_NOT_FOUND',
			{ json_path: '$.field.api_name' },
		],
		[
			'no comparator',
			{ field: { api_name: 'module' }, value: 'Leads' },
			'MANDATORY_NOT_FOUND',
			{ api_name: 'comparator' },
		],
		[
			'no value',
			{ field: { api_name: 'module' }, comparator: 'equals' },
			'DEPENDENT_FIELD_MISSING',
			{ dependee: { api_name: 'api_name', json_path: '$.field.api_name' } },
		],
		['a number', by('module', 5), 'INVALID_DATA', { expected_data_type: 'string' }],
		['an unknown name', by('status', 'Active'), 'INVALID_DATA', { api_name: 'api_name' }],
		[
			'another comparator',
			{ ...by('module', 'Leads'), comparator: 'not_equal' },
			'INVALID_DATA',
			{ api_name: 'comparator' },
		],
		[
			'a method in small letters',
			by('operation_types.method', 'post'),
			'INVALID_DATA',
			{ api_name: 'value' },
		],
		[
			'a scope that is none',
			by('operation_types.oauth_scope', 'leads'),
			'INVALID_DATA',
			{ api_name: 'value' },
		],
		[
			'a custom module by name',
			by('module', 'Subscriptions'),
			'INVALID_DATA',
			{ api_name: 'value' },
		],
	])('is refused: %s', async (_, filters, code, details) => {
		const { status, body } = await company().list(filters);
		expect(status).toBe(400);
		expect(body).toMatchObject({ code, details: { param_name: 'filters', ...details } });
	});
});

describe('a changed price', () => {
	const data = Array.from({ length: 12 }, (_, index) => ({ Last_Name: `L${index}`, Company: 'A' }));
	const insert = ({ client }: ReturnType<typeof company>, count: number) =>
		client.send('POST', '/crm/v8/Leads', { data: data.slice(0, count) });

	it('is charged and listed in its org', async () => {
		const made = company();
		const { zoho, list } = made;
		zoho.setPrice(zoho.org(), 'records.insert', { per: 5 });
		await insert(made, 12);
		expect(zoho.meter.total()).toBe(3);
		expect(priceIn((await list()).entries, '/crm/v8/Leads', 'POST')).toEqual([
			...['ZohoCRM.modules.leads.CREATE', 1, 20],
		]);
		const elsewhere = clientOf(zoho, { dataCenter: 'eu' });
		const mark = zoho.meter.mark();
		await elsewhere.send('POST', '/crm/v8/Leads', { data });
		expect(zoho.meter.since(mark).total()).toBe(2);
	});

	it('may be the same for every call, whatever comes of it', async () => {
		const { zoho, client } = company();
		zoho.setPrice(zoho.org(), 'composite', { fixed: 7 });
		const org = { method: 'GET', uri: '/crm/v8/org' };
		const body = { rollback_on_fail: true, __composite_requests: [org] };
		await client.send('POST', '/crm/v8/__composite_requests', body);
		expect(zoho.meter.total()).toBe(7);
	});

	it('is what the budget is asked for', async () => {
		const made = company();
		made.zoho.setOrg({ allowance: 2 });
		made.zoho.setPrice(made.zoho.org(), 'records.insert', { per: 1 });
		expect((await insert(made, 3)).status).toBe(429);
		expect((await insert(made, 2)).status).toBe(201);
	});

	it('can be changed back, over HTTP too', async () => {
		const made = company();
		const set = (price: unknown, name = 'records.insert') =>
			ask(made.zoho, '/_sim/prices', { method: 'POST', body: JSON.stringify({ name, price }) });
		expect((await set({ fixed: 4 })).status).toBe(200);
		await insert(made, 1);
		await set(null);
		await insert(made, 1);
		expect(made.zoho.meter.total()).toBe(5);
		expect(await set({ fixed: 4 }, 'records.fly')).toMatchObject({ status: 400 });
		expect(await set({ per: 0 })).toMatchObject({ status: 400 });
		expect(await set({ fixed: -1 })).toMatchObject({ status: 400 });
	});
});
