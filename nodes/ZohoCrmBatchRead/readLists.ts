import { changeKey, nextWatermark, secondOf, watermarkText } from '../shared/core/watermark';
import type { Change } from '../shared/core/watermark';
import { notFound } from '../shared/core/readOutcome';
import type { ZohoRecord } from '../shared/core/row';
import { changeOf, deletedPages } from '../shared/zoho/readChanges';
import type { Page } from '../shared/zoho/readPage';
import type { RowsWished } from '../shared/zoho/readQuery';
import { queryPages } from '../shared/zoho/readQuery';
import { searchPages } from '../shared/zoho/readSearch';
import type { Session } from '../shared/zoho/session';
import type { ZohoStop } from '../shared/zoho/stop';
import { stopFrom } from '../shared/zoho/stop';
import type { Answer, ReadResult } from './answers';
import { missFor } from './answers';
import { changedPages } from './changedPages';
import type { Asked, Question } from './questions';
import { searchParameters } from './questions';
import { givenAt, rememberGiven } from './given';
import type { Options } from './readParameters';

/** Asks the questions one after another; what a question got before the run stopped is kept. */
export async function answerLists(
	session: Session,
	asked: readonly Asked[],
	options: Options,
): Promise<ReadResult> {
	const answers: Answer[] = [];
	let stop: ZohoStop | null = null;
	for (const { question, items } of asked) {
		const answer: Answer = { items, records: [], miss: null, missCost: 0, extra: {} };
		answers.push(answer);
		try {
			if (stop === null) await readInto(session, question, options, answer);
		} catch (error) {
			stop = stopFrom(error);
		}
		if (stop !== null) answer.miss = missFor(stop, { read: answer.records.length });
		else if (answer.records.length === 0) answer.miss = notFound(NOTHING[question.kind]);
	}
	return { answers, stop };
}

const NOTHING: Record<Question['kind'], string> = {
	query: 'The query finds no rows',
	search: 'The search finds no records',
	changed: 'Nothing was changed since then',
	deleted: 'Nothing was deleted since then',
};

async function readInto(
	session: Session,
	question: Question,
	options: Options,
	answer: Answer,
): Promise<void> {
	const { wanted } = question;
	const wish: RowsWished = {
		stillWanted: () => (wanted === null ? null : Math.max(0, wanted - answer.records.length)),
		expected: options.expectedRows,
	};
	if (question.kind === 'changed' || question.kind === 'deleted') {
		await readChanges(session, question, wish, options, answer);
		return;
	}
	const pages =
		question.kind === 'query'
			? queryPages(session, question.query, wish)
			: searchPages(session, question.module, searchParameters(question), wish);
	for await (const page of pages) take(answer, page, page.rows, wish);
}

/** Adds the rows that are still wanted; the page's cost goes on the first of them, or waits for the next page. */
function take(answer: Answer, page: Page, rows: Page['rows'], wish: RowsWished): void {
	answer.missCost += page.cost;
	for (const record of rows.slice(0, wish.stillWanted() ?? undefined)) {
		answer.records.push({ record, cost: answer.missCost });
		answer.missCost = 0;
	}
}

/**
 * Changes come with a watermark: the second of the last change read, at which the next run begins. What was given of
 * that second is remembered, so that the next run leaves it out; where it is forgotten it comes twice, never not at all.
 */
async function readChanges(
	session: Session,
	question: Extract<Question, { kind: 'changed' | 'deleted' }>,
	wish: RowsWished,
	options: Options,
	answer: Answer,
): Promise<void> {
	const { kind, module, since } = question;
	const given = await givenAt(session, { kind, module, at: since });
	const seen = new Set(given);
	const changes: Change[] = [];
	const pages =
		kind === 'changed'
			? changedPages(session, question, wish, options)
			: deletedPages(session, module, question.which, secondOf(since));
	let complete = false;
	try {
		for await (const page of pages) {
			const fresh = page.rows.filter((row) => isFresh(row, secondOf(since), seen));
			const before = answer.records.length;
			take(answer, page, fresh, wish);
			changes.push(...answer.records.slice(before).flatMap(({ record }) => changeOf(record) ?? []));
		}
		complete = true;
	} finally {
		// Deletions come newest first: until all are read, nothing is known of the older ones.
		const known = complete || kind === 'changed' ? changes : [];
		const next = nextWatermark(known, since, given);
		answer.extra.watermark = watermarkText(next.watermark);
		if (next.watermark !== since)
			await rememberGiven(session, { kind, module, at: next.watermark }, next.given);
	}
}

/** Not before the moment asked for, and not given before. */
function isFresh(row: ZohoRecord, since: number, seen: Set<string>): boolean {
	const change = changeOf(row);
	if (!change) return true;
	if (change.at < since || seen.has(changeKey(change))) return false;
	seen.add(changeKey(change));
	return true;
}
