import { bulkWorld, DAY, MINUTE, rowsIn } from './bulkClient';
import { clientOf } from './client';
import type { Json } from './handMadeCall';

const READ = '/crm/bulk/v8/read';
const callback = { url: 'https://n8n.example.com/hook?key=1', method: 'post' };

const lead = (name: string, more: object = {}) => ({ Last_Name: name, Company: 'C', ...more });

/** A world where jobs are created, waited for and downloaded in one step. */
function reading(switches: Parameters<typeof bulkWorld>[0] = {}) {
	const world = bulkWorld(switches);
	const create = (query: object, more: object = {}) => world.post(READ, { query, ...more });
	const idOf = ({ body }: { body: Json }) => String(body.data[0].details.id);
	const finished = async (query: object) => {
		const id = idOf(await create(query));
		await world.wait(12);
		const { body } = await world.get(`${READ}/${id}`);
		return { id, job: body.data[0] };
	};
	const exported = async (query: object) => {
		const { id } = await finished(query);
		const files = await world.files(`${READ}/${id}/result`);
		return Object.values(files).join('');
	};
	return { ...world, create, idOf, finished, exported };
}

const leads = { module: { api_name: 'Leads' } };

describe('A bulk read job', () => {
	it('costs 50 credits and goes from ADDED over QUEUED and IN PROGRESS to COMPLETED', async () => {
		const { create, idOf, seed, get, wait, zoho } = reading();
		seed('Leads', [lead('A'), lead('B')]);

		const created = await create({ ...leads, fields: ['Last_Name'] });

		const [user] = zoho.org().users;
		expect(created.status).toBe(201);
		expect(created.body).toEqual({
			data: [
				{
					status: 'success',
					code: 'ADDED_SUCCESSFULLY',
					message: 'Added successfully.',
					details: {
						id: expect.stringMatching(/^\d{19}$/),
						operation: 'read',
						state: 'ADDED',
						created_by: { id: user.id, name: user.fullName },
						created_time: '2024-03-01T04:00:00-08:00',
					},
				},
			],
			info: {},
		});
		expect(zoho.meter.total()).toBe(50);
		const id = idOf(created);
		const states: unknown[] = [];
		for (const seconds of [0, 2, 2, 7, 1]) {
			await wait(seconds);
			const { body } = await get(`${READ}/${id}`);
			states.push([body.data[0].state, 'result' in body.data[0]]);
		}
		expect(states).toEqual([
			['ADDED', false],
			['QUEUED', false],
			['IN PROGRESS', false],
			['IN PROGRESS', false],
			['COMPLETED', true],
		]);
		expect(zoho.meter.total()).toBe(55);
	});

	it('tells its result, and what it read', async () => {
		const { finished, seed, zoho } = reading();
		seed('Leads', [lead('A'), lead('B')]);
		const { schema } = zoho.org().modules.get('Leads')!;
		const view = schema.customViews.find(({ criteria }) => criteria !== null)!;
		const field = { api_name: 'Last_Name' };

		const { id, job } = await finished({
			...leads,
			fields: ['Last_Name'],
			cvid: view.id,
			criteria: { field, comparator: 'equal', value: 'A' },
		});

		expect(job).toMatchObject({
			id,
			operation: 'read',
			result: {
				page: 1,
				per_page: 200_000,
				count: 0,
				download_url: `/crm/bulk/v8/read/${id}/result`,
				more_records: false,
			},
			query: {
				module: { id: schema.id, api_name: 'Leads' },
				fields: ['Last_Name'],
				cvid: view.id,
				page: 1,
				criteria: {
					group_operator: 'and',
					group: [
						{
							field: {
								api_name: 'Last_Name',
								id: schema.fields.find(({ apiName }) => apiName === 'Last_Name')!.id,
							},
							comparator: 'equal',
							value: 'A',
						},
						{ field: { api_name: 'Lead_Status' } },
					],
				},
			},
			file_type: 'csv',
		});
		expect(JSON.stringify(job)).not.toContain('next_page_token');
	});

	it('reads what is there when it works, not when it is created', async () => {
		const { create, idOf, seed, wait, files } = reading();
		const id = idOf(await create({ ...leads, fields: ['Last_Name'] }));
		await wait(5);
		seed('Leads', [lead('Late')]);
		await wait(7);
		expect(Object.values(await files(`${READ}/${id}/result`))[0]).toContain('Late');
	});

	it('may be COMPLETED a moment before it has a result', async () => {
		const { create, idOf, wait, get } = reading({ bulkResultLagSeconds: 3 });
		const id = idOf(await create(leads));
		await wait(12);
		expect((await get(`${READ}/${id}`)).body.data[0]).toMatchObject({ state: 'COMPLETED' });
		expect((await get(`${READ}/${id}`)).body.data[0]).not.toHaveProperty('result');
		await wait(3);
		expect((await get(`${READ}/${id}`)).body.data[0]).toHaveProperty('result');
	});

	it('may end in FAILURE', async () => {
		const { create, idOf, wait, get, files, zoho } = reading();
		const fault = { kind: 'job', code: 'INTERNAL_SERVER_ERROR', message: 'Oh' } as const;
		zoho.faults.add({ match: { name: 'bulkRead.job' }, fault });
		const id = idOf(await create(leads));
		await wait(12);
		expect((await get(`${READ}/${id}`)).body.data[0]).toMatchObject({
			state: 'FAILURE',
			result: { error_message: { status: 'error', code: 'INTERNAL_SERVER_ERROR', message: 'Oh' } },
		});
		expect(await files(`${READ}/${id}/result`)).toBe(404);
	});

	it('needs the bulk scope and the one of the module', async () => {
		const query = { query: leads };
		const bulk = bulkWorld({}, { scopes: ['ZohoCRM.bulk.READ'] });
		expect((await bulk.post(READ, query)).body.code).toBe('OAUTH_SCOPE_MISMATCH');
		const modules = bulkWorld({}, { scopes: ['ZohoCRM.modules.ALL'] });
		expect((await modules.post(READ, query)).status).toBe(401);
		const both = ['ZohoCRM.bulk.ALL', 'ZohoCRM.modules.leads.READ'];
		expect((await bulkWorld({}, { scopes: both }).post(READ, query)).status).toBe(201);
	});

	it('that nobody made is not found', async () => {
		const { get } = reading();
		expect(await get(`${READ}/123`)).toMatchObject({
			status: 404,
			body: { code: 'RESOURCE_NOT_FOUND', details: { resource: '123' } },
		});
	});
});

describe('The file', () => {
	it('is a zip named after the job, with id first and dates, lookups and lists as text', async () => {
		const { finished, files, seed, zoho } = reading();
		const [account] = seed('Accounts', [{ Account_Name: 'Dal "Tile", Inc', Phone: '555' }]);
		const [id] = seed('Subscriptions', [
			{
				Name: 'A\nB',
				Account: { id: account },
				Interests: ['Support', 'Training'],
				Starts_On: '2024-01-31',
				Renews_At: '2024-03-01T12:00:00+00:00',
				Seats: 3,
				Active: true,
			},
		]);
		const fields = ['Name', 'Account', 'Account.Phone', 'Interests', 'Starts_On', 'Renews_At'];

		const { id: job } = await finished({
			module: { api_name: 'Subscriptions' },
			fields: [...fields, 'Seats', 'Active', 'Owner', 'Owner.last_name', 'Remarks'],
		});

		const zip = (await files(`${READ}/${job}/result`)) as Record<string, string>;
		expect(Object.keys(zip)).toEqual([`${job}.csv`]);
		const [owner] = zoho.org().users;
		expect(zip[`${job}.csv`]).toMatch(/^id,Name,Account,Account.Phone,/);
		expect(rowsIn(zip[`${job}.csv`])).toEqual([
			{
				id,
				Name: 'A\nB',
				Account: account,
				'Account.Phone': '555',
				Interests: 'Support;Training',
				Starts_On: '2024-01-31',
				Renews_At: '2024-03-01T04:00:00-08:00',
				Seats: '3',
				Active: 'true',
				Owner: owner.id,
				'Owner.last_name': owner.lastName,
				Remarks: '',
			},
		]);
	});

	it('is sent as a download', async () => {
		const { finished, client, zoho } = reading();
		const { id } = await finished(leads);
		const headers = { authorization: `Bearer ${client.access_token}` };
		const url = `${zoho.origin}${READ}/${id}/result`;
		const response = await zoho.handle(new Request(url, { headers }));
		expect(response.headers.get('content-type')).toBe('application/x-download');
		expect(response.headers.get('content-disposition')).toContain(`${id}.zip`);
	});

	it('has all fields where none are named, but no subforms', async () => {
		const { exported, seed, zoho } = reading();
		seed('Subscriptions', [{ Name: 'A' }]);
		const [row] = rowsIn(await exported({ module: { api_name: 'Subscriptions' } }));
		const { fields } = zoho.org().modules.get('Subscriptions')!.schema;
		const plain = fields.filter(({ type }) => type !== 'subform').map(({ apiName }) => apiName);
		expect(Object.keys(row)).toEqual(['id', ...plain]);
	});

	it('of a subform’s module has the rows of all parents', async () => {
		const { exported, seed } = reading();
		const parents = seed('Subscriptions', [
			{ Name: 'A', Line_Items: [{ Item: 'x', Quantity: 1 }, { Item: 'y' }] },
			{ Name: 'B', Line_Items: [{ Item: 'z' }] },
		]);
		const query = { module: { api_name: 'Line_Items' }, fields: ['Item', 'Parent_Id'] };
		const rows = rowsIn(await exported(query));
		const told = rows.map(({ Item, Parent_Id: parent }) => [Item, parent]);
		expect(told).toEqual([
			['x', parents[0]],
			['y', parents[0]],
			['z', parents[1]],
		]);
	});

	it('has only its header where nothing is found', async () => {
		const { exported } = reading();
		expect(await exported({ ...leads, fields: ['Last_Name'] })).toBe('id,Last_Name\n');
	});

	it('can be had ten times a minute, and for a day', async () => {
		const { finished, files, wait, zoho, clock } = reading();
		const { id } = await finished(leads);
		const path = `${READ}/${id}/result`;
		for (let count = 0; count < 10; count += 1) expect(await files(path)).toBeInstanceOf(Object);
		const before = zoho.meter.total();
		expect(await files(path)).toBe(429);
		expect(zoho.meter.total()).toBe(before);
		await wait(60);
		expect(await files(path)).toBeInstanceOf(Object);
		await clock.advance(DAY - MINUTE - 1);
		expect(await files(path)).toBeInstanceOf(Object);
		await clock.advance(1);
		expect(await files(path)).toBe(404);
	});

	it('is not there before the job has ended', async () => {
		const { create, idOf, files } = reading();
		expect(await files(`${READ}/${idOf(await create(leads))}/result`)).toBe(404);
	});
});

describe('Pages', () => {
	const small = { bulkReadPageSize: 2 };
	const names = (csv: string) => rowsIn(csv).map(({ Last_Name: name }) => name);
	const query = { ...leads, fields: ['Last_Name'] };

	it('go on by number', async () => {
		const { exported, finished, seed } = reading(small);
		seed(
			'Leads',
			['A', 'B', 'C'].map((name) => lead(name)),
		);
		expect((await finished(query)).job.result).toMatchObject({ count: 2, more_records: true });
		expect(names(await exported({ ...query, page: 2 }))).toEqual(['C']);
		expect(names(await exported({ ...query, page: 3 }))).toEqual([]);
	});

	it('go on by token after the last row, whatever was deleted meanwhile', async () => {
		const { exported, finished, seed, client } = reading(small);
		const ids = seed(
			'Leads',
			['A', 'B', 'C', 'D'].map((name) => lead(name)),
		);
		const { job } = await finished(query);
		await client.send('DELETE', `/crm/v8/Leads?ids=${ids[0]}`);

		const next = { page_token: job.result.next_page_token };

		expect(names(await exported(next))).toEqual(['C', 'D']);
		expect(names(await exported({ ...query, page: 2 }))).toEqual(['D']);
	});

	it('end with a page that has no token', async () => {
		const { finished, seed } = reading(small);
		seed(
			'Leads',
			['A', 'B', 'C'].map((name) => lead(name)),
		);
		const first = await finished(query);
		const last = await finished({ page_token: first.job.result.next_page_token });
		expect(last.job.result).toMatchObject({ page: 2, count: 1, more_records: false });
		expect(last.job.result).not.toHaveProperty('next_page_token');
	});

	it('by token belong to the user, stand alone and last a day', async () => {
		const { finished, create, seed, clock, zoho } = reading(small);
		seed(
			'Leads',
			['A', 'B', 'C'].map((name) => lead(name)),
		);
		const token = { page_token: (await finished(query)).job.result.next_page_token };
		const other = zoho.org().users.find(({ admin, status }) => !admin && status === 'active')!;
		const colleague = clientOf(zoho, { user: other.email });
		const json = { 'content-type': 'application/json' };

		const theirs = await colleague.send('POST', READ, { query: token }, json);
		expect(theirs).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
		expect((await create({ ...token, page: 2 })).body.code).toBe('QUERY_NOT_SUPPORTED');
		await clock.advance(DAY);
		expect((await create(token)).body.code).toBe('INVALID_REQUEST');
	});

	it('may be had by one of the two only', async () => {
		const byToken = reading({ ...small, bulkReadNextPage: 'token' });
		expect((await byToken.create({ ...query, page: 2 })).body.code).toBe('PAGE_NOT_SUPPORTED');
		const byPage = reading({ ...small, bulkReadNextPage: 'page' });
		byPage.seed(
			'Leads',
			['A', 'B', 'C'].map((name) => lead(name)),
		);
		const { job } = await byPage.finished(query);
		expect(job.result).not.toHaveProperty('next_page_token');
		expect((await byPage.create({ page_token: 'x' })).body.code).toBe('PAGE_NOT_SUPPORTED');
	});

	it('have a last number', async () => {
		const { create } = reading();
		expect((await create({ ...query, page: 51 })).body).toMatchObject({
			code: 'PAGE_RANGE_EXCEEDED',
			details: { max_limit: 50 },
		});
		expect((await create({ ...query, page: 0 })).status).toBe(400);
	});
});

describe('The callback', () => {
	it('says what the status says, once the job has ended', async () => {
		const { create, idOf, wait, get, listener, zoho } = reading();
		const id = idOf(await create(leads, { callback }));
		await wait(11);
		expect(listener.calls).toHaveLength(0);
		await wait(1);
		expect(listener.calls).toHaveLength(1);
		expect(listener.calls[0].url).toBe(callback.url);
		expect(listener.bodies()[0]).toEqual((await get(`${READ}/${id}`)).body);
		expect(zoho.meter.total()).toBe(51);
	});

	it('comes for a failure as well', async () => {
		const { create, wait, listener, zoho } = reading();
		const fault = { kind: 'job', code: 'INTERNAL_SERVER_ERROR', message: 'Oh' } as const;
		zoho.faults.add({ match: { name: 'bulkRead.job' }, fault });
		await create(leads, { callback });
		await wait(12);
		expect(listener.bodies()[0].data[0]).toMatchObject({ state: 'FAILURE' });
	});

	it.each([
		['drop', []],
		['duplicate', ['COMPLETED', 'COMPLETED']],
		['forged', ['FAILURE', 'COMPLETED']],
	] as const)('under %s comes as %j', async (effect, states) => {
		const { create, wait, listener, zoho, idOf } = reading();
		zoho.faults.add({ match: { name: 'callback.bulkRead' }, fault: { kind: 'callback', effect } });
		const id = idOf(await create(leads, { callback }));
		await wait(12);
		const told = listener.bodies().map((body) => body.data[0]);
		expect(told.map(({ state }) => state)).toEqual(states);
		const strange = told.filter((job) => String(job.id) !== id);
		expect(strange).toHaveLength(effect === 'forged' ? 1 : 0);
	});

	it('may come before the job’s creation is answered', async () => {
		const { create, idOf, get, listener, zoho, wait } = reading();
		const fault = { kind: 'callback', effect: 'early' } as const;
		zoho.faults.add({ match: { name: 'callback.bulkRead' }, fault });
		const created = await create(leads, { callback });
		expect(listener.bodies()[0].data[0]).toMatchObject({ state: 'COMPLETED' });
		const id = idOf(created);
		expect((await get(`${READ}/${id}`)).body.data[0]).toMatchObject({ state: 'COMPLETED' });
		await wait(60);
		expect(listener.calls).toHaveLength(1);
	});

	it.each([
		['http://n8n.example.com/hook'],
		['http://localhost:5678/hook'],
		['https://localhost/hook'],
		['https://192.168.1.5/hook'],
		['https://n8n/hook'],
		['n8n'],
		[undefined],
	])('cannot go to %s', async (url) => {
		const { create, zoho } = reading();
		const { status, body } = await create(leads, { callback: { url, method: 'post' } });
		expect([status, body.code]).toEqual([400, 'INVALID_CALLBACK_URL']);
		expect(zoho.meter.total()).toBe(1);
	});

	it('goes to this machine where the switch lets it', async () => {
		const { create } = reading({ localCallbacks: true });
		const url = 'http://127.0.0.1:5678/hook';
		expect((await create(leads, { callback: { url, method: 'post' } })).status).toBe(201);
		const plain = 'http://n8n.example.com/hook';
		expect((await create(leads, { callback: { url: plain, method: 'post' } })).status).toBe(400);
	});

	it('is a post', async () => {
		const { create } = reading();
		const { body } = await create(leads, { callback: { ...callback, method: 'get' } });
		expect(body).toMatchObject({
			code: 'INVALID_CALLBACK_METHOD',
			details: { supported_callback_methods: ['post'] },
		});
	});
});
