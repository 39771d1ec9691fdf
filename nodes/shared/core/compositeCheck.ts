import { formMistake, nameMistake } from './compositeForm';
import type { Execution, SubRequest } from './compositeRequest';
import { SUBREQUESTS_PER_COMPOSITE } from './compositeRequest';
import { serviceMistake } from './compositeServices';
import type { Mistake } from './referenceCheck';
import { referenceMistakes } from './referenceCheck';

export interface CheckOptions {
	execution: Execution;
	/** Send paths that our copy of Zoho's list of services does not name. */
	allowUnlisted: boolean;
}

/** What Zoho would refuse in a composite, known before a credit is spent: the first mistake of each sub-request, in order. */
export function checkComposite(
	requests: readonly SubRequest[],
	{ execution, allowUnlisted }: CheckOptions,
): Mistake[] {
	const ofAll = countMistake(requests.length);
	if (ofAll) return [ofAll];
	const links = referenceMistakes(requests, execution);
	return requests.flatMap((request, at) => {
		const own =
			nameMistake(request, at, requests) ??
			formMistake(request) ??
			serviceMistake(request, allowUnlisted);
		const link = links.find((mistake) => mistake.at === at);
		return own ? [{ ...own, at }] : link ? [link] : [];
	});
}

/** More sub-requests than a composite takes, or none. */
export function countMistake(count: number): Mistake | undefined {
	if (count > 0 && count <= SUBREQUESTS_PER_COMPOSITE) return undefined;
	const reason =
		count === 0
			? "there is no sub-request; add one under 'Requests'"
			: `there are ${count} sub-requests, and a composite takes ${SUBREQUESTS_PER_COMPOSITE}; 'Send Many (5 per Credit)' packs any number in fives`;
	return { at: null, key: '__composite_requests', code: 'INVALID_DATA', reason };
}
