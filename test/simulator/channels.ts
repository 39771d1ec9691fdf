import { perOrg, type Org } from './org';
import { undoable } from './transaction';

export type WatchedOperation = 'create' | 'edit' | 'delete' | 'all';

/** `Leads.create`, the module by its API name. */
export interface WatchedEvent {
	module: string;
	operation: WatchedOperation;
}

/** Which changed fields of an edit are worth a notification. */
export type FieldSelection =
	| { field: string }
	| { operator: 'and' | 'or'; group: FieldSelection[] };

export interface Condition {
	module: string;
	selection: FieldSelection;
}

/** A subscription of one user (v7 get-details page: "enabled by the user"). */
export interface Channel {
	id: string;
	userId: string;
	notifyUrl: string;
	events: WatchedEvent[];
	token: string | null;
	/** Milliseconds, whole seconds. */
	expiry: number;
	relatedActions: boolean;
	fieldValues: boolean;
	conditions: Condition[];
}

const channelsOf = perOrg(() => new Map<string, Channel>());

const keyOf = (userId: string, id: string) => `${userId}/${id}`;

/** All channels of an org that have not expired, oldest first. An expired one is gone without a word. */
export function liveChannels(org: Org, now: number): Channel[] {
	const channels = channelsOf(org);
	for (const [key, channel] of channels) if (channel.expiry <= now) channels.delete(key);
	return [...channels.values()];
}

/** A channel of this user; ids of other users' channels are not known to it. */
export function channelOf(org: Org, userId: string, id: string, now: number): Channel | undefined {
	const channel = channelsOf(org).get(keyOf(userId, id));
	return channel && channel.expiry > now ? channel : undefined;
}

export function keepChannel(org: Org, channel: Channel): void {
	const channels = channelsOf(org);
	const key = keyOf(channel.userId, channel.id);
	const before = channels.get(key);
	channels.set(key, channel);
	undoable(() => (before ? channels.set(key, before) : channels.delete(key)));
}

export function removeChannel(org: Org, channel: Channel): void {
	const channels = channelsOf(org);
	const key = keyOf(channel.userId, channel.id);
	channels.delete(key);
	undoable(() => channels.set(key, channel));
}

/** Takes channels of this id away, whoever's they are, as if Zoho had lost them. @returns how many there were */
export function loseChannels(org: Org, id: string): number {
	const lost = [...channelsOf(org).values()].filter((channel) => channel.id === id);
	for (const channel of lost) removeChannel(org, channel);
	return lost.length;
}

/** API names of the modules a channel watches, in the order of its events. */
export function modulesOf({ events }: Pick<Channel, 'events'>): string[] {
	return [...new Set(events.map(({ module }) => module))];
}

/** Adds events; those of one module and operation stand once. */
export function withEvents(events: WatchedEvent[], more: WatchedEvent[]): WatchedEvent[] {
	const known = new Map(
		[...events, ...more].map((event) => [`${event.module}.${event.operation}`, event] as const),
	);
	return [...known.values()];
}

/** Takes events away; `all` is the three operations together. */
export function withoutEvents(events: WatchedEvent[], gone: WatchedEvent[]): WatchedEvent[] {
	const single = (list: WatchedEvent[]) =>
		list.flatMap(({ module, operation }) =>
			(operation === 'all' ? (['create', 'edit', 'delete'] as const) : [operation]).map((one) => ({
				module,
				operation: one,
			})),
		);
	const left = single(events).filter(
		(event) =>
			!single(gone).some(
				({ module, operation }) => module === event.module && operation === event.operation,
			),
	);
	return withEvents([], left);
}
