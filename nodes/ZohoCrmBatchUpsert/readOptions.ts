import type { LookupWish } from '../shared/core/lookupWish';
import { namesIn } from '../shared/core/namesIn';
import type { EmptyKeyRule, SameKeyRule } from '../shared/core/writePlan';

export interface Options {
	appendTo: string[];
	batchSize: number;
	check: 'always' | 'cached' | 'never';
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	emptyKey: EmptyKeyRule;
	emptySubforms: boolean;
	/** The External ID field that stands for the record ID; empty for none. */
	externalId: string;
	includeInput: boolean;
	layout: string;
	maxCredits: number | null;
	ownerByEmail: boolean;
	parallel: number;
	resolve: LookupWish[];
	sameKey: SameKeyRule;
	splitText: boolean;
	unknownFields: 'refuse' | 'drop';
}

const number = (value: unknown, fallback: number, least: number, most: number): number => {
	const given = Number(value ?? fallback);
	return Number.isFinite(given) ? Math.min(most, Math.max(least, Math.floor(given))) : fallback;
};

const text = (value: unknown): string => String(value ?? '').trim();

function wishesOf(raw: unknown): LookupWish[] {
	const { lookups } = (raw ?? {}) as { lookups?: Array<Record<string, unknown>> };
	return (lookups ?? [])
		.map((wish) => ({
			path: text(wish.field),
			matchBy: (wish.matchBy as LookupWish['matchBy'] | undefined) ?? 'name',
			keyField: text(wish.keyField),
			whenNotFound: (wish.whenNotFound as LookupWish['whenNotFound'] | undefined) ?? 'refuse',
		}))
		.filter(({ path }) => path !== '');
}

/** The 'Options' of the form; what a person left out, or wrote out of bounds, becomes the nearest sensible value. */
export function readOptions(raw: Record<string, unknown>): Options {
	const cap = number(raw.maxCredits, 0, 0, Number.MAX_SAFE_INTEGER);
	return {
		appendTo: namesIn(raw.appendTo),
		batchSize: number(raw.batchSize, 100, 1, 100),
		check: (raw.check as Options['check']) ?? 'cached',
		creditDetail: (raw.creditDetail as Options['creditDetail']) ?? 'first',
		dryRun: raw.dryRun === true,
		emptyKey: (raw.emptyKey as EmptyKeyRule) ?? 'error',
		emptySubforms: raw.emptySubforms === true,
		externalId: text(raw.externalId),
		includeInput: raw.includeInput === true,
		layout: text(raw.layout),
		maxCredits: cap > 0 ? cap : null,
		ownerByEmail: raw.ownerByEmail === true,
		parallel: number(raw.parallel, 2, 1, 10),
		resolve: wishesOf(raw.resolveLookups),
		sameKey: (raw.sameKey as SameKeyRule) ?? 'laterCall',
		splitText: raw.splitText === true,
		unknownFields: (raw.unknownFields as Options['unknownFields']) ?? 'refuse',
	};
}
