import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import type { Fault } from '../../simulator/faults';
import { bytesOf, filePart } from '../../simulator/multipart';
import type { SimCall, SimReply } from '../../simulator/route';
import type { StoredCredential } from '../../support/credentialStore';
import { errorOf, hintsOf, itemsOf, jsonOf } from '../../support/results';
import { chain } from '../../support/workflow';
import { costOf } from '../../support/story';
import { asleep, importing, importOf, leads, NODE, openBulk, spent } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
let restore: Array<() => void> = [];
afterEach(async () => {
	restore.forEach((undo) => undo());
	restore = [];
	await bulk.close();
});

/** Has a route answer something else, from what it would have answered. */
function answering(name: string, change: (reply: SimReply) => SimReply) {
	const route = bulk.zoho.routes.find((one) => one.name === name)!;
	const { handle } = route;
	route.handle = async (call, params) => change(await handle(call, params));
	restore.push(() => (route.handle = handle));
}

const refusal =
	(status: number, code: string, message: string, details = {}) =>
	(): SimReply => ({
		status,
		body: { status: 'error', code, message, details },
		accepted: false,
	});

const start = async (rows: IDataObject[], parameters: INodeParameters = {}): Promise<IRun> =>
	await bulk.run(NODE, rows, importOf({ wait: 'none', route: 'bulk', ...parameters }));

const getResult = async (run: IRun, parameters: INodeParameters = {}): Promise<IRun> =>
	await bulk.engine.run(
		chain(
			itemsOf(run, NODE).map(({ json }) => ({ json })),
			{
				type: NODE,
				parameters: { operation: 'getResult', whenRowsFail: 'sendToFailed', ...parameters },
			},
		),
	);

const fault = (name: string, what: Fault, times = 1) =>
	bulk.zoho.faults.add({ match: { name, times }, fault: what });

const reported = (run: IRun): { cost: number } =>
	(errorOf(run) as unknown as { context: { credits: { cost: number } } }).context.credits;

describe('an upload', () => {
	it('that Zoho finds too large (413) ends the run before any job is created, and the error says what it cost', async () => {
		answering('bulkWrite.upload', refusal(413, 'FILE_TOO_LARGE', 'File size too large to process'));
		const run = await start(leads(3));
		expect(errorOf(run)?.message).toMatch(/FILE_TOO_LARGE/);
		expect(reported(run).cost).toBe(bulk.zoho.meter.total());
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(0);
	});

	it('that Zoho does not take for a zip (INVALID_FILE_FORMAT) does so too', async () => {
		answering('bulkWrite.upload', refusal(400, 'INVALID_FILE_FORMAT', 'invalid file format'));
		const run = await start(leads(3));
		expect(errorOf(run)?.message).toMatch(/INVALID_FILE_FORMAT/);
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(0);
	});

	it('after the token ended (401) goes out again whole: one refresh, one job (R29)', async () => {
		fault('bulkWrite.upload', { kind: 'expireToken' });
		const run = await start(leads(3));
		expect(errorOf(run)).toBeUndefined();
		expect(bulk.callsTo('bulkWrite.upload').map(({ status }) => status)).toEqual([401, 200]);
		expect(bulk.callsTo('oauth.token')).toHaveLength(1);
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
		await bulk.jobsEnd();
		expect(jsonOf(await getResult(run), NODE)).toHaveLength(3);
	});

	it('without the scope of files names the box to tick (R33)', async () => {
		const other = await openBulk({
			token: {
				scopes: [
					'ZohoCRM.bulk.ALL',
					'ZohoCRM.modules.ALL',
					'ZohoCRM.settings.fields.READ',
					'ZohoCRM.org.READ',
				],
			},
		});
		const run = await other.run(NODE, leads(3), importOf({ wait: 'none', route: 'bulk' }));
		expect(errorOf(run)?.message).toMatch(/ZohoFiles\.files\.ALL/);
		await other.close();
	});

	it('goes to the content host with the headers it asks for, and the zip holds what was given (R117)', async () => {
		const upload = bulk.zoho.routes.find(({ name }) => name === 'bulkWrite.upload')!;
		const { handle } = upload;
		restore.push(() => (upload.handle = handle));
		const sent: SimCall[] = [];
		upload.handle = async (call, params) => {
			sent.push(call);
			return await handle(call, params);
		};
		await start(leads(2));
		await start(leads(2));
		expect(bulk.callsTo('bulkWrite.upload').map(({ path, status }) => [path, status])).toEqual(
			Array(2).fill(['/content/crm/v8/upload', 200]),
		);
		const [{ headers }] = sent;
		expect(headers.get('feature')).toBe('bulk-write');
		expect(headers.get('X-CRM-ORG')).toBe(bulk.zoho.org().zgid);
		const zip = await bytesOf((await filePart(sent[0]))!);
		expect(Object.values(unzipSync(zip)).map((csv) => strFromU8(csv))).toEqual([
			'Email,Last_Name,Company\nlead.0@example.com,Lead 0,Acme\nlead.1@example.com,Lead 1,Acme\n',
		]);
		// The organisation's id is read once, with the fields.
		expect(bulk.callsTo('composite')).toHaveLength(1);
		await bulk.jobsEnd();
	});
});

describe('a job', () => {
	it('that Zoho refuses to create ends the run with its words', async () => {
		answering('bulkWrite.create', refusal(400, 'INVALID_FILE_ID', 'improper file id'));
		const run = await start(leads(2));
		expect(errorOf(run)?.message).toMatch(/INVALID_FILE_ID improper file id/);
		expect(reported(run).cost).toBe(bulk.zoho.meter.total());
	});

	it('that Zoho refuses to create gives each row its code, message and details whole', async () => {
		const details = { api_name: 'ast_Name', resource: 'Leads' };
		const message = 'invalid mapping. invalid api_name ast_Name.';
		answering('bulkWrite.create', refusal(400, 'INVALID_FIELD', message, details));
		const parameters = importOf({ wait: 'none', route: 'bulk' });
		const settings = { onError: 'continueRegularOutput' } as const;
		const run = await bulk.engine.run(chain(leads(2), { type: NODE, parameters, settings }));
		expect(jsonOf(run, NODE)).toMatchObject(
			Array(2).fill({
				outcome: 'refused',
				code: 'INVALID_FIELD',
				message,
				field: 'ast_Name',
				details,
			}),
		);
	});

	it('whose creation was not answered leaves its rows unknown, and is never asked for twice', async () => {
		fault('bulkWrite.create', { kind: 'reset', when: 'after' });
		const run = await start(leads(3), { whenRowsFail: 'sendToFailed' });
		expect(jsonOf(run, NODE)).toMatchObject(
			Array(3).fill({ outcome: 'unknown', code: 'JOB_UNKNOWN' }),
		);
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
		expect(costOf(run, NODE)).toBe(bulk.zoho.meter.total());
		await bulk.jobsEnd();
	});

	it('that ends in failure before its first row has refused all of them, with its code', async () => {
		fault('bulkWrite.job', { kind: 'job', code: 'INTERNAL_ERROR', message: 'no' });
		const run = await start(leads(3));
		await bulk.jobsEnd();
		const ended = await getResult(run);
		expect(jsonOf(ended, NODE, 1)).toMatchObject(
			Array(3).fill({
				outcome: 'refused',
				code: 'INTERNAL_ERROR',
				job: { state: 'failed' },
			}),
		);
	});

	it('that ends in failure halfway leaves its rows unknown, for Zoho does not tell which it wrote', async () => {
		fault('bulkWrite.job', { kind: 'job', code: 'INTERNAL_ERROR', message: 'no', afterRows: 2 });
		const run = await start(leads(3));
		await bulk.jobsEnd();
		const rows = jsonOf(await getResult(run), NODE, 1);
		expect(rows.map(({ outcome }) => outcome)).toEqual(Array(3).fill('unknown'));
		expect(rows[0].reason).toContain('written 2 rows');
	});

	it('that left a result in spite of its failure tells each row', async () => {
		bulk.zoho.switches.bulkFailedResult = true;
		fault('bulkWrite.job', { kind: 'job', code: 'INTERNAL_ERROR', message: 'no', afterRows: 2 });
		const run = await start(leads(3));
		await bulk.jobsEnd();
		const ended = await getResult(run);
		expect(jsonOf(ended, NODE, 0)).toMatchObject([{ outcome: 'written' }, { outcome: 'written' }]);
		expect(jsonOf(ended, NODE, 1)).toMatchObject([{ outcome: 'notSent', row: 2 }]);
	});
});

describe('a result', () => {
	it('that cannot be fetched now leaves its rows unknown', async () => {
		const run = await start(leads(2));
		await bulk.jobsEnd();
		bulk.zoho.faults.add({
			match: { name: 'bulkWrite.result', times: 'always' },
			fault: { kind: 'status', status: 500, when: 'before' },
		});
		const ended = await getResult(run);
		expect(jsonOf(ended, NODE, 1)).toMatchObject(Array(2).fill({ outcome: 'unknown' }));
	});

	it('of eight days ago is refused by Zoho, and the rows say so (R119)', async () => {
		const run = await start(leads(2));
		await bulk.zoho.clock.advance(8 * 24 * 60 * 60 * 1000);
		const [row] = jsonOf(await getResult(run), NODE, 1);
		expect(row).toMatchObject({ outcome: 'unknown', code: 'RESOURCE_NOT_FOUND' });
		expect(row.reason).toContain('seven days');
	});

	it('that Zoho names on a foreign host is not fetched: the token stays here (R109)', async () => {
		const run = await start(leads(2));
		await bulk.jobsEnd();
		answering('bulkWrite.status', (reply) => ({
			...reply,
			body: { ...(reply.body as object), result: { download_url: 'https://evil.example/r.zip' } },
		}));
		const [row] = jsonOf(await getResult(run), NODE, 1);
		expect(row).toMatchObject({ outcome: 'unknown' });
		expect(row.reason).toContain('evil.example is no host of the data centre');
	});

	it.each<[string, Record<string, Uint8Array>, RegExp]>([
		['a path', { '../../x.csv': strToU8('A') }, /is a path/],
		['two files', { 'a.csv': strToU8('A'), 'b.csv': strToU8('B') }, /more than one file/],
		['a bomb', { 'a.csv': new Uint8Array(30_000_000) }, /times larger/],
		['something else', { 'a.csv': strToU8('a,b\n1,2\n') }, /no column STATUS/],
	])(
		'with %s in its zip is not opened, and its rows are unknown',
		async (_what, files, message) => {
			const run = await start(leads(2));
			await bulk.jobsEnd();
			answering('bulkWrite.result', (reply) => ({ ...reply, bytes: zipSync(files) }));
			const rows = jsonOf(await getResult(run), NODE, 1);
			expect(rows.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
			expect(rows[0].reason).toMatch(message);
		},
	);

	it.each(['relative', 'absolute'] as const)('is found by a %s address', async (form) => {
		bulk.zoho.switches.bulkResultUrl = form;
		const run = await start(leads(2));
		await bulk.jobsEnd();
		expect(jsonOf(await getResult(run), NODE)).toHaveLength(2);
	});
});

describe('another way to wait', () => {
	it('is to poll: the run ends with the outcomes, and each look costs a credit', async () => {
		const polling = bulk.engine.run(
			chain(leads(3), { type: NODE, parameters: importOf({ wait: 'poll', route: 'bulk' }) }),
		);
		while (bulk.callsTo('bulkWrite.status').length < 2)
			await new Promise((passed) => setTimeout(passed, 50));
		await bulk.jobsEnd();
		const run = await polling;
		expect(jsonOf(run, NODE).map(({ outcome }) => outcome)).toEqual(Array(3).fill('written'));
		expect(costOf(run, NODE)).toBe(bulk.zoho.meter.total());
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
	});

	it('is to poll no longer than allowed: the rows go on as still running', async () => {
		const run = await start(leads(2), { wait: 'poll', waitMinutes: 0.5 });
		expect(jsonOf(run, NODE)).toMatchObject(Array(2).fill({ job: { state: 'still running' } }));
		await bulk.jobsEnd();
	});

	it('is chosen where n8n has no public address, and a wished callback is refused (R118, R135)', async () => {
		const { createEngine } = await import('../../support/engine');
		const { ZohoCrmBulkJob } = await import('../../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node');
		const local = (credential: StoredCredential) =>
			createEngine({
				nodes: [new ZohoCrmBulkJob()],
				credentials: [credential],
				base: 'http://localhost:5678',
			});
		const one = async (engine: ReturnType<typeof local>, parameters: INodeParameters) =>
			await engine.run(chain(leads(2), { type: NODE, parameters: importOf(parameters) }));
		const wished = await one(local(bulk.connect({ customBaseUrl: '' })), { wait: 'callback' });
		expect(errorOf(wished)?.message).toMatch(/names localhost/);
		expect(errorOf(wished)?.message).toMatch(/Zoho cannot call it/);
		expect(bulk.zoho.log.entries()).toEqual([]);
		const byProxy = local(bulk.credential);
		const automatic = await one(byProxy, { wait: 'automatic', waitMinutes: 0.1, route: 'bulk' });
		expect(automatic.status).toBe('success');
		expect(bulk.callsTo('bulkWrite.create')[0].requestBody).not.toContain('callback');
		// Whoever answers at a custom base URL may reach what Zoho cannot; this one takes the address.
		bulk.zoho.setSwitches({ localCallbacks: true });
		const asked = await one(byProxy, { wait: 'callback', route: 'bulk' });
		expect(asked.status).toBe('waiting');
		expect(bulk.callsTo('bulkWrite.create')[1].requestBody).toContain('http://localhost:5678/');
		await bulk.jobsEnd();
	});

	it('is an address of one’s own, that Zoho calls', async () => {
		await start(leads(2), { wait: 'otherUrl', callbackUrl: 'https://hooks.example.com/zoho?k=1' });
		await bulk.jobsEnd();
		expect(bulk.calls.map(({ url }) => url.href)).toEqual(['https://hooks.example.com/zoho?k=1']);
	});

	it('does not concern an agent, which gets the job to ask for', async () => {
		const sleepless = await bulk.engine.run(
			chain(leads(2), { type: `${NODE}Tool`, name: NODE, parameters: importOf({ route: 'bulk' }) }),
		);
		expect(sleepless.status).toBe('success');
		await bulk.jobsEnd();
	});
});

describe('a run that is begun again', () => {
	it('finds the job of its first start and creates no second one (R139)', async () => {
		const workflow = importing(leads(3), { route: 'bulk' });
		const first = await bulk.engine.run(workflow);
		expect(first.status).toBe('waiting');
		const again = await bulk.engine.proceed(workflow, 'trigger', freshData(workflow), '1').finished;
		expect(again.status).toBe('waiting');
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
		expect(bulk.callsTo('bulkWrite.upload')).toHaveLength(1);
		await bulk.jobsEnd();
	});

	/** The execution's data as a worker finds it that begins anew. */
	function freshData(workflow: ReturnType<typeof importing>): IRun['data'] {
		const start = workflow.nodes[0];
		const data: unknown = {
			startData: {},
			resultData: { runData: {}, pinData: workflow.pinData },
			executionData: {
				contextData: {},
				metadata: {},
				waitingExecution: {},
				waitingExecutionSource: {},
				nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
			},
		};
		return data as IRun['data'];
	}
});

describe('Get Status', () => {
	it('tells how each job stands, once a job, and changes nothing else', async () => {
		const run = await start(leads(2));
		const mark = bulk.zoho.meter.mark();
		const items = itemsOf(run, NODE).map(({ json }) => ({ json }));
		const ask = async () =>
			await bulk.engine.run(chain(items, { type: NODE, parameters: { operation: 'getStatus' } }));
		expect(jsonOf(await ask(), NODE)).toMatchObject(
			Array(2).fill({ job: { state: 'still running' } }),
		);
		await bulk.jobsEnd();
		const told = await ask();
		expect(jsonOf(told, NODE)).toMatchObject(
			Array(2).fill({ job: { state: 'completed' }, Company: 'Acme' }),
		);
		expect(costOf(told, NODE)).toBe(1);
		expect(bulk.zoho.meter.since(mark).total()).toBe(2);
		expect(jsonOf(await getResult(told), NODE)).toMatchObject(
			Array(2).fill({ outcome: 'written' }),
		);
	});

	it('says what a job is that Zoho does not know', async () => {
		const run = await bulk.run(
			NODE,
			[{ job: { id: '77', kind: 'import', row: 0, state: 'still running' } }],
			{
				operation: 'getStatus',
			},
		);
		expect(errorOf(run)?.message).toMatch(/does not know the job 77/);
		expect(reported(run).cost).toBe(bulk.zoho.meter.total());
	});
});

describe('Retry On Fail', () => {
	it.each([
		['Get Status', 'getStatus'],
		['Get Result', 'getResult'],
	])('%s counts what the failed try spent', async (_, operation) => {
		const run = await start(leads(2));
		await bulk.jobsEnd();
		fault('bulkWrite.status', { kind: 'html', status: 200, when: 'after' }, 3);
		const mark = bulk.zoho.meter.mark();
		const items = itemsOf(run, NODE).map(({ json }) => ({ json }));
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const told = await bulk.engine.run(
			chain(items, { type: NODE, parameters: { operation }, settings }),
		);
		expect(jsonOf(told, NODE)).toHaveLength(2);
		expect(costOf(told, NODE)).toBe(bulk.zoho.meter.since(mark).total());
	});

	it('asks for nothing again what Zoho has refused for good, and the error says what it cost', async () => {
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		for (const operation of ['getStatus', 'getResult']) {
			const mark = bulk.zoho.meter.mark();
			const unknown = { operation, jobKind: 'import', jobId: '77' };
			const run = await bulk.run(NODE, [{}], unknown, settings);
			expect(errorOf(run)?.message).toMatch(/does not know the job 77/);
			const meter = bulk.zoho.meter.since(mark);
			expect(meter.entries).toHaveLength(1);
			expect(reported(run).cost).toBe(meter.total());
		}
	});
});

describe('When On Error says to go on and Zoho does not tell how the jobs stand', () => {
	it.each([
		['Get Result', 'getResult', 1],
		['Get Status', 'getStatus', 0],
	])(
		'%s passes the items as they came, with what asking cost and why',
		async (_, operation, output) => {
			const run = await start(leads(2));
			const items = itemsOf(run, NODE).map(({ json }) => ({ json }));
			fault('bulkWrite.status', { kind: 'html', status: 200, when: 'after' }, 3);
			const mark = bulk.zoho.meter.mark();
			const settings = { onError: 'continueRegularOutput' } as const;
			const step = { type: NODE, parameters: { operation }, settings };
			const told = await bulk.engine.run(chain(items, step));
			expect(jsonOf(told, NODE, output)).toMatchObject(
				items.map(({ json: { job } }) => ({ job, reason: expect.stringMatching(/lost|answer/) })),
			);
			expect(costOf(told, NODE)).toBe(bulk.zoho.meter.since(mark).total());
			await bulk.jobsEnd();
			expect(jsonOf(await getResult(run), NODE)).toMatchObject(
				Array(2).fill({ outcome: 'written' }),
			);
		},
	);
});

it('Get Result by a job’s ID alone gives the rows of the result, each with the columns that came back', async () => {
	const rows = leads(3);
	rows[1].Email = 'wrong';
	const run = await start(rows);
	await bulk.jobsEnd();
	const { id } = jsonOf(run, NODE)[0].job as { id: string };
	const told = await bulk.run(NODE, [{ n: 1 }], {
		operation: 'getResult',
		jobId: id,
		whenRowsFail: 'sendToFailed',
	});
	expect(jsonOf(told, NODE, 0)).toHaveLength(2);
	expect(jsonOf(told, NODE, 1)).toMatchObject([
		{ outcome: 'refused', field: 'Email', columns: { Email: 'wrong' } },
	]);
	expect(hintsOf(told, NODE)[0].message).toContain('Spent 1 credit');
});

it('an import of which one job was refused goes on with the other', async () => {
	const rows = [...leads(2), { ...leads(3)[2], Phone: '' }];
	bulk.zoho.faults.add({
		match: { name: 'bulkWrite.create', nth: 2 },
		fault: { kind: 'throttle', reason: 'credits' },
	});
	const workflow = importing(rows, { route: 'bulk', options: { clearFields: 'Phone' } });
	const mark = bulk.zoho.meter.mark();
	const { waiting, woken } = await asleep(bulk, workflow);
	expect(waiting.status).toBe('waiting');
	await bulk.jobsEnd();
	const run = woken()!;
	expect(jsonOf(run, NODE).map(({ outcome }) => outcome)).toEqual([
		'written',
		'written',
		'notSent',
	]);
	const { onItems, inCallbacks } = await spent(bulk, [[run, NODE]]);
	expect(onItems + inCallbacks).toBe(bulk.zoho.meter.since(mark).total());
});
