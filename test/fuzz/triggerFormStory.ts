import type { Setup, TriggerLife } from './triggerFormLife';
import type { TriggerScene } from './triggerFormScene';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * 60 * SECOND;

/** What the form is when the workflow is published, and what it comes to afterwards. */
export interface Forms {
	first: Setup;
	then: Setup;
	/** Whether Zoho loses the channel meanwhile. */
	loses: boolean;
	/** Whether n8n starts again with nothing remembered. */
	forgets: boolean;
	/** Whether what Zoho tells of is wanted. */
	wants: boolean;
}

export interface Lived {
	/** Whether the workflow ever was active. */
	published: boolean;
	/** What did not go as it should have, whatever the form. */
	found: string[];
	/** Whether the first activation failed, and the credits that it cost. */
	refused: boolean;
	spentInVain: number;
}

/** All that may happen to a trigger: it is published, is told of changes, loses its channel, lives for days, is tried, ends. */
export async function wholeLife(
	scene: TriggerScene,
	life: TriggerLife,
	{ first, ...rest }: Forms,
): Promise<Lived> {
	const found: string[] = [];
	const leftBy = (what: string) => {
		const left = scene.zoho.channels().map(({ notifyUrl }) => notifyUrl.slice(0, 100));
		if (left.length > 0) found.push(`${what} left a channel: ${left.join(', ')}`);
	};
	const { then } = rest;
	let published = await life.publish(first);
	const refused = !published;
	const spentInVain = scene.traces().meter;
	if (refused) {
		leftBy('an activation that failed');
		if (then !== first) published = await life.publish(then);
	} else if (then !== first) await life.turn(then);
	if (published) found.push(...(await activeLife(scene, life, rest)));
	await life.unpublish(then);
	leftBy('a workflow that was taken off');
	return { published, found, refused, spentInVain };
}

async function activeLife(
	scene: TriggerScene,
	life: TriggerLife,
	{ then, loses, forgets, wants }: Omit<Forms, 'first'>,
): Promise<string[]> {
	const told = async () => {
		scene.change('create');
		await life.pass(2 * SECOND);
		return !wants || isTold(scene, life) ? [] : ['a change that Zoho told of started nothing'];
	};
	const found = await told();
	await life.tick();
	scene.change('edit');
	scene.change('delete', 1);
	await life.pass(2 * SECOND);
	if (loses) for (const { id } of scene.zoho.channels()) scene.zoho.loseChannel(id);
	scene.change('create');
	await life.pass(4 * DAY);
	await life.tick();
	await life.pass(DAY);
	await life.tick();
	const said = life.errors.length;
	await life.listenForTest(then, async () => void (await told()));
	if (forgets) scene.forget();
	if (await life.restart(then)) found.push(...(await told()));
	else if (said === 0) found.push('nobody was told that the form is wrong now');
	await life.pass(2 * MINUTE);
	return found;
}

/** Whether the workflow was started by the last records that people made. */
export function isTold(scene: TriggerScene, { items }: TriggerLife): boolean {
	const made = scene.changes.all.filter(({ operation }) => operation === 'create').slice(-2);
	const seen = new Set(items.map(({ json }) => json.id));
	return made.every(({ id }) => seen.has(id));
}
