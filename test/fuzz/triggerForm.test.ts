import fc from 'fast-check';
import { ZohoCrmNotificationTrigger } from '../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import { unlessStuck } from '../support/unlessStuck';
import { again, casesOf, casesPlayed } from './budget';
import type { Hostile } from './hostile';
import { hostileValues } from './hostile';
import { labelsOf } from './naming';
import type { Setup } from './triggerFormLife';
import { complaintsOf, miscounted } from './triggerFormOracle';
import type { TriggerPlace } from './triggerFormPlaces';
import {
	isNonsense,
	namesModule,
	setupOf,
	triggerPlaces,
	usualForm,
	webhookAddress,
} from './triggerFormPlaces';
import type { TriggerScene } from './triggerFormScene';
import { openTriggerScene } from './triggerFormScene';
import type { Forms, Lived } from './triggerFormStory';
import { wholeLife } from './triggerFormStory';

const { properties } = new ZohoCrmNotificationTrigger().description;
const labels = labelsOf(properties);
const places = triggerPlaces(properties);
const casesAt = (all: TriggerPlace[]) =>
	fc.record({
		place: fc.constantFrom(...all),
		hostile: fc.constantFrom(...hostileValues),
		loses: fc.boolean(),
		forgets: fc.boolean(),
	});

// Hundreds of lives on a busy machine; one that is stuck fails by itself.
jest.setTimeout(10 * 60_000);

/** Longer than any life takes that is not stuck. */
const STUCK_MS = 20_000;

let scene: TriggerScene;
beforeEach(async () => void (scene = await openTriggerScene()));
afterEach(async () => await scene.close());
afterAll(() => console.info(`${casesPlayed()} values were tried`));

const usual: Setup = { parameters: usualForm() };

describe(`any value in any field of the Notification Trigger (${again})`, () => {
	it('is refused by the name of its field, or works', async () => {
		const cases = casesAt([...places, webhookAddress]);
		const { found, active, all } = await tried(cases, (it) => ({ first: it, then: it }));
		expect(found).toEqual([]);
		expect(active).toBeGreaterThan(0);
		expect(active).toBeLessThan(all);
	});

	it('to which an expression comes while the workflow is active loses no event and is told', async () => {
		const { found, active, all } = await tried(casesAt(places), (it) => ({
			first: usual,
			then: it,
		}));
		expect(found).toEqual([]);
		expect(active).toBe(all);
	});

	it('to which an expression comes for a while is forgotten with it', async () => {
		const { found, active, all } = await tried(casesAt(places), (it) => ({
			first: it,
			then: usual,
		}));
		expect(found).toEqual([]);
		expect(active).toBe(all);
	});
});

/** Lives with each of the cases; what is wrong comes with all that is needed to play it again. */
async function tried(
	cases: ReturnType<typeof casesAt>,
	formsOf: (hostile: Setup) => Pick<Forms, 'first' | 'then'>,
) {
	const found: string[] = [];
	let [active, all] = [0, 0];
	for (const { place, hostile, ...fate } of casesOf(cases)) {
		const life = scene.begin();
		const wants = !namesModule(place, hostile.value);
		const forms = { ...formsOf(setupOf(place, hostile.value)), ...fate, wants };
		if (!life.opens(forms.first) || !life.opens(forms.then)) continue;
		const lived = await unlessStuck(wholeLife(scene, life, forms), STUCK_MS);
		const traces = scene.traces();
		const own = typeof hostile.value === 'string' ? [hostile.value] : [];
		const wrong = [
			...lived.found,
			...complaintsOf(life, traces, { places: [place], own, labels }),
			...miscounted(life, traces, true),
			...wasted(place, hostile, forms.first === usual, lived),
		];
		found.push(...wrong.map((one) => `${place.labels.join(' > ')} = ${hostile.name}: ${one}`));
		[active, all] = [active + Number(lived.published), all + 1];
	}
	return { found, active, all };
}

/** What can mean nothing is refused, and before a credit is spent. */
function wasted(
	place: TriggerPlace,
	{ value }: Hostile,
	cameLater: boolean,
	{ spentInVain, refused }: Lived,
): string[] {
	if (cameLater || !isNonsense(place, value)) return [];
	if (!refused) return ['what means nothing was taken for something'];
	return spentInVain === 0 ? [] : [`${spentInVain} credits were spent on what means nothing`];
}
