import fc from 'fast-check';
import type { INodeType } from 'n8n-workflow';
import { actionNodes } from '../support/actionNodes';
import { again, casesOf, casesPlayed } from './budget';
import { operationsOf, usualItems, usualOf } from './forms';
import type { Hostile } from './hostile';
import { hostileValues } from './hostile';
import { isNamed, labelsOf } from './naming';
import { complaints } from './oracle';
import type { Place } from './places';
import { placesOf, withValue } from './places';
import type { Scene } from './scene';
import { openScene, refusedByN8n } from './scene';

interface Case {
	place: Place;
	hostile: Hostile;
}

const operations = actionNodes.flatMap((node) =>
	operationsOf(node).map((operation) => ({ node, operation, name: node.description.name })),
);

let scene: Scene;
afterEach(async () => await scene.close());
afterAll(() => console.info(`${casesPlayed()} values were tried`));

describe(`any value in any field of a form (${again})`, () => {
	it.each(operations)('$name, $operation', async ({ node, operation, name }) => {
		scene = await openScene([node]);
		const form = { ...usualOf(name, scene.seeded), operation };
		const { properties } = node.description;
		const places = placesOf(properties, form, usualOf(name, scene.seeded), ['operation']);
		const all = places.flatMap((place) => hostileValues.map((hostile) => ({ place, hostile })));
		const found: string[] = [];
		for (const each of casesOf(fc.constantFrom(...all))) found.push(...(await tried(node, each)));
		expect(found).toEqual([]);
	});
});

/** What is wrong with how the run ended, with all that is needed to play it again. */
async function tried(node: INodeType, { place, hostile }: Case): Promise<string[]> {
	const { name, properties } = node.description;
	const parameters = withValue(place.form, place.path, hostile.value);
	const told = await scene.go(name, usualItems(scene.seeded), parameters).catch(refusedByN8n);
	if (told === null) return [];
	const own = typeof hostile.value === 'string' ? hostile.value : '';
	const wrong = complaints(told, own);
	if (!isNamed(told, place, labelsOf(properties)))
		wrong.push(`names no field: ${told.error?.message}`);
	return wrong.map((one) => `${place.labels.join(' > ')} = ${hostile.name}: ${one}`);
}
