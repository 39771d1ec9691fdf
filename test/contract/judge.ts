import type { Deviation } from './deviation';
import { explains } from './deviation';
import type { Finding } from './finding';
import { findingsIn } from './finding';
import type { WordsOfATest } from './madeUp';
import { isMadeUp, saidByATest, WORDS_OF_TESTS } from './madeUp';
import { mostLiteral } from './match';
import type { Operation } from './openApi';
import type { OtherOperation } from './otherOperations';
import { OTHER_OPERATIONS } from './otherOperations';
import { subRequestsOf } from './subRequests';
import type { Traffic } from './traffic';

export interface Judgement {
	/** Requests held against the files, those inside composites by themselves. */
	checked: number;
	/** Operations of the files that were called, by the number of different looks. */
	called: Map<string, number>;
	/** Each different finding once that no deviation explains. */
	unexplained: Finding[];
	/** Requests that neither the files nor the list of other operations know. */
	homeless: Traffic[];
	/** What is excused though nothing made it necessary. */
	stale: { deviations: Deviation[]; others: OtherOperation[]; words: WordsOfATest[] };
}

/** Holds everything that was sent and answered against Zoho's files. */
export function judge(
	operations: Operation[],
	deviations: Deviation[],
	recorded: Traffic[],
): Judgement {
	const all = [...recorded, ...recorded.flatMap(subRequestsOf)];
	const traffic = all.filter((one) => !isMadeUp(one));
	const called = new Map<string, number>();
	const others = new Set<OtherOperation>();
	const homeless: Traffic[] = [];
	const findings = new Map<string, Finding>();
	for (const one of traffic) {
		const fitting = mostLiteral([...operations, ...OTHER_OPERATIONS], one);
		const described = fitting.filter((operation) => 'answers' in operation);
		if (fitting.length === 0) homeless.push(one);
		else if (described.length === 0) others.add(fitting[0] as OtherOperation);
		else {
			const nearest = nearestOf(described, one);
			called.set(nearest.title, (called.get(nearest.title) ?? 0) + 1);
			for (const finding of findingsIn(nearest, one)) findings.set(keyOf(finding), finding);
		}
	}
	const said = new Set([...findings.values()].map(saidByATest));
	const real = [...findings.values()].filter((finding) => !saidByATest(finding));
	return {
		checked: traffic.length,
		called,
		unexplained: real.filter((finding) => !deviations.some((one) => explains(one, finding))),
		homeless,
		stale: {
			deviations: deviations.filter((one) => !real.some((finding) => explains(one, finding))),
			others: OTHER_OPERATIONS.filter((one) => !others.has(one)),
			words: WORDS_OF_TESTS.filter((words) => !said.has(words)),
		},
	};
}

/** Where the files tell two operations apart by the kind of a value only, the one that fits better. */
const nearestOf = (fitting: Operation[], traffic: Traffic): Operation =>
	fitting.reduce((best, one) =>
		findingsIn(one, traffic).length < findingsIn(best, traffic).length ? one : best,
	);

const keyOf = ({ operation, side, status, what }: Finding): string =>
	[operation, side, side === 'answer' ? status : '', what].join(' ');
