import { CREDIT_WINDOW_MS } from './limits';

/** Where use is heading at the pace it has had. */
export interface Projection {
	perHour: number;
	/** What will have been used when 24 hours have passed since the first of it. */
	at24h: number;
	/** Epoch ms: when that is. */
	endsAt: number;
	/** How long was watched, in minutes. */
	basedOnMinutes: number;
}

/** Less than this says nothing of a pace. */
const SHORTEST_MS = 10 * 60 * 1000;

/**
 * Goes on at the pace since the first credit of the window. Older credits come back after 24 hours, so this is what the
 * rolling window holds at its fullest.
 * @param used credits since `since` (epoch ms)
 * @returns null when too little time has passed to tell
 */
export function projectUsage(used: number, since: number, now: number): Projection | null {
	const watched = Math.min(now - since, CREDIT_WINDOW_MS);
	if (watched < SHORTEST_MS) return null;
	return {
		perHour: Math.round((used * 3_600_000) / watched),
		at24h: Math.round((used * CREDIT_WINDOW_MS) / watched),
		endsAt: since + CREDIT_WINDOW_MS,
		basedOnMinutes: Math.round(watched / 60_000),
	};
}

/** Zoho's number beside ours. */
export interface Drift {
	/** Used in 24 hours by Zoho's header: allowance less remaining. */
	byHeader: number;
	byLedger: number;
	/** What Zoho counts more than we do: other apps and people, or prices that differ from our list. */
	difference: number;
}

/** Null where Zoho sent no number, or the allowance is not known. */
export function driftOf(
	remaining: number | null,
	allowance: number | null,
	ledger: number,
): Drift | null {
	if (remaining === null || allowance === null) return null;
	const byHeader = allowance - remaining;
	return { byHeader, byLedger: ledger, difference: byHeader - ledger };
}

export interface Split {
	name: string;
	credits: number;
}

/** Which part of a ledger field to sum by: `[call, node, module, workflow]`. */
export const LEDGER_PARTS = ['call', 'node', 'module', 'workflow'] as const;
export type LedgerPart = (typeof LEDGER_PARTS)[number];

/** Sums the ledger by one of its parts, the largest first. Calls without a module, or outside a workflow, are `–`. */
export function splitLedger(byField: Readonly<Record<string, number>>, part: LedgerPart): Split[] {
	const sums = new Map<string, number>();
	for (const [field, credits] of Object.entries(byField)) {
		const name = partOf(field, LEDGER_PARTS.indexOf(part));
		sums.set(name, (sums.get(name) ?? 0) + credits);
	}
	return [...sums]
		.map(([name, credits]) => ({ name, credits }))
		.sort((a, b) => b.credits - a.credits || a.name.localeCompare(b.name));
}

function partOf(field: string, place: number): string {
	try {
		const parts: unknown = JSON.parse(field);
		const part: unknown = Array.isArray(parts) ? parts[place] : undefined;
		return typeof part === 'string' && part !== '' ? part : '–';
	} catch {
		return '–';
	}
}
