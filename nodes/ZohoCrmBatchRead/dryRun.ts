import type { RunPlan } from '../shared/core/report';
import type { CallName, LivePrices, Price } from '../shared/core/prices';
import { creditsFor } from '../shared/core/prices';
import { knownPrice } from '../shared/core/queryPlan';
import { ROWS_PER_PAGE, SEARCH_REACH } from '../shared/core/readLimits';
import { weakest } from '../shared/core/routePrice';
import { fieldsOf } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import type { Answer } from './answers';
import type { RowPlan } from './getByIds';
import type { Asked, Question } from './questions';
import type { Options } from './readParameters';

/** An answer of a Dry Run: what would be asked, in which call. */
export interface PlannedAnswer extends Pick<Answer, 'items' | 'miss'> {
	/** Counted from 1; null for a row that would not be asked for. */
	call: number | null;
}

export interface DryRun {
	answers: PlannedAnswer[];
	plan: RunPlan;
}

/** Says of each row which call would carry it, and prices the run. Nothing is sent. */
export function planRows(
	{ refused, calls, readsPerCall, overhead, atLeast }: RowPlan,
	price: Price,
): DryRun {
	const answers: PlannedAnswer[] = [...refused].map(([row, miss]) => ({
		items: [row],
		miss,
		call: null,
	}));
	calls.forEach(({ rows }, at) => {
		for (const row of rows) answers.push({ items: [row], miss: null, call: at + 1 });
	});
	const reads = calls.length * readsPerCall;
	return {
		answers: answers.sort((a, b) => a.items[0] - b.items[0]),
		plan: {
			calls: reads + overhead,
			credits: reads * price.credits + overhead,
			overhead,
			basis: price.basis,
			...(atLeast && calls.length > 0 ? { atLeast } : {}),
		},
	};
}

export async function planLists(
	session: Session,
	asked: readonly Asked[],
	options: Options,
): Promise<DryRun> {
	const least = asked.map(({ question }) => leastPrice(question, session.prices));
	const most = asked.map(({ question }) => mostOf(question, options, session.prices));
	const overhead = await missingMetadata(session, asked);
	const credits = least.reduce((sum, each) => sum + each.credits, overhead);
	const atMost = most.every((each) => each !== null)
		? most.reduce<number>((sum, each) => sum + each, overhead)
		: undefined;
	return {
		answers: asked.map(({ items }, at) => ({ items, miss: null, call: at + 1 })),
		plan: {
			calls: asked.length + overhead,
			credits,
			overhead,
			basis: weakest(least.map(({ basis }) => basis)),
			...(atMost === credits ? {} : { atLeast: true, ...(atMost === undefined ? {} : { atMost }) }),
		},
	};
}

/** A question takes one call at least. */
function leastPrice(question: Question, live: LivePrices | null): Price {
	const size = question.kind === 'query' ? (question.query.limit ?? 1) : 1;
	return creditsFor(CALLS[question.kind], size, live);
}

const CALLS = {
	deleted: 'records.deleted',
	query: 'coql.query',
	changed: 'coql.query',
	search: 'records.search',
} as const;

const pagesPrice = (call: CallName, rows: number, live: LivePrices | null): number =>
	Math.ceil(rows / ROWS_PER_PAGE) * creditsFor(call, 1, live).credits;

/** Null where nothing limits it. */
function mostOf(
	question: Question,
	{ route, moreFields }: Options,
	live: LivePrices | null,
): number | null {
	const { kind, wanted } = question;
	if (kind === 'query' && question.query.limit !== null) return leastPrice(question, live).credits;
	if (kind === 'search')
		return pagesPrice('records.search', Math.min(wanted ?? SEARCH_REACH, SEARCH_REACH), live);
	if (wanted === null || (kind === 'changed' && moreFields)) return null;
	return kind === 'changed' && route === 'list'
		? pagesPrice('records.list', wanted, live)
		: knownPrice(wanted, live).credits;
}

/** Modules whose fields would have to be read first, 1 credit each. */
async function missingMetadata(session: Session, asked: readonly Asked[]): Promise<number> {
	const modules = new Set<string>();
	for (const { question } of asked) {
		if (question.kind !== 'changed' || question.fields.length > 0) continue;
		if ((await fieldsOf(session, question.module, false)) === null) modules.add(question.module);
	}
	return modules.size;
}
