import type { IDataObject } from 'n8n-workflow';

import type { JobMark, JobStatus } from '../shared/core/bulkJob';
import { markOf } from '../shared/core/bulkJob';
import { exportMarkOf } from '../shared/core/exportMark';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import {
	exportedItem,
	failedItem,
	failureOf,
	inputOf,
	markWith,
	nameOfJob,
	whyOf,
} from './exportItems';
import { storeResults } from './exportFile';
import type { StoredCsv } from './exportFile';
import type { PagesEnd } from './exportPages';
import { pagesOf } from './exportPages';
import type { FinishedItem, Finishing, WaitingItem } from './finishing';

/** Waking and Poll: one item for each waiting item of an Export, in order, with its CSV as binary data. */
export async function finishExport(
	finishing: Finishing,
	items: readonly WaitingItem[],
): Promise<FinishedItem[]> {
	const statuses = new Map(finishing.statuses);
	const stored = new Map<string, Promise<Stored>>();
	const finished: FinishedItem[] = [];
	for (const item of items) {
		const mark = markOf(item.json);
		if (!mark?.id) finished.push({ ...item, failed: 'reason' in item.json, reason: null });
		else {
			// Items that asked for the same share the jobs, the file and its price.
			const common = stored.get(mark.id) ?? storeOf(finishing, mark, statuses);
			stored.set(mark.id, common);
			finished.push(itemOf(finishing, item, mark, await common));
		}
	}
	return finished;
}

type Stored =
	| { kind: 'stored'; pages: Extract<PagesEnd, { kind: 'completed' }>; csv: StoredCsv }
	| Exclude<PagesEnd, { kind: 'completed' }>;

async function storeOf(
	{ ctx, session, strict }: Finishing,
	mark: JobMark,
	statuses: Map<string, JobStatus>,
): Promise<Stored> {
	const exported = exportMarkOf(mark);
	const sleepsOn = ({ reason }: ZohoStop) => strict && reason !== 'refused';
	const pages = await pagesOf(session, mark, exported, statuses);
	// What Zoho refuses stays refused; anything else may go well the next time, so a sleeping execution sleeps on.
	if (pages.kind === 'stopped' && sleepsOn(pages.stop)) throw pages.stop;
	if (pages.kind !== 'completed') return pages;
	const { ids } = pages;
	try {
		const name = exported?.fileName ?? `${nameOfJob(exported, statuses.get(ids[0])?.view)}.csv`;
		const csv = await storeResults(ctx, session, ids, name);
		return { kind: 'stored', pages, csv };
	} catch (error) {
		const stop = error instanceof ZohoStop ? error : notStored(error);
		if (sleepsOn(stop)) throw stop;
		return { kind: 'stopped', ids, stop };
	}
}

/** The job's id must not be lost, whatever goes wrong here: a full disk, for one. */
const notStored = (error: unknown): ZohoStop =>
	new ZohoStop(
		'unreachable',
		`The result could not be stored: ${passOn(error).message}`,
		"Zoho keeps it for a day: fetch it with 'Get Result'.",
	);

function itemOf(
	{ includeInput }: Finishing,
	item: WaitingItem,
	mark: JobMark,
	stored: Stored,
): FinishedItem {
	switch (stored.kind) {
		case 'still running':
			return {
				json: { ...item.json, job: markWith(mark, { ids: stored.ids }) },
				...(item.binary ? { binary: item.binary } : {}),
				failed: false,
				reason: null,
			};
		case 'failed': {
			const failed: JobMark = { ...mark, ids: stored.ids, state: 'failed' };
			return failedItem(item, failed, 'failed', failureOf(stored.id, stored.status));
		}
		case 'stopped':
			return failedItem(item, { ...mark, ids: stored.ids }, 'unknown', whyOf(stored.stop));
		case 'stored':
			return doneItem(item, mark, stored, includeInput);
	}
}

function doneItem(
	item: WaitingItem,
	mark: JobMark,
	{ pages, csv }: Extract<Stored, { kind: 'stored' }>,
	includeInput: boolean,
): FinishedItem {
	const exported = exportMarkOf(mark);
	const told = {
		module: nameOfJob(exported, undefined),
		route: 'bulkRead',
		counted: exported?.counted ?? null,
		binaryField: exported?.binaryField ?? 'data',
	};
	const more: IDataObject = {
		...noticeOf(pages, csv),
		job: markWith(mark, { ids: pages.ids, state: 'completed' }),
		...(includeInput ? { input: inputOf(item.json) } : {}),
	};
	return exportedItem(csv, told, more);
}

/** Said when the file is not what Zoho said it would be, or there is more by now. */
function noticeOf(
	{ results, more }: Extract<PagesEnd, { kind: 'completed' }>,
	{ tally }: StoredCsv,
): IDataObject {
	const said = results.reduce((sum, { count }) => sum + (count ?? NaN), 0);
	const read = tally.rows + tally.repeated;
	if (!Number.isNaN(said) && said !== read)
		return { notice: `Zoho said that there are ${said} rows, and its files hold ${read}.` };
	if (more) return { notice: 'More records have come into the set since they were counted.' };
	return {};
}
