import type { SubRequest } from './compositeRequest';
import { placeOf, SUBREQUESTS_PER_COMPOSITE } from './compositeRequest';
import { serviceOf } from './compositeRows';
import type { CallName, LivePrices } from './prices';
import { creditsFor } from './prices';

interface Cheaper {
	/** What a person would say of `n` such sub-requests. */
	say(count: number, module: string): string;
	/** The node and operation that does the same. */
	instead: string;
	credits(count: number, live: LivePrices | null): number;
}

const batch = (call: CallName, verb: string, operation: string): Cheaper => ({
	say: (count, module) => `${count} of the sub-requests ${verb} one record of ${module} each`,
	instead: `Batch Upsert ('${operation}')`,
	credits: (count, live) => sumOfHundreds(count, (rows) => creditsFor(call, rows, live).credits),
});

/** Work that a batch does for less than composites do, when there is enough of it. */
const CHEAPER: Partial<Record<CallName, Cheaper>> = {
	'records.get': {
		say: (count, module) =>
			`${count} of the sub-requests read one record of ${module} by its id each`,
		instead: "Batch Read ('Get by IDs')",
		credits: (count, live) =>
			sumOfHundreds(count, () => creditsFor('records.list', 1, live).credits),
	},
	'records.insert': batch('records.insert', 'create', 'Create'),
	'records.update': batch('records.update', 'update', 'Update'),
	'records.upsert': batch('records.upsert', 'upsert', 'Create or Update'),
	'records.delete': batch('records.delete', 'delete', 'Delete'),
};

function sumOfHundreds(count: number, priceOf: (rows: number) => number): number {
	let credits = 0;
	for (let left = count; left > 0; left -= 100) credits += priceOf(Math.min(left, 100));
	return credits;
}

const composites = (count: number): number => Math.ceil(count / SUBREQUESTS_PER_COMPOSITE);

/**
 * Where another node does a part of these sub-requests for fewer credits: the rest in composites and that part in
 * batches, against all in composites of five.
 * @returns sentences with both prices; none when composites are the cheapest way
 */
export function adviceFor(
	requests: readonly SubRequest[],
	live: LivePrices | null = null,
): string[] {
	const groups = new Map<string, { cheaper: Cheaper; module: string; count: number }>();
	for (const request of requests) {
		const call = serviceOf(request)?.call;
		const module = placeOf(request.uri)?.segments[0];
		const cheaper = call && CHEAPER[call];
		if (!cheaper || module === undefined || isLinked(request)) continue;
		const key = `${call} ${module}`;
		const group = groups.get(key) ?? { cheaper, module, count: 0 };
		groups.set(key, { ...group, count: group.count + 1 });
	}
	return [...groups.values()].flatMap(({ cheaper, module, count }) => {
		const then = cheaper.credits(count, live);
		const now = composites(requests.length) - composites(requests.length - count);
		if (then >= now) return [];
		return [
			`${cheaper.say(count, module)}: ${cheaper.instead} does that for ${then} credit${then === 1 ? '' : 's'}, where composites take ${now}.`,
		];
	});
}

/** Sub-requests that need each other's answers belong together. */
const isLinked = (request: SubRequest): boolean => JSON.stringify(request).includes('@{');
