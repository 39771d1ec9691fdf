import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a step of `npm run demo` came to. No seconds: only what is the same on every machine. */
export interface MeasuredStep {
	name: string;
	node: string;
	work: string;
	items: number;
	success: number;
	failed: number;
	calls: number;
	credits: number;
	/** Credits of the plain way, one record, value or page a call; null where there is none. */
	baseline: number | null;
}

/** A figure of `npm run bench`: ours and that of the built-in node, from one run on one machine. */
export interface MeasuredPeer {
	name: string;
	value: number;
	unit: string;
	againstValue: number;
}

/** `docs/measured.json`: what the README's table is made of. */
export interface Measured {
	steps: MeasuredStep[];
	peer: MeasuredPeer[];
}

export const MEASURED = join(__dirname, '../docs/measured.json');

export const readMeasured = (file: string): Measured =>
	JSON.parse(readFileSync(file, 'utf8')) as Measured;

export const writeMeasured = (file: string, measured: Measured): void =>
	writeFileSync(file, `${JSON.stringify(measured, null, '\t')}\n`);

const COUNTED = ['items', 'success', 'failed', 'calls', 'credits', 'baseline'] as const;

/**
 * Calls, a credit each, that a step may take more on a slow machine: jobs that had time to end before the execution slept
 * are looked at once (docs/bulk-job.md, Waiting). Three jobs each.
 */
const LOOKS: Record<string, number> = { 'bulk.import60k': 3, 'bulk.export450k': 3 };

const differs = (
	before: MeasuredStep,
	now: MeasuredStep,
	key: (typeof COUNTED)[number],
): boolean => {
	const looks = key === 'calls' || key === 'credits' ? (LOOKS[now.name] ?? 0) : 0;
	const more = Number(now[key]) - Number(before[key]);
	return (before[key] === null) !== (now[key] === null) || more < 0 || more > looks;
};

/** The figures with the peer's of a `npm run bench -- --json` in place of the recorded ones. */
export function withPeer(measured: Measured, bench: { figures: MeasuredPeer[] }): Measured {
	const peer = bench.figures
		.filter(({ name }) => name.startsWith('peer.upsert500.'))
		.map(({ name, value, unit, againstValue }) => ({ name, value, unit, againstValue }));
	if (peer.length === 0) throw new Error('The benchmark has no figures peer.upsert500.*');
	return { ...measured, peer };
}

/** The step without what differs from run to run. */
export function measuredStep(step: MeasuredStep): MeasuredStep {
	const { name, node, work, items, success, failed, calls, credits, baseline } = step;
	return { name, node, work, items, success, failed, calls, credits, baseline };
}

/**
 * What a run of the demo came to otherwise than recorded, in a line each. Steps that did not run are left out
 * unless `whole`.
 */
export function differences(
	recorded: MeasuredStep[],
	ran: MeasuredStep[],
	whole: boolean,
): string[] {
	const lines = ran.flatMap((step) => {
		const before = recorded.find(({ name }) => name === step.name);
		if (!before) return [`${step.name}: not recorded`];
		return COUNTED.filter((key) => differs(before, step, key)).map(
			(key) => `${step.name}: ${key} recorded ${before[key]}, now ${step[key]}`,
		);
	});
	const gone = whole ? recorded.filter(({ name }) => !ran.some((step) => step.name === name)) : [];
	return [...lines, ...gone.map(({ name }) => `${name}: recorded, but no longer a step`)];
}
