import { ok } from 'node:assert/strict';
import { listSearch, loadOptions } from './dropDowns';
import type { Scene, Story } from './scene';
import { checkUpsertRun } from './upsertRun';
import { OLDER_N8N_VERSION, PACKAGE_NAME } from './versions';
import { bringN8n, type World } from './world';

/** On 1.x a 401 comes back to the node as an answer, so refreshing the token is the node's own work. */
export const olderStory: Story = {
	name: 'older',
	title: `n8n ${OLDER_N8N_VERSION}, the last of 1.x, upserts too`,
	async tell(scene) {
		const world = await bringN8n(scene, OLDER_N8N_VERSION);
		await checkLists(scene, world);
		await checkUpsertRun(scene, world);
	},
};

async function checkLists(scene: Scene, { session, credential }: World) {
	const form = {
		nodeType: `${PACKAGE_NAME}.zohoCrmBatchUpsert`,
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	await scene.check('the lists of its form come from the org', async () => {
		const modules = { ...form, parameter: 'module', method: 'searchModules' };
		const names = (await listSearch(session, modules)).map(({ value }) => value);
		ok(names.includes('Leads'), names.join(', '));
		const fields = await loadOptions(session, {
			...form,
			parameter: 'matchingFields.fields[0].field',
			method: 'getMatchingFields',
			currentParameters: { module: { __rl: true, mode: 'list', value: 'Leads' } },
		});
		ok(
			fields.some(({ value }) => value === 'Email'),
			JSON.stringify(fields),
		);
	});
}
