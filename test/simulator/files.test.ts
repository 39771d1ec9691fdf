import { clientOf } from './client';
import type { InnerBody } from './compositeClient';
import { createZoho } from './zoho';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]);

function givenLead() {
	const zoho = createZoho();
	const issued = clientOf(zoho);
	const [lead] = zoho.seed({
		orgs: [{ records: { Leads: [{ Last_Name: 'L', Company: 'C' }] } }],
	}).ids[0].Leads;
	const headers = { authorization: `Zoho-oauthtoken ${issued.access_token}` };
	const ask = async (method: string, path: string, body?: FormData) => {
		const mark = zoho.meter.mark();
		const url = `${zoho.origin}/crm/v8/Leads/${lead}/${path}`;
		const response = await zoho.handle(new Request(url, { method, headers, body }));
		const bytes = new Uint8Array(await response.arrayBuffer());
		const isJson = response.headers.get('content-type')?.includes('json') && bytes.length > 0;
		return {
			status: response.status,
			headers: response.headers,
			bytes,
			body: isJson ? (JSON.parse(new TextDecoder().decode(bytes)) as InnerBody) : undefined,
			cost: zoho.meter.since(mark).total(),
		};
	};
	return { zoho, ask };
}

function form(name: string, type: string, bytes: Uint8Array<ArrayBuffer> = png): FormData {
	const data = new FormData();
	data.append('file', new File([bytes], name, { type }));
	return data;
}

describe('attachments', () => {
	it('go up, are listed, come down as they were and are deleted, a credit each', async () => {
		const { ask } = givenLead();

		const sent = await ask('POST', 'Attachments', form('ada béa.png', 'image/png'));
		await ask('POST', 'Attachments?attachmentUrl=https://example.com/a');
		const id = sent.body!.data![0].details!.id;
		const list = await ask('GET', 'Attachments?fields=File_Name');
		const down = await ask('GET', `Attachments/${id}`);
		const gone = await ask('DELETE', `Attachments/${id}`);

		expect(list.body!.data).toMatchObject([
			{ File_Name: 'https://example.com/a', $type: 'Link URL' },
			{ id, File_Name: 'ada béa.png', Size: '7', $se_module: 'Leads' },
		]);
		expect(down.bytes).toEqual(png);
		expect(down.headers.get('content-type')).toBe('application/x-download');
		expect(down.headers.get('content-disposition')).toContain('ada%20b%C3%A9a.png');
		expect([sent, list, down, gone].map(({ cost }) => cost)).toEqual([1, 1, 1, 1]);
		expect((await ask('GET', `Attachments/${id}`)).status).toBe(400);
	});

	it('need a file, and no program', async () => {
		const { ask } = givenLead();

		expect((await ask('POST', 'Attachments')).body!.code).toBe('REQUIRED_PARAM_MISSING');
		const program = await ask('POST', 'Attachments', form('a.exe', 'application/octet-stream'));
		expect(program.body!.code).toBe('INVALID_DATA');
		expect((await ask('GET', 'Attachments')).status).toBe(204);
	});
});

describe('a photo', () => {
	it('is uploaded, shown and deleted', async () => {
		const { ask } = givenLead();

		expect((await ask('GET', 'photo')).status).toBe(204);
		expect(await ask('POST', 'photo', form('a.png', 'image/png'))).toMatchObject({
			status: 200,
			cost: 1,
			body: { code: 'SUCCESS' },
		});
		expect((await ask('GET', 'photo')).bytes).toEqual(png);
		await ask('DELETE', 'photo');
		expect((await ask('GET', 'photo')).status).toBe(204);
	});

	it('is a picture', async () => {
		const { ask } = givenLead();
		expect((await ask('POST', 'photo', form('a.txt', 'text/plain'))).status).toBe(400);
	});
});
