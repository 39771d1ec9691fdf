import type { ChannelKind } from './channelLife';
import type { ChannelEvent } from './notification';
import type { ZohoRecord } from './row';

/** Which channel brought an event. */
export interface Source {
	id: string;
	kind: ChannelKind;
}

/** The record of an event; why there is none when there is none. */
export type FetchedRecord =
	| { record: ZohoRecord }
	| { record: null; recordMissing: { code: string; message: string } };

/** The JSON of one item, without its credits. */
export function notificationItem(
	event: ChannelEvent,
	channel: Source,
	fetched?: FetchedRecord,
): Record<string, unknown> {
	const { serverTime, affectedValues, caughtUp, ...rest } = event;
	return {
		...rest,
		serverTime: serverTime === null ? null : new Date(serverTime).toISOString(),
		...(affectedValues ? { affectedValues } : {}),
		...(caughtUp ? { caughtUp } : {}),
		channel,
		...fetched,
	};
}
