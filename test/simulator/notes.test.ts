import { clientOf } from './client';
import { company, type InnerBody } from './compositeClient';
import { onRecordChange, type RecordEvent } from './recordEvents';
import { createZoho } from './zoho';

function givenRecords() {
	const zoho = createZoho();
	const client = clientOf(zoho);
	const [{ Leads, Deals }] = zoho.seed({
		orgs: [
			{
				records: {
					Leads: [{ Last_Name: 'Frey', Company: 'King' }],
					Deals: [{ Deal_Name: 'D', Stage: 'Qualification', Pipeline: 'Standard (Standard)' }],
				},
			},
		],
	}).ids;
	const events: RecordEvent[] = [];
	onRecordChange(zoho.org(), (event) => events.push(event));
	const ask = async (method: string, path: string, body?: unknown) => {
		const mark = zoho.meter.mark();
		const reply = await client.send(method, `/crm/v8/${path}`, body);
		return {
			...reply,
			body: reply.body as InnerBody,
			cost: zoho.meter.since(mark).total(),
		};
	};
	return { zoho, client, ask, events, lead: Leads[0], deal: Deals[0] };
}

const note = (content: string) => ({ Note_Title: 'Call', Note_Content: content });

describe('notes of a record', () => {
	it('are written for any module, read newest first, changed and deleted, a credit each', async () => {
		const { ask, events, deal, lead } = givenRecords();
		const path = `Deals/${deal}/Notes`;

		const written = await ask('POST', path, { data: [note('one'), note('two')] });
		const ids = written.body.data!.map(({ details }) => details!.id!);
		const list = await ask('GET', `${path}?fields=Note_Content,Parent_Id`);
		const changed = await ask('PUT', `${path}/${ids[0]}`, { data: [note('three')] });
		const gone = await ask('DELETE', `${path}?ids=${ids[1]}`);

		expect([written.status, list.status, changed.status, gone.status]).toEqual([
			201, 200, 200, 200,
		]);
		expect(list.body.data).toMatchObject([
			{ id: ids[1], Note_Content: 'two', Parent_Id: { id: deal, module: { api_name: 'Deals' } } },
			{ id: ids[0], Note_Content: 'one' },
		]);
		expect((await ask('GET', `${path}/${ids[0]}`)).body.data).toMatchObject([
			{ Note_Content: 'three', $se_module: 'Deals' },
		]);
		expect((await ask('GET', `Leads/${lead}/Notes?fields=Note_Title`)).status).toBe(204);
		expect([written, list, changed, gone].map(({ cost }) => cost)).toEqual([1, 1, 1, 1]);
		expect(events.map(({ module, operation }) => `${module} ${operation}`)).toEqual([
			...['Notes insert', 'Notes insert', 'Notes update', 'Notes delete'],
		]);
	});

	it('cost one credit in the module too, however many they are', async () => {
		const { ask, lead } = givenRecords();
		const parent = { Parent_Id: lead, $se_module: 'Leads' };
		const data = Array.from({ length: 25 }, (_, n) => ({ ...note(`n${n}`), ...parent }));

		expect(await ask('POST', 'Notes', { data })).toMatchObject({ status: 201, cost: 1 });
		expect((await ask('GET', 'Notes?fields=Note_Title')).body.data).toHaveLength(25);
	});

	it('need their content, their record and its module', async () => {
		const { ask, lead } = givenRecords();
		const faults = async (data: unknown) =>
			(await ask('POST', 'Notes', { data: [data] })).body.data![0];

		expect(await faults({ ...note('x'), Parent_Id: lead })).toMatchObject({
			code: 'MANDATORY_NOT_FOUND',
			details: { api_name: '$se_module', json_path: '$.data[0].$se_module' },
		});
		expect(await faults({ ...note('x'), Parent_Id: lead, $se_module: 'Deals' })).toMatchObject({
			code: 'INVALID_DATA',
			details: { api_name: 'Parent_Id' },
		});
		expect(await faults(note('x'))).toMatchObject({ details: { api_name: 'Parent_Id' } });
		expect((await ask('POST', `Leads/${lead}/Notes`, { data: [{}] })).status).toBe(400);
	});

	it('of another record are strange here, and a record that is not there has none', async () => {
		const { ask, lead, deal } = givenRecords();
		const { body } = await ask('POST', `Leads/${lead}/Notes`, { data: [note('x')] });
		const id = body.data![0].details!.id;

		const strange = await ask('DELETE', `Deals/${deal}/Notes/${id}`);
		const nobody = await ask('GET', 'Leads/5/Notes?fields=Note_Title');

		expect(strange).toMatchObject({ status: 400, body: { details: { resource_path_index: 3 } } });
		expect(nobody).toMatchObject({ status: 400, body: { details: { resource_path_index: 1 } } });
		expect((await ask('GET', `Leads/${lead}/Notes`)).body.code).toBe('REQUIRED_PARAM_MISSING');
	});

	it('need the scope of notes besides that of the module', async () => {
		const { zoho, lead } = givenRecords();
		const client = clientOf(zoho, { scopes: ['ZohoCRM.modules.leads.ALL'] });

		const { status } = await client.get(`/crm/v8/Leads/${lead}/Notes?fields=Note_Title`);

		expect(status).toBe(401);
	});
});

describe('notes in a composite', () => {
	it('are one to write, 25 to read, and undone with the rest', async () => {
		const { zoho, send } = company();
		const [lead] = zoho.seed({
			orgs: [{ records: { Leads: [{ Last_Name: 'L', Company: 'C' }] } }],
		}).ids[0].Leads;
		const uri = `/crm/v8/Leads/${lead}/Notes`;
		const write = (...data: unknown[]) => ({ method: 'POST', uri, body: { data } });

		const tried = await send([write(note('a'), note('b')), write(note('c'))]);
		const undone = await send([write(note('d')), write({})], { rollback_on_fail: true });
		const read = await send([{ method: 'GET', uri, params: { fields: 'Note_Content' } }]);

		expect(tried.results.map(({ details }) => details.response?.status_code)).toEqual([400, 201]);
		expect(undone.results[0].code).toBe('ROLLBACK_PERFORMED');
		expect(read.results[0].details.response?.body).toMatchObject({
			data: [{ Note_Content: 'c' }],
			info: { per_page: 25 },
		});
	});
});
