import type { SubRequest } from './compositeRequest';
import { serviceOf } from './compositeRows';

const WITH_TRIGGER = new Set<string | undefined>([
	'records.insert',
	'records.update',
	'records.upsert',
]);

/**
 * Whether Zoho's workflows run for the records written, by the `trigger` of each body: `all` where one leaves it out.
 * @returns undefined when no record is written
 */
export function automationsOf(
	requests: readonly SubRequest[],
): 'all' | 'none' | string[] | undefined {
	const writes = requests.filter((request) => WITH_TRIGGER.has(serviceOf(request)?.call));
	if (writes.length === 0) return undefined;
	const triggers = writes.map(({ body }) => (body as { trigger?: unknown } | undefined)?.trigger);
	if (!triggers.every(Array.isArray)) return 'all';
	const named = [...new Set(triggers.flat().map(String))];
	return named.length > 0 ? named : 'none';
}
