import { cloneDeep } from 'lodash';
import { badLead, codes, company, inner, insertLead, readModules } from './compositeClient';

const ROLLBACK = { rollback_on_fail: true };
const boyle = { Last_Name: 'Boyle', Company: 'Zylker', Email: 'boyle@example.com' };

function companyWithLeads() {
	const made = company({
		seed: { records: { Leads: [boyle, { Last_Name: 'Max', Company: 'ABC' }] } },
	});
	const ids = made.leads().map(({ id }) => id);
	return { ...made, ids };
}

describe('a composite with rollback', () => {
	it('costs two credits when all goes well', async () => {
		const { send, cost, leads } = company();
		const { status, results } = await send(
			[
				insertLead('Boyle', { sub_request_id: 'a' }),
				{ method: 'GET', uri: '/crm/v8/Leads/@{a:$.data[0].details.id}' },
			],
			ROLLBACK,
		);
		expect([status, inner(results)]).toEqual([200, [201, 200]]);
		expect([cost(), leads().length]).toEqual([2, 1]);
	});

	it('is answered 400 and costs one when one failed', async () => {
		const { send, cost } = company();
		const { status, results } = await send(
			[insertLead('a'), readModules(), badLead(), insertLead('b')],
			ROLLBACK,
		);
		expect(status).toBe(400);
		expect(codes(results)).toEqual([
			...['ROLLBACK_PERFORMED', 'ROLLBACK_PERFORMED', 'SUCCESS', 'PROCESSING_STOPPED'],
		]);
		expect(inner(results)).toEqual([undefined, undefined, 400, undefined]);
		for (const index of [0, 1, 3]) {
			expect(results[index]).toMatchObject({
				status: 'error',
				message:
					'the transaction was rolled back since another sub request in the same transaction failed.',
				details: { rollbacked_by_sub_request_index: 2 },
			});
		}
		expect(cost()).toBe(1);
	});

	it('needs two free credits, and takes one back when it fails', async () => {
		const { zoho, send } = company({ seed: { allowance: 2, usedCredits: 1 } });
		expect((await send([readModules()], ROLLBACK)).status).toBe(429);
		zoho.setOrg({ usedCredits: 0 });
		expect((await send([badLead()], ROLLBACK)).status).toBe(400);
		expect(zoho.meter.used(zoho.org(), zoho.clock.now())).toBe(1);
	});

	it.each([
		['a wrong form', { method: 'GET' }, 'MANDATORY_NOT_FOUND'],
		['an API that is not allowed', { method: 'GET', uri: '/crm/v8/__apis' }, 'NOT_SUPPORTED'],
		['a reference', { method: 'GET', uri: '/crm/v8/Leads/@{x:$.id}' }, 'INVALID_REFERENCE'],
	])('fails by %s too', async (_, wrong, code) => {
		const { send, leads } = company();
		const { status, results } = await send([insertLead('a'), wrong], ROLLBACK);
		expect([status, codes(results)]).toEqual([400, ['ROLLBACK_PERFORMED', code]]);
		expect(leads()).toEqual([]);
	});

	it('fails by a refused record, whatever its HTTP status', async () => {
		const { send, leads } = company({ switches: { recordWriteStatus: 'always200' } });
		const { status, results } = await send([insertLead('a'), badLead()], ROLLBACK);
		expect([status, inner(results)]).toEqual([400, [undefined, 200]]);
		expect(leads()).toEqual([]);
	});
});

describe('what was rolled back', () => {
	it('is as if it had never been written', async () => {
		const { send, client, leads, ids, events, runs } = companyWithLeads();
		const [first, second] = ids;
		const before = cloneDeep(leads());
		const { status } = await send(
			[
				insertLead('New'),
				{
					method: 'PUT',
					uri: `/crm/v8/Leads/${first}`,
					body: { data: [{ Email: 'new@example.com', Tag: [{ name: 'hot' }] }] },
				},
				{ method: 'DELETE', uri: `/crm/v8/Leads/${first}` },
				{ method: 'DELETE', uri: `/crm/v8/Leads/${second}` },
				badLead(),
			],
			ROLLBACK,
		);
		expect(status).toBe(400);
		expect(leads()).toEqual(before);
		expect((await client.get('/crm/v8/Leads/deleted')).status).toBe(204);
		expect([events, runs()]).toEqual([[], []]);
	});

	it('is found by its old values, and by those only', async () => {
		const { send, client, leads, ids } = companyWithLeads();
		const moved = { Email: 'new@example.com' };
		const put = { method: 'PUT', uri: `/crm/v8/Leads/${ids[0]}`, body: { data: [moved] } };
		const upsert = (email: string) =>
			client.send('POST', '/crm/v8/Leads/upsert', { data: [{ ...boyle, Email: email }] });
		// Builds the index of emails before the transaction.
		expect((await upsert('boyle@example.com')).body).toMatchObject({
			data: [{ action: 'update' }],
		});
		await send([put, badLead()], ROLLBACK);
		expect((await upsert('boyle@example.com')).body).toMatchObject({
			data: [{ action: 'update', details: { id: ids[0] } }],
		});
		expect((await upsert('new@example.com')).body).toMatchObject({ data: [{ action: 'insert' }] });
		expect(leads()).toHaveLength(3);
	});

	it('keeps its place among the records', async () => {
		const { send, client, ids } = companyWithLeads();
		const remove = { method: 'DELETE', uri: `/crm/v8/Leads/${ids[0]}` };
		await send([remove, badLead()], ROLLBACK);
		const { body } = await client.get('/crm/v8/Leads?fields=Last_Name&sort_order=asc');
		expect(body).toMatchObject({ data: ids.map((id) => ({ id })) });
	});

	it('draws no number', async () => {
		const { send, client, org } = company({
			seed: {
				fields: {
					Leads: [
						{ apiName: 'Ticket', type: 'autonumber', autoNumber: { prefix: 'T-', start: 1 } },
					],
				},
			},
		});
		await send([insertLead('a'), insertLead('b'), badLead()], ROLLBACK);
		await client.send('POST', '/crm/v8/Leads', { data: [boyle] });
		const [lead] = [...org.modules.get('Leads')!.store.records.values()];
		expect(lead.values.Ticket).toBe('T-1');
	});
});

describe('automations and notifications', () => {
	it('come after all sub-requests, in the order of the changes', async () => {
		const { zoho, send, events, runs } = company();
		let seen = -1;
		zoho.routes.push({
			method: 'GET',
			tree: 'crm',
			path: 'settings/layout_rules',
			name: 'look',
			scopes: () => [],
			price: () => 1,
			handle: () => {
				seen = events.length + runs().length;
				return { status: 204, accepted: true };
			},
		});
		const look = { method: 'GET', uri: '/crm/v8/settings/layout_rules' };
		const requests = [
			insertLead('a', { sub_request_id: 'a' }),
			{
				method: 'PUT',
				uri: '/crm/v8/Leads/@{a:$.data[0].details.id}',
				body: { data: [{ Company: 'ABC' }] },
			},
			look,
		];
		await send(requests, ROLLBACK);
		expect(seen).toBe(0);
		expect(events.map(({ operation }) => operation)).toEqual(['insert', 'update']);
		expect(runs().map(({ operation }) => operation)).toEqual(['insert', 'update']);
		await send(requests, { parallel_execution: false });
		expect(seen).toBe(8);
	});
});

describe('other calls meanwhile', () => {
	it('wait until the transaction is over and see nothing that was taken back', async () => {
		const { zoho, client, send, leads } = company();
		zoho.faults.add({
			match: { name: 'composite.sub', index: 1 },
			fault: { kind: 'slow', ms: 60 },
		});
		const composite = send([insertLead('Ghost'), readModules(), badLead()], ROLLBACK);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(leads()).toHaveLength(1);
		const [read, write, other] = await Promise.all([
			client.get('/crm/v8/Leads?fields=Last_Name'),
			client.send('POST', '/crm/v8/Leads', { data: [boyle] }),
			send([insertLead('Own')], ROLLBACK),
		]);
		expect((await composite).status).toBe(400);
		expect(read.status).toBe(204);
		expect([write.status, other.status]).toEqual([201, 200]);
		expect(leads().map(({ values }) => values.Last_Name)).toEqual(['Boyle', 'Own']);
	});
});
