import { codes, company, inner, insertLead } from './compositeClient';

const LEADS = Array.from({ length: 30 }, (_, index) => ({
	Last_Name: `L${index}`,
	Company: 'ABC',
}));
const withLeads = { seed: { records: { Leads: LEADS } } };
const list = (params: Record<string, unknown> = {}) => ({
	method: 'GET',
	uri: '/crm/v8/Leads',
	params: { fields: 'Last_Name', ...params },
});
const coql = (query: string) => ({
	method: 'POST',
	uri: '/crm/v8/coql',
	body: { select_query: `select Last_Name from Leads where Last_Name is not null${query}` },
});
const exceeded = (by: string, limit: number) => ({
	status_code: 400,
	body: {
		code: 'LIMIT_EXCEEDED',
		details: { by, limit },
		message: 'limit exceeded',
		status: 'error',
	},
});

describe('records that a sub-request reads', () => {
	it('are 25, and more are told of', async () => {
		const { results } = await company(withLeads).send([list(), list({ page: 2 })]);
		const [first, second] = results.map(({ details }) => details.response?.body);
		expect(first?.data).toHaveLength(25);
		expect(first?.info).toMatchObject({ per_page: 25, count: 25, more_records: true });
		expect(second?.info).toMatchObject({ per_page: 25, count: 5, more_records: false });
	});

	it.each([
		['a list', list({ per_page: 26 }), exceeded('per_page', 25)],
		[
			'a search',
			{ ...list({ per_page: '200', word: 'L1' }), uri: '/crm/v8/Leads/search' },
			exceeded('per_page', 25),
		],
		[
			'the deleted',
			{ ...list({ per_page: 26 }), uri: '/crm/v8/Leads/deleted' },
			exceeded('per_page', 25),
		],
		['users', { ...list({ per_page: 26 }), uri: '/crm/v8/users' }, exceeded('per_page', 25)],
		['a query', coql(' limit 26'), exceeded('limit', 25)],
		['a query from the tenth on', coql(' limit 10, 26'), exceeded('limit', 25)],
		['a query without LIMIT', coql(''), exceeded('limit', 25)],
	])('may not be more: %s', async (_, request, response) => {
		const { send, cost } = company(withLeads);
		const { status, results } = await send([request]);
		expect([status, codes(results)]).toEqual([200, ['SUCCESS']]);
		expect(results[0].details.response).toMatchObject(response);
		expect(cost()).toBe(1);
	});

	it('are served up to 25 where that many are asked for', async () => {
		const { results } = await company(withLeads).send([list({ per_page: 25 }), coql(' limit 25')]);
		expect(results.map(({ details }) => details.response?.body?.data?.length)).toEqual([25, 25]);
	});

	it('follow the switches where Zoho says nothing', async () => {
		const { send } = company({
			...withLeads,
			switches: { compositePageSize: 'refused', compositeCoqlWithoutLimit: 'twentyFive' },
		});
		const { results } = await send([list(), coql(''), coql(' offset 10')]);
		expect(inner(results)).toEqual([400, 200, 200]);
		const rows = results.map(({ details }) => details.response?.body?.data?.length);
		expect(rows).toEqual([undefined, 25, 20]);
	});

	it('have no bound where they are metadata', async () => {
		const { results } = await company().send([
			{ method: 'GET', uri: '/crm/v8/settings/fields', params: { module: 'Leads' } },
		]);
		const fields = results[0].details.response?.body?.fields;
		expect(Array.isArray(fields) && fields.length).toBeGreaterThan(25);
	});

	it('are wrongly asked for as in a plain call', async () => {
		const { results } = await company(withLeads).send([
			{ method: 'POST', uri: '/crm/v8/coql', body: { select_query: 'select' } },
			list({ per_page: 'many' }),
			{ method: 'GET', uri: '/crm/v8/Leads' },
		]);
		const bodies = results.map(({ details }) => details.response?.body?.code);
		expect(bodies).toEqual(['SYNTAX_ERROR', 'INVALID_DATA', 'REQUIRED_PARAM_MISSING']);
	});
});

describe('records that a sub-request writes', () => {
	const two = {
		data: [
			{ Last_Name: 'a', Company: 'A' },
			{ Last_Name: 'b', Company: 'B' },
		],
	};

	it.each([
		['POST', '/crm/v8/Leads'],
		['PUT', '/crm/v8/Leads'],
		['POST', '/crm/v8/Leads/upsert'],
	])('are one: %s %s', async (method, path) => {
		const { send, leads } = company();
		const { results } = await send([{ method, uri: path, body: two }]);
		expect(results[0].details.response).toMatchObject(exceeded('data', 1));
		expect(leads()).toEqual([]);
	});

	it('may be one in each of five', async () => {
		const { send, leads, cost } = company();
		await send(['a', 'b', 'c', 'd', 'e'].map((name) => insertLead(name)));
		expect([leads().length, cost()]).toEqual([5, 1]);
	});
});
