import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noon } from './handMadeCall';
import { HOUR, leadsChannel, watchWorld } from './watchClient';

/** A world where a channel for leads, quiet about relatives, is open. */
async function listening(changes: object = {}, switches: Parameters<typeof watchWorld>[0] = {}) {
	const world = watchWorld(switches);
	await world.enable({ notify_on_related_action: false, ...changes });
	world.zoho.meter.reset();
	return world;
}

const hook = { name: 'callback.notification' };

describe('A change in a watched module', () => {
	it('is told in one call for all records of a write, and costs nothing', async () => {
		const { addLeads, wait, listener, zoho } = await listening();

		const added = await addLeads(3);
		expect(listener.calls).toHaveLength(0);
		await wait();

		expect(listener.calls).toEqual([
			{
				url: leadsChannel.notify_url,
				type: 'application/json;charset=UTF-8',
				body: {
					server_time: noon,
					query_params: { from: 'zoho' },
					module: 'Leads',
					resource_uri: 'http://zoho.test/crm/v2/Leads',
					ids: added.map(({ details }) => details.id),
					affected_fields: [],
					operation: 'insert',
					channel_id: leadsChannel.channel_id,
					token: 'secret',
				},
			},
		]);
		expect(zoho.meter.total()).toBe(1);
	});

	it('names what an edit changed, by record, and the values when they are asked for', async () => {
		const { write, seed, wait, listener } = await listening({
			events: ['Contacts.edit'],
			return_affected_field_values: true,
		});
		const account = seed('Accounts', { Account_Name: 'Dal Tile' });
		const id = seed('Contacts', { Last_Name: 'Frey', Mobile: '1' });

		await write('PUT', 'Contacts', [
			{ id, Mobile: '123456789', Last_Name: 'Frey', Account_Name: { id: account } },
		]);
		await wait();

		expect(listener.bodies()).toEqual([
			expect.objectContaining({
				operation: 'update',
				ids: [id],
				affected_fields: [{ [id]: ['Mobile', 'Account_Name'] }],
				affected_values: [
					{
						record_id: id,
						values: { Mobile: '123456789', Account_Name: { name: 'Dal Tile', id: account } },
					},
				],
			}),
		]);
	});

	it('comes in one call per operation for an upsert, and as delete for deleted ones', async () => {
		const { write, seed, client, wait, listener } = await listening();
		const id = seed('Leads', { Last_Name: 'Frey', Company: 'C', Email: 'a@example.com' });
		await wait();
		listener.calls.length = 0;

		await write('POST', 'Leads/upsert', [
			{ Last_Name: 'Frey', Company: 'D', Email: 'a@example.com' },
			{ Last_Name: 'New', Company: 'D', Email: 'b@example.com' },
		]);
		await client.send('DELETE', `/crm/v8/Leads?ids=${id}`);
		await wait();

		const told = listener.bodies().map(({ operation, ids }) => [operation, Object(ids).length]);
		expect(told).toEqual([
			['update', 1],
			['insert', 1],
			['delete', 1],
		]);
		expect(listener.bodies()[2]).toMatchObject({ ids: [id], affected_fields: [] });
	});

	it('is split over calls where ids are more than the switch allows', async () => {
		const { addLeads, wait, listener } = await listening({}, { notificationIdsPerCall: 40 });
		await addLeads(100);
		await wait();
		expect(listener.bodies().map(({ ids }) => Object(ids).length)).toEqual([40, 40, 20]);
	});

	it('is told only for the events of the channel, and to every channel', async () => {
		const { enable, addLeads, write, wait, listener } = await listening({
			events: ['Leads.create'],
		});
		await enable({
			channel_id: '2',
			events: ['Leads.edit'],
			notify_url: 'https://n8n.example.com/b',
		});
		const [{ details }] = await addLeads(1);
		await wait();
		await write('PUT', 'Leads', [{ id: details.id, City: 'Pune' }]);
		await wait();

		const told = listener.bodies().map((body) => [body.channel_id, body.operation]);
		expect(told).toEqual([
			[leadsChannel.channel_id, 'insert'],
			['2', 'update'],
		]);
	});

	it('is told no more once the channel has expired, nor after a reset', async () => {
		const { addLeads, wait, listener, zoho } = await listening();
		await wait(HOUR);
		await addLeads(1);
		await wait();
		expect(listener.calls).toHaveLength(0);
		expect(zoho.callbacks.log.since()).toHaveLength(0);
	});

	it('is not told when a composite takes it back', async () => {
		const { client, wait, listener } = await listening();
		const sub = (id: string, data: object) => ({
			sub_request_id: id,
			method: 'POST',
			uri: '/crm/v8/Leads',
			body: { data: [data] },
		});
		const good = { Last_Name: 'Frey', Company: 'C' };
		const send = (second: object) =>
			client.send('POST', '/crm/v8/__composite_requests', {
				rollback_on_fail: true,
				__composite_requests: [sub('1', good), sub('2', second)],
			});

		await send({ Company: 'Nameless' });
		await wait();
		expect(listener.calls).toHaveLength(0);
		await send(good);
		await wait();
		expect(listener.bodies()[0]).toMatchObject({ operation: 'insert' });
	});
});

describe('An action on a related record', () => {
	it('raises a notification unasked, without fields', async () => {
		const { seed, write, wait, listener } = await listening({
			events: ['Accounts.all'],
			notify_on_related_action: undefined,
		});
		const account = seed('Accounts', { Account_Name: 'Dal Tile' });
		await wait();
		listener.calls.length = 0;

		await write('POST', 'Contacts', [{ Last_Name: 'Frey', Account_Name: { id: account } }]);
		await wait();

		expect(listener.bodies()).toMatchObject([
			{ module: 'Accounts', operation: 'update', ids: [account], affected_fields: [] },
		]);
	});

	it('is also a note on a record of any module (Kaizen 170)', async () => {
		const { seed, write, wait, listener } = await listening({
			events: ['Accounts.edit'],
			notify_on_related_action: undefined,
		});
		const account = seed('Accounts', { Account_Name: 'Dal Tile' });

		await write('POST', `Accounts/${account}/Notes`, [{ Note_Content: 'Called back' }]);
		await wait();

		expect(listener.bodies()).toMatchObject([{ module: 'Accounts', ids: [account] }]);
	});

	it('is silent where the channel does without', async () => {
		const { seed, write, wait, listener } = await listening({ events: ['Accounts.edit'] });
		const account = seed('Accounts', { Account_Name: 'Dal Tile' });
		await write('POST', 'Contacts', [{ Last_Name: 'Frey', Account_Name: { id: account } }]);
		await wait();
		expect(listener.calls).toHaveLength(0);
	});
});

describe('A notification condition', () => {
	const field = (apiName: string) => ({ field: { api_name: apiName } });
	const condition = (selection: object, module: object = { api_name: 'Leads' }) => ({
		notification_condition: [{ type: 'field_selection', module, field_selection: selection }],
	});
	const both = (operator: string) => ({
		group_operator: operator,
		group: [field('City'), field('Company')],
	});

	it.each([
		[field('City'), 1],
		[field('Company'), 0],
		[both('or'), 1],
		[both('and'), 0],
	])('%j lets an edit of City through %d times', async (selection, count) => {
		const { seed, write, wait, listener } = await listening(condition(selection));
		const id = seed('Leads', { Last_Name: 'Frey', Company: 'C' });
		await wait();
		expect(listener.bodies()).toMatchObject([{ operation: 'insert' }]);

		await write('PUT', 'Leads', [{ id, City: 'Pune' }]);
		await wait();

		expect(listener.calls).toHaveLength(1 + count);
	});

	it('is listed with the ids of its fields', async () => {
		const { list, zoho } = await listening(condition(both('or')));
		const { schema } = zoho.org().modules.get('Leads')!;
		const city = schema.fields.find(({ apiName }) => apiName === 'City')!;

		const { body } = await list();

		expect(body.watch[0].notification_condition[0]).toMatchObject({
			type: 'field_selection',
			module: { api_name: 'Leads', id: schema.id },
			field_selection: {
				group_operator: 'or',
				group: [{ field: { api_name: 'City', id: city.id } }, {}],
			},
		});
	});

	const deep = (fields: number): object =>
		fields === 1
			? field('City')
			: { group_operator: 'or', group: [field('Company'), deep(fields - 1)] };

	it.each([
		[
			{ group_operator: 'or', group: [field('City'), field('City'), field('City')] },
			'INVALID_DATA',
		],
		[{ group_operator: 'xor', group: [field('City')] }, 'INVALID_DATA'],
		[field('Nonsense'), 'INVALID_DATA'],
		[{ field: {} }, 'EXPECTED_FIELD_MISSING'],
		[{}, 'MANDATORY_NOT_FOUND'],
		[deep(11), 'INVALID_DATA'],
	])('%j is refused: %s', async (selection, code) => {
		const { status, body } = await watchWorld().enable(condition(selection));
		expect(status).toBe(400);
		expect(body.watch[0]).toMatchObject({ code });
	});

	it('may name ten fields', async () => {
		expect((await watchWorld().enable(condition(deep(10)))).status).toBe(201);
	});

	it('needs a type, a module, and one module only', async () => {
		const { enable, zoho } = watchWorld();
		const selection = { field_selection: field('City') };
		const codeOf = async (...notification_condition: object[]) =>
			(await enable({ notification_condition })).body.watch[0].code;

		expect(await codeOf(selection)).toBe('DEPENDENT_FIELD_MISSING');
		expect(await codeOf({ module: { api_name: 'Leads' } })).toBe('MANDATORY_NOT_FOUND');
		const type = 'field_selection';
		expect(await codeOf({ type, ...selection })).toBe('MANDATORY_NOT_FOUND');
		expect(await codeOf({ type, ...selection, module: {} })).toBe('EXPECTED_FIELD_MISSING');
		const { id } = zoho.org().modules.get('Deals')!.schema;
		const module = { api_name: 'Leads', id };
		expect(await codeOf({ type, ...selection, module })).toBe('AMBIGUITY_DURING_PROCESSING');
	});
});

describe('On its way', () => {
	/** Two notifications, each of one record, one second apart; what arrived and what the log says. */
	async function two(effect: 'drop' | 'duplicate' | 'reorder' | 'delay' | 'forged' | 'early') {
		const world = await listening();
		world.zoho.faults.add({ match: hook, fault: { kind: 'callback', effect, ms: 5000 } });
		const [first] = await world.addLeads(1);
		await new Promise((resolve) => setImmediate(resolve));
		const early = world.listener.calls.length;
		await world.wait();
		const [second] = await world.addLeads(1);
		await world.wait();
		const names = new Map([
			[first.details.id, 'first'],
			[second.details.id, 'second'],
		]);
		const arrived = () =>
			world.listener.bodies().map(({ ids }) => names.get(String(ids[0])) ?? 'forged');
		return { ...world, early, arrived };
	}

	it('a notification may be dropped', async () => {
		const { arrived, zoho } = await two('drop');
		expect(arrived()).toEqual(['second']);
		const [dropped, sent] = zoho.callbacks.log.since();
		expect(dropped).toMatchObject({ effect: 'drop' });
		expect(dropped.status).toBeUndefined();
		expect(sent.status).toBe(200);
	});

	it('may come twice, the very same', async () => {
		const { arrived, listener } = await two('duplicate');
		expect(arrived()).toEqual(['first', 'first', 'second']);
		expect(listener.bodies()[0]).toEqual(listener.bodies()[1]);
	});

	it('may be overtaken by the next one', async () => {
		expect((await two('reorder')).arrived()).toEqual(['second', 'first']);
	});

	it('comes after a minute where none overtakes it', async () => {
		const { addLeads, wait, listener, zoho } = await listening();
		zoho.faults.add({ match: hook, fault: { kind: 'callback', effect: 'reorder' } });
		await addLeads(1);
		await wait(60_000);
		expect(listener.calls).toHaveLength(0);
		await wait(1000);
		expect(listener.calls).toHaveLength(1);
	});

	it('may be late', async () => {
		const { arrived, wait } = await two('delay');
		expect(arrived()).toEqual(['second']);
		await wait(5000);
		expect(arrived()).toEqual(['second', 'first']);
	});

	it('may come before the clock moves', async () => {
		const { arrived, early } = await two('early');
		expect(early).toBe(1);
		expect(arrived()).toEqual(['first', 'second']);
	});

	it('may be preceded by a stranger’s, who does not know the token', async () => {
		const { arrived, listener } = await two('forged');
		expect(arrived()).toEqual(['forged', 'first', 'second']);
		expect(listener.bodies()[0]).toMatchObject({ channel_id: leadsChannel.channel_id });
		expect(listener.bodies()[0].token).not.toBe('secret');
	});

	it('is sent once, whatever the receiver answers', async () => {
		const { addLeads, wait, listener, zoho } = await listening();
		listener.answers.push(500, new Error('refused'));
		await addLeads(1);
		await wait();
		await addLeads(1);
		await wait(HOUR / 2);

		expect(listener.calls).toHaveLength(2);
		expect(zoho.callbacks.log.since()).toMatchObject([{ status: 500 }, { error: 'refused' }]);
	});

	it('is repeated where the switch says so, until it is taken', async () => {
		const { addLeads, wait, listener } = await listening({}, { callbackRetries: 3 });
		listener.answers.push(500, new Error('refused'));
		await addLeads(1);
		await wait(HOUR / 2);
		expect(listener.calls).toHaveLength(3);
	});
});

describe('To an address on this machine', () => {
	async function server() {
		const bodies: unknown[] = [];
		const listener = createServer((incoming, outgoing) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('end', () => {
				bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
				outgoing.end('ok');
			});
		});
		await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
		const { port } = listener.address() as AddressInfo;
		const close = () => new Promise((resolve) => listener.close(resolve));
		return { url: `http://127.0.0.1:${port}/hook?a=1`, bodies, close };
	}

	it.each([
		[true, 1, { status: 200 }],
		[false, 0, { error: expect.stringContaining('cannot reach') }],
	])('with localCallbacks %s it arrives %d times', async (localCallbacks, count, logged) => {
		const { url, bodies, close } = await server();
		const { zoho, enable, addLeads, wait } = watchWorld({ localCallbacks }, {}, fetch);
		await enable({ notify_url: url });

		await addLeads(1);
		await wait();

		expect(bodies).toHaveLength(count);
		expect(zoho.callbacks.log.since()).toMatchObject([logged]);
		await close();
	});
});
