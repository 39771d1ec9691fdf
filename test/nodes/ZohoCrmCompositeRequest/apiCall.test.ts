import { range, uniq } from 'lodash';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Route, SimCall, SimReply } from '../../simulator/route';
import { itemsOf } from '../../support/results';
import type { CompositeStory } from './compositeStory';
import { lead, NODE, openComposite } from './compositeStory';

let story: CompositeStory;
beforeEach(async () => (story = await openComposite()));
afterEach(async () => await story.close());

const apiCall = (method: string, path: string, more: INodeParameters = {}): INodeParameters => ({
	operation: 'apiCall',
	method,
	path,
	...more,
});
const toFailed = { whenRowsFail: 'sendToFailed' };

/** A path of Zoho's that the simulator does not have by itself. */
const route = (method: Route['method'], path: string, handle: (call: SimCall) => SimReply) =>
	story.zoho.routes.push({
		method,
		path,
		handle,
		tree: 'crm',
		name: path,
		scopes: () => ['ZohoCRM.modules.ALL'],
		price: () => 1,
	});

describe('one call an item', () => {
	it('gives status and body, and is metered by its path', async () => {
		const ids = story.seed('Leads', [lead(1), lead(2)]);
		const items = ids.map((id) => ({ id }));
		const told = await story.send(items, apiCall('GET', '=Leads/{{ $json.id }}'));
		expect(
			told.success.map(({ outcome, statusCode, body }) => [
				outcome,
				statusCode,
				(body as { data: IDataObject[] }).data[0].id,
			]),
		).toEqual(ids.map((id) => ['done', 200, id]));
		expect(told.report.byCall).toEqual([
			{ call: 'records.get', calls: 2, cost: 2, basis: 'documented' },
		]);
		expect(told.report.baseline).toBeNull();
	});

	it('prices a write by its records', async () => {
		const body = JSON.stringify({ data: range(11).map(lead) });
		const told = await story.send([{}], apiCall('POST', 'Leads', { bodyFrom: 'json', body }));
		expect(told.report.byCall).toMatchObject([{ call: 'records.insert', cost: 2 }]);
		expect(told.meter).toBe(2);
		expect(story.records('Leads')).toHaveLength(11);
	});

	it('says of a path that no page prices that its price is assumed', async () => {
		route('GET', 'settings/anything/new', () => ({
			status: 200,
			body: { ok: true },
			accepted: true,
		}));
		const { report } = await story.send([{}], apiCall('GET', '/crm/v8/settings/anything/new'));
		expect(report.byCall).toMatchObject([{ call: 'settings.read', basis: 'documented' }]);
		route('PATCH', 'strange/path', () => ({ status: 200, body: {}, accepted: true }));
		const strange = await story.send(
			[{}],
			apiCall('PATCH', 'strange/path', { bodyFrom: 'json', body: '{"a":1}' }),
		);
		expect(strange.report.byCall).toMatchObject([
			{ call: 'other.call', basis: 'assumed', cost: 1 },
		]);
	});

	it('sends query and headers, and keeps long digits both ways (R61)', async () => {
		route('POST', 'echo/it', (call) => ({
			status: 200,
			body: {
				raw: Buffer.from(call.raw).toString(),
				query: call.query.get('ids'),
				header: call.headers.get('x-mine'),
			},
			accepted: true,
		}));
		const body = '{"id": 356686000032329832, "n": 1.50}';
		const more = { params: '{"ids":[1,2]}', headers: '{"X-Mine":"yes"}', bodyFrom: 'json', body };
		const { success } = await story.send([{}], apiCall('POST', 'echo/it', more));
		expect(success[0].body).toEqual({ raw: body, query: '1,2', header: 'yes' });
	});

	it('that Zoho refuses goes to Failed with its words whole', async () => {
		const told = await story.send([{}], apiCall('GET', 'Nonsense/1', toFailed));
		expect(told.failed[0]).toMatchObject({
			row: 0,
			outcome: 'refused',
			statusCode: 400,
			code: 'INVALID_MODULE',
		});
		expect(told.meter).toBe(1);
	});

	it('that writes several records is done when any of them is; the refused are counted', async () => {
		const body = JSON.stringify({ data: [lead(1), { Company: 'No name' }] });
		const more = { bodyFrom: 'json', body, ...toFailed };
		const { success } = await story.send([{}], apiCall('POST', 'Leads', more));
		expect(success[0]).toMatchObject({ statusCode: 207, refusedRecords: 1 });
		const none = JSON.stringify({ data: [{ Company: 'No name' }] });
		const { failed } = await story.send([{}], apiCall('POST', 'Leads', { ...more, body: none }));
		expect(failed[0]).toMatchObject({ outcome: 'refused', code: 'MANDATORY_NOT_FOUND' });
	});

	it('that writes is not repeated after a lost answer; one that reads is', async () => {
		story.zoho.faults.add({
			match: { name: 'records.insert' },
			fault: { kind: 'reset', when: 'after' },
		});
		const more = { bodyFrom: 'json', body: JSON.stringify({ data: [lead(1)] }), ...toFailed };
		const told = await story.send([{}], apiCall('POST', 'Leads', more));
		expect(told.failed[0]).toMatchObject({ outcome: 'unknown', code: 'ANSWER_LOST' });
		expect(told.report).toMatchObject({ calls: 1, uncertain: 1 });
		story.zoho.faults.add({
			match: { name: 'org' },
			fault: { kind: 'status', status: 503, when: 'before' },
		});
		expect((await story.send([{}], apiCall('GET', 'org'))).success).toHaveLength(1);
	});
});

describe('the token', () => {
	it.each([
		'https://evil.example.com/crm/v8/Leads',
		'//evil.example.com/crm/v8/org',
		'Leads/../../../x',
		'http:org',
	])('never goes to %s', async (path) => {
		const told = await story.send([{}], apiCall('GET', path, toFailed));
		expect(told.failed[0]).toMatchObject({ outcome: 'refused', code: 'FORM_NOT_FILLED' });
		expect(told.calls).toEqual([]);
	});

	it('goes to the API host given in full', async () => {
		const { success } = await story.send([{}], apiCall('GET', `${story.origin}/crm/v8/org`));
		expect(success).toHaveLength(1);
	});

	it('cannot be another one', async () => {
		const { failed } = await story.send(
			[{}],
			apiCall('GET', 'org', { headers: '{"Authorization":"x"}', ...toFailed }),
		);
		expect(failed[0].reason).toContain("'Headers' must not hold Authorization");
	});
});

describe('a list', () => {
	const entries = (more: INodeParameters): INodeParameters =>
		apiCall('GET', 'Leads?fields=Last_Name', { answer: 'entries', ...more });

	it('comes out an item for each entry', async () => {
		story.seed('Leads', range(3).map(lead));
		const told = await story.send([{}], entries({}));
		expect(told.success).toHaveLength(3);
		expect(told.pairs).toEqual([0, 0, 0]);
	});

	it('of 450 rows is read in three pages (R06); a limit stops at the page that satisfies it', async () => {
		story.seed('Leads', range(450).map(lead));
		const all = await story.send([{}], entries({ paging: 'page', returnAll: true }));
		expect(uniq(all.success.map(({ id }) => id))).toHaveLength(450);
		expect(all.report).toMatchObject({ calls: 3, cost: 3 });
		const some = await story.send([{}], entries({ paging: 'page', returnAll: false, limit: 201 }));
		expect(some.success).toHaveLength(201);
		expect(some.calls).toHaveLength(2);
		const few = await story.send([{}], entries({ paging: 'token', returnAll: false, limit: 7 }));
		expect(few.success).toHaveLength(7);
		expect(few.calls[0].query).toMatchObject({ per_page: '7' });
	});

	it.each(['page', 'token'])('goes on by token beyond 2,000 rows (%s, R64)', async (paging) => {
		story.seed('Leads', range(2150).map(lead));
		const told = await story.send([{}], entries({ paging, returnAll: true }));
		expect(uniq(told.success.map(({ id }) => id))).toHaveLength(2150);
		expect(told.calls).toHaveLength(11);
	});

	it('keeps what was read when the credits end', async () => {
		story.seed('Leads', range(450).map(lead));
		story.zoho.setOrg({ allowance: 2 });
		const told = await story.send([{}], entries({ paging: 'page', returnAll: true, ...toFailed }));
		expect(told.success).toHaveLength(400);
		expect(told.failed).toMatchObject([{ row: 0, outcome: 'notSent' }]);
		expect(told.meter).toBe(2);
	});

	it('that is empty leaves a summary with the cost', async () => {
		const told = await story.send([{}], entries({ paging: 'page', returnAll: true }));
		expect(told.success).toMatchObject([{ outcome: 'done', rows: 0, credits: { cost: 1 } }]);
	});
});

describe('files', () => {
	const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]);
	const upload = async (path: string, fileName: string) => {
		const data = { data: png.toString('base64'), mimeType: 'image/png', fileName };
		const item = { json: {}, binary: { data } };
		return await story.send([item], apiCall('POST', path, { bodyFrom: 'file' }));
	};

	it("go out as a form's file and come in as they were, with name and type", async () => {
		const [id] = story.seed('Leads', [lead(1)]);
		const sent = await upload(`Leads/${id}/Attachments`, 'ada béa.png');
		const { data } = sent.success[0].body as { data: Array<{ details: { id: string } }> };
		const path = `Leads/${id}/Attachments/${data[0].details.id}`;

		const told = await story.send([{}], apiCall('GET', path, { answer: 'file', outputField: 'a' }));

		expect(told.success[0]).toMatchObject({
			statusCode: 200,
			fileName: 'ada béa.png',
			mimeType: 'image/png',
			size: png.length,
		});
		const { a } = itemsOf(told.run, NODE)[0].binary!;
		expect(Buffer.from(a.data, 'base64')).toEqual(png);
		expect([sent, told].map(({ report }) => report.byCall[0])).toEqual([
			{ call: 'files.write', calls: 1, cost: 1, basis: 'documented' },
			{ call: 'files.read', calls: 1, cost: 1, basis: 'documented' },
		]);
	});

	it('that the item does not hold are asked for before anything is sent', async () => {
		const call = apiCall('POST', 'Leads/1/Attachments', { bodyFrom: 'file' });
		const told = await story.send([{}], { ...call, whenRowsFail: 'sendToFailed' });
		expect(told.failed[0]).toMatchObject({
			outcome: 'refused',
			reason: expect.stringContaining(
				"'Input Data Field Name' names 'data', where no file is. It has",
			),
		});
		expect(story.zoho.meter.total()).toBe(0);
	});

	it('are listed, deleted and, as photos, uploaded and shown, a credit each', async () => {
		const [id] = story.seed('Leads', [lead(1)]);
		await upload(`Leads/${id}/Attachments`, 'a.png');
		const list = apiCall('GET', `Leads/${id}/Attachments`, { answer: 'entries' });
		const [file] = (await story.send([{}], list)).success;
		const gone = await story.send([{}], apiCall('DELETE', `Leads/${id}/Attachments/${file.id}`));

		await upload(`Leads/${id}/photo`, 'face.png');
		const photo = await story.send([{}], apiCall('GET', `Leads/${id}/photo`, { answer: 'file' }));

		expect(file).toMatchObject({ File_Name: 'a.png', Size: '7' });
		expect(gone.success).toHaveLength(1);
		expect((await story.send([{}], list)).success).toMatchObject([{ outcome: 'done', rows: 0 }]);
		expect(photo.success[0]).toMatchObject({ size: png.length, mimeType: 'image/png' });
	});

	it('that are refused tell why', async () => {
		const told = await story.send(
			[{}],
			apiCall('GET', 'Leads/1/photo', { answer: 'file', ...toFailed }),
		);
		expect(told.failed[0]).toMatchObject({
			code: 'INVALID_DATA',
			message: 'the id given seems to be invalid',
		});
	});

	describe('when n8n has no room for one', () => {
		const steps = (id: string, file: string): IDataObject[] => [
			{ method: 'POST', path: 'Leads', body: { data: [lead('new')] } },
			{ method: 'GET', path: `Leads/${id}/Attachments/${file}` },
		];
		const form = apiCall('={{ $json.method }}', '={{ $json.path }}', {
			bodyFrom: 'json',
			body: '={{ $json.body }}',
			answer: 'file',
		});
		const diskIsFull = () =>
			jest
				.spyOn(BinaryDataService.prototype, 'store')
				.mockRejectedValueOnce(new Error('ENOSPC: no space left on device'));
		const openWithFile = async () => {
			const [id] = story.seed('Leads', [lead(1)]);
			await upload(`Leads/${id}/Attachments`, 'a.png');
			const list = apiCall('GET', `Leads/${id}/Attachments`, { answer: 'entries' });
			const [file] = (await story.send([{}], list)).success;
			return steps(id, String(file.id));
		};
		afterEach(() => jest.restoreAllMocks());

		it('are read anew by a retry, which writes nothing twice and counts both', async () => {
			const items = await openWithFile();
			diskIsFull();
			const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
			const told = await story.send(items, { ...form, whenRowsFail: 'errorIfAny' }, settings);
			expect(told.success).toMatchObject([{ outcome: 'done' }, { outcome: 'done', size: 7 }]);
			expect(told.calls.map(({ name }) => name)).toEqual([
				'records.insert',
				'files.download',
				'files.download',
			]);
		});

		it('are failed for that reason, and what the others came to is told', async () => {
			const items = await openWithFile();
			diskIsFull();
			const told = await story.send(items, { ...form, ...toFailed });
			expect(told.success).toMatchObject([{ outcome: 'done' }]);
			expect(told.failed).toMatchObject([
				{
					row: 1,
					outcome: 'notRun',
					code: 'FILE_NOT_STORED',
					reason: expect.stringContaining('no space left on device'),
				},
			]);
		});
	});

	it('keep a quote in their name out of the header', async () => {
		let received = '';
		route('POST', ':module/:id/upload', (call) => {
			received = `${call.headers.get('content-type')}\n${Buffer.from(call.raw).toString('latin1')}`;
			return { status: 200, body: { code: 'SUCCESS', status: 'success' }, accepted: true };
		});
		expect((await upload('Leads/1/upload', 'a"b.png')).success).toHaveLength(1);
		expect(received).toMatch(/^multipart\/form-data; boundary=/);
		expect(received).toContain('name="file"; filename="a%22b.png"');
		expect(received).toContain(png.toString('latin1'));
	});
});

describe('a plan', () => {
	it('prices the calls and sends none; of a paged read it knows the first page', async () => {
		const options = { dryRun: true };
		const told = await story.send([{}, {}], apiCall('GET', 'Leads?cvid=1', { options }));
		expect(told.success).toMatchObject([
			{ outcome: 'planned', call: 1, name: 'records.listByView', price: 3 },
			{ outcome: 'planned', call: 2 },
		]);
		expect(told.report.plan).toEqual({ calls: 2, credits: 6, overhead: 0, basis: 'documented' });
		const paged = await story.send(
			[{}],
			apiCall('GET', 'Leads', { answer: 'entries', paging: 'page', options }),
		);
		expect(paged.report.plan).toMatchObject({ credits: 1, atLeast: true });
		expect([...told.calls, ...paged.calls]).toEqual([]);
	});
});

describe('a retry', () => {
	it('never writes again what was written', async () => {
		story.zoho.setOrg({ allowance: 1 });
		const form = apiCall('POST', 'Leads', {
			bodyFrom: 'json',
			body: '={{ JSON.stringify({ data: [$json] }) }}',
		});
		const first = await story.send([lead(1), lead(2)] as IDataObject[], form);
		expect(first.error?.message).toBe('The organisation has no API credits left');
		story.zoho.setOrg({ allowance: 10 });
		const second = await story.retry(first);
		expect(second.success).toHaveLength(2);
		expect(second.meter).toBe(1);
		expect(story.records('Leads')).toHaveLength(2);
	});
});
