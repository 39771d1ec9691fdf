import type { Basis, CallName } from './prices';

/** One HTTP call and what it cost, as the client wrote it down. */
export interface Spend {
	call: CallName;
	cost: number;
	basis: Basis;
	/** The part of `cost` that Zoho may not have charged because its answer was lost. */
	uncertain: number;
	/** Metadata, organisation, count and verification reads are `overhead`; the rest is the work itself. */
	purpose: 'work' | 'overhead';
}

/** What the state store knows about the organisation's credits beyond this run. */
export interface Standing {
	remaining: number | null;
	remainingAt: string | null;
	used24h: { value: number; since: string; scope: 'process' | 'shared' } | null;
	allowance: { value: number; basis: 'typed' | 'org' | 'header' } | null;
}

/** `credits.run` of the output, version 1. Credits are whole numbers; unknown is null, never 0. */
export interface RunReport extends Standing {
	cost: number;
	calls: number;
	overhead: number;
	uncertain: number;
	baseline: number | null;
	saved: number | null;
	byCall: Array<{ call: CallName; calls: number; cost: number; basis: Basis }>;
	alert: number | null;
	alertBasis: 'header' | 'ledger' | null;
	automations?: 'all' | 'none' | string[];
	/** When Zoho's own price list was read, which prices the calls whose basis is `live`; absent: the built-in list did. */
	pricesReadAt?: string;
	/** Dry Run only: what the run would make and cost. */
	plan?: RunPlan;
	/** Where another way would have cost less. */
	advice?: string[];
}

/** What a run would cost; `credits` holds `overhead`, the metadata and organisation reads that are not cached. */
export interface RunPlan {
	calls: number;
	credits: number;
	overhead: number;
	basis: Basis;
	/** The least it takes: how many rows there are shows only when they are read. */
	atLeast?: true;
	/** The most it takes, in credits, where a limit says so. */
	atMost?: number;
}

export interface ReportContext extends Standing {
	baseline: number | null;
	thresholds: readonly number[];
	automations?: 'all' | 'none' | string[];
	pricesReadAt?: string;
}

export const DEFAULT_THRESHOLDS = [80, 90, 100] as const;

/** Adds up a run. */
export function reportRun(spends: readonly Spend[], context: ReportContext): RunReport {
	const { thresholds, baseline, automations, ...standing } = context;
	const cost = sum(spends, (spend) => spend.cost);
	return {
		cost,
		calls: spends.length,
		overhead: sum(spends, (spend) => (spend.purpose === 'overhead' ? spend.cost : 0)),
		uncertain: sum(spends, (spend) => spend.uncertain),
		baseline,
		saved: baseline === null ? null : baseline - cost,
		byCall: byCall(spends),
		...standing,
		...alertFor(standing, thresholds),
		...(automations === undefined ? {} : { automations }),
	};
}

/** The highest threshold (per cent of the allowance) passed, by Zoho's header where there is one, else by our ledger. */
export function alertFor(
	{ remaining, used24h, allowance }: Standing,
	thresholds: readonly number[],
): Pick<RunReport, 'alert' | 'alertBasis'> {
	if (!allowance) return { alert: null, alertBasis: null };
	const alertBasis = remaining !== null ? 'header' : used24h ? 'ledger' : null;
	const used = remaining !== null ? allowance.value - remaining : (used24h?.value ?? 0);
	const passed = thresholds.filter((threshold) => used * 100 >= threshold * allowance.value);
	if (!alertBasis || passed.length === 0) return { alert: null, alertBasis: null };
	return { alert: Math.max(...passed), alertBasis };
}

function byCall(spends: readonly Spend[]): RunReport['byCall'] {
	const rows = new Map<string, RunReport['byCall'][number]>();
	for (const { call, cost, basis } of spends) {
		const key = `${call} ${basis}`;
		const row = rows.get(key) ?? { call, calls: 0, cost: 0, basis };
		rows.set(key, { ...row, calls: row.calls + 1, cost: row.cost + cost });
	}
	return [...rows.values()];
}

const sum = (spends: readonly Spend[], of: (spend: Spend) => number): number =>
	spends.reduce((total, spend) => total + of(spend), 0);
