import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import capitalize from 'lodash/upperFirst';
import countBy from 'lodash/countBy';
import sortBy from 'lodash/sortBy';

import type { RunReport } from '../core/report';
import type { StopReason, ZohoStop } from '../zoho/stop';
import { costSentence } from './creditOutput';
import { nodeErrorFor } from './nodeError';
import type { WhenRowsFail } from './whenRowsFail';

/** A row, sub-request or call as the end of a run sees it. */
export interface EndedRow {
	/** The input item it came from. */
	item: number;
	/** For a sentence: `row 3`. */
	name: string;
	outcome: string;
	/** Why it failed; null when it did not. */
	reason: string | null;
}

export interface RunEnd {
	/** In order. */
	rows: EndedRow[];
	/** Why the run ended early; null when it did not. */
	stop: ZohoStop | null;
	/** `None of the 3 rows was written`. */
	words: { rows: string; done: string };
}

/** Nothing in the workflow's data can mend these; they throw whatever 'When Rows Fail' says, unless something was done. */
const NEEDS_A_PERSON = new Set<StopReason>([
	'login',
	'scope',
	'dataCenter',
	'tokenThrottled',
	'environment',
	'refused',
]);

/** Outcomes that a setting of the person's own brings about. */
const WANTED = new Set(['skipped', 'superseded']);

/** Outcomes of rows that failed only because another one did. */
const CARRIED_ALONG = new Set(['rolledBack', 'stopped', 'notRun']);

const ROWS_NAMED = 5;

/** The error that ends the run by 'When Rows Fail', or undefined when its rows go to the outputs. */
export function failureToThrow(
	ctx: IExecuteFunctions,
	whenRowsFail: WhenRowsFail,
	end: RunEnd,
	report: RunReport,
): Error | undefined {
	const { rows, stop, words } = end;
	const failures = rows.filter(({ reason, outcome }) => reason !== null && !WANTED.has(outcome));
	const nothingDone = rows.every(({ reason }) => reason !== null);
	const throws =
		(stop !== null && nothingDone && NEEDS_A_PERSON.has(stop.reason)) ||
		(whenRowsFail === 'errorIfAny' && failures.length > 0) ||
		(whenRowsFail === 'errorIfNothingWritten' &&
			(stop !== null || isCutShort(rows) || (nothingDone && failures.length > 0)));
	if (ctx.continueOnFail() || !throws) return undefined;
	const summary = summaryOf(end, report);
	if (stop) return nodeErrorFor(ctx.getNode(), stop, { report, summary });
	const first = failures.find(({ outcome }) => !CARRIED_ALONG.has(outcome)) ?? failures[0];
	const count = nothingDone
		? noneOf(rows.length, words)
		: `${failures.length} of ${rows.length} ${words.rows} were not ${words.done}`;
	const message = `${count}. ${capitalize(first.name)}: ${first.reason}`;
	const error = new NodeOperationError(ctx.getNode(), message, {
		description: summary,
		itemIndex: first.item,
	});
	// n8n replaces a message that holds a code such as ECONNRESET by words of its own.
	error.message = message;
	Object.assign(error.context, { credits: report });
	return error;
}

const noneOf = (all: number, { rows, done }: RunEnd['words']): string =>
	all === 1
		? `The ${rows.replace(/s$/, '')} was not ${done}`
		: `None of the ${all} ${rows} was ${done}`;

/** Rows left over by 'Max Credits for This Run'. */
const isCutShort = (rows: readonly EndedRow[]): boolean =>
	rows.some(({ outcome }) => outcome === 'notSent');

/** n8n shows a description without its line breaks. */
const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function summaryOf({ rows, words }: RunEnd, report: RunReport): string {
	const goodFirst = sortBy(rows, ({ reason }) => reason !== null);
	const counts = Object.entries(countBy(goodFirst, 'outcome')).map(
		([outcome, count]) => `${outcome}: ${count}`,
	);
	const failed = rows.filter(({ reason }) => reason !== null);
	const named = failed
		.slice(0, ROWS_NAMED)
		.map(({ name, reason }) => asSentence(`${capitalize(name)}: ${reason}`));
	const more = failed.length > ROWS_NAMED ? [`… and ${failed.length - ROWS_NAMED} more.`] : [];
	const head = `${capitalize(words.rows)} ${counts.join(', ')}.`;
	// What was not even sent has saved nothing.
	const money = costSentence(report.calls === 0 ? { ...report, saved: null } : report);
	return [head, ...named, ...more, money].join('\n');
}
