import { text } from './fieldTable';
import { givenOrg, noon, send } from './handMadeCall';
import { addField, hideModule, removeField, showModule, touchModule } from './schemaChanges';
import { seedRecords } from './seedRecords';

describe('Modules metadata', () => {
	it('lists all modules with what they can, for one credit', async () => {
		const answer = await send(givenOrg(), 'GET', 'settings/modules');

		expect(answer).toMatchObject({ status: 200, price: 1, accepted: true });
		const modules = Object.values(answer.body.modules);
		const named = (name: string) => modules.find(({ api_name }) => String(api_name) === name);
		expect(named('Leads')).toMatchObject({
			generated_type: 'default',
			api_supported: true,
			modified_time: null,
			convertable: true,
		});
		expect(named('Subscriptions')).toMatchObject({ generated_type: 'custom' });
		expect(named('Line_Items')).toMatchObject({
			generated_type: 'subform',
			parent_module: { api_name: 'Subscriptions' },
		});
		expect(named('Activities')).toMatchObject({ api_supported: false, creatable: false });
	});

	it('shows one by name or id, and knows no other', async () => {
		const org = givenOrg();
		const { schema } = org.modules.get('Deals')!;

		for (const name of ['Deals', 'deals', schema.id]) {
			const answer = await send(org, 'GET', `settings/modules/${name}`);
			expect(answer.body.modules[0].id).toBe(schema.id);
		}
		expect((await send(org, 'GET', 'settings/modules/Nothing')).body).toMatchObject({
			code: 'INVALID_MODULE',
			details: { resource_path_index: 2 },
		});
	});

	it('hides a module from records and marks it, until it is shown again', async () => {
		const org = givenOrg();
		const insert = () =>
			send(org, 'POST', 'Leads', { body: { data: [{ Last_Name: 'L', Company: 'C' }] } });

		hideModule(org, 'Leads', noon);
		expect((await insert()).body.code).toBe('INVALID_MODULE');
		const hidden = await send(org, 'GET', 'settings/modules?status=user_hidden');
		expect(hidden.body.modules).toMatchObject([{ api_name: 'Leads', visible: false }]);
		showModule(org, 'Leads', noon);
		expect((await insert()).status).toBe(201);
	});

	it('moves modified_time when the module or a field of it changes', async () => {
		const org = givenOrg();
		const still = givenOrg({ fieldChangeMovesModule: false });
		const times = async () => {
			const answer = await send(org, 'GET', 'settings/modules');
			const leads = Object.values(answer.body.modules).find(
				({ api_name }) => String(api_name) === 'Leads',
			);
			return leads?.modified_time;
		};

		touchModule(org, 'Leads', noon);
		expect(await times()).toBe('2024-03-01T17:30:00+05:30');
		addField(org, 'Leads', text('Colour'), noon + 1000);
		expect(await times()).toBe('2024-03-01T17:30:01+05:30');
		addField(still, 'Leads', text('Colour'), noon);
		expect(still.modules.get('Leads')?.schema.modifiedTime).toBeNull();
	});

	it('takes If-Modified-Since where the switch says so only', async () => {
		const headers = { 'If-Modified-Since': '2030-01-01T00:00:00Z' };

		const plain = await send(givenOrg(), 'GET', 'settings/modules', { headers });
		const switched = givenOrg({ modulesNotModifiedHeader: true });

		expect(plain.status).toBe(200);
		expect((await send(switched, 'GET', 'settings/modules', { headers })).status).toBe(304);
	});
});

describe('Fields metadata', () => {
	const fieldNamed = async (module: string, name: string) => {
		const answer = await send(givenOrg(), 'GET', `settings/fields?module=${module}`);
		return Object.values(answer.body.fields).find(({ api_name }) => String(api_name) === name);
	};

	it('needs a module that exists', async () => {
		const org = givenOrg();

		expect((await send(org, 'GET', 'settings/fields')).body).toMatchObject({
			code: 'REQUIRED_PARAM_MISSING',
			details: { param_name: 'module' },
		});
		expect((await send(org, 'GET', 'settings/fields?module=Nothing')).body.code).toBe(
			'INVALID_MODULE',
		);
	});

	it('describes unique, external, lookup, picklist, formula, auto-number and subform fields', async () => {
		expect(await fieldNamed('Contacts', 'Legacy_Id')).toMatchObject({
			data_type: 'text',
			unique: { casesensitive: 'false' },
			external: { type: 'user', show: true },
			custom_field: true,
			mass_update: false,
		});
		expect(await fieldNamed('Contacts', 'Account_Name')).toMatchObject({
			data_type: 'lookup',
			json_type: 'jsonobject',
			lookup: { module: { api_name: 'Accounts' } },
			unique: {},
			external: null,
		});
		expect(await fieldNamed('Leads', 'Rating')).toMatchObject({
			json_type: 'string',
			pick_list_values: [{ actual_value: 'Acquired', sequence_number: 1 }, {}, {}, {}, {}],
		});
		expect(await fieldNamed('Subscriptions', 'Yearly_Fee')).toMatchObject({
			read_only: true,
			formula: { return_type: 'currency' },
			operation_type: { api_create: false },
		});
		expect(await fieldNamed('Subscriptions', 'Running_Number')).toMatchObject({
			auto_number: { prefix: 'SUB-', start_number: 1 },
		});
		expect(await fieldNamed('Subscriptions', 'Line_Items')).toMatchObject({
			json_type: 'jsonarray',
			subform: { module: 'Line_Items' },
		});
		expect(await fieldNamed('Leads', 'Last_Name')).toMatchObject({
			system_mandatory: true,
			length: 80,
		});
	});

	it('shows one field, and the values of one picklist', async () => {
		const org = givenOrg();
		const field = org.modules.get('Leads')!.schema.fields.find((one) => one.picklist.length > 0)!;

		const one = await send(org, 'GET', `settings/fields/${field.id}?module=Leads`);
		const values = await send(
			org,
			'GET',
			`settings/fields/${field.id}/pick_list_values?module=Leads`,
		);

		expect(one.body.fields[0].api_name).toBe(field.apiName);
		expect(values.body.pick_list_values).toHaveLength(field.picklist.length);
		expect((await send(org, 'GET', 'settings/fields/5?module=Leads')).status).toBe(400);
	});

	it('shows a new field at once, takes values for it, and forgets them when it goes', async () => {
		const org = givenOrg();
		addField(org, 'Leads', text('Colour', 20, { unique: true }), noon);
		const lead = { Last_Name: 'L', Company: 'C', Colour: 'red' };
		const [id] = seedRecords(org, 'Leads', [lead], { now: noon });
		const twin = () => send(org, 'POST', 'Leads', { body: { data: [lead] } });

		expect((await twin()).body.data[0].code).toBe('DUPLICATE_DATA');
		removeField(org, 'Leads', 'Colour', noon);
		expect((await twin()).status).toBe(201);
		expect((await send(org, 'GET', `Leads/${id}`)).body.data[0]).not.toHaveProperty('Colour');
	});
});

describe('Layouts, related lists and custom views', () => {
	it('shows what each layout demands and offers', async () => {
		const answer = await send(givenOrg(), 'GET', 'settings/layouts?module=Leads');

		const [standard, partner] = [answer.body.layouts[0], answer.body.layouts[1]];
		const field = (layout: typeof standard, name: string) =>
			Object.values(layout.sections[0].fields).find(({ api_name }) => String(api_name) === name);
		expect(field(standard, 'Phone')).toMatchObject({ required: false });
		expect(field(partner, 'Phone')).toMatchObject({ required: true });
		expect(field(partner, 'Lead_Source')?.pick_list_values).toHaveLength(2);
		expect(field(standard, 'Lead_Source')?.pick_list_values).toHaveLength(10);
		expect(field(partner, 'Fax')).toBeUndefined();
	});

	it('shows one layout by its id', async () => {
		const org = givenOrg();
		const { id } = org.modules.get('Leads')!.schema.layouts[1];

		const answer = await send(org, 'GET', `settings/layouts/${id}?module=Leads`);

		expect(answer.body.layouts[0].name).toBe('Partner Leads');
		expect((await send(org, 'GET', 'settings/layouts/5?module=Leads')).body.code).toBe(
			'INVALID_DATA',
		);
	});

	it('lists related lists, which carry no modified_time; 204 where there are none', async () => {
		const org = givenOrg();

		const answer = await send(org, 'GET', 'settings/related_lists?module=Accounts');

		expect(Object.values(answer.body.related_lists).map(({ api_name }) => api_name)).toEqual([
			'Notes',
			'Contacts',
			'Deals',
		]);
		expect(answer.body.related_lists[0]).not.toHaveProperty('modified_time');
		expect((await send(org, 'GET', 'settings/related_lists?module=Notes')).status).toBe(204);
	});

	it('pages custom views, and gives criteria with a single one', async () => {
		const org = givenOrg();
		const views = (query: string) => send(org, 'GET', `settings/custom_views?module=Leads${query}`);

		const first = await views('&per_page=2');
		const last = await views('&per_page=2&page=2');

		expect(first.body.info).toMatchObject({ count: 2, more_records: true, per_page: 2 });
		expect(last.body.info).toMatchObject({ count: 1, more_records: false, page: 2 });
		expect((await views('&page=3')).status).toBe(204);
		const { id } = last.body.custom_views[0];
		const one = await send(org, 'GET', `settings/custom_views/${id}?module=Leads`);
		expect(one.body.custom_views[0].criteria).toMatchObject({
			comparator: 'equal',
			field: { api_name: 'Lead_Source' },
			value: 'Partner',
		});
	});
});
