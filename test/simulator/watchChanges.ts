import type { Backstage } from './backstage';
import {
	channelOf,
	keepChannel,
	removeChannel,
	withEvents,
	withoutEvents,
	type Channel,
} from './channels';
import { notifyOn } from './notify';
import type { RecordError } from './recordErrors';
import type { SimCall } from './route';
import { hourFrom } from './watchExpiry';
import type { WatchInput } from './watchInput';
import { moduleEntries, notSubscribed, watchSuccess, type WatchResult } from './watchReplies';

const SUBSCRIBED = 'Successfully subscribed for actions-watch of the given module';
const UPDATED = 'Successfully updated the subscribe details';
const REMOVED = 'Successfully removed the subscribe details';

/** One entry of `watch` on its way: who asks, what for, and where it stands in the body. */
export interface WatchChange {
	backstage: Backstage;
	call: SimCall;
	input: WatchInput;
	path: string;
}

function known({ call, input }: WatchChange): Channel | undefined {
	return channelOf(call.org, call.user.id, input.channel_id, call.now);
}

function unknownChannel({ path }: WatchChange): RecordError {
	return notSubscribed('channel_id', { json_path: `${path}.channel_id` });
}

/** A channel made of what was given, and of the defaults for what was not. */
function channelFrom({ call, input }: WatchChange): Channel {
	return {
		id: input.channel_id,
		userId: call.user.id,
		notifyUrl: input.notify_url ?? '',
		events: withEvents([], input.events ?? []),
		token: input.token ?? null,
		expiry: input.channel_expiry ?? hourFrom(call.now),
		relatedActions: input.notify_on_related_action ?? true,
		fieldValues: input.return_affected_field_values ?? false,
		conditions: input.notification_condition ?? [],
	};
}

function keep({ backstage, call }: WatchChange, channel: Channel, message: string): WatchResult {
	keepChannel(call.org, channel);
	notifyOn(backstage, call.org);
	return watchSuccess(message, { events: moduleEntries(backstage, call.org, channel) });
}

/** POST: a new channel, or an old one anew. */
export function enable(change: WatchChange): WatchResult {
	const channel = channelFrom(change);
	const before = known(change);
	const adds = before && change.call.org.switches.enableKnownChannel === 'add';
	const events = adds ? withEvents(before.events, channel.events) : channel.events;
	return keep(change, { ...channel, events }, SUBSCRIBED);
}

/** PUT: what is left out is dropped. */
export function replace(change: WatchChange): WatchResult {
	return known(change) ? keep(change, channelFrom(change), SUBSCRIBED) : unknownChannel(change);
}

function patched({ call, input }: WatchChange, channel: Channel): Channel {
	const { patchEvents, patchWithoutToken } = call.org.switches;
	const events = input.events ?? channel.events;
	const token = patchWithoutToken === 'cleared' ? null : channel.token;
	return {
		...channel,
		notifyUrl: input.notify_url ?? channel.notifyUrl,
		events: withEvents(patchEvents === 'add' ? channel.events : [], events),
		token: input.token === undefined ? token : input.token,
		expiry: input.channel_expiry ?? channel.expiry,
		relatedActions: input.notify_on_related_action ?? channel.relatedActions,
		fieldValues: input.return_affected_field_values ?? channel.fieldValues,
		conditions: input.notification_condition ?? channel.conditions,
	};
}

function removeEvents(change: WatchChange, channel: Channel): WatchResult {
	const { backstage, call, input, path } = change;
	const gone = input.events ?? [];
	const left = withoutEvents(channel.events, gone);
	if (left.length === withoutEvents(channel.events, []).length) {
		return notSubscribed('events', { json_path: `${path}.events` });
	}
	if (left.length === 0) removeChannel(call.org, channel);
	else keepChannel(call.org, { ...channel, events: left });
	const entries = moduleEntries(backstage, call.org, { ...channel, events: gone }, false);
	return watchSuccess(REMOVED, { events: entries });
}

/** PATCH: what is left out stays; with `_delete_events` the events named go. */
export function patch(change: WatchChange): WatchResult {
	const channel = known(change);
	if (!channel) return unknownChannel(change);
	if (change.input._delete_events) return removeEvents(change, channel);
	return keep(change, patched(change, channel), UPDATED);
}
