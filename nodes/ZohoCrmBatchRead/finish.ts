import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import countBy from 'lodash/countBy';

import { readBaseline } from '../shared/core/readBaseline';
import type { RunReport } from '../shared/core/report';
import type { Session } from '../shared/zoho/session';
import { costSentence, planSentence, withCredits } from '../shared/ui/creditOutput';
import { isTool } from '../shared/ui/isTool';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import { failureToThrow } from '../shared/ui/runFailure';
import type { EndedRow } from '../shared/ui/runFailure';
import { runReport } from '../shared/ui/runReport';
import type { Answer, NothingKept, ReadResult } from './answers';
import type { DryRun } from './dryRun';
import type { Outputs } from './outputItems';
import { missJson, pairOf, placeAnswer } from './outputItems';
import type { Parameters } from './readParameters';

/** Turns what was read into the two outputs, or into the error that 'When Rows Fail' asks for. */
export async function finish(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: ReadResult,
	memory: NothingKept,
): Promise<INodeExecutionData[][]> {
	const report = await runReport(
		session,
		readBaseline(parameters.operation, sizesOf(result), session.prices),
	);
	const end = {
		rows: result.answers.flatMap(endedRows),
		stop: result.stop,
		words: { rows: 'rows', done: 'read' },
	};
	const failure = failureToThrow(ctx, parameters.whenRowsFail, end, report);
	if (failure) {
		memory.keep({ outcomes: new Map(), costs: new Map(), stop: result.stop }, session.spends);
		throw failure;
	}
	memory.forget();
	const outputs: Outputs = { found: [], notFound: [] };
	for (const answer of result.answers) placeAnswer(ctx, parameters, answer, outputs);
	return output(ctx, session, parameters, outputs, report, readSentence(result, outputs));
}

/** The outputs of a Dry Run. */
export async function finishPlan(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	{ answers, plan }: DryRun,
): Promise<INodeExecutionData[][]> {
	const report = { ...(await runReport(session, null)), plan };
	const outputs: Outputs = { found: [], notFound: [] };
	for (const { items, miss, call } of answers) {
		const json = miss ? missJson(ctx, items, miss) : { outcome: 'planned', call };
		(miss ? outputs.notFound : outputs.found).push({ json, cost: 0, pairedItem: pairOf(items) });
	}
	const planned = `${outputs.found.length} of ${answers.length} planned.`;
	return output(ctx, session, parameters, outputs, report, planned);
}

function output(
	ctx: IExecuteFunctions,
	session: Session,
	{ options }: Parameters,
	{ found, notFound }: Outputs,
	report: RunReport,
	sentence: string,
): INodeExecutionData[][] {
	putRestOnFirst([...found, ...notFound], report.cost);
	const money = report.plan ? planSentence(report.plan) : costSentence(report);
	ctx.addExecutionHints?.({
		message: [sentence, money, ...session.notices].join(' '),
		location: 'outputPane',
		type: 'info',
	});
	const tool = isTool(ctx);
	const outputs = tool ? [[...found, ...notFound], []] : [found, notFound];
	return withCredits(outputs, report, tool ? 'first' : options.creditDetail);
}

/** Whether there is a record or not: both are what the person asked for. A list that broke off was read in part. */
function endedRows({ items, miss, records }: Answer): EndedRow[] {
	const row = { item: items[0], name: `row ${items[0]}` };
	const found = { ...row, outcome: 'found', reason: null };
	if (!miss) return [found];
	const reason = miss.outcome === 'notFound' ? null : miss.reason;
	return [...(records.length > 0 ? [found] : []), { ...row, outcome: miss.outcome, reason }];
}

/** How many rows the answers came to that Zoho gave, for the plain way's price. */
const sizesOf = ({ answers }: ReadResult): number[] =>
	answers
		.filter(({ miss, records }) => !miss || miss.outcome === 'notFound' || records.length > 0)
		.map(({ records }) => records.length);

function readSentence({ answers }: ReadResult, { found }: Outputs): string {
	const missed = countBy(
		answers.flatMap(({ miss }) => miss ?? []),
		'outcome',
	);
	const records = `${found.length} record${found.length === 1 ? '' : 's'} found`;
	const parts = Object.entries(missed).map(([outcome, count]) => `${count} ${WORDS[outcome]}`);
	return `${[records, ...parts].join(', ')}.`;
}

const WORDS: Record<string, string> = {
	notFound: 'not found',
	refused: 'refused before asking',
	notSent: 'not asked for',
};
