import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { clientOf, ask } from './client';
import { manualClock } from './clock';
import { noon, type Json } from './handMadeCall';
import { receiver } from './receiver';
import type { TokenRequest } from './seed';
import { seedRecords } from './seedRecords';
import type { Switches } from './switches';
import { createZoho } from './zoho';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

export interface Answer {
	status: number;
	body: Json;
}

/** A zip's files: name → text. */
export function unzipped(bytes: Uint8Array): Record<string, string> {
	const files = Object.entries(unzipSync(bytes));
	return Object.fromEntries(files.map(([name, content]) => [name, strFromU8(content)]));
}

/** CSV with a header as one object per row. */
export function rowsIn(csv: string): Array<Record<string, string>> {
	return parse(csv, { columns: true });
}

export function zipped(files: Record<string, string>): Uint8Array {
	const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
	return zipSync(Object.fromEntries(packed), { level: 1 });
}

/** A multipart body with one file. */
export function formWith(bytes: Uint8Array, part = 'file'): FormData {
	const form = new FormData();
	form.append(part, new Blob([bytes as BlobPart]), 'upload.zip');
	return form;
}

/** A simulator that stands at noon, whoever its jobs call back, and a caller of the bulk APIs. */
export function bulkWorld(switches: Partial<Switches> = {}, request: TokenRequest = {}) {
	const listener = receiver();
	const clock = manualClock(noon);
	const zoho = createZoho({ clock, switches, deliver: listener.deliver, edition: 'ultimate' });
	const client = clientOf(zoho, { expiresIn: (30 * DAY) / 1000, ...request });
	const json = { 'content-type': 'application/json' };
	const authorization = `Zoho-oauthtoken ${client.access_token}`;
	const read = ({ status, body }: { status: number; body: unknown }): Answer => ({
		status,
		body: body as Json,
	});
	return {
		zoho,
		client,
		clock,
		listener,
		authorization,
		post: async (path: string, body: object, headers: Record<string, string> = json) =>
			read(await client.send('POST', path, body, headers)),
		get: async (path: string) => read(await client.get(path)),
		/** A request with any body, with the token. */
		raw: async (path: string, init: RequestInit) =>
			read(await ask(zoho, path, { ...init, headers: { ...init.headers, authorization } })),
		/** A file, unzipped, or the status of its refusal. */
		files: async (path: string): Promise<Record<string, string> | number> => {
			const url = path.startsWith('http') ? path : zoho.origin + path;
			const response = await zoho.handle(new Request(url, { headers: { authorization } }));
			if (response.status !== 200) return response.status;
			return unzipped(new Uint8Array(await response.arrayBuffer()));
		},
		seed: (module: string, records: object[]) =>
			seedRecords(
				zoho.org(),
				module,
				records.map((record) => ({ ...record })),
				{ now: clock.now() },
			),
		wait: (seconds: number) => clock.advance(seconds * 1000),
	};
}
