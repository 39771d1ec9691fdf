import { clientOf } from './client';
import { createZoho } from './zoho';

const person = (name: string) => ({
	Last_Name: name,
	Company: 'Zylker',
	Email: `${name}@example.com`,
});

function refusing(rows: number[]) {
	const zoho = createZoho({
		seed: { orgs: [{ records: { Leads: ['a', 'b', 'c'].map(person) } }] },
	});
	const fault = { kind: 'partial', rows, code: 'RECORD_LOCKED', message: 'locked' } as const;
	zoho.faults.add({ match: {}, fault });
	const leads = () => [...zoho.org().modules.get('Leads')!.store.records.values()];
	return { zoho, client: clientOf(zoho), leads, ids: leads().map(({ id }) => id) };
}

const locked = { code: 'RECORD_LOCKED', details: {}, message: 'locked', status: 'error' };
const done = { code: 'SUCCESS' };

describe('a write of which some rows are refused', () => {
	it('inserts the others', async () => {
		const { client, leads, zoho } = refusing([0, 2]);
		const data = ['d', 'e', 'f'].map(person);
		const reply = await client.send('POST', '/crm/v8/Leads', { data });
		expect(reply).toMatchObject({ status: 207, body: { data: [locked, done, locked] } });
		expect(
			leads()
				.slice(3)
				.map(({ values }) => values.Last_Name),
		).toEqual(['e']);
		expect(zoho.meter.total()).toBe(1);
	});

	it('updates the others', async () => {
		const { client, leads, ids } = refusing([1]);
		const data = ids.map((id) => ({ id, Company: 'New' }));
		const reply = await client.send('PUT', '/crm/v8/Leads', { data });
		expect(reply).toMatchObject({ status: 207, body: { data: [done, locked, done] } });
		expect(leads().map(({ values }) => values.Company)).toEqual(['New', 'Zylker', 'New']);
	});

	it('upserts the others', async () => {
		const { client, leads } = refusing([0]);
		const data = [person('d'), { ...person('a'), Company: 'New' }];
		const reply = await client.send('POST', '/crm/v8/Leads/upsert', { data });
		expect(reply).toMatchObject({ status: 207, body: { data: [locked, { action: 'update' }] } });
		expect(leads()).toHaveLength(3);
	});

	it.each([
		['update', 'PUT', { data: [{ Company: 'New' }] }],
		['delete', 'DELETE', undefined],
	])('does not %s the one', async (_, method, body) => {
		const { client, leads, ids } = refusing([0]);
		const reply = await client.send(method, `/crm/v8/Leads/${ids[0]}`, body);
		expect(reply).toMatchObject({ status: 400, body: { data: [locked] } });
		expect(leads()[0].values.Company).toBe('Zylker');
	});

	it('deletes the others', async () => {
		const { client, leads, ids } = refusing([2]);
		const reply = await client.send('DELETE', `/crm/v8/Leads?ids=${ids.join(',')}`);
		expect(reply).toMatchObject({ status: 207, body: { data: [done, done, locked] } });
		expect(leads().map(({ id }) => id)).toEqual([ids[2]]);
	});

	it('updates the others with the same value', async () => {
		const { zoho, leads, ids } = refusing([0]);
		const client = clientOf(zoho, { scopes: ['ZohoCRM.mass_update.ALL'] });
		const body = { data: [{ Company: 'New' }], ids, over_write: true };
		const reply = await client.send('POST', '/crm/v8/Leads/actions/mass_update', body);
		expect(reply).toMatchObject({ status: 207, body: { data: [locked, done, done] } });
		expect(leads().map(({ values }) => values.Company)).toEqual(['Zylker', 'New', 'New']);
	});
});
