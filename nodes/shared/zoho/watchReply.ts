import type { Answer, ZohoReply } from './call';
import { asObject, listIn, textOf } from './readBody';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

type Entry = Record<string, unknown>;

/** A channel as Zoho tells of it: the entries of its modules put together. */
export interface ListedChannel {
	id: string;
	url: string;
	token: string | null;
	/** The first to end; undefined when Zoho does not say. */
	expiry: number | undefined;
	/** `Leads.create`, small letters. */
	events: string[];
	affectedValues: boolean;
	relatedActions: boolean;
}

const entriesIn = (body: unknown): Entry[] => listIn(body, 'watch');

/** @throws ZohoStop `unreachable` when nobody knows whether it was done */
export function answered(answer: Answer): ZohoReply {
	if (answer.kind === 'answered') return answer.reply;
	throw new ZohoStop(
		'unreachable',
		`Zoho's answer about the notification channel was lost several times (${answer.reason})`,
		'It is tried again by itself; a channel that is made twice stays one.',
	);
}

/**
 * When a channel that was just made or renewed ends, by Zoho's own word: it may have granted less than was asked for.
 * @returns undefined when Zoho knows no such channel (NOT_SUBSCRIBED; public report R81)
 * @throws ZohoStop `refused` with Zoho's words
 */
export function expiryIn(reply: ZohoReply): number | undefined {
	const [entry] = entriesIn(reply.body);
	const said = saidOf(reply, entry);
	if (said.code === 'NOT_SUBSCRIBED') return undefined;
	if (reply.status >= 300 || textOf(entry, 'status') !== 'success') throw refused(said);
	const events = asObject(entry?.details)?.events;
	const expiry = earliest(Array.isArray(events) ? events : []);
	if (expiry !== undefined) return expiry;
	throw refused({ ...said, code: 'NO_EXPIRY', message: 'the answer names no channel_expiry' });
}

/** @throws ZohoStop `refused`; a channel that is not there is as good as one that was removed */
export function checkRemoved(reply: ZohoReply): void {
	const [entry] = entriesIn(reply.body);
	const said = saidOf(reply, entry);
	if (reply.status >= 300 && said.code !== 'NOT_SUBSCRIBED') throw refused(said);
}

/** Errors of this API stand in the entry they are for. */
const saidOf = (reply: ZohoReply, entry: Entry | undefined): ZohoSaid =>
	entry ? saidIn({ ...reply, body: entry }) : saidIn(reply);

/**
 * The channels in a list, one entry per channel and module there; none for 204.
 * @throws ZohoStop `refused`
 */
export function channelsIn(reply: ZohoReply): { channels: ListedChannel[]; more: boolean } {
	if (reply.status === 204) return { channels: [], more: false };
	if (reply.status !== 200) throw refused(saidIn(reply));
	const byId = new Map<string, Entry[]>();
	for (const entry of entriesIn(reply.body)) {
		const id = String(entry.channel_id);
		byId.set(id, [...(byId.get(id) ?? []), entry]);
	}
	const channels = [...byId].map(([id, entries]) => channelFrom(id, entries));
	return { channels, more: asObject(asObject(reply.body)?.info)?.more_records === true };
}

const channelFrom = (id: string, entries: Entry[]): ListedChannel => ({
	id,
	url: textOf(entries[0], 'notify_url') ?? '',
	token: textOf(entries[0], 'token') ?? null,
	expiry: earliest(entries),
	events: entries
		.flatMap(({ events }) => (Array.isArray(events) ? events : []))
		.map((event) => String(event).toLowerCase()),
	affectedValues: entries[0].return_affected_field_values === true,
	relatedActions: entries[0].notify_on_related_action === true,
});

function earliest(entries: readonly unknown[]): number | undefined {
	const times = entries.map((entry) => Date.parse(textOf(entry, 'channel_expiry') ?? ''));
	return times.length === 0 || times.some(Number.isNaN) ? undefined : Math.min(...times);
}

const refused = (said: ZohoSaid): ZohoStop =>
	new ZohoStop(
		'refused',
		`Zoho refused the notification channel: ${said.code} ${said.message}`,
		FIXES[said.code] ?? "Check 'Modules' and the options of the trigger against Zoho's message.",
		said,
	);

const FIXES: Record<string, string> = {
	INVALID_DATA:
		"Check the API names under 'Modules' and 'Watched Fields': Zoho sends no notifications for some modules, and " +
		'details names the part that it did not take.',
	INVALID_MODULE: "Choose another module under 'Modules'.",
	NO_PERMISSION:
		"The connected user's profile in Zoho CRM does not allow this; an administrator can change it.",
};
