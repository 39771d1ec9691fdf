import type { SubResult } from '../shared/core/compositeResult';
import { subFailure } from '../shared/core/compositeResult';
import type { CompositeResult } from '../shared/zoho/sendComposite';
import type { Prepared } from './prepared';
import { PLACES_PER_ITEM } from './prepared';

const itemOf = (place: number): number => Math.floor(place / PLACES_PER_ITEM);

type Kept = ReadonlyArray<[place: number, result: SubResult]>;

/** A composite that an earlier try sent stays settled as a whole: its sub-requests belong together. */
export function keepWholeItems(
	kept: Kept,
	isOpen: (result: SubResult) => boolean,
): Array<[place: number, result: SubResult]> {
	const sent = new Set(
		kept.filter(([, result]) => !isOpen(result)).map(([place]) => itemOf(place)),
	);
	return kept.filter(([place]) => sent.has(itemOf(place)));
}

/** Sub-requests that a person added to an item whose composite was sent before. */
export function sentBefore({ subs }: Prepared, { outcomes }: CompositeResult): void {
	const sent = new Set([...outcomes.keys()].map(itemOf));
	for (const { place } of subs) {
		if (!sent.has(itemOf(place)) || outcomes.has(place)) continue;
		const reason = "Not sent: an earlier try sent this item's composite without it";
		outcomes.set(place, subFailure('notRun', 'SENT_BEFORE', reason));
	}
}
