import { clientOf } from './client';
import type { InnerBody } from './compositeClient';
import { createZoho } from './zoho';

function givenDeal() {
	const zoho = createZoho();
	const client = clientOf(zoho);
	const seeded = (module: string, records: Array<Record<string, unknown>>) =>
		zoho.seed({ orgs: [{ records: { [module]: records } }] }).ids[0][module];
	const [account] = seeded('Accounts', [{ Account_Name: 'King' }]);
	const contacts = seeded('Contacts', [
		{ Last_Name: 'Frey', Account_Name: account },
		{ Last_Name: 'Adler', Account_Name: account },
		{ Last_Name: 'Nobody' },
	]);
	const [deal] = seeded('Deals', [
		{ Deal_Name: 'D', Stage: 'Qualification', Pipeline: 'Standard (Standard)' },
	]);
	const ask = async (method: string, path: string, body?: unknown) => {
		const mark = zoho.meter.mark();
		const reply = await client.send(method, `/crm/v8/${path}`, body);
		return { ...reply, body: reply.body as InnerBody, cost: zoho.meter.since(mark).total() };
	};
	return { zoho, ask, account, contacts, deal };
}

describe('a related list', () => {
	it('holds the records whose lookup points here, a page at a time', async () => {
		const { ask, account, contacts } = givenDeal();
		const path = `Accounts/${account}/Contacts?fields=Last_Name&per_page=1`;

		const first = await ask('GET', path);
		const second = await ask(
			'GET',
			`${path}&page_token=${String(first.body.info!.next_page_token)}`,
		);

		expect(first).toMatchObject({ status: 200, cost: 1 });
		expect([first, second].map(({ body }) => body.data)).toEqual([
			[{ Last_Name: 'Adler', id: contacts[1] }],
			[{ Last_Name: 'Frey', id: contacts[0] }],
		]);
		expect(first.body.info).toMatchObject({ more_records: true });
		expect((await ask('GET', `Accounts/${account}/Deals?fields=Deal_Name`)).status).toBe(204);
	});

	it('that no lookup makes holds what was linked, with what the link says, until it is delinked', async () => {
		const { ask, deal, contacts } = givenDeal();
		const path = `Deals/${deal}/Contact_Roles`;
		const data = [{ Contact_Role: 'Buyer' }];

		const linked = await ask('PUT', `${path}/${contacts[0]}`, { data });
		const again = await ask('PUT', path, { data: [{ id: contacts[0] }, { id: contacts[1] }] });
		const list = await ask('GET', `${path}?fields=Last_Name`);
		const delinked = await ask('DELETE', `${path}?ids=${contacts[1]},${contacts[2]}`);

		expect(linked.body.data).toMatchObject([{ message: 'relation added' }]);
		expect(again.body.data!.map(({ message }) => message)).toEqual([
			'relation updated',
			'relation added',
		]);
		expect(list.body.data).toMatchObject([
			{ Last_Name: 'Adler' },
			{ Last_Name: 'Frey', Contact_Role: 'Buyer' },
		]);
		expect(delinked.status).toBe(207);
		expect(delinked.body.data!.map(({ code }) => code)).toEqual(['SUCCESS', 'INVALID_DATA']);
		expect((await ask('GET', `${path}/${contacts[1]}`)).status).toBe(400);
		expect((await ask('GET', `${path}/${contacts[0]}`)).body.data).toMatchObject([
			{ id: contacts[0], Contact_Role: 'Buyer' },
		]);
	});

	it('refuses what is no list, a lookup as a link, a strange id, and no fields', async () => {
		const { ask, account, contacts, deal } = givenDeal();
		const message = async (method: string, path: string, body?: unknown) => {
			const { body: said } = await ask(method, path, body);
			return said.message ?? said.data?.[0].message;
		};
		const relation = 'the relation name given seems to be invalid';
		const data = [{}];

		expect(await message('GET', `Accounts/${account}/Nothing?fields=id`)).toBe(relation);
		expect(await message('PUT', `Accounts/${account}/Contacts/${contacts[2]}`, { data })).toBe(
			relation,
		);
		expect(await message('PUT', `Deals/${deal}/Products/7`, { data })).toBe(
			'the related id given seems to be invalid',
		);
		expect((await ask('GET', `Accounts/${account}/Contacts`)).body.code).toBe(
			'REQUIRED_PARAM_MISSING',
		);
	});

	it.each([
		'Leads/actions/nothing',
		'Leads/1/actions/nothing',
		'settings/pipeline/1',
		'org/currencies/1',
	])('is not what %s means', async (path) => {
		const { ask } = givenDeal();
		expect(await ask('GET', path)).toMatchObject({
			status: 404,
			body: { code: 'INVALID_URL_PATTERN' },
		});
	});
});
