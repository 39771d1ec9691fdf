import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { actionNodes } from '../support/actionNodes';
import { again, casesOf, casesPlayed } from './budget';
import { operationsOf, usualItems, usualOf } from './forms';
import type { Mutation } from './mutations';
import { mutation } from './mutations';
import { complaints } from './oracle';
import type { Proxy } from './proxy';
import { openProxy } from './proxy';
import { misPaired } from './rows';
import type { Scene } from './scene';
import { openScene } from './scene';

interface Case {
	/** Which answer of the run, from 1. */
	nth: number;
	/** Whether all after it are changed as well. */
	andAfter: boolean;
	change: Mutation;
}

const cases: fc.Arbitrary<Case> = fc.record({
	nth: fc.constantFrom(1, 1, 1, 2, 2, 3, 4),
	andAfter: fc.boolean(),
	change: mutation,
});

/** What lets the run read more answers than it would by itself. */
const MORE: Record<string, INodeParameters> = {
	zohoCrmBatchUpsert: { options: { check: 'always' } },
	zohoCrmBulkJob: { wait: 'poll', waitMinutes: 10 },
	zohoCrmCompositeRequest: { answer: 'entries', paging: 'page' },
	zohoCrmApiCredits: { prices: 'live' },
};

const operations = actionNodes
	.flatMap((node) =>
		operationsOf(node).map((operation) => ({ node, operation, name: node.description.name })),
	)
	// What speaks with nobody hears no answers.
	.filter(({ operation }) => !/^(plan|sizeEdition|checkBudget|getUsage|clear)$/.test(operation));

let scene: Scene;
let proxy: Proxy;
afterEach(async () => {
	await proxy.close();
	await scene.close();
});
afterAll(() => console.info(`${casesPlayed()} answers were changed`));

describe(`any answer of the server (${again})`, () => {
	it.each(operations)('$name, $operation', async ({ node, operation, name }) => {
		scene = await openScene([node]);
		proxy = await openProxy(scene.origin);
		const form = { ...usualOf(name, scene.seeded), operation, ...MORE[name] };
		const found: string[] = [];
		let changed = 0;
		for (const each of casesOf(cases)) {
			scene.renew({ customBaseUrl: proxy.origin });
			proxy.change(each.change, each.nth, each.andAfter);
			const whenRowsFail = each.nth % 2 === 0 ? 'sendToFailed' : 'errorIfNothingWritten';
			const told = await scene.go(name, usualItems(scene.seeded), { ...form, whenRowsFail });
			changed += proxy.changed();
			const wrong = [...complaints(told, '', false), ...misPaired(told, name, operation)];
			found.push(...wrong.map((one) => `${JSON.stringify(each).slice(0, 200)}: ${one}`));
		}
		const secrets = scene.secrets();
		const strangers = proxy.strangerSaw();
		if (secrets.some((secret) => strangers.includes(secret))) found.push('a stranger saw a secret');
		expect(found).toEqual([]);
		expect(changed).toBeGreaterThan(0);
	});
});
