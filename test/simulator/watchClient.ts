import type { Deliver } from './callbacks';
import { clientOf } from './client';
import { manualClock } from './clock';
import { noon, type Json } from './handMadeCall';
import { receiver } from './receiver';
import type { TokenRequest } from './seed';
import { seedRecords } from './seedRecords';
import type { Switches } from './switches';
import { createZoho } from './zoho';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What a channel needs at least. */
export const leadsChannel = {
	channel_id: '1000000068001',
	events: ['Leads.all'],
	notify_url: 'https://n8n.example.com/webhook/leads?from=zoho',
	token: 'secret',
};

/** `2024-03-01T17:30:00+05:30`: milliseconds in the form that `channel_expiry` has. */
export function isoAt(time: number): string {
	return new Date(time).toISOString().replace('.000Z', '+00:00');
}

/** A simulator that stands at noon, someone who listens, and a caller of `actions/watch`. */
export function watchWorld(
	switches: Partial<Switches> = {},
	request: TokenRequest = {},
	deliver?: Deliver,
) {
	const listener = receiver();
	const clock = manualClock(noon);
	const zoho = createZoho({ clock, switches, deliver: deliver ?? listener.deliver });
	const client = clientOf(zoho, { expiresIn: (30 * DAY) / 1000, ...request });
	const watch = async (method: string, entry: object, version = 8) => {
		const entries = Array.isArray(entry) ? entry : [entry];
		const path = `/crm/v${version}/actions/watch`;
		const { status, body } = await client.send(method, path, { watch: entries });
		return { status, body: body as Json };
	};
	const write = async (method: string, path: string, data: object[]) => {
		const { body } = await client.send(method, `/crm/v8/${path}`, { data });
		return (body as Json).data as unknown as Array<{ details: { id: string } }>;
	};
	return {
		zoho,
		client,
		listener,
		clock,
		watch,
		/** POST with what is there changed. */
		enable: (changes: object = {}) => watch('POST', { ...leadsChannel, ...changes }),
		list: async (query = '') => {
			const { status, body } = await client.get(`/crm/v8/actions/watch${query}`);
			return { status, body: body as Json };
		},
		write,
		addLeads: (count: number) =>
			write(
				'POST',
				'Leads',
				Array.from({ length: count }, () => ({ Last_Name: 'Frey', Company: 'Dal Tile' })),
			),
		seed: (module: string, record: object) =>
			seedRecords(zoho.org(), module, [{ ...record }], { now: clock.now() })[0],
		/** Lets a second go by, after which notifications are out. */
		wait: (ms = 1000) => clock.advance(ms),
	};
}
