import type { EmptyKeyRule, SameKeyRule } from '../shared/core/writePlan';

export interface Options {
	appendTo: string[];
	batchSize: number;
	check: 'always' | 'cached' | 'never';
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	emptyKey: EmptyKeyRule;
	emptySubforms: boolean;
	includeInput: boolean;
	layout: string;
	maxCredits: number | null;
	parallel: number;
	sameKey: SameKeyRule;
	unknownFields: 'refuse' | 'drop';
}

const number = (value: unknown, fallback: number, least: number, most: number): number => {
	const given = Number(value ?? fallback);
	return Number.isFinite(given) ? Math.min(most, Math.max(least, Math.floor(given))) : fallback;
};

/** The 'Options' of the form; what a person left out, or wrote out of bounds, becomes the nearest sensible value. */
export function readOptions(raw: Record<string, unknown>): Options {
	const cap = number(raw.maxCredits, 0, 0, Number.MAX_SAFE_INTEGER);
	return {
		appendTo: Array.isArray(raw.appendTo) ? raw.appendTo.map(String) : [],
		batchSize: number(raw.batchSize, 100, 1, 100),
		check: (raw.check as Options['check']) ?? 'cached',
		creditDetail: (raw.creditDetail as Options['creditDetail']) ?? 'first',
		dryRun: raw.dryRun === true,
		emptyKey: (raw.emptyKey as EmptyKeyRule) ?? 'error',
		emptySubforms: raw.emptySubforms === true,
		includeInput: raw.includeInput === true,
		layout: String(raw.layout ?? '').trim(),
		maxCredits: cap > 0 ? cap : null,
		parallel: number(raw.parallel, 2, 1, 10),
		sameKey: (raw.sameKey as SameKeyRule) ?? 'laterCall',
		unknownFields: (raw.unknownFields as Options['unknownFields']) ?? 'refuse',
	};
}
