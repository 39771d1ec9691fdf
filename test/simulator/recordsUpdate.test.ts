import { givenOrg, noon, send } from './handMadeCall';
import { automationRunsOf, onRecordChange, type RecordEvent } from './recordEvents';
import { seedRecords } from './seedRecords';

const aMinute = 60_000;

function givenSubscription() {
	const org = givenOrg();
	const [product] = seedRecords(org, 'Products', [{ Product_Name: 'Router' }], { now: noon });
	const [id] = seedRecords(
		org,
		'Subscriptions',
		[
			{
				Name: 'S1',
				Line_Items: [
					{ Item: 'One', Quantity: 1 },
					{ Item: 'Two', Product: product },
				],
			},
		],
		{ now: noon },
	);
	const rows = async () => {
		const read = await send(org, 'GET', `Subscriptions/${id}`);
		return read.body.data[0].Line_Items;
	};
	const write = (Line_Items: unknown) =>
		send(org, 'PUT', `Subscriptions/${id}`, { body: { data: [{ Line_Items }] } });
	return { org, id, product, rows, write };
}

describe('Updating records', () => {
	it('updates by id only what is given, and moves Modified_Time', async () => {
		const org = givenOrg();
		const [id] = seedRecords(org, 'Leads', [{ Last_Name: 'A', Company: 'C', City: 'Rome' }], {
			now: noon,
		});

		const answer = await send(org, 'PUT', 'Leads', {
			body: { data: [{ id, First_Name: 'Ann' }] },
			now: noon + aMinute,
		});

		expect(answer).toMatchObject({ status: 200, price: 1 });
		const read = await send(org, 'GET', `Leads/${id}`);
		expect(read.body.data[0]).toMatchObject({
			Full_Name: 'Ann A',
			City: 'Rome',
			Created_Time: '2024-03-01T17:30:00+05:30',
			Modified_Time: '2024-03-01T17:31:00+05:30',
		});
	});

	it('needs an id that a record has', async () => {
		const org = givenOrg();

		const many = await send(org, 'PUT', 'Leads', { body: { data: [{}, { id: '7' }] } });
		const one = await send(org, 'PUT', 'Leads/7', { body: { data: [{}] } });

		expect(many.body.data[0]).toMatchObject({
			code: 'MANDATORY_NOT_FOUND',
			details: { api_name: 'id', json_path: '$.data[0].id' },
		});
		expect(many.body.data[1].details).toEqual({ api_name: 'id', json_path: '$.data[1].id' });
		expect(one).toMatchObject({ status: 400, accepted: true });
		expect(one.body.data[0].details).toEqual({ resource_path_index: 1 });
	});

	it('clears a field with null or an empty text, but no mandatory one', async () => {
		const org = givenOrg();
		const [id] = seedRecords(org, 'Leads', [{ Last_Name: 'A', Company: 'C', City: 'Rome' }], {
			now: noon,
		});
		const put = (record: object) => send(org, 'PUT', `Leads/${id}`, { body: { data: [record] } });

		expect((await put({ City: '' })).status).toBe(200);
		expect((await send(org, 'GET', `Leads/${id}`)).body.data[0].City).toBeNull();
		expect((await put({ Last_Name: null })).body.data[0].code).toBe('MANDATORY_NOT_FOUND');
	});

	it('refuses a unique value that another record holds, not its own', async () => {
		const org = givenOrg();
		const base = { Last_Name: 'A', Company: 'C' };
		const [first, second] = seedRecords(
			org,
			'Leads',
			['K1', 'K2'].map((Customer_Key) => ({ ...base, Customer_Key })),
			{ now: noon },
		);

		const answer = await send(org, 'PUT', 'Leads', {
			body: {
				data: [
					{ id: first, Customer_Key: 'K1' },
					{ id: second, Customer_Key: 'k1' },
				],
			},
		});

		expect(answer.body.data[0].code).toBe('SUCCESS');
		expect(answer.body.data[1]).toMatchObject({ code: 'DUPLICATE_DATA', details: { id: first } });
	});

	it('answers 412 for a record changed after If-Unmodified-Since, by record', async () => {
		const org = givenOrg();
		const record = { Last_Name: 'A', Company: 'C' };
		const [old] = seedRecords(org, 'Leads', [record], { now: noon - aMinute });
		const [young] = seedRecords(org, 'Leads', [record], { now: noon + aMinute });
		const headers = { 'If-Unmodified-Since': '2024-03-01T17:30:00+05:30' };

		const both = await send(org, 'PUT', 'Leads', {
			body: { data: [{ id: old }, { id: young }] },
			headers,
		});
		const one = await send(org, 'PUT', `Leads/${young}`, { body: { data: [{}] }, headers });

		expect(both.status).toBe(207);
		expect(one.status).toBe(412);
		expect(one.body.data[0]).toMatchObject({
			code: 'ALREADY_MODIFIED',
			message: 'Record updated time has already passed if-unmodified-since time',
		});
	});

	it('replaces the rows of a subform: named ones stay, new ones come, the rest go, [] empties', async () => {
		const { rows, write, product } = givenSubscription();
		const before = await rows();

		await write([{ id: before[1].id, Quantity: 9 }, { Item: 'Three' }]);
		const after = await rows();

		expect(after).toMatchObject([
			{ id: before[1].id, Item: 'Two', Quantity: 9, Product: { name: 'Router', id: product } },
			{ Item: 'Three', Quantity: null, Parent_Id: { name: 'S1' } },
		]);
		await write([]);
		expect(await rows()).toEqual([]);
	});

	it('names the row of a subform that is wrong', async () => {
		const { write, rows } = givenSubscription();

		const answers = [
			await write([{ Item: 'One' }, { Item: 'Two', Quantity: 'many' }]),
			await write([{ Quantity: 1 }]),
			await write([{ id: '12', Item: 'x' }]),
			await write([{ Item: 'One', Product: { id: '12' } }]),
			await write('none'),
		];

		expect(answers.map(({ body }) => body.data[0])).toMatchObject([
			{
				code: 'INVALID_DATA',
				details: {
					api_name: 'Quantity',
					expected_data_type: 'integer',
					json_path: '$.data[0].Line_Items[1].Quantity',
				},
			},
			{ code: 'MANDATORY_NOT_FOUND', details: { json_path: '$.data[0].Line_Items[0].Item' } },
			{ code: 'INVALID_DATA', details: { json_path: '$.data[0].Line_Items[0].id' } },
			{ code: 'INVALID_DATA', details: { json_path: '$.data[0].Line_Items[0].Product.id' } },
			{ code: 'INVALID_DATA', details: { expected_data_type: 'jsonarray' } },
		]);
		expect(await rows()).toHaveLength(2);
	});

	it('finds records, and those their lookups mean, by External ID fields', async () => {
		const org = givenOrg();
		const [account] = seedRecords(org, 'Accounts', [{ Account_Name: 'Z', Erp_Id: 'E1' }], {
			now: noon,
		});
		const [contact] = seedRecords(org, 'Contacts', [{ Last_Name: 'B', Legacy_Id: 'L1' }], {
			now: noon,
		});
		const headers = { 'X-EXTERNAL': 'Contacts.Legacy_Id, Contacts.Account_Name.Erp_Id' };

		const many = await send(org, 'PUT', 'Contacts', {
			headers,
			body: {
				data: [
					{ Legacy_Id: 'L1', Account_Name: { Erp_Id: 'E1' } },
					{ Legacy_Id: 'L2' },
					{ Legacy_Id: 'L1', Account_Name: { Erp_Id: 'E9' } },
				],
			},
		});

		expect(many.body.data[0]).toMatchObject({ details: { id: contact, Legacy_Id: 'L1' } });
		expect(many.body.data[1]).toMatchObject({
			code: 'INVALID_DATA',
			message: 'The value of the external field is invalid.',
		});
		expect(many.body.data[2].message).toContain('external ID of the lookup field');
		const read = await send(org, 'GET', 'Contacts/L1', { headers });
		expect(read.body.data[0].Account_Name.id).toBe(account);
	});

	it('deletes by values of an External ID field, each answered in its place', async () => {
		const org = givenOrg();
		const rows = [
			{ Last_Name: 'A', Legacy_Id: 'L1' },
			{ Last_Name: 'B', Legacy_Id: 'L2' },
		];
		const [first, second] = seedRecords(org, 'Contacts', rows, { now: noon });
		const headers = { 'X-EXTERNAL': 'Contacts.Legacy_Id' };
		const gone = await send(org, 'DELETE', 'Contacts?ids=L2,none,L1', { headers });
		expect(gone.body.data[0].details.id).toBe(second);
		expect(gone.body.data[1]).toMatchObject({ code: 'INVALID_DATA', details: { id: 'none' } });
		expect(gone.body.data[2].details.id).toBe(first);
	});

	it('refuses to change an External ID field by its own value, and a header that names none', async () => {
		const org = givenOrg();
		seedRecords(org, 'Contacts', [{ Last_Name: 'B', Legacy_Id: 'L1' }], { now: noon });
		const put = (header: string, record: object) =>
			send(org, 'PUT', 'Contacts/L1', {
				headers: { 'X-EXTERNAL': header },
				body: { data: [record] },
			});

		const changed = await put('Contacts.Legacy_Id', { Legacy_Id: 'L2' });
		expect(changed.body.data[0].code).toBe('NOT_ALLOWED');
		expect(await put('Contacts.Email', {})).toMatchObject({ status: 400, accepted: false });
		expect((await put('Contacts.Legacy_Id', { Phone: '1' })).status).toBe(200);
	});

	it('keeps tags by name: the same name is the same tag', async () => {
		const org = givenOrg();
		const record = { Last_Name: 'A', Company: 'C' };
		const [first, second] = seedRecords(org, 'Leads', [{ ...record, Tag: ['hot'] }, record], {
			now: noon,
		});

		await send(org, 'PUT', `Leads/${second}`, { body: { data: [{ Tag: [{ name: 'hot' }] }] } });

		const read = await send(org, 'GET', 'Leads?fields=Tag&sort_order=asc');
		expect(read.body.data[0]).toMatchObject({ id: first, Tag: [{ name: 'hot' }] });
		expect(read.body.data[1].Tag).toEqual(read.body.data[0].Tag);
		const wrong = await send(org, 'PUT', `Leads/${first}`, { body: { data: [{ Tag: 'hot' }] } });
		expect(wrong.body.data[0].details).toMatchObject({ expected_data_type: 'jsonarray' });
	});

	it('tells listeners which fields changed', async () => {
		const org = givenOrg();
		const [id] = seedRecords(org, 'Leads', [{ Last_Name: 'A', Company: 'C' }], { now: noon });
		const events: RecordEvent[] = [];
		const stop = onRecordChange(org, (event) => events.push(event));

		await send(org, 'PUT', `Leads/${id}`, {
			body: { data: [{ Last_Name: 'A', Company: 'D' }] },
		});
		await send(org, 'DELETE', `Leads/${id}`);
		stop();
		seedRecords(org, 'Leads', [{ Last_Name: 'B', Company: 'C' }], { now: noon });

		expect(events).toMatchObject([
			{ operation: 'update', id, changedFields: ['Company'] },
			{ operation: 'delete', id, changedFields: [] },
		]);
	});
});

describe('Deleting records', () => {
	it('answers each id, and lets go of unique values', async () => {
		const org = givenOrg();
		const record = { Last_Name: 'A', Company: 'C', Customer_Key: 'K' };
		const [id] = seedRecords(org, 'Leads', [record], { now: noon });

		const answer = await send(org, 'DELETE', `Leads?ids=${id},77`);

		expect(answer).toMatchObject({ status: 207, price: 1 });
		expect(answer.body.data[0]).toEqual({
			code: 'SUCCESS',
			details: { id },
			message: 'record deleted',
			status: 'success',
		});
		expect(answer.body.data[1]).toMatchObject({ code: 'INVALID_DATA', details: { id: '77' } });
		expect((await send(org, 'POST', 'Leads', { body: { data: [record] } })).status).toBe(201);
	});

	it('wants ids, numbers, at most 100', async () => {
		const org = givenOrg();
		const hundredOne = Array.from({ length: 101 }, (_, index) => index).join();

		expect((await send(org, 'DELETE', 'Leads')).body.code).toBe('REQUIRED_PARAM_MISSING');
		expect((await send(org, 'DELETE', 'Leads?ids=x')).body.code).toBe('UNABLE_TO_PARSE_DATA_TYPE');
		expect((await send(org, 'DELETE', `Leads?ids=${hundredOne}`)).body.code).toBe('LIMIT_EXCEEDED');
	});

	it('runs workflows unless wf_trigger is false', async () => {
		const org = givenOrg();
		const record = { Last_Name: 'A', Company: 'C' };
		const [first, second] = seedRecords(org, 'Leads', [record, record], { now: noon });

		await send(org, 'DELETE', `Leads/${first}?wf_trigger=false`);
		await send(org, 'DELETE', `Leads?ids=${second}`);

		expect(automationRunsOf(org).map(({ id }) => id)).toEqual([second]);
	});
});
