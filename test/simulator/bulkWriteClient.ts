import { stringify } from 'csv-stringify/sync';
import { bulkWorld, formWith, rowsIn, zipped } from './bulkClient';
import type { Json } from './handMadeCall';

export const WRITE = '/crm/bulk/v8/write';

/** A file, the job made of it, and what came of it. */
export interface Imported {
	job: Json;
	/** The result, in the order of its file. */
	rows: Array<Record<string, string>>;
	/** As it was sent: status, and errors where there are some, by the first column. */
	byKey: Record<string, string>;
}

/** Mappings in the order of the columns: `['Last_Name', 'Company']`, or with more keys as objects. */
export function mapped(...columns: Array<string | object>): object[] {
	return columns.map((column, index) =>
		typeof column === 'string' ? { api_name: column, index } : { index, ...column },
	);
}

/** A world where files are uploaded and imported in one step. */
export function writing(
	switches: Parameters<typeof bulkWorld>[0] = {},
	request: Parameters<typeof bulkWorld>[1] = {},
) {
	const world = bulkWorld(switches, request);
	const headers = { feature: 'bulk-write', 'X-CRM-ORG': world.zoho.org().zgid };
	const upload = (body: BodyInit, more: Record<string, string> = {}) =>
		world.raw('/content/crm/v8/upload', {
			method: 'POST',
			body,
			headers: { ...headers, ...more },
		});
	/** Uploads a table and returns the id of its file. */
	const uploaded = async (table: unknown[][] | string, name = 'Leads.csv') => {
		const csv = typeof table === 'string' ? table : stringify(table);
		const { body } = await upload(formWith(zipped({ [name]: csv })));
		return String(body.details.file_id);
	};
	const create = (resource: object, more: object = {}) =>
		world.post(WRITE, {
			operation: 'insert',
			resource: [{ type: 'data', module: { api_name: 'Leads' }, ...resource }],
			...more,
		});
	const idOf = ({ body }: { body: Json }) => String(body.details.id);
	const finished = async (id: string): Promise<Imported> => {
		await world.wait(12);
		const { body: job } = await world.get(`${WRITE}/${id}`);
		const files = job.result ? await world.files(String(job.result.download_url)) : {};
		const rows = rowsIn(Object.values(files)[0] ?? '');
		const told = rows.map((row) => {
			const [key] = Object.values(row);
			return [key, [row.STATUS, row.ERRORS].filter(Boolean).join(' ')] as const;
		});
		return { job, rows, byKey: Object.fromEntries(told) };
	};
	return {
		...world,
		headers,
		upload,
		uploaded,
		create,
		idOf,
		finished,
		/** Uploads, creates, waits, downloads. */
		imported: async (table: unknown[][] | string, resource: object, more: object = {}) => {
			const file_id = await uploaded(table);
			const created = await create({ file_id, ...resource }, more);
			if (created.status !== 201) throw new Error(JSON.stringify(created.body));
			return finished(idOf(created));
		},
		/** The code a job of this table is refused with. */
		refusal: async (table: unknown[][] | string, resource: object, more: object = {}) => {
			const { status, body } = await create({ file_id: await uploaded(table), ...resource }, more);
			return `${status} ${String(body.code)}`;
		},
		records: (module: string) => [
			...(world.zoho.org().modules.get(module)?.store.records.values() ?? []),
		],
	};
}
