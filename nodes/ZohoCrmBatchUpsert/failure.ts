import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { NotWritten } from '../shared/core/outcome';
import { countOutcomes, isFailure } from '../shared/core/outcome';
import type { RunReport } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import type { StopReason } from '../shared/zoho/stop';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { costSentence } from '../shared/ui/creditOutput';
import type { Parameters } from './readParameters';

/** Nothing in the workflow's data can mend these; they throw whatever 'When Rows Fail' says, unless rows were written. */
const NEEDS_A_PERSON = new Set<StopReason>([
	'login',
	'scope',
	'dataCenter',
	'tokenThrottled',
	'environment',
	'refused',
]);

/** Outcomes that a setting of the person's own brings about. */
const WANTED = new Set<NotWritten['outcome']>(['skipped', 'superseded']);

const ROWS_NAMED = 5;

/** The error that ends the run, or undefined when its rows go to the outputs. */
export function failureToThrow(
	ctx: IExecuteFunctions,
	{ whenRowsFail, options }: Parameters,
	result: BatchResult,
	report: RunReport,
): Error | undefined {
	if (ctx.continueOnFail()) return undefined;
	const counts = countOutcomes(result.outcomes.values());
	const failures = [...result.outcomes]
		.filter((entry): entry is [number, NotWritten] => isFailure(entry[1]))
		.filter(([, { outcome }]) => !WANTED.has(outcome))
		.sort(([a], [b]) => a - b);
	const nothingWritten = (counts.written ?? 0) + (counts.planned ?? 0) === 0;
	const { stop } = result;
	const throws =
		(stop !== null && nothingWritten && NEEDS_A_PERSON.has(stop.reason)) ||
		(whenRowsFail === 'errorIfAny' && failures.length > 0) ||
		(whenRowsFail === 'errorIfNothingWritten' &&
			(stop !== null || cutShort(counts.notSent) || (nothingWritten && failures.length > 0)));
	if (!throws || options.dryRun) return undefined;
	const summary = summaryOf(result, report);
	if (stop) return nodeErrorFor(ctx.getNode(), stop, { report, summary });
	const total = result.outcomes.size;
	const [row, first] = failures[0];
	const count = nothingWritten
		? `None of the ${total} rows was written`
		: `${failures.length} of ${total} rows were not written`;
	const error = new NodeOperationError(ctx.getNode(), `${count}. Row ${row}: ${first.reason}`, {
		description: summary,
		itemIndex: row,
	});
	Object.assign(error.context, { credits: report });
	return error;
}

/** Rows left over by 'Max Credits for This Run'. */
const cutShort = (notSent: number | undefined): boolean => (notSent ?? 0) > 0;

function summaryOf(result: BatchResult, report: RunReport): string {
	const counts = Object.entries(countOutcomes(result.outcomes.values())).map(
		([outcome, count]) => `${outcome}: ${count}`,
	);
	const failed = [...result.outcomes]
		.filter(([, outcome]) => isFailure(outcome))
		.sort(([a], [b]) => a - b);
	const named = failed
		.slice(0, ROWS_NAMED)
		.map(([row, outcome]) => `row ${row}: ${isFailure(outcome) ? outcome.reason : ''}`);
	const more = failed.length > ROWS_NAMED ? [`… and ${failed.length - ROWS_NAMED} more`] : [];
	return [`Rows ${counts.join(', ')}.`, ...named, ...more, costSentence(report)].join('\n');
}
