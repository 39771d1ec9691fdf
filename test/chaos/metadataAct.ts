import { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { ZohoCrmCachedMetadata } from '../../nodes/ZohoCrmCachedMetadata/ZohoCrmCachedMetadata.node';
import type { Act } from './act';
import type { Trouble } from './trouble';
import { NO_TROUBLE, trouble } from './trouble';
import { openWorld } from './world';

interface Wish {
	kinds: string[];
	modules: string[];
	trouble: Trouble;
}

const OF_A_MODULE = ['module', 'fields', 'layouts', 'relatedLists', 'customViews'];
const OF_THE_ORG = ['modules', 'organization', 'profiles', 'roles', 'users'];

export const metadataAct: Act<Wish> = {
	name: 'Cached Metadata',
	share: 10,
	wish: fc.record({
		kinds: fc.uniqueArray(fc.constantFrom(...OF_A_MODULE, ...OF_THE_ORG), { minLength: 1 }),
		modules: fc.array(fc.constantFrom('Leads', 'Contacts', 'Deals', 'No_Such_Module'), {
			minLength: 1,
			maxLength: 6,
		}),
		trouble: trouble(['composite', 'settings.fields', 'settings.modules', 'users.list', 'org.get']),
	}),
	async play({ kinds, modules, trouble: first }) {
		const world = await openWorld([new ZohoCrmCachedMetadata()]);
		try {
			const items = modules.map((module) => ({ module }));
			const parameters = {
				operation: 'get',
				kinds,
				modulesFrom: 'one',
				module: { __rl: true, mode: 'name', value: '={{ $json.module }}' },
			};
			const run = async (trouble: Trouble) =>
				await world.go('zohoCrmCachedMetadata', items, parameters, trouble);
			const cold = await run(first);
			const warm = await run(NO_TROUBLE);
			// What Zoho refused once may be there tomorrow: it is asked for again.
			const isThere = cold.outputs.flat().every(({ json }) => json.available === true);
			if (!cold.error && isThere) equal(warm.meter, 0, 'what was read is read no more');
			ok(warm.error || warm.outputs[0].length > 0);
		} finally {
			await world.close();
		}
	},
};
