import { clientOf } from './client';
import { DAY, HOUR, isoAt, leadsChannel, watchWorld } from './watchClient';
import { noon, type Json } from './handMadeCall';

const expiryOf = ({ watch }: Json) => Date.parse(String(watch[0].details.events[0].channel_expiry));

describe('Enabling a channel', () => {
	it('answers 201 with one entry per module, not per event, for one credit', async () => {
		const { enable, zoho } = watchWorld();

		const { status, body } = await enable({
			events: ['leads.create', 'Leads.edit', 'Contacts.all'],
		});

		expect(status).toBe(201);
		const leads = zoho.org().modules.get('Leads')!.schema;
		expect(body).toEqual({
			watch: [
				{
					code: 'SUCCESS',
					message: 'Successfully subscribed for actions-watch of the given module',
					status: 'success',
					details: {
						events: [
							{
								channel_expiry: '2024-03-01T05:00:00-08:00',
								resource_uri: 'http://zoho.test/crm/v2/Leads',
								resource_id: leads.id,
								resource_name: 'Leads',
								channel_id: '1000000068001',
							},
							expect.objectContaining({ resource_name: 'Contacts' }),
						],
					},
				},
			],
		});
		expect(zoho.meter.total()).toBe(1);
	});

	it('lives one hour when nothing else is asked for', async () => {
		const { enable, list, clock } = watchWorld();
		expect(expiryOf((await enable()).body)).toBe(noon + HOUR);

		await clock.advance(HOUR - 1);
		expect((await list()).status).toBe(200);
		await clock.advance(1);
		expect((await list()).status).toBe(204);
	});

	it.each([
		[8, 7 * DAY - 1000, 7 * DAY - 1000],
		[8, 7 * DAY, 7 * DAY],
		[8, 7 * DAY + 1000, HOUR],
		[4, 8 * DAY, HOUR],
		[3, DAY, DAY],
		[3, DAY + 1000, HOUR],
	])('in v%d, asked for %d ms, lives %d ms', async (version, asked, granted) => {
		const { watch } = watchWorld();
		const entry = { ...leadsChannel, channel_expiry: isoAt(noon + asked) };

		const { status, body } = await watch('POST', entry, version);

		expect(status).toBe(201);
		expect(expiryOf(body)).toBe(noon + granted);
	});

	it.each([
		['milliseconds', '2024-03-02T12:00:00.000+00:00'],
		['no offset', '2024-03-02T12:00:00'],
		['Z and milliseconds', '2024-03-02T12:00:00.000Z'],
		['a number', noon + HOUR],
	])('refuses an expiry with %s', async (_what, channel_expiry) => {
		const { status, body } = await watchWorld().enable({ channel_expiry });

		expect(status).toBe(400);
		expect(body.watch[0]).toEqual({
			code: 'INVALID_DATA',
			details: {
				expected_data_type: 'datetime',
				api_name: 'channel_expiry',
				json_path: '$.watch[0].channel_expiry',
			},
			message: 'invalid data',
			status: 'error',
		});
	});

	it('refuses an expiry that is over, unless the switch makes it an hour', async () => {
		const channel_expiry = isoAt(noon - HOUR);
		expect((await watchWorld().enable({ channel_expiry })).status).toBe(400);
		const { enable } = watchWorld({ pastChannelExpiry: 'oneHour' });
		expect(expiryOf((await enable({ channel_expiry })).body)).toBe(noon + HOUR);
	});

	it.each(['channel_id', 'events', 'notify_url'])('cannot do without %s', async (key) => {
		const { status, body } = await watchWorld().enable({ [key]: undefined });

		expect(status).toBe(400);
		expect(body.watch[0]).toMatchObject({
			code: 'MANDATORY_NOT_FOUND',
			details: { api_name: key, json_path: `$.watch[0].${key}` },
		});
	});

	it.each([
		[{ token: 'x'.repeat(51) }, { api_name: 'token', maximum_length: 50 }],
		[{ channel_id: 'my channel' }, { api_name: 'channel_id', expected_data_type: 'long' }],
		[{ channel_id: '9223372036854775808' }, { api_name: 'channel_id' }],
		[{ notify_url: 'n8n' }, { api_name: 'notify_url' }],
		[{ notify_url: `https://a.example/${'x'.repeat(250)}` }, { maximum_length: 255 }],
		[{ events: [] }, { api_name: 'events', minimum_length: 1 }],
		[{ events: Array(51).fill('Leads.all') }, { api_name: 'events', maximum_length: 50 }],
		[{ events: ['Leads.insert'] }, { api_name: 'events', json_path: '$.watch[0].events[0]' }],
		[{ events: ['Leads.all', 'Leeds.all'] }, { json_path: '$.watch[0].events[1]' }],
		[{ events: ['Notes.all'] }, { api_name: 'events' }],
		[{ events: ['Line_Items.all'] }, { api_name: 'events' }],
		[{ return_affected_field_values: 'yes' }, { expected_data_type: 'boolean' }],
	])('refuses %j', async (changes, details) => {
		const { status, body } = await watchWorld().enable(changes);

		expect(status).toBe(400);
		expect(body.watch[0]).toMatchObject({ code: 'INVALID_DATA', details });
	});

	it('takes a token of 50 characters and a channel id beyond 2^53', async () => {
		const { enable, list } = watchWorld();
		const changes = { token: 'x'.repeat(50), channel_id: '9223372036854775807' };
		expect((await enable(changes)).status).toBe(201);
		expect((await list()).body.watch[0]).toMatchObject(changes);
	});

	it('takes some channels and refuses others: 207, or 202 by the older files', async () => {
		const entries = [leadsChannel, { ...leadsChannel, events: ['No.all'] }];
		const { watch, list } = watchWorld();

		const { status, body } = await watch('POST', entries);

		expect(status).toBe(207);
		expect(body.watch).toMatchObject([{ status: 'success' }, { status: 'error' }]);
		expect(Object(await list()).body.watch).toHaveLength(1);
		const older = watchWorld({ watchMixedStatus: 202 });
		expect((await older.watch('POST', entries)).status).toBe(202);
	});

	it('needs the scope of its method', async () => {
		const { enable, list } = watchWorld({}, { scopes: ['ZohoCRM.notifications.READ'] });
		expect((await enable()).status).toBe(401);
		expect((await list()).status).toBe(204);
	});
});

describe('A channel that is there', () => {
	it('is listed with its token, one entry per module, page by page', async () => {
		const { enable, list, zoho } = watchWorld();
		await enable({ events: ['Leads.create', 'Leads.edit', 'Deals.all'] });

		const { body } = await list();

		expect(body.watch).toHaveLength(2);
		expect(body.watch[0]).toEqual({
			notify_on_related_action: true,
			channel_expiry: '2024-03-01T05:00:00-08:00',
			return_affected_field_values: false,
			resource_uri: 'http://zoho.test/crm/v2/Leads',
			resource_id: zoho.org().modules.get('Leads')!.schema.id,
			notify_url: leadsChannel.notify_url,
			resource_name: 'Leads',
			fields: null,
			notification_condition: null,
			channel_id: leadsChannel.channel_id,
			events: ['Leads.create', 'Leads.edit'],
			token: 'secret',
		});
		expect(body.info).toEqual({ per_page: 200, count: 2, page: 1, more_records: false });
		const page = await list('?page=2&per_page=1');
		expect(page.body.watch[0]).toMatchObject({ resource_name: 'Deals' });
		const one = await list(`?channel_id=${leadsChannel.channel_id}&module=deals`);
		expect(one.body.info).toMatchObject({ count: 1 });
		expect((await list('?channel_id=1')).status).toBe(204);
	});

	it('belongs to the user who made it', async () => {
		const { enable, zoho } = watchWorld();
		await enable();
		const other = zoho.org().users.find(({ admin, status }) => !admin && status === 'active')!;
		const colleague = clientOf(zoho, { user: other.email });

		expect((await colleague.get('/crm/v8/actions/watch')).status).toBe(204);
		const path = `/crm/v8/actions/watch?channel_ids=${leadsChannel.channel_id}`;
		const { status, body } = await colleague.send('DELETE', path);
		expect(status).toBe(400);
		expect(body).toMatchObject({ watch: [{ code: 'NOT_SUBSCRIBED' }] });
		expect(zoho.channels()).toHaveLength(1);
	});

	it('is renewed by enabling it again, whole', async () => {
		const { enable, list, clock } = watchWorld();
		await enable({ events: ['Leads.all', 'Deals.all'] });
		await clock.advance(HOUR / 2);

		const { body } = await enable({ events: ['Contacts.all'], token: undefined });

		expect(expiryOf(body)).toBe(noon + 1.5 * HOUR);
		const { watch } = (await list()).body;
		expect(watch).toHaveLength(1);
		expect(watch[0]).toMatchObject({ events: ['Contacts.all'], token: null });
	});

	it('keeps its other events when the switch says that enabling adds', async () => {
		const { enable, list } = watchWorld({ enableKnownChannel: 'add' });
		await enable();
		await enable({ events: ['Contacts.all'] });
		expect((await list()).body.watch).toHaveLength(2);
	});

	it('is replaced by PUT: what is left out is dropped', async () => {
		const { enable, watch, list } = watchWorld();
		await enable({
			channel_expiry: isoAt(noon + DAY),
			notify_on_related_action: false,
			return_affected_field_values: true,
		});

		const { status, body } = await watch('PUT', { ...leadsChannel, token: undefined });

		expect(status).toBe(200);
		expect(expiryOf(body)).toBe(noon + HOUR);
		expect((await list()).body.watch[0]).toMatchObject({
			token: null,
			notify_on_related_action: true,
			return_affected_field_values: false,
		});
	});

	it('is changed by PATCH: what is left out stays', async () => {
		const { enable, watch, list } = watchWorld();
		await enable({ channel_expiry: isoAt(noon + DAY), notify_on_related_action: false });

		const { status, body } = await watch('PATCH', {
			channel_id: leadsChannel.channel_id,
			channel_expiry: isoAt(noon + 2 * DAY),
		});

		expect(status).toBe(200);
		expect(body.watch[0]).toMatchObject({ message: 'Successfully updated the subscribe details' });
		expect((await list()).body.watch[0]).toMatchObject({
			token: 'secret',
			notify_on_related_action: false,
			events: ['Leads.all'],
			channel_expiry: '2024-03-03T04:00:00-08:00',
		});
	});

	it('may lose its token by a PATCH without one', async () => {
		const { enable, watch, list } = watchWorld({ patchWithoutToken: 'cleared' });
		await enable();
		await watch('PATCH', { channel_id: leadsChannel.channel_id, events: ['Leads.create'] });
		expect((await list()).body.watch[0]).toMatchObject({ token: null, events: ['Leads.create'] });
	});

	it('adds the events of a PATCH where the switch says so', async () => {
		const { enable, watch, list } = watchWorld({ patchEvents: 'add' });
		await enable();
		await watch('PATCH', { channel_id: leadsChannel.channel_id, events: ['Deals.edit'] });
		expect((await list()).body.watch).toHaveLength(2);
	});

	it('loses some events, and is gone with the last one', async () => {
		const { enable, watch, list } = watchWorld();
		await enable();
		const without = (...events: string[]) =>
			watch('PATCH', { channel_id: leadsChannel.channel_id, events, _delete_events: true });

		const { status, body } = await without('Leads.edit');

		expect(status).toBe(200);
		expect(body.watch[0]).toMatchObject({
			message: 'Successfully removed the subscribe details',
			details: { events: [{ resource_name: 'Leads', channel_id: leadsChannel.channel_id }] },
		});
		expect(JSON.stringify(body)).not.toContain('channel_expiry');
		expect((await list()).body.watch[0].events).toEqual(['Leads.create', 'Leads.delete']);
		expect((await without('Leads.edit')).body.watch[0]).toMatchObject({ code: 'NOT_SUBSCRIBED' });
		await without('Leads.create', 'Leads.delete');
		expect((await list()).status).toBe(204);
	});

	it('is deleted with one entry per module', async () => {
		const { enable, client, list } = watchWorld();
		await enable({ events: ['Leads.all', 'Deals.all'] });

		const path = `/crm/v8/actions/watch?channel_ids=${leadsChannel.channel_id},77`;
		const { status, body } = await client.send('DELETE', path);

		expect(status).toBe(207);
		expect(body).toMatchObject({
			watch: [
				{
					message: 'Successfully un-subscribed from actions-watch',
					details: { channel_id: leadsChannel.channel_id },
				},
				{ status: 'success' },
				{ code: 'NOT_SUBSCRIBED', status: 'error' },
			],
		});
		expect((await list()).status).toBe(204);
	});

	it.each(['PUT', 'PATCH'])(
		'answers NOT_SUBSCRIBED to a %s once it has expired',
		async (method) => {
			const { enable, watch, clock } = watchWorld();
			await enable();
			await clock.advance(HOUR);

			const { status, body } = await watch(method, leadsChannel);

			expect(status).toBe(400);
			expect(body.watch[0]).toMatchObject({ code: 'NOT_SUBSCRIBED', status: 'error' });
		},
	);

	it('can be lost behind its owner’s back, over the controls too', async () => {
		const { enable, zoho, list } = watchWorld();
		const control = (method: string, path: string) =>
			zoho.handle(new Request(`${zoho.origin}/_sim/${path}`, { method }));
		await enable();
		expect(await (await control('GET', 'channels')).json()).toMatchObject({
			channels: [{ id: leadsChannel.channel_id, token: 'secret' }],
		});

		await control('DELETE', `channels?channel_id=${leadsChannel.channel_id}`);

		expect((await list()).status).toBe(204);
		const again = await control('DELETE', `channels?channel_id=${leadsChannel.channel_id}`);
		expect(again.status).toBe(400);
	});
});
