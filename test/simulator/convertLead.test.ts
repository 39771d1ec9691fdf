import { clientOf } from './client';
import type { InnerBody } from './compositeClient';
import { company } from './compositeClient';
import { onRecordChange, type RecordEvent } from './recordEvents';
import { createZoho } from './zoho';

const lead = {
	Last_Name: 'Frey',
	First_Name: 'Ada',
	Company: 'King',
	Email: 'a@king.test',
	Phone: '1',
};
const deal = { Deal_Name: 'First', Stage: 'Qualification', Pipeline: 'Standard (Standard)' };

function givenLead() {
	const zoho = createZoho();
	const client = clientOf(zoho);
	const seed = (module: string, record: Record<string, unknown>) =>
		zoho.seed({ orgs: [{ records: { [module]: [record] } }] }).ids[0][module][0];
	const id = seed('Leads', lead);
	const events: RecordEvent[] = [];
	onRecordChange(zoho.org(), (event) => events.push(event));
	const ask = async (method: string, path: string, body?: unknown, version = 8) => {
		const mark = zoho.meter.mark();
		const reply = await client.send(method, `/crm/v${version}/${path}`, body);
		return { ...reply, body: reply.body as InnerBody, cost: zoho.meter.since(mark).total() };
	};
	const convert = (given: unknown = {}, version = 8) =>
		ask('POST', `Leads/${id}/actions/convert`, { data: [given] }, version);
	const held = (module: string) => [...zoho.org().modules.get(module)!.store.records.values()];
	return { zoho, ask, convert, seed, held, events, id };
}

describe('a lead', () => {
	it('becomes a contact of an account, and a deal where one is wanted, for five credits', async () => {
		const { convert, held, events } = givenLead();

		const { status, cost, body } = await convert({ Deals: deal });

		const [contact, account, made] = ['Contacts', 'Accounts', 'Deals'].flatMap(held);
		expect({ status, cost }).toEqual({ status: 200, cost: 5 });
		expect(body.data).toMatchObject([
			{
				code: 'SUCCESS',
				details: {
					Contacts: { id: contact.id, name: 'Ada Frey' },
					Accounts: { id: account.id, name: 'King' },
					Deals: { id: made.id, name: 'First' },
				},
			},
		]);
		expect(contact.values).toMatchObject({ Email: 'a@king.test', Account_Name: account.id });
		expect(made.values).toMatchObject({ Contact_Name: contact.id, Account_Name: account.id });
		expect(events.map(({ module, operation }) => `${module} ${operation}`)).toEqual([
			...['Accounts insert', 'Contacts insert', 'Deals insert', 'Leads update'],
		]);
	});

	it('once converted is listed on request only, and neither changed nor converted again', async () => {
		const { ask, convert, id } = givenLead();
		await convert();

		expect((await ask('GET', 'Leads?fields=Last_Name')).status).toBe(204);
		expect((await ask('GET', 'Leads?fields=Last_Name&converted=true')).body.data).toHaveLength(1);
		expect((await ask('GET', 'Leads/search?email=a@king.test')).status).toBe(204);
		expect(await convert()).toMatchObject({
			status: 400,
			body: { code: 'ID_ALREADY_CONVERTED' },
			cost: 1,
		});
		const changed = await ask('PUT', `Leads/${id}`, { data: [{ Phone: '2' }] });
		expect(changed.body.data![0].code).toBe('CONVERTED_RECORD');
		const upserted = await ask('POST', 'Leads/upsert', { data: [lead] });
		expect(upserted.body.data![0].action).toBe('insert');
	});

	it('joins records that are there, by id or by what matches, and writes over them when told to', async () => {
		const { convert, seed, held } = givenLead();
		const account = seed('Accounts', { Account_Name: 'King' });
		const contact = seed('Contacts', { Last_Name: 'Frei', Email: 'a@king.test' });

		const { body } = await convert({
			Accounts: { id: account },
			add_to_existing_record: true,
			overwrite: true,
		});

		expect(body.data).toMatchObject([
			{ details: { Contacts: { id: contact }, Accounts: { id: account }, Deals: null } },
		]);
		expect(held('Contacts')).toHaveLength(1);
		expect(held('Contacts')[0].values.Last_Name).toBe('Frey');
	});

	it('is left alone where the deal is wrong or a record is not there', async () => {
		const { convert, held } = givenLead();

		const noStage = await convert({ Deals: { Deal_Name: 'x' } });
		const noAccount = await convert({ Accounts: { id: '5' } });

		expect(noStage).toMatchObject({
			status: 400,
			body: { data: [{ code: 'MANDATORY_NOT_FOUND' }] },
		});
		expect(noAccount.body.details).toMatchObject({ json_path: '$.data[0].Accounts.id' });
		expect([...held('Contacts'), ...held('Accounts')]).toEqual([]);
	});

	it('was answered with bare ids in v2.1', async () => {
		const { convert, held } = givenLead();
		const { body } = await convert({}, 2.1);
		expect(body.data).toEqual([
			{ Contacts: held('Contacts')[0].id, Accounts: held('Accounts')[0].id, Deals: null },
		]);
	});

	it('is one again when a composite is rolled back', async () => {
		const { zoho, send, leads, cost } = company({ seed: { records: { Leads: [lead] } } });
		const uri = `/crm/v8/Leads/${leads()[0].id}/actions/convert`;
		const convert = { method: 'POST', uri, body: { data: [{}] } };
		const wrong = { method: 'POST', uri: '/crm/v8/Leads', body: { data: [{}] } };

		await send([convert, wrong], { rollback_on_fail: true });

		expect(zoho.org().modules.get('Contacts')!.store.records.size).toBe(0);
		expect(leads()[0].values.Converted__s).toBe(false);
		expect((await send([convert])).results[0].details.response?.status_code).toBe(200);
		expect(cost()).toBe(2);
	});
});
