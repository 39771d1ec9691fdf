import type { Condition, WatchedEvent } from './channels';
import { webUrl } from './localAddress';
import { isObject } from './recordBody';
import { invalidData, mandatoryMissing, wrongType, type RecordError } from './recordErrors';
import type { SimCall } from './route';
import { conditionsIn } from './watchCondition';
import { eventsIn } from './watchEvents';
import { expiryIn } from './watchExpiry';

/** What one entry of `watch` says, by its wire names; undefined where it says nothing. */
export interface WatchInput {
	channel_id: string;
	notify_url?: string;
	events?: WatchedEvent[];
	token?: string | null;
	/** Milliseconds; already shortened to what Zoho grants. */
	channel_expiry?: number;
	notify_on_related_action?: boolean;
	return_affected_field_values?: boolean;
	notification_condition?: Condition[];
	/** PATCH: the events named are to go. */
	_delete_events?: boolean;
}

const TOKEN_LENGTH = 50;
const URL_LENGTH = 255;
const ID_LENGTH = 64;
const LONGEST = 9_223_372_036_854_775_807n;

type Reader<T> = (call: SimCall, raw: unknown, path: string) => T | RecordError;

function textUpTo(apiName: string, length: number, text: string, path: string) {
	if (text.length <= length) return text;
	return invalidData({ maximum_length: length, api_name: apiName, json_path: path });
}

const channelId: Reader<string> = ({ org }, raw, path) => {
	const text = typeof raw === 'number' ? String(raw) : raw;
	const isText = typeof text === 'string' && text !== '';
	if (org.switches.channelIdForm === 'text') {
		return isText
			? textUpTo('channel_id', ID_LENGTH, text, path)
			: wrongType('channel_id', path, 'string');
	}
	const isLong = isText && /^\d+$/.test(text) && BigInt(text) <= LONGEST;
	return isLong ? text : wrongType('channel_id', path, 'long');
};

const notifyUrl: Reader<string> = (_call, raw, path) =>
	webUrl(raw)
		? textUpTo('notify_url', URL_LENGTH, String(raw), path)
		: wrongType('notify_url', path, 'website');

const token: Reader<string | null> = (_call, raw, path) => {
	if (raw === null) return null;
	if (typeof raw !== 'string') return wrongType('token', path, 'string');
	return textUpTo('token', TOKEN_LENGTH, raw, path);
};

const truth =
	(apiName: string): Reader<boolean> =>
	(_call, raw, path) =>
		typeof raw === 'boolean' ? raw : wrongType(apiName, path, 'boolean');

const readers: { [Key in keyof WatchInput]-?: Reader<WatchInput[Key]> } = {
	channel_id: channelId,
	events: ({ org }, raw, path) => eventsIn(org, raw, path),
	notify_url: notifyUrl,
	token,
	channel_expiry: expiryIn,
	notify_on_related_action: truth('notify_on_related_action'),
	return_affected_field_values: truth('return_affected_field_values'),
	notification_condition: ({ org, version }, raw, path) =>
		version >= 6 ? conditionsIn(org, raw, path) : [],
	_delete_events: truth('_delete_events'),
};

/** Whether reading ended in a refusal instead of a value. */
export function isRefusal(value: unknown): value is RecordError {
	return isObject(value) && value.status === 'error';
}

/**
 * Reads one entry of `watch`; keys that mean nothing are dropped.
 * @param mandatory the keys that this method cannot do without
 */
export function watchIn(
	call: SimCall,
	raw: unknown,
	path: string,
	mandatory: ReadonlyArray<keyof WatchInput>,
): WatchInput | RecordError {
	if (!isObject(raw)) return wrongType('watch', path, 'jsonobject');
	const given: Record<string, unknown> = {};
	for (const [key, read] of Object.entries(readers)) {
		const at = `${path}.${key}`;
		if (raw[key] === undefined) {
			if (mandatory.some((name) => name === key)) return mandatoryMissing(key, at);
			continue;
		}
		const value = read(call, raw[key], at);
		if (isRefusal(value)) return value;
		given[key] = value;
	}
	// Each key was read by the reader of its type just now.
	return given as unknown as WatchInput;
}
