import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { JobMark, JobStatus } from '../shared/core/bulkJob';
import { markOf } from '../shared/core/bulkJob';
import type { ExportColumn } from '../shared/core/exportColumns';
import { exportColumns } from '../shared/core/exportColumns';
import { exportedRows } from '../shared/core/exportedRows';
import type { ExportMark } from '../shared/core/exportMark';
import { exportMarkOf } from '../shared/core/exportMark';
import { UnsafeZip } from '../shared/core/exportZip';
import { exportFieldsOf, fieldsBeyond } from '../shared/zoho/bulkReadFields';
import { csvOf, openResult } from '../shared/zoho/bulkReadResult';
import { asObject, textOf } from '../shared/zoho/readBody';
import type { Session } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import { failedItem, failureOf, markWith, whyOf } from './exportItems';
import { pagesOf } from './exportPages';
import type { FinishedItem, Finishing, ResultContext, WaitingItem } from './finishing';

/**
 * Get Result: the exported records of one waiting item as items, each once, typed as a query gives them. The files are
 * read as they come, piece by piece; only the items themselves are kept.
 */
export async function exportedItems(
	finishing: Finishing,
	item: WaitingItem,
): Promise<FinishedItem[]> {
	const mark = markOf(item.json);
	const exported = mark && exportMarkOf(mark);
	if (mark && exported?.sameAs !== undefined) return [sharedItem(item, mark, exported.sameAs)];
	const stored = exported && item.binary?.[exported.binaryField];
	if (mark && stored && mark.state !== 'still running')
		return await storedItems(finishing.ctx, mark, exported, stored);
	if (!mark?.id || mark.state === 'failed')
		return [{ ...item, failed: mark?.state === 'failed', reason: null }];
	const { session } = finishing;
	const statuses = new Map(finishing.statuses);
	try {
		const pages = await pagesOf(session, mark, exported, statuses);
		if (pages.kind === 'still running') {
			const json = { ...item.json, job: markWith(mark, { ids: pages.ids }) };
			return [{ json, failed: false, reason: null }];
		}
		if (pages.kind === 'failed') {
			const failed: JobMark = { ...mark, ids: pages.ids, state: 'failed' };
			return [failedItem(item, failed, 'failed', failureOf(pages.id, pages.status))];
		}
		if (pages.kind === 'stopped') {
			const known: JobMark = { ...mark, ids: pages.ids };
			return [failedItem(item, known, 'unknown', whyOf(pages.stop))];
		}
		const columns = exported?.columns ?? (await columnsOfJob(session, statuses.get(pages.ids[0])));
		const rows = await rowsOf(session, pages.ids, columns);
		return rows.length > 0 ? rows.map(rowItem) : [emptyItem(mark)];
	} catch (error) {
		if (error instanceof ZohoStop) return [failedItem(item, mark, 'unknown', whyOf(error))];
		throw passOn(error);
	}
}

/** A file that was fetched already holds the records, for no credit and beyond Zoho's one day. */
async function storedItems(
	{ helpers }: ResultContext,
	mark: JobMark,
	{ columns }: ExportMark,
	{ id, data }: IBinaryData,
): Promise<FinishedItem[]> {
	const page = async (): Promise<AsyncIterable<Uint8Array>> =>
		id === undefined
			? (async function* () {
					yield Buffer.from(data, 'base64');
				})()
			: ((await helpers.getBinaryStream(id)) as AsyncIterable<Uint8Array>);
	const rows = await allRows([page], columns);
	return rows.length > 0 ? rows.map(rowItem) : [emptyItem(mark)];
}

const rowItem = (json: IDataObject): FinishedItem => ({ json, failed: false, reason: null });

const emptyItem = (mark: JobMark): FinishedItem =>
	rowItem({ outcome: 'exported', rows: 0, job: markWith(mark, { state: 'completed' }) });

/** Records come once, with the first item that asked for them. */
const sharedItem = ({ json }: WaitingItem, mark: JobMark, sameAs: number): FinishedItem =>
	rowItem({ ...json, outcome: 'exported', sameAs, job: markWith(mark, {}) });

const TRIES = 3;

async function rowsOf(
	session: Session,
	ids: readonly string[],
	columns: readonly ExportColumn[],
): Promise<IDataObject[]> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await readRows(session, ids, columns);
		} catch (error) {
			if (error instanceof UnsafeZip && !error.isBroken)
				throw strange(`is no zip as Zoho makes it: ${error.message}`);
			if (error instanceof ZohoStop) throw passOn(error);
			if (attempt === TRIES) throw strange(`could not be read: ${passOn(error).message}`);
		}
	}
}

const strange = (what: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`The result ${what}`,
		'Zoho keeps results for a day: try Get Result again, or run the Export again.',
	);

async function readRows(
	session: Session,
	ids: readonly string[],
	columns: readonly ExportColumn[],
): Promise<IDataObject[]> {
	const pages = ids.map((id) => async () => csvOf(await openResult(session, id)));
	return await allRows(pages, columns);
}

async function allRows(
	pages: Parameters<typeof exportedRows>[0],
	columns: readonly ExportColumn[],
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const rows of exportedRows(pages, columns))
		for (const row of rows) all.push(row as IDataObject);
	return all;
}

/** Columns and types for a job that is known by its id only: by the fields it names, and the module's metadata. */
async function columnsOfJob(
	session: Session,
	status: JobStatus | undefined,
): Promise<ExportColumn[]> {
	const query = asObject(status?.view.query);
	const module = textOf(query?.module, 'api_name');
	if (module === undefined) return [];
	const fields = await exportFieldsOf(session, module);
	const named = Array.isArray(query?.fields) ? query.fields.map(String) : [];
	const paths = named.length > 0 ? named : fields.map(({ apiName }) => apiName);
	const beyond = await fieldsBeyond(session, paths, fields);
	return exportColumns(paths, fields, beyond, named.length > 0).columns;
}
