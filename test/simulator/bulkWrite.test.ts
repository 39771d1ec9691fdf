import { DAY, formWith, zipped } from './bulkClient';
import type { Fault } from './faults';
import { mapped, WRITE, writing } from './bulkWriteClient';

const table = [
	['Name', 'Firm'],
	['A', 'C'],
	['B', 'C'],
];
const nameAndFirm = { field_mappings: mapped('Last_Name', 'Company') };
const callback = { url: 'https://n8n.example.com/hook?key=1', method: 'post' };

describe('An upload', () => {
	it('answers with the id of the file', async () => {
		const { upload, zoho } = writing();

		const { status, body } = await upload(formWith(zipped({ 'Leads.csv': 'Last_Name\nA\n' })));

		expect(status).toBe(200);
		expect(body).toEqual({
			status: 'success',
			code: 'FILE_UPLOAD_SUCCESS',
			message: 'file uploaded.',
			details: {
				file_id: expect.stringMatching(/^\d{19}$/),
				created_time: '2024-03-01T04:00:00-08:00',
			},
		});
		expect(zoho.meter.total()).toBe(1);
	});

	it.each<Record<string, string>>([{ feature: 'other' }, { 'X-CRM-ORG': '1' }])(
		'needs its headers, not %j',
		async (wrong) => {
			const { upload } = writing();
			const { status, body } = await upload(formWith(zipped({ 'Leads.csv': 'A' })), wrong);
			expect(status).toBe(400);
			expect(body).toMatchObject({
				ERROR_MESSAGE: 'Bad Request',
				'x-error': 'check if headers [feature, X-CRM-ORG] are present and valid',
			});
		},
	);

	it('needs the scope of files', async () => {
		const { upload } = writing({}, { scopes: ['ZohoCRM.bulk.ALL', 'ZohoCRM.modules.ALL'] });
		const { status, body } = await upload(formWith(zipped({ 'Leads.csv': 'A' })));
		expect([status, body.code]).toEqual([401, 'OAUTH_SCOPE_MISMATCH']);
	});

	const text = (value: string) => new TextEncoder().encode(value);
	it.each<[string, BodyInit]>([
		['a CSV that is no zip', formWith(text('Last_Name\nA\n'))],
		['a zip without a CSV', formWith(zipped({ 'Leads.txt': 'A' }))],
		['a zip with nothing in it', formWith(zipped({}))],
		['a zip with two', formWith(zipped({ 'Leads.csv': 'A', 'Deals.csv': 'B' }))],
		['another part', formWith(zipped({ 'Leads.csv': 'A' }), 'upload')],
	])('refuses %s', async (_what, body) => {
		const { upload } = writing();
		expect(await upload(body)).toMatchObject({
			status: 400,
			body: {
				code: 'INVALID_FILE_FORMAT',
				message: 'invalid file format. only zip format is supported',
			},
		});
	});

	it('refuses what is no multipart', async () => {
		const zip = zipped({ 'Leads.csv': 'A' }) as BodyInit;
		const { body } = await writing().upload(zip, { 'content-type': 'application/zip' });
		expect(body.code).toBe('INVALID_FILE_FORMAT');
	});

	it('takes 25 MB and no more', async () => {
		const { upload } = writing();
		const { status, body } = await upload(formWith(new Uint8Array(25 * 1024 * 1024 + 1)));
		expect([status, body.code]).toEqual([413, 'FILE_TOO_LARGE']);
	});
});

describe('A bulk write job', () => {
	it('costs 500 credits and goes from ADDED over IN PROGRESS to COMPLETED', async () => {
		const { uploaded, create, get, wait, zoho, idOf } = writing();
		const file_id = await uploaded(table);
		zoho.meter.reset();

		const created = await create({ file_id, ...nameAndFirm }, { callback });

		const [user] = zoho.org().users;
		const created_by = { id: user.id, name: user.fullName };
		expect(created).toEqual({
			status: 201,
			body: {
				status: 'success',
				code: 'SUCCESS',
				message: 'success',
				details: { id: expect.any(String), created_by },
			},
		});
		expect(zoho.meter.total()).toBe(500);
		const id = idOf(created);
		const states: unknown[] = [];
		for (const seconds of [0, 3, 1, 7]) {
			await wait(seconds);
			const { body } = await get(`${WRITE}/${id}`);
			states.push([body.status, body.resource[0].status, body.resource[0].file]);
			expect(body).not.toHaveProperty('result');
		}
		const working = [expect.anything(), 'IN PROGRESS', { status: 'IN PROGRESS' }];
		expect(states).toEqual([working, working, working, working]);
		expect(states.map((state) => Object(state)[0])).toEqual([
			'ADDED',
			'ADDED',
			'IN PROGRESS',
			'IN PROGRESS',
		]);
		await wait(1);
		const { schema } = zoho.org().modules.get('Leads')!;
		expect((await get(`${WRITE}/${id}`)).body).toEqual({
			status: 'COMPLETED',
			character_encoding: 'UTF-8',
			resource: [
				{
					status: 'COMPLETED',
					type: 'data',
					module: { id: schema.id, api_name: 'Leads' },
					code: 'SUCCESS',
					field_mappings: ['Last_Name', 'Company'].map((api_name, index) => ({
						api_name,
						index,
						format: null,
						find_by: null,
						module: null,
						default_value: null,
					})),
					file: {
						status: 'COMPLETED',
						name: 'Leads.csv',
						added_count: 2,
						skipped_count: 0,
						updated_count: 0,
						total_count: 2,
					},
				},
			],
			id,
			callback,
			result: {
				download_url: `http://zoho.test/download/v2/crm/${zoho.org().zgid}/bulk-write/${id}/${id}.zip`,
			},
			created_by,
			ignore_empty: false,
			operation: 'insert',
			created_time: '2024-03-01T04:00:00-08:00',
		});
		expect(zoho.meter.total()).toBe(505);
	});

	it('may say INPROGRESS, and COMPLETED for a code', async () => {
		const switches = { bulkInProgress: 'INPROGRESS', bulkDoneCode: 'COMPLETED' } as const;
		const { uploaded, create, get, wait, idOf, finished } = writing(switches);
		const id = idOf(await create({ file_id: await uploaded(table), ...nameAndFirm }));
		await wait(5);
		expect((await get(`${WRITE}/${id}`)).body).toMatchObject({
			status: 'INPROGRESS',
			resource: [{ code: 'INPROGRESS' }],
		});
		expect((await finished(id)).job.resource[0].code).toBe('COMPLETED');
	});

	it('may fail after some rows, which stay', async () => {
		const { zoho, imported, records } = writing();
		const fault = { kind: 'job', code: 'CANNOT_PROCESS', message: 'Oh', afterRows: 1 } as const;
		zoho.faults.add({ match: { name: 'bulkWrite.job' }, fault });

		const { job } = await imported(table, nameAndFirm);

		expect(job).toMatchObject({
			status: 'FAILED',
			resource: [
				{ status: 'FAILED', code: 'CANNOT_PROCESS', file: { added_count: 1, total_count: 2 } },
			],
		});
		expect(job).not.toHaveProperty('result');
		expect(records('Leads').map(({ values }) => values.Last_Name)).toEqual(['A']);
	});

	it('may leave a result when it fails, with the rest unprocessed', async () => {
		const { zoho, imported } = writing({ bulkFailedResult: true });
		const fault = { kind: 'job', code: 'CANNOT_PROCESS', message: 'Oh', afterRows: 1 } as const;
		zoho.faults.add({ match: { name: 'bulkWrite.job' }, fault });
		expect((await imported(table, nameAndFirm)).byKey).toEqual({ A: 'ADDED', B: 'UNPROCESSED' });
	});

	it('skips the rows that a fault refuses', async () => {
		const { zoho, imported } = writing();
		const fault: Fault = { kind: 'partial', rows: [1], code: 'BLOCKED_RECORD', message: 'no' };
		zoho.faults.add({ match: { name: 'bulkWrite.create' }, fault });
		const { byKey } = await imported(table, nameAndFirm);
		expect(byKey).toEqual({ A: 'ADDED', B: 'SKIPPED BLOCKED_RECORD-Name' });
	});

	it('needs the bulk scope and the one of the module', async () => {
		const scopes = ['ZohoFiles.files.ALL', 'ZohoCRM.bulk.ALL'];
		const { refusal } = writing({}, { scopes });
		expect(await refusal(table, nameAndFirm)).toBe('401 OAUTH_SCOPE_MISMATCH');
		const more = writing({}, { scopes: [...scopes, 'ZohoCRM.modules.leads.ALL'] });
		expect(await more.refusal(table, nameAndFirm)).toBe('201 SUCCESS');
	});

	it('that nobody made is not found', async () => {
		const { get } = writing();
		expect(await get(`${WRITE}/123`)).toMatchObject({
			status: 404,
			body: { code: 'RESOURCE_NOT_FOUND', message: "The requested resource doesn't exist." },
		});
	});
});

describe('The result', () => {
	const wide = [
		['Name', 'Firm', 'City', 'Key'],
		['A', 'C', 'Pune', 'k1'],
	];
	const columns = { field_mappings: mapped('Last_Name', 'Company', 'City', 'Customer_Key') };

	it('has the first three mapped columns by their headers, status, id and errors', async () => {
		const { imported, records } = writing();
		const { rows } = await imported(wide, columns);
		expect(rows).toEqual([
			{
				Name: 'A',
				Firm: 'C',
				City: 'Pune',
				STATUS: 'ADDED',
				RECORD_ID: records('Leads')[0].id,
				ERRORS: '',
			},
		]);
	});

	it('leaves out columns that are not mapped, and takes the first by the switch', async () => {
		const field_mappings = [
			{ api_name: 'Customer_Key', index: 3 },
			{ api_name: 'Company', index: 1 },
			{ api_name: 'Last_Name', index: 0 },
			{ api_name: 'Lead_Status', default_value: { value: 'Contacted' } },
		];
		const keys = async (bulkResultColumns: 'byIndex' | 'byMapping') => {
			const { rows } = await writing({ bulkResultColumns }).imported(wide, { field_mappings });
			return Object.keys(rows[0]).slice(0, 3);
		};
		expect(await keys('byIndex')).toEqual(['Name', 'Firm', 'Key']);
		expect(await keys('byMapping')).toEqual(['Key', 'Firm', 'Name']);
	});

	it('is named after module and file, and comes in another order', async () => {
		const names = Array.from({ length: 50 }, (_, index) => [`L${index}`, 'C']);
		const { uploaded, create, idOf, finished, files } = writing();
		const file_id = await uploaded([['Name', 'Firm'], ...names], 'My leads.csv');
		const id = idOf(await create({ file_id, ...nameAndFirm }));

		const { job, rows } = await finished(id);

		const zip = await files(String(job.result.download_url));
		expect(Object.keys(zip)).toEqual(['Leads-My leads.csv']);
		const told = rows.map(({ Name }) => Name);
		expect(told).not.toEqual(names.map(([name]) => name));
		expect([...told].sort()).toEqual(names.map(([name]) => name).sort());
	});

	it('may come in order, in small letters and from a path without host', async () => {
		const switches = {
			bulkResultRows: 'inOrder',
			bulkResultStatus: 'lower',
			bulkResultUrl: 'relative',
		} as const;
		const { uploaded, create, idOf, wait, get, files, zoho } = writing(switches);
		const id = idOf(await create({ file_id: await uploaded(table), ...nameAndFirm }));
		await wait(12);
		const url = String((await get(`${WRITE}/${id}`)).body.result.download_url);
		expect(url).toBe(`/v8/crm/org${zoho.org().zgid}/bulk-write/${id}/${id}.zip`);
		const zip = await files(`/download${url}`);
		expect(Object.values(zip)[0]).toMatch(/^Name,Firm,STATUS,RECORD_ID,ERRORS\nA,C,added,/);
	});

	it('is there for seven days, for a token of the org alone', async () => {
		const { imported, files, clock, zoho } = writing();
		const { job } = await imported(table, nameAndFirm);
		const url = String(job.result.download_url);
		const bare = await zoho.handle(new Request(url));
		expect(bare.status).toBe(401);
		await clock.advance(7 * DAY - 1);
		expect(await files(url)).toBeInstanceOf(Object);
		await clock.advance(1);
		expect(await files(url)).toBe(404);
	});
});

describe('The callback', () => {
	async function called(switches: Parameters<typeof writing>[0] = {}, effect?: 'drop' | 'early') {
		const world = writing(switches);
		const { zoho, uploaded, create, idOf } = world;
		const match = { name: 'callback.bulkWrite' };
		if (effect) zoho.faults.add({ match, fault: { kind: 'callback', effect } });
		const id = idOf(await create({ file_id: await uploaded(table), ...nameAndFirm }, { callback }));
		return { ...world, id };
	}

	it('tells the job’s details bare, or inside data by the switch', async () => {
		const { wait, get, listener, id } = await called();
		await wait(12);
		expect(listener.calls.map(({ url }) => url)).toEqual([callback.url]);
		expect(listener.bodies()[0]).toEqual((await get(`${WRITE}/${id}`)).body);

		const wrapped = await called({ bulkWriteCallback: 'wrapped' });
		await wrapped.wait(12);
		expect(wrapped.listener.bodies()[0].data[0]).toMatchObject({ id: wrapped.id });
	});

	it('may be lost', async () => {
		const { wait, listener } = await called({}, 'drop');
		await wait(600);
		expect(listener.calls).toHaveLength(0);
	});

	it('may come before the creation is answered, the work being done', async () => {
		const { listener, id, records } = await called({}, 'early');
		expect(listener.bodies()).toMatchObject([{ id, status: 'COMPLETED' }]);
		expect(records('Leads')).toHaveLength(2);
	});

	it.each([
		['duplicate', ['COMPLETED', 'COMPLETED']],
		['forged', ['FAILED', 'COMPLETED']],
	] as const)('under %s comes as %j', async (effect, states) => {
		const world = writing();
		const { zoho, uploaded, create, idOf, listener, wait } = world;
		zoho.faults.add({ match: { name: 'callback.bulkWrite' }, fault: { kind: 'callback', effect } });
		const id = idOf(await create({ file_id: await uploaded(table), ...nameAndFirm }, { callback }));
		await wait(12);
		expect(listener.bodies().map(({ status }) => status)).toEqual(states);
		expect(listener.bodies().filter((body) => String(body.id) === id)).toHaveLength(
			effect === 'forged' ? 1 : 2,
		);
	});

	it('may be late', async () => {
		const { zoho, uploaded, create, listener, wait } = writing();
		const fault = { kind: 'callback', effect: 'delay', ms: 30_000 } as const;
		zoho.faults.add({ match: { name: 'callback.bulkWrite' }, fault });
		await create({ file_id: await uploaded(table), ...nameAndFirm }, { callback });
		await wait(41);
		expect(listener.calls).toHaveLength(0);
		await wait(1);
		expect(listener.calls).toHaveLength(1);
	});
});
