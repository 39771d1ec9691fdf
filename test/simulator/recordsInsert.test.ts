import { automationRunsOf } from './recordEvents';
import { givenOrg, noon, send } from './handMadeCall';
import { seedRecords } from './seedRecords';

const lead = { Last_Name: 'Frey', Company: 'Dal Tile' };

async function insertLeads(data: unknown[], options: Parameters<typeof givenOrg>[0] = {}) {
	const org = givenOrg(options);
	return { org, answer: await send(org, 'POST', 'Leads', { body: { data } }) };
}

async function faultOf(record: Record<string, unknown>, module = 'Leads') {
	const org = givenOrg();
	const answer = await send(org, 'POST', module, { body: { data: [record] } });
	expect(answer.status).toBe(400);
	return answer.body.data[0];
}

describe('Inserting records', () => {
	it('answers 201 with ids of 19 digits, times in the zone of the org, and who wrote', async () => {
		const { org, answer } = await insertLeads([lead]);

		expect(answer).toMatchObject({ status: 201, accepted: true, price: 1, heavy: false });
		expect(answer.body.data[0]).toEqual({
			code: 'SUCCESS',
			message: 'record added',
			status: 'success',
			details: {
				id: expect.stringMatching(/^\d{18,19}$/),
				Created_Time: '2024-03-01T17:30:00+05:30',
				Modified_Time: '2024-03-01T17:30:00+05:30',
				Created_By: { id: org.users[0].id, name: org.users[0].fullName },
				Modified_By: { id: org.users[0].id, name: org.users[0].fullName },
				$approval_state: 'approved',
			},
		});
	});

	it('costs one credit per ten records begun and is heavy above ten', async () => {
		const eleven = Array.from({ length: 11 }, () => lead);

		const { answer } = await insertLeads(eleven);

		expect(answer).toMatchObject({ status: 201, price: 2, heavy: true });
	});

	it('answers 207 with the records in the order of the request when some are refused', async () => {
		const { org, answer } = await insertLeads([lead, { Company: 'Nameless' }, lead]);

		expect(answer.status).toBe(207);
		expect(answer.accepted).toBe(true);
		expect(answer.body.data[0].code).toBe('SUCCESS');
		expect(answer.body.data[1]).toEqual({
			code: 'MANDATORY_NOT_FOUND',
			details: { api_name: 'Last_Name', json_path: '$.data[1].Last_Name' },
			message: 'required field not found',
			status: 'error',
		});
		expect(answer.body.data[2].code).toBe('SUCCESS');
		expect(org.modules.get('Leads')?.store.records.size).toBe(2);
	});

	it('answers 400 with data[] when all are refused, and still takes the call on', async () => {
		const { answer } = await insertLeads([{ Company: 'A' }]);

		expect(answer).toMatchObject({ status: 400, accepted: true });
		expect(answer.body.data[0].status).toBe('error');
	});

	it('says 200 to all outcomes where the switch follows the older OpenAPI files', async () => {
		const { answer } = await insertLeads([{ Company: 'A' }], { recordWriteStatus: 'always200' });

		expect(answer.status).toBe(200);
	});

	it('refuses more than 100 records, no data, and a body that is none, as a whole', async () => {
		const many = Array.from({ length: 101 }, () => lead);
		const { answer, org } = await insertLeads(many);

		expect(answer).toMatchObject({ status: 400, accepted: false });
		expect(answer.body.code).toBe('INVALID_DATA');
		expect(answer.body.details).toEqual({
			maximum_length: 100,
			api_name: 'data',
			json_path: '$.data',
		});
		expect((await send(org, 'POST', 'Leads', { body: {} })).body.code).toBe('MANDATORY_NOT_FOUND');
		expect((await send(org, 'POST', 'Leads', {})).body.details).toEqual({
			expected_data_type: 'jsonobject',
		});
		expect((await send(org, 'POST', 'Leads', { body: { data: [] } })).status).toBe(400);
	});

	it('knows modules in any case, and refuses unknown, hidden, subform and nominal ones', async () => {
		const org = givenOrg();

		expect((await send(org, 'POST', 'leads', { body: { data: [lead] } })).status).toBe(201);
		for (const module of ['Nothing', 'Activities', 'Line_Items']) {
			const answer = await send(org, 'POST', module, { body: { data: [lead] } });
			expect(answer).toMatchObject({ status: 400, accepted: false });
			expect(answer.body).toMatchObject({
				code: 'INVALID_MODULE',
				details: { resource_path_index: 0 },
			});
		}
	});

	it('refuses a unique value in use with the id of the record that holds it', async () => {
		const org = givenOrg();
		const [held] = seedRecords(org, 'Leads', [{ ...lead, Customer_Key: 'C-1' }], { now: noon });

		const answer = await send(org, 'POST', 'Leads', {
			body: { data: [{ ...lead, Customer_Key: 'c-1' }] },
		});

		expect(answer.body.data[0]).toMatchObject({
			code: 'DUPLICATE_DATA',
			message: 'duplicate data',
			details: {
				api_name: 'Customer_Key',
				json_path: '$.data[0].Customer_Key',
				id: held,
				more_records: false,
				duplicate_record: {
					id: held,
					module: { api_name: 'Leads' },
					Owner: { id: org.users[0].id, name: org.users[0].fullName },
				},
			},
		});
	});

	it('takes the same email twice: a system duplicate field is not unique', async () => {
		const twice = { ...lead, Email: 'frey@example.com' };

		const { answer } = await insertLeads([twice, twice]);

		expect(answer.status).toBe(201);
	});

	it('lists several duplicates together, and a duplicate with what else is wrong', async () => {
		const org = givenOrg();
		const person = { Last_Name: 'Boyle', Legacy_Id: 'L1', Passport_Number: 'P1' };
		seedRecords(org, 'Contacts', [person], { now: noon });

		const answer = await send(org, 'POST', 'Contacts', {
			body: { data: [person, { ...person, Passport_Number: 'P2', Email: 'not an email' }] },
		});

		const [both, mixed] = [answer.body.data[0], answer.body.data[1]];
		expect(both.code).toBe('MULTIPLE_OR_MULTI_ERRORS');
		expect(both.details.errors).toMatchObject([
			{ code: 'DUPLICATE_DATA', details: { api_name: 'Legacy_Id' } },
			{ code: 'DUPLICATE_DATA', details: { api_name: 'Passport_Number' } },
		]);
		expect(mixed.details.errors).toMatchObject([
			{ code: 'INVALID_DATA', details: { api_name: 'Email' } },
			{ code: 'DUPLICATE_DATA', details: { api_name: 'Legacy_Id' } },
		]);
	});

	it('answers several wrong fields by the first, mandatory ones before all', async () => {
		const fault = await faultOf({ Email: 'no', Phone: '!!', Company: 'A' });

		expect(fault).toMatchObject({
			code: 'MANDATORY_NOT_FOUND',
			details: { api_name: 'Last_Name' },
		});
	});

	it('ignores without a word what is no field, differs in case or is read-only', async () => {
		const { org, answer } = await insertLeads([
			{ ...lead, Nonsense: 1, email: 'x@example.com', Created_Time: 'x', Full_Name: 'Other' },
		]);
		const { id } = answer.body.data[0].details;

		const read = await send(org, 'GET', `Leads/${id}`);

		expect(read.body.data[0]).toMatchObject({ Email: null, Full_Name: 'Frey' });
		expect(read.body.data[0]).not.toHaveProperty('Nonsense');
	});

	it('refuses an unknown field where the switch says so', async () => {
		const { answer } = await insertLeads([{ ...lead, Nonsense: 1 }], {
			unknownFieldInRecord: 'refused',
		});

		expect(answer.body.data[0].details).toEqual({
			api_name: 'Nonsense',
			json_path: '$.data[0].Nonsense',
		});
	});

	it.each([
		['Last_Name', 'x'.repeat(81), { maximum_length: 80 }],
		['Last_Name', 5, { expected_data_type: 'text' }],
		['Email', 'frey@', { expected_data_type: 'email' }],
		['Phone', '~~~', { expected_data_type: 'phone' }],
		['Website', 'not a site', { expected_data_type: 'website' }],
		['No_of_Employees', '12', { expected_data_type: 'integer' }],
		['No_of_Employees', 1.5, { expected_data_type: 'integer' }],
		['No_of_Employees', 1_000_000_000, { maximum_length: 9 }],
		['Source_Row', 'abc', { expected_data_type: 'bigint' }],
		['Source_Row', '1234567890123456789', { maximum_length: 18 }],
		['Distance_Km', 'far', { expected_data_type: 'double' }],
		['Annual_Revenue', '10', { expected_data_type: 'currency' }],
		['Win_Chance', 123456, { maximum_length: 5 }],
		['Email_Opt_Out', 'yes', { expected_data_type: 'boolean' }],
		['First_Contact_Date', '01.03.2024', { expected_data_type: 'date' }],
		['First_Contact_Date', '2024-02-30', { expected_data_type: 'date' }],
		['Next_Call_At', '2024-03-01', { expected_data_type: 'datetime' }],
		['Next_Call_At', '2024-03-01T10:00:00.000+05:30', { expected_data_type: 'datetime' }],
		['Next_Call_At', '2024-03-01T10:00:00.000Z', { expected_data_type: 'datetime' }],
		['Interests', 'Support', { expected_data_type: 'jsonarray' }],
		['Owner', 'Patricia', { expected_data_type: 'jsonobject' }],
	])('refuses %s = %j with %j', async (apiName, value, details) => {
		expect(await faultOf({ ...lead, [apiName]: value })).toEqual({
			code: 'INVALID_DATA',
			message: 'invalid data',
			status: 'error',
			details: { ...details, api_name: apiName, json_path: `$.data[0].${apiName}` },
		});
	});

	it('names the values of a picklist that a wrong one should have come from', async () => {
		const fault = await faultOf({ ...lead, Rating: 'Splendid' });

		expect(fault.details).toMatchObject({
			api_name: 'Rating',
			supported_values: ['Acquired', 'Active', 'Market Failed', 'Project Cancelled', 'Shut Down'],
		});
	});

	it('takes any picklist value where the switch says so', async () => {
		const { answer } = await insertLeads([{ ...lead, Rating: 'Splendid' }], {
			unknownPicklistValue: 'accepted',
		});

		expect(answer.status).toBe(201);
	});

	it('takes a lookup by id or {id}; an unknown id or a name alone is refused', async () => {
		const org = givenOrg();
		const [account] = seedRecords(org, 'Accounts', [{ Account_Name: 'Zylker' }], { now: noon });
		const data = [account, { id: account }, { id: '1' }, { name: 'Zylker' }].map(
			(Account_Name) => ({
				Last_Name: 'Boyle',
				Account_Name,
			}),
		);

		const answer = await send(org, 'POST', 'Contacts', { body: { data } });

		expect(answer.status).toBe(207);
		expect(answer.body.data[1].code).toBe('SUCCESS');
		expect(answer.body.data[2]).toMatchObject({
			code: 'INVALID_DATA',
			details: { api_name: 'Account_Name', json_path: '$.data[2].Account_Name.id' },
		});
		expect(answer.body.data[3].details).toMatchObject({ json_path: '$.data[3].Account_Name.id' });
		const read = await send(org, 'GET', `Contacts/${answer.body.data[0].details.id}`);
		expect(read.body.data[0].Account_Name).toEqual({ name: 'Zylker', id: account });
	});

	it('takes active users as owners only', async () => {
		const org = givenOrg();
		const [, seller] = org.users;
		const gone = org.users.find((user) => user.status === 'disabled');

		const answer = await send(org, 'POST', 'Leads', {
			body: { data: [seller.id, gone?.id].map((Owner) => ({ ...lead, Owner })) },
		});

		expect(answer.body.data[0].code).toBe('SUCCESS');
		expect(answer.body.data[1]).toMatchObject({
			code: 'INVALID_DATA',
			details: { api_name: 'Owner' },
		});
	});

	it('enforces a layout that the record names: its mandatory fields, its values, its fields', async () => {
		const org = givenOrg();
		const layout = org.modules.get('Leads')?.schema.layouts[1];
		const partner = { ...lead, Layout: { id: layout?.id }, Phone: '555-1', Lead_Source: 'Partner' };
		const data = [
			{ ...partner, Annual_Revenue: 5 },
			{ ...partner, Phone: null },
			{ ...partner, Lead_Source: 'Cold Call' },
			{ ...partner, Layout: { id: '5' } },
		];

		const answer = await send(org, 'POST', 'Leads', { body: { data } });

		expect(answer.body.data[1].details).toMatchObject({ api_name: 'Phone' });
		expect(answer.body.data[2].details).toMatchObject({
			supported_values: ['Partner', 'Trade Show'],
		});
		expect(answer.body.data[3].details).toMatchObject({ api_name: 'Layout' });
		const read = await send(org, 'GET', `Leads/${answer.body.data[0].details.id}`);
		expect(read.body.data[0]).toMatchObject({
			Annual_Revenue: null,
			Layout: { name: 'Partner Leads' },
		});
	});

	it('computes formulas and auto-numbers of a custom module', async () => {
		const org = givenOrg();
		const data = [1, 2].map((fee) => ({ Name: `S${fee}`, Monthly_Fee: fee, Yearly_Fee: 9 }));

		const answer = await send(org, 'POST', 'Subscriptions', { body: { data } });

		const read = await send(org, 'GET', `Subscriptions/${answer.body.data[1].details.id}`);
		expect(read.body.data[0]).toMatchObject({ Yearly_Fee: 24, Running_Number: 'SUB-2' });
	});

	it('runs all automations unless told which; [] runs none', async () => {
		const org = givenOrg();
		const insert = (extra: object) =>
			send(org, 'POST', 'Leads', { body: { data: [lead], ...extra } });

		await insert({});
		await insert({ trigger: [] });
		await insert({ trigger: ['workflow'], skip_feature_execution: [{ name: 'cadences' }] });

		expect(automationRunsOf(org).map(({ ran }) => ran)).toEqual([
			['workflow', 'approval', 'blueprint', 'pathfinder', 'orchestration'],
			[],
			['workflow'],
		]);
		expect(automationRunsOf(org)[2].skipped).toEqual(['cadences']);
		const wrong = await insert({ skip_feature_execution: [{ name: 'workflows' }] });
		expect(wrong).toMatchObject({ status: 400, accepted: false });
		expect((await insert({ skip_feature_execution: [{}] })).body.code).toBe('MANDATORY_NOT_FOUND');
		expect((await insert({ trigger: ['everything'] })).body.details).toMatchObject({
			json_path: '$.trigger[0]',
		});
	});
});
