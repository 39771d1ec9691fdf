import { deepEqual, equal, ok } from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import type { Change } from './changes';
import type { Stretch } from './place';
import { SAME_PUBLISH_MS } from './place';
import type { TriggerStory } from './story';
import type { Told } from './told';
import { kindOf, secondOf, toldBy } from './told';

/** Nothing is told that did not happen, or was not asked for. */
export function checkTruth(story: TriggerStory): void {
	const { changes, n8n } = story;
	for (const event of toldBy(n8n)) {
		const { module, id } = event;
		const mine = changes.all.filter((one) => one.module === module && one.id === id);
		const stretches = n8n.places[event.workflow].stretches;
		if (event.caughtUp) checkRead(event, mine, stretches);
		else checkHeard(event, mine, stretches);
		checkRecord(event, story, stretches);
	}
}

function checkHeard(event: Told, mine: Change[], stretches: Stretch[]): void {
	const [change] = mine.filter(
		({ operation, at }) => operation === event.operation && at === event.time,
	);
	ok(change, `${shown(event)} did not happen`);
	const fields = change.field === null ? [] : [change.field];
	deepEqual(event.json.affectedFields, fields, `${shown(event)}: affectedFields`);
	const values = event.json.affectedValues as IDataObject | undefined;
	if (values) deepEqual(values, { [change.field!]: change.value }, `${shown(event)}: values`);
	ok(
		stretches.some(({ form }) => isAskedFor(change, form)),
		`${shown(event)} was not asked for`,
	);
}

function checkRead(event: Told, mine: Change[], stretches: Stretch[]): void {
	const { operation, time } = event;
	const then = mine.filter(
		(one) => kindOf(one.operation) === kindOf(operation) && secondOf(one.at) === time,
	);
	ok(then.length > 0, `${shown(event)} did not happen`);
	if (operation === 'create')
		ok(
			mine.some((one) => one.operation === 'create'),
			`${shown(event)} was not created`,
		);
	if (operation === 'edit')
		ok(
			then.some((one) => one.operation === 'edit'),
			`${shown(event)} was not edited`,
		);
	ok(
		stretches.some(({ form }) =>
			form.modules.some((one) => one.module === event.module && one.operations.includes(operation)),
		),
		`${shown(event)} was not asked for`,
	);
	const begun = publishedSince(stretches, event.at);
	ok(time >= secondOf(begun), `${shown(event)} is of before the workflow was published`);
}

/** Since when the workflow has been published without a break, at a moment. */
function publishedSince(stretches: Stretch[], at: number): number {
	const before = stretches.filter(({ from }) => from <= at);
	let begun = before.at(-1)!.from;
	for (const { from, until } of before.reverse())
		if (until === null || begun - until <= SAME_PUBLISH_MS) begun = Math.min(begun, from);
		else break;
	return begun;
}

export const isAskedFor = ({ module, operation, field }: Change, form: Stretch['form']): boolean =>
	form.modules.some(
		(one) =>
			one.module === module &&
			one.operations.includes(operation) &&
			(operation !== 'edit' || one.fields.length === 0 || one.fields.includes(field!)),
	);

function checkRecord(
	{ json, operation, ...event }: Told,
	{ changes, zoho }: TriggerStory,
	all: Stretch[],
) {
	if (!('record' in json)) return;
	const record = json.record as IDataObject | null;
	ok(all.some(({ form }) => form.fetch));
	if (record === null)
		return void ok(json.recordMissing, `${event.id} has no record and no reason`);
	equal(record.id, event.id);
	const own = (record.Modified_By as IDataObject | undefined)?.id === changes.self.id;
	// Where Zoho did not say who is connected, an event is worth more than what it may be.
	const isUnknown = zoho.log
		.entries()
		.some(({ name, fault }) => name === 'users.list' && fault !== undefined);
	if (!isUnknown && all.every(({ form }) => form.ignoreOwn))
		ok(!own || operation === 'delete', `${event.id} is a change of our own`);
}

/** Nothing is told twice, as long as the state lasts. */
export function checkOnce({ n8n, stateLostAt }: TriggerStory): void {
	const ages = (at: number) => stateLostAt.filter((lost) => lost <= at).length;
	const before = new Map<string, Told[]>();
	for (const event of toldBy(n8n)) {
		const key = [event.workflow, event.module, event.id, kindOf(event.operation), ages(event.at)];
		const earlier = before.get(key.join()) ?? [];
		before.set(key.join(), [...earlier, event]);
		for (const one of earlier) ok(!isSameChange(one, event), `${shown(one)}, ${shown(event)}`);
	}
}

/** What was read stands for all changes up to its second. */
function isSameChange(earlier: Told, later: Told): boolean {
	if (earlier.operation === 'create' && later.operation === 'create') return true;
	if (later.operation === 'create') return false;
	if (!earlier.caughtUp && !later.caughtUp)
		return earlier.time === later.time && earlier.operation === later.operation;
	return secondOf(later.time) <= secondOf(earlier.time);
}

export const shown = ({ workflow, operation, module, id, time, caughtUp, at }: Told): string =>
	[
		`workflow ${workflow}: ${operation} of ${module} ${id} at ${new Date(time).toISOString()}`,
		`told ${new Date(at).toISOString()}${caughtUp ? ', caught up' : ''}`,
	].join(' ');
