import { givenOrg, noon, send, type CallOptions } from './handMadeCall';
import type { Org } from './org';
import { seedRecords } from './seedRecords';

function givenContacts() {
	const org = givenOrg();
	const seed = (module: string, records: Array<Record<string, unknown>>) =>
		seedRecords(org, module, records, { now: noon });
	const [parent] = seed('Accounts', [{ Account_Name: 'King', Erp_Id: 'E1' }]);
	const [account] = seed('Accounts', [
		{ Account_Name: 'Zylker', Parent_Account: parent, Annual_Revenue: 500 },
	]);
	const ids = seed('Contacts', [
		{ Last_Name: "O'Neil", Email: 'o@example.com', Account_Name: account, Lead_Source: 'Partner' },
		{
			Last_Name: 'Boyle',
			Email: 'b@example.com',
			Account_Name: parent,
			Date_of_Birth: '1990-05-01',
		},
		{ Last_Name: 'Smith', First_Name: 'Ann', Lead_Source: 'Partner' },
	]);
	return { org, account, parent, ids };
}

const query = (org: Org, text: string, options: CallOptions = {}) =>
	send(org, 'POST', 'coql', { body: { select_query: text }, ...options });

async function lastNames(text: string) {
	const { org } = givenContacts();
	const answer = await query(org, `select Last_Name from Contacts where ${text}`);
	if (answer.status === 204) return [];
	if (answer.status !== 200) return answer.body;
	return Object.values(answer.body.data).map(({ Last_Name }) => Last_Name);
}

async function fault(text: string, options: CallOptions = {}) {
	const answer = await query(givenContacts().org, text, options);
	expect(answer).toMatchObject({ status: 400, accepted: false });
	return answer.body;
}

describe('COQL', () => {
	it('gives the columns asked for and the id, by id ascending, with count and more_records', async () => {
		const { org, ids } = givenContacts();

		const answer = await query(org, 'SELECT Last_Name FROM Contacts WHERE id is not null LIMIT 2');

		expect(answer).toMatchObject({ status: 200, accepted: true, heavy: true });
		expect(answer.body).toEqual({
			data: [
				{ Last_Name: "O'Neil", id: ids[0] },
				{ Last_Name: 'Boyle', id: ids[1] },
			],
			info: { count: 2, more_records: true },
		});
	});

	it.each([
		["Email = 'O@EXAMPLE.com'", ["O'Neil"]],
		["Last_Name = 'O\\'Neil'", ["O'Neil"]],
		["Last_Name = 'O''Neil'", ["O'Neil"]],
		['Last_Name = "O\'Neil"', ["O'Neil"]],
		["Email in ('b@example.com','o@example.com')", ["O'Neil", 'Boyle']],
		["Last_Name not in ('Boyle')", ["O'Neil", 'Smith']],
		["Last_Name like '%o%'", ["O'Neil", 'Boyle']],
		["Last_Name like 'B%'", ['Boyle']],
		["Last_Name like '%h'", ['Smith']],
		["Last_Name not like '%o%'", ['Smith']],
		["Last_Name != 'Boyle'", ["O'Neil", 'Smith']],
		['Email is null', ['Smith']],
		['Email is not null', ["O'Neil", 'Boyle']],
		["Date_of_Birth between '1990-01-01' and '1990-12-31'", ['Boyle']],
		["Created_Time >= '2024-03-01T17:30:00+05:30'", ["O'Neil", 'Boyle', 'Smith']],
		["Created_Time > '2024-03-01T17:30:00+05:30'", []],
		["Account_Name.Account_Name = 'Zylker'", ["O'Neil"]],
		["Account_Name.Parent_Account.Erp_Id = 'E1'", ["O'Neil"]],
		["Lead_Source = 'Partner' and Email is null", ['Smith']],
		["(Lead_Source = 'Partner' and (Email is null or Last_Name = 'x'))", ['Smith']],
		["((Last_Name = 'Boyle' or Last_Name = 'Smith') and Email is not null)", ['Boyle']],
		["Owner.email = 'ada@example.com' order by Last_Name desc", ['Smith', "O'Neil", 'Boyle']],
		['id is not null order by Last_Name limit 1, 1', ["O'Neil"]],
		['id is not null order by Last_Name limit 1 offset 2', ['Smith']],
	])('finds where %s', async (where, expected) => {
		expect(await lastNames(where)).toEqual(expected);
	});

	it('shows lookups with name and id from v7 on, with the id before', async () => {
		const { org, account, parent } = givenContacts();
		const text =
			"select Account_Name, Account_Name.Parent_Account.Account_Name, 'Last_Name' as 'Name of' from Contacts where Account_Name.Parent_Account is not null";

		const now = await query(org, text);
		const before = await query(org, text, { version: 6 });

		expect(now.body.data[0]).toMatchObject({
			Account_Name: { name: 'Zylker', id: account },
			'Account_Name.Parent_Account.Account_Name': 'King',
			'Name of': "O'Neil",
		});
		expect(before.body.data[0].Account_Name).toEqual({ id: account });
		const byLookup = await query(org, `select id from Contacts where Account_Name = '${parent}'`);
		expect(byLookup.body.data).toHaveLength(1);
	});

	it('aggregates, in groups or over all', async () => {
		const { org } = givenContacts();

		const all = await query(org, 'select COUNT(id) from Contacts where id is not null');
		const grouped = await query(
			org,
			'select count(Last_Name) as n, Lead_Source from Contacts where id is not null group by Lead_Source',
		);
		const sum = await query(
			org,
			'select SUM(Annual_Revenue), MIN(Account_Name) from Accounts where id is not null',
		);

		expect(all.body.data).toEqual([{ 'COUNT(id)': 3 }]);
		expect(grouped.body.data).toEqual([
			{ n: 2, Lead_Source: 'Partner' },
			{ n: 1, Lead_Source: null },
		]);
		expect(sum.body.data).toEqual([{ 'SUM(Annual_Revenue)': 500, 'MIN(Account_Name)': 'King' }]);
	});

	it('takes the rows of a custom view', async () => {
		const org = givenOrg();
		const lead = { Last_Name: 'L', Company: 'C' };
		seedRecords(org, 'Leads', [lead, { ...lead, Lead_Source: 'Partner' }], { now: noon });
		const view = org.modules.get('Leads')!.schema.customViews[2].id;

		const answer = await query(org, `select id from Leads#${view} where id is not null`);

		expect(answer.body.data).toHaveLength(1);
		expect((await query(org, 'select id from Leads#5 where id is not null')).status).toBe(400);
	});

	it.each([
		['', 1],
		['limit 200', 1],
		['limit 201', 2],
		['limit 1000', 2],
		['limit 1001', 3],
		['limit 5, 2000', 3],
	])('costs %s → %d', async (limit, credits) => {
		const text = `select id from Contacts where id is not null ${limit}`;

		expect((await query(givenContacts().org, text)).price).toBe(credits);
	});

	it('refuses three conditions in one breath', async () => {
		const where = "Last_Name = 'a' and Email = 'b' and Phone = 'c'";

		expect(await fault(`select id from Contacts where ${where}`)).toMatchObject({
			code: 'SYNTAX_ERROR',
			details: { near: 'and', line: 1, column: 63 },
		});
	});

	it.each([
		['select id from Contacts', { clause: 'where' }],
		['select id where id is not null', { clause: 'from' }],
		["update Leads set Last_Name = 'x'", { clause: 'select' }],
		['select id from Contacts where (id is not null', { near: '' }],
		['select * from Contacts where id is not null', { near: '*' }],
		["select id from Contacts where Last_Name = 'open", { near: "'open" }],
		['select id from Contacts where id is not null limit many', { near: 'many' }],
		['select id from Contacts where id is not null limit 5 and more', { near: 'and' }],
	])('calls %s a SYNTAX_ERROR', async (text, details) => {
		expect(await fault(text)).toMatchObject({ code: 'SYNTAX_ERROR', details });
	});

	it.each([
		['Nonsense', "= 'x'", 'column given seems to be invalid', {}],
		['Email', "= 'x' limit 2001", 'limit exceeded', { by: 'limit', limit: 2000 }],
		['Email', ">= 'x'", 'invalid query formed', { operator: '>=' }],
		['Description', "= 'x'", 'data type not supported', { data_type: 'textarea' }],
		[
			'Account_Name',
			"= 'Zylker'",
			'value given seems to be invalid for the column',
			{ expected_data_type: 'bigint' },
		],
		[
			'Date_of_Birth',
			"= '1.5.1990'",
			'value given seems to be invalid for the column',
			{ expected_data_type: 'date' },
		],
		[
			'Created_Time',
			"> '2024-03-01T12:00:00Z'",
			'value given seems to be invalid for the column',
			{ expected_data_type: 'datetime' },
		],
		[
			'Created_Time',
			"> '2024-03-01T12:00:00.000+00:00'",
			'value given seems to be invalid for the column',
			{ expected_data_type: 'datetime' },
		],
	])('refuses where %s %s: %s', async (column, rest, message, details) => {
		const body = await fault(`select id from Contacts where ${column} ${rest}`);

		expect(body.message).toBe(message);
		expect(body.details).toMatchObject(details);
	});

	it('keeps the limits: 50 values, 50 columns, 25 conditions, two joins, 100,000 rows', async () => {
		const all = 'from Contacts where id is not null';
		const values = Array.from({ length: 51 }, (_, index) => `'${index}'`).join();
		const columns = Array(51).fill('Email').join();
		const conditions =
			Array(25).fill('(Email is null and ').join('') + 'Email is null' + ')'.repeat(25);

		const codes = [
			await fault(`select id from Contacts where Email in (${values})`),
			await fault(`select ${columns} ${all}`),
			await fault(`select id from Contacts where ${conditions}`),
			await fault(`select Account_Name.Parent_Account.Parent_Account.Account_Name ${all}`),
			await fault(`select id ${all} limit 2000 offset 98001`),
			await fault(`select id ${all} limit 201`, { version: 3 }),
		];

		expect(codes.map(({ code }) => code)).toEqual(Array(6).fill('LIMIT_EXCEEDED'));
	});

	it('refuses the same column or alias twice', async () => {
		const all = 'from Contacts where id is not null';

		expect((await fault(`select Email, Email ${all}`)).code).toBe('DUPLICATE_DATA');
		expect((await fault(`select id ${all} order by id, id`)).code).toBe('DUPLICATE_DATA');
		expect((await fault(`select Email as a, Phone as a ${all}`)).code).toBe('DUPLICATE_ALIAS');
		expect((await fault(`select Email as '' ${all}`)).code).toBe('INVALID_ALIAS');
	});

	it('answers 204 for no rows, and 401 without the scope of the module', async () => {
		const { org } = givenContacts();

		expect((await query(org, "select id from Contacts where Email = 'none'")).status).toBe(204);
		const noScope = await query(org, 'select id from Contacts where id is not null', {
			scopes: ['ZohoCRM.coql.READ', 'ZohoCRM.modules.leads.READ'],
		});
		expect(noScope).toMatchObject({ status: 401, accepted: false });
	});

	it('needs a query', async () => {
		expect((await send(givenOrg(), 'POST', 'coql', { body: {} })).body.code).toBe(
			'MANDATORY_NOT_FOUND',
		);
		expect(await fault('select id from Nowhere where id is not null')).toMatchObject({
			code: 'INVALID_QUERY',
			details: { module: 'Nowhere' },
		});
	});
});
