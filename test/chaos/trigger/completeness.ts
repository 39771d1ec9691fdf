import { ok } from 'node:assert/strict';
import type { Change } from './changes';
import type { Place, Stretch } from './place';
import { SAME_PUBLISH_MS } from './place';
import type { TriggerStory } from './story';
import type { Told } from './told';
import { secondOf, toldBy } from './told';
import { isAskedFor } from './truth';

/** A gap is read from a minute before it is known to begin: what Zoho calls later than that for, and misses, is lost. */
const OVERLAP_MS = 60_000;

/** What Zoho did to tell a workflow of a change. */
interface Calls {
	heard: boolean;
	/** Never sent, or so late that nobody knows of the gap. */
	lost: boolean;
}

/** Every change that was asked for is told in the end: those that were heard always, those missed where gaps are read. */
export function checkComplete(story: TriggerStory, keepsState: boolean): void {
	const told = toldBy(story.n8n);
	for (const place of story.n8n.places) {
		const events = told.filter(({ workflow }) => workflow === place.index);
		for (const change of story.changes.all) {
			const stretch = stretchOf(place, change);
			if (!stretch || !isAskedFor(change, stretch.form)) continue;
			const { heard, lost } = callsFor(story, place, change);
			const isRead = keepsState && !lost && isPublishedOn(place, stretch, change);
			if (!heard && !isRead) continue;
			const ignoresOwn = stretchesFrom(place, stretch).some(
				({ form }) => form.ignoreOwn && form.fetch,
			);
			if (isExcused(story, change, heard, ignoresOwn)) continue;
			ok(
				events.some((event) => covers(event, change)),
				`workflow ${place.index} was never told of ${JSON.stringify(change)}, ${heard ? 'which it heard' : 'which it missed'}`,
			);
		}
	}
}

const stretchOf = ({ stretches }: Place, { at }: Change): Stretch | undefined =>
	stretches.find(
		({ since, until }) => since !== null && since <= at && (until === null || at < until),
	);

/** A change is told by the form of then or, where the workflow is published again before its call comes, by a later one. */
const stretchesFrom = ({ stretches }: Place, begun: Stretch): Stretch[] =>
	stretches.slice(stretches.indexOf(begun));

/** Whether the workflow has stayed, and still reads what such a change made it miss. */
function isPublishedOn(place: Place, begun: Stretch, change: Change): boolean {
	if (isWhenSwitchedOn(place.stretches[place.stretches.indexOf(begun) - 1], change)) return false;
	const all = stretchesFrom(place, begun);
	return all.every(({ form, until }, at) => {
		const next = all.at(at + 1);
		const goesOn = next ? next.from - until! <= SAME_PUBLISH_MS : until === null;
		return goesOn && form.catchUp && isAskedFor(change, form);
	});
}

/** Of the second in which catching up was switched on nobody knows what was told before: Zoho keeps no less than seconds. */
const isWhenSwitchedOn = (before: Stretch | undefined, { at }: Change): boolean =>
	before !== undefined && !before.form.catchUp && secondOf(at) === secondOf(before.until!);

const WORDS = { create: 'insert', edit: 'update', delete: 'delete' };

interface Body {
	ids: string[];
	operation: string;
	server_time: number;
}

function callsFor({ zoho, n8n }: TriggerStory, place: Place, change: Change): Calls {
	const isOf = (body: unknown) => {
		const { ids, operation, server_time: time } = body as Body;
		return ids.includes(change.id) && operation === WORDS[change.operation] && time === change.at;
	};
	const calls = zoho.callbacks.log
		.since()
		.filter(({ url, effect, body }) => url === place.url && effect !== 'forged' && isOf(body));
	const swallowed = n8n.swallowed.some((one) => one.place === place && isOf(one.body));
	const lost = calls.some(({ effect, at }) => effect === 'drop' || at - change.at > OVERLAP_MS);
	// What comes is measured by what is asked for then.
	const heard = calls.some(({ status, at }) => status === 200 && isWantedAt(place, change, at));
	return { heard: !swallowed && heard, lost };
}

const isWantedAt = ({ stretches }: Place, change: Change, at: number): boolean =>
	isAskedFor(change, stretches.filter(({ from }) => from <= at).at(-1)!.form);

/** What Zoho's rules do not let anybody know. */
function isExcused(
	{ changes }: TriggerStory,
	{ module, id, at, operation }: Change,
	heard: boolean,
	ignoresOwn: boolean,
): boolean {
	const later = changes.all.filter((one) => one.module === module && one.id === id && one.at >= at);
	// Of whom a record was changed last is all that it says.
	if (ignoresOwn && operation !== 'delete' && later.some(({ own }) => own)) return true;
	if (heard || operation === 'delete') return false;
	// A deleted record says nothing of what it was.
	if (later.some((one) => one.operation === 'delete')) return true;
	// Zoho keeps the second only: of two changes within one, the other may be known.
	return changes.all.some(
		(one) => one.id === id && one.at !== at && secondOf(one.at) === secondOf(at),
	);
}

/** What was read, and what was told later, stands for the edits before it; a creation is told as one. */
function covers(event: Told, { module, id, operation, at }: Change): boolean {
	if (event.module !== module || event.id !== id) return false;
	if (operation === 'edit' && event.operation !== 'delete')
		return event.caughtUp ? event.time >= secondOf(at) : event.time >= at;
	if (event.operation !== operation) return false;
	return event.caughtUp || event.time === at;
}
