import type { SubFailure } from '../shared/core/compositeResult';
import { subFailure } from '../shared/core/compositeResult';
import type { Execution, SubRequest } from '../shared/core/compositeRequest';
import type { Mistake } from '../shared/core/referenceCheck';

/** One sub-request of the run. */
export interface Sub {
	/** Its key in results and memory; in output order. */
	place: number;
	item: number;
	/** What people call it: its `sub_request_id`. */
	name: string;
	/** Null when it could not even be read. */
	request: SubRequest | null;
}

/** What the items ask for, and what is known to be refused. */
export interface Prepared {
	subs: Sub[];
	refused: Map<number, SubFailure>;
	/** Places that go out together, or not at all. */
	groups: Array<{ places: number[]; execution: Execution }>;
}

/** Places of one item are next to each other and stay the same from try to try. */
export const PLACES_PER_ITEM = 10;

export const refusedBefore = (
	code: string,
	reason: string,
	details: Record<string, unknown> = {},
): SubFailure => subFailure('refused', code, `Not sent: ${reason}`, details);

/** The sentence for a person and, in `details`, the position of a mistake. */
export function refusedFor(name: string, { code, key, reason }: Omit<Mistake, 'at'>): SubFailure {
	const where = name === '' ? key : `sub-request '${name}', ${key}`;
	return refusedBefore(code, `${where}: ${reason}`, {
		...(name === '' ? {} : { sub_request_id: name }),
		key,
	});
}
