import type { WatchedOperation } from './channelWatch';
import { isObject } from './isObject';

/** One change of one record. */
export interface ChannelEvent {
	module: string;
	operation: WatchedOperation;
	/** Zoho's own word; null for a change that was read, not told. */
	rawOperation: string | null;
	id: string;
	/** Zoho's time of the change, epoch ms; null when it did not say. */
	serverTime: number | null;
	/** API names; null where it is not known. */
	affectedFields: string[] | null;
	/** Only where the channel asks for them. */
	affectedValues?: Record<string, unknown>;
	caughtUp?: true;
}

/** What a caller says to be: everything else in a body is believed only after this was checked. */
export interface Claim {
	channelId: string;
	token: string;
}

export type NotificationReading =
	| { kind: 'events'; events: ChannelEvent[] }
	| { kind: 'malformed'; reason: string };

/**
 * The words of a callback, and those of a subscription
 * (https://www.zoho.com/crm/developer/docs/api/v7/notifications/overview.html; public report R85).
 */
const OPERATIONS = new Map<string, WatchedOperation>([
	['insert', 'create'],
	['create', 'create'],
	['update', 'edit'],
	['edit', 'edit'],
	['delete', 'delete'],
]);

/** More than any call of Zoho changes; how many ids a callback holds at most is not documented. */
const MOST_IDS = 10_000;

const LONGEST_WORD = 200;

export function claimIn(body: unknown): Claim | undefined {
	if (!isObject(body)) return undefined;
	const channelId = idIn(body.channel_id);
	const { token } = body;
	const usable = channelId !== undefined && typeof token === 'string' && token !== '';
	return usable ? { channelId, token } : undefined;
}

/** A body that has proved its claim. One event for each id, each id once. */
export function readNotification(body: unknown): NotificationReading {
	if (!isObject(body)) return malformed('the body is no JSON object');
	const { module, operation: raw, ids } = body;
	if (typeof module !== 'string' || module === '' || module.length > LONGEST_WORD)
		return malformed('module is missing');
	const operation = typeof raw === 'string' ? OPERATIONS.get(raw.toLowerCase()) : undefined;
	if (operation === undefined || typeof raw !== 'string')
		return malformed('operation is none of insert, update and delete');
	if (!Array.isArray(ids)) return malformed('ids is no list');
	if (ids.length > MOST_IDS) return malformed(`ids holds more than ${MOST_IDS}`);
	const known = [...new Set(ids.map(idIn).filter((id) => id !== undefined))];
	const fields = fieldsById(body.affected_fields);
	const values = valuesById(body.affected_values);
	const common = { module, operation, rawOperation: raw, serverTime: timeIn(body.server_time) };
	const events = known.map((id): ChannelEvent => {
		const affected = values.get(id);
		const event = { ...common, id, affectedFields: fields.get(id) ?? [] };
		return affected ? { ...event, affectedValues: affected } : event;
	});
	return { kind: 'events', events };
}

const malformed = (reason: string): NotificationReading => ({ kind: 'malformed', reason });

/** Ids are digits as text; a number that JavaScript keeps exactly will do. */
function idIn(value: unknown): string | undefined {
	const text = Number.isSafeInteger(value) ? String(value) : value;
	return typeof text === 'string' && /^\d{1,19}$/.test(text) ? text : undefined;
}

/** Epoch ms, as a number or its digits. */
function timeIn(value: unknown): number | null {
	const time = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
	return typeof time === 'number' && Number.isSafeInteger(time) && time > 0 ? time : null;
}

/** `[{ "<id>": ["Mobile"] }]` */
function fieldsById(list: unknown): Map<string, string[]> {
	const entries = Array.isArray(list) ? list.filter(isObject).flatMap(Object.entries) : [];
	return new Map(
		entries.flatMap(([id, names]: [string, unknown]) =>
			Array.isArray(names) ? [[id, names.filter((name) => typeof name === 'string')]] : [],
		),
	);
}

/** `[{ "record_id": "<id>", "values": { "Mobile": "1" } }]` */
function valuesById(list: unknown): Map<string, Record<string, unknown>> {
	const entries = Array.isArray(list) ? list.filter(isObject) : [];
	return new Map(
		entries.flatMap(({ record_id: raw, values }) => {
			const id = idIn(raw);
			return id !== undefined && isObject(values) ? [[id, values] as const] : [];
		}),
	);
}
