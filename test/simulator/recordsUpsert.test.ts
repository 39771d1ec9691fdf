import { givenOrg, noon, send } from './handMadeCall';
import type { Org } from './org';
import { automationRunsOf } from './recordEvents';
import { seedRecords } from './seedRecords';

const upsert = (org: Org, data: unknown[], more: object = {}, module = 'Contacts') =>
	send(org, 'POST', `${module}/upsert`, { body: { data, ...more } });

/** Two contacts: A found by email, B by its unique fields. */
function givenContacts(switches = {}) {
	const org = givenOrg(switches);
	const [a, b] = seedRecords(
		org,
		'Contacts',
		[
			{ Last_Name: 'A', Email: 'a@example.com', Legacy_Id: 'LA' },
			{ Last_Name: 'B', Email: 'b@example.com', Legacy_Id: 'LB', Passport_Number: 'PB' },
		],
		{ now: noon - 60_000 },
	);
	return { org, a, b };
}

describe('Upserting records', () => {
	it('updates by the system field when no field is listed, and says by which', async () => {
		const { org, a } = givenContacts();

		const answer = await upsert(org, [
			{ Last_Name: 'New A', Email: 'A@Example.com' },
			{ Last_Name: 'C', Email: 'c@example.com' },
		]);

		expect(answer).toMatchObject({ status: 200, price: 1 });
		expect(answer.body.data[0]).toMatchObject({
			code: 'SUCCESS',
			action: 'update',
			duplicate_field: 'Email',
			message: 'record updated',
			details: { id: a, Modified_Time: '2024-03-01T17:30:00+05:30' },
		});
		expect(answer.body.data[1]).toMatchObject({
			action: 'insert',
			duplicate_field: null,
			message: 'record added',
		});
	});

	it('goes on to the unique fields that were not listed', async () => {
		const { org, b } = givenContacts();

		const answer = await upsert(org, [{ Last_Name: 'X', Passport_Number: 'PB' }], {
			duplicate_check_fields: ['Legacy_Id'],
		});

		expect(answer.body.data[0]).toMatchObject({
			action: 'update',
			duplicate_field: 'Passport_Number',
			details: { id: b },
		});
	});

	it('leaves the system field out when only unique fields are listed', async () => {
		const { org } = givenContacts();

		const answer = await upsert(org, [{ Last_Name: 'X', Email: 'a@example.com' }], {
			duplicate_check_fields: ['Legacy_Id'],
		});

		expect(answer.body.data[0].action).toBe('insert');
	});

	it('checks the listed fields in the listed order', async () => {
		const { org, a, b } = givenContacts();
		const both = { Last_Name: 'X', Email: 'a@example.com', Passport_Number: 'PB' };

		const byEmail = await upsert(org, [both], { duplicate_check_fields: ['Email'] });
		const byPassport = await upsert(org, [both], {
			duplicate_check_fields: ['Passport_Number', 'Email'],
		});

		expect(byEmail.body.data[0]).toMatchObject({
			code: 'DUPLICATE_DATA',
			details: { api_name: 'Passport_Number', id: b },
		});
		expect(byPassport.body.data[0]).toMatchObject({ action: 'update', details: { id: b } });
		expect(org.modules.get('Contacts')?.store.records.get(a)?.values.Last_Name).toBe('A');
	});

	it('refuses as a whole a listed field that is neither unique nor the system field', async () => {
		const { org } = givenContacts();

		const answer = await upsert(org, [{ Last_Name: 'X' }], {
			duplicate_check_fields: ['Email', 'Phone'],
		});

		expect(answer).toMatchObject({ status: 400, accepted: false });
		expect(answer.body).toMatchObject({
			code: 'INVALID_DATA',
			details: { json_path: '$.duplicate_check_fields' },
		});
	});

	it('inserts a record whose checked fields are all empty', async () => {
		const { org } = givenContacts();

		const answer = await upsert(org, [{ Last_Name: 'X', Email: null }, { Last_Name: 'X' }]);

		expect(answer.body.data[0].action).toBe('insert');
		expect(answer.body.data[1].action).toBe('insert');
	});

	it('updates by id, and refuses an id that no record has', async () => {
		const { org, b } = givenContacts();

		const answer = await upsert(org, [
			{ id: b, Phone: '555-2' },
			{ id: '4242', Last_Name: 'X' },
		]);

		expect(answer.status).toBe(207);
		expect(answer.body.data[0]).toMatchObject({ action: 'update', details: { id: b } });
		expect(answer.body.data[1]).toMatchObject({
			code: 'INVALID_DATA',
			message: 'the id given seems to be invalid',
			details: { api_name: 'id', json_path: '$.data[1].id' },
		});
	});

	it('lets the second record of one call see the first', async () => {
		const { org } = givenContacts();
		const twin = { Last_Name: 'Twin', Email: 'twin@example.com' };

		const answer = await upsert(org, [twin, { ...twin, Phone: '555-3' }]);

		expect(answer.body.data[1]).toMatchObject({
			action: 'update',
			details: { id: answer.body.data[0].details.id },
		});
	});

	it('inserts both where the switch says so; a unique field still refuses the second', async () => {
		const { org } = givenContacts({ sameKeyInOneCall: 'bothInserted' });
		const twin = { Last_Name: 'Twin', Email: 'twin@example.com' };

		const answer = await upsert(org, [
			twin,
			twin,
			{ ...twin, Legacy_Id: 'L9' },
			{ Last_Name: 'Y', Legacy_Id: 'L9' },
		]);

		expect(answer.body.data[1].action).toBe('insert');
		expect(answer.body.data[3]).toMatchObject({
			code: 'DUPLICATE_DATA',
			details: { api_name: 'Legacy_Id' },
		});
	});

	it('tells keys apart by case where the switch says so', async () => {
		const { org } = givenContacts({ textMatching: 'exact' });

		const answer = await upsert(org, [{ Last_Name: 'X', Email: 'A@example.com' }]);

		expect(answer.body.data[0].action).toBe('insert');
	});

	it('takes the oldest of several records with one email, or the newest by switch', async () => {
		const same = { Last_Name: 'S', Email: 's@example.com' };
		for (const [switches, index] of [
			[{}, 0],
			[{ systemFieldMatch: 'newest' as const }, 1],
		] as const) {
			const org = givenOrg(switches);
			const ids = seedRecords(org, 'Contacts', [same, same], { now: noon });
			const answer = await upsert(org, [same]);
			expect(answer.body.data[0].details.id).toBe(ids[index]);
		}
	});

	it('is not to be had for Tasks', async () => {
		const answer = await upsert(givenOrg(), [{ Subject: 'Call back' }], {}, 'Tasks');

		expect(answer).toMatchObject({ status: 400, accepted: false });
		expect(answer.body.code).toBe('NOT_SUPPORTED');
	});

	it('refuses records changed since If-Unmodified-Since with 412', async () => {
		const { org } = givenContacts();

		const answer = await send(org, 'POST', 'Contacts/upsert', {
			body: { data: [{ Last_Name: 'X', Email: 'a@example.com' }] },
			headers: { 'If-Unmodified-Since': '2024-03-01T17:00:00+05:30' },
		});

		expect(answer.status).toBe(412);
		expect(answer.body.data[0].code).toBe('ALREADY_MODIFIED');
	});

	it('adds to a multi-select where $append_values says so, replaces otherwise', async () => {
		const org = givenOrg();
		const name = { Name: 'S1' };
		seedRecords(org, 'Subscriptions', [{ ...name, Interests: ['Support'] }], { now: noon });
		const interests = async () => {
			const [id] = [...org.modules.get('Subscriptions')!.store.records.keys()];
			return (await send(org, 'GET', `Subscriptions/${id}`)).body.data[0].Interests;
		};

		await upsert(
			org,
			[{ ...name, Interests: ['Training'], $append_values: { Interests: true } }],
			{},
			'Subscriptions',
		);
		expect(await interests()).toEqual(['Support', 'Training']);
		await upsert(org, [{ ...name, Interests: ['Hardware'] }], {}, 'Subscriptions');
		expect(await interests()).toEqual(['Hardware']);
	});

	it('logs which automations ran for which record', async () => {
		const { org, a } = givenContacts();

		await upsert(org, [{ Last_Name: 'X', Email: 'a@example.com' }], {
			trigger: ['blueprint'],
			apply_feature_execution: [{ name: 'layout_rules' }],
			lar_id: '5725767000000091055',
		});

		expect(automationRunsOf(org)).toEqual([
			{
				module: 'Contacts',
				id: a,
				operation: 'update',
				ran: ['blueprint'],
				applied: ['layout_rules'],
				skipped: [],
				assignmentRule: '5725767000000091055',
				time: noon,
			},
		]);
	});
});
