import assert from 'node:assert/strict';
import { Notifications, ParameterMap } from '@zohocrm/typescript-sdk-8.0';
import { instance, openSdkWorld, understood } from './world';

const CHANNEL = '1000000068001';

/** A channel enabled, read, changed and disabled. */
export async function notifications() {
	const world = await openSdkWorld();
	try {
		const operations = new Notifications.NotificationsOperations();
		const { clock } = world.simulator.zoho;
		const enabled = await operations.enableNotifications(bodyUntil(clock.now() + 86_400_000));
		assertEvents(understood(enabled, 201, Notifications.ActionWrapper));
		const listed = await operations.getNotifications();
		const list = understood(listed, 200, Notifications.ResponseWrapper);
		const [channel] = list.getWatch();
		assert.equal(String(channel.getChannelId()), CHANNEL);
		assert.deepEqual([...channel.getEvents()].sort(), ['Leads.create', 'Leads.edit']);
		assert.equal(channel.getToken(), 'anything');
		assert.equal(list.getInfo().getCount(), 1);
		const updated = await operations.updateNotifications(bodyUntil(clock.now() + 2 * 86_400_000));
		assertEvents(understood(updated, 200, Notifications.ActionWrapper));
		const ids = new ParameterMap();
		await ids.add(Notifications.DeleteNotificationParam.CHANNEL_IDS, CHANNEL);
		const disabled = await operations.deleteNotification(ids);
		const [gone] = understood(disabled, 200, Notifications.ActionWrapper).getWatch();
		assert.equal(instance(gone, Notifications.SuccessResponse).getCode().getValue(), 'SUCCESS');
		assert.equal((await operations.getNotifications()).getStatusCode(), 204);
	} finally {
		await world.close();
	}
}

function assertEvents(wrapper: Notifications.ActionWrapper) {
	const success = instance(wrapper.getWatch()[0], Notifications.SuccessResponse);
	const [event] = success.getDetails().get('events') as Notifications.Event[];
	assert.equal(event.getResourceName(), 'Leads');
	assert.equal(String(event.getChannelId()), CHANNEL);
	assert.ok(event.getChannelExpiry() instanceof Date);
}

function bodyUntil(time: number) {
	const channel = new Notifications.Notification();
	channel.setChannelId(CHANNEL);
	channel.setNotifyUrl('https://example.com/notify');
	channel.setToken('anything');
	channel.setEvents(['Leads.create', 'Leads.edit']);
	channel.setChannelExpiry(new Date(time));
	const body = new Notifications.BodyWrapper();
	body.setWatch([channel]);
	return body;
}
