import { expiryText } from '../core/channelLife';
import { conditionsOf, eventsOf } from '../core/channelWatch';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import type { Channel } from './channel';

const call = (
	name: 'notifications.read' | 'notifications.write',
	method: ZohoCall['method'],
	rest: Pick<ZohoCall, 'query' | 'body' | 'scope'>,
): ZohoCall => ({
	name,
	size: 1,
	method,
	path: `crm/${API_VERSION}/actions/watch`,
	// Doing one of these twice leaves what doing it once leaves.
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'work',
	...rest,
});

/** One page of the connected user's channels, of one id or all (api/v8/notifications/get-details.html). */
export const channelsCall = (id: string | null, page = 1): ZohoCall =>
	call('notifications.read', 'GET', {
		query: id === null ? { page: String(page), per_page: '200' } : { channel_id: id },
		scope: 'ZohoCRM.notifications.READ',
	});

/** A new channel, or an old one anew (api/v8/notifications/enable.html). */
export const enableCall = (channel: Channel, now: number): ZohoCall =>
	call('notifications.write', 'POST', {
		body: bodyOf(channel, now),
		scope: 'ZohoCRM.notifications.CREATE',
	});

/**
 * The same for a channel that is there. PUT, not PATCH: what is left out of a PATCH stays, or, as a client reports of the
 * token, does not (api/v8/notifications/update-details.html; public report R80).
 */
export const renewCall = (channel: Channel, now: number): ZohoCall =>
	call('notifications.write', 'PUT', {
		body: bodyOf(channel, now),
		scope: 'ZohoCRM.notifications.UPDATE',
	});

/** api/v8/notifications/disable.html */
export const disableCall = (id: string): ZohoCall =>
	call('notifications.write', 'DELETE', {
		query: { channel_ids: id },
		scope: 'ZohoCRM.notifications.DELETE',
	});

function bodyOf({ id, url, token, kind, watch }: Channel, now: number): string {
	const entry = {
		channel_id: id,
		notify_url: url,
		token,
		events: eventsOf(watch),
		channel_expiry: expiryText(kind, now),
		return_affected_field_values: watch.affectedValues,
		notify_on_related_action: watch.relatedActions,
		notification_condition: conditionsOf(watch),
	};
	return JSON.stringify({ watch: [entry] });
}
