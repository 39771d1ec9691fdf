import type { Mutation } from './mutations';
import type { Proxy } from './proxy';
import type { Setup, TriggerLife } from './triggerFormLife';
import { usualForm } from './triggerFormPlaces';
import type { TriggerScene } from './triggerFormScene';
import { isTold } from './triggerFormStory';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Answered {
	change: Mutation;
	/** Which answer of the moment, from 1; whether all after it are changed as well. */
	nth: number;
	andAfter: boolean;
	/** Fields to fetch. */
	fields: string;
	ignoreOwn: boolean;
}

interface World {
	scene: TriggerScene;
	life: TriggerLife;
	setup: Setup;
}

interface Moment {
	/** What happens before. */
	before?: (world: World) => Promise<void> | void;
	/** What is done while answers are changed. @returns whether the workflow is active */
	amid: (world: World) => Promise<boolean>;
}

const told = async ({ scene, life }: World) => {
	scene.change('create');
	scene.change('edit');
	await life.pass(2 * SECOND);
};

const ticked = async ({ life }: World): Promise<boolean> => {
	await life.tick();
	return true;
};

/** When Zoho's answers are changed. */
export const MOMENTS: Record<string, Moment> = {
	'is published': {
		before: async ({ life, setup }) => await life.unpublish(setup),
		amid: async ({ life, setup }) => await life.publish(setup),
	},
	'reads records': {
		amid: async (world) => {
			await told(world);
			return true;
		},
	},
	renews: { before: async ({ life }) => await life.pass(4 * DAY), amid: ticked },
	'has lost its channel': {
		before: async ({ scene, life }) => {
			for (const { id } of scene.zoho.channels()) scene.zoho.loseChannel(id);
			await life.pass(4 * DAY);
		},
		amid: ticked,
	},
	'has lost its memory': { before: ({ scene }) => scene.forget(), amid: ticked },
	'is tried': {
		amid: async (world) => {
			await world.life.listenForTest(world.setup, async () => await told(world));
			return true;
		},
	},
	'starts again': {
		before: async ({ scene }) => scene.forget(),
		amid: async ({ life, setup }) => await life.restart(setup),
	},
	'is taken off': {
		amid: async ({ life, setup }) => {
			await life.unpublish(setup);
			return false;
		},
	},
};

/** A life in which Zoho's answers are changed at one moment, and then no more. @returns what did not heal */
export async function livedThrough(
	world: Omit<World, 'setup'>,
	proxy: Proxy,
	{ before, amid }: Moment,
	{ change, nth, andAfter, fields, ignoreOwn }: Answered,
): Promise<{ wrong: string[]; changed: number }> {
	const { scene, life } = world;
	const options = { fetchFields: fields, ignoreOwn, affectedValues: true };
	const setup: Setup = { parameters: { ...usualForm(), options } };
	proxy.change(change, Infinity, false);
	await life.publish(setup);
	await life.tick();
	await before?.({ ...world, setup });
	proxy.change(change, nth, andAfter);
	const isActive = await amid({ ...world, setup });
	const changed = proxy.changed();
	proxy.change(change, Infinity, false);
	const wrong = isActive ? [] : await publishedAgain(world, setup);
	return { wrong: [...wrong, ...(await healed(scene, life, setup))], changed };
}

/** Without a word nothing stays in Zoho that nobody owns. */
async function publishedAgain(
	{ scene, life }: Omit<World, 'setup'>,
	setup: Setup,
): Promise<string[]> {
	const isSaid = /was not removed/.test(JSON.stringify(scene.traces().log));
	const left = scene.zoho.channels().length > 0 && !isSaid ? ['it left a channel behind'] : [];
	// What Zoho refused is remembered for a minute.
	await life.pass(2 * MINUTE);
	return (await life.publish(setup)) ? left : [...left, 'it cannot be published again'];
}

/** A week later it hears of changes, by one channel, and can be taken off. */
async function healed(scene: TriggerScene, life: TriggerLife, setup: Setup): Promise<string[]> {
	const wrong: string[] = [];
	for (let half = 0; half < 16; half++) {
		await life.pass(12 * HOUR);
		await life.tick();
	}
	if (scene.zoho.channels().length !== 1)
		wrong.push(`a week later it has ${scene.zoho.channels().length} channels`);
	await told({ scene, life, setup });
	if (!isTold(scene, life)) wrong.push('a week later it hears of no change');
	await life.unpublish(setup);
	if (scene.zoho.channels().length > 0) wrong.push('its channel stays');
	return wrong;
}
