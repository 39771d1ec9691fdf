import { deepEqual, equal } from 'node:assert/strict';
import { SIMULATOR_CLIENT } from '../simulator/seed';
import { picture, pictures, type EditorPage } from './browser';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';
import type { World } from './world';

/** What docs/scopes.md says is ticked at first; written by hand, since the form is what is tested. */
const TICKED = [
	'API Price List',
	'Bulk Jobs: Import and Export',
	'Composite Requests',
	'COQL Queries',
	'Files: Upload Bulk Import Files',
	'Mass Update',
	'Metadata: Read Only',
	'Notifications',
	'Organization: Read Only',
	'Records: Read and Write',
	'Search',
	'Users: Read Only',
];

/** Makes a credential by hand, as the README says. Comes last: nodes choose the only credential of a type by themselves. */
export async function makeCredential(scene: Scene, world: World, editor: EditorPage) {
	const { page, id } = editor;
	await scene.stage('open a new credential', () => openNew(world, editor));
	await scene.check('a new credential has ticked what the nodes need', async () => {
		deepEqual(await ticked(editor), TICKED);
	});
	await id('parameter-input-features').scrollIntoViewIfNeeded();
	await page.screenshot(picture(pictures, 'credential'));
	await scene.check('it connects, with all that was ticked', async () => {
		await fill(editor, 'clientId', SIMULATOR_CLIENT.id);
		await fill(editor, 'clientSecret', SIMULATOR_CLIENT.secret);
		await fill(editor, 'customBaseUrl', world.simulator.url);
		await id('credential-save-button').click();
		await id('quick-connect-button').click();
		await id('oauth-connect-success-banner').filter({ visible: true }).waitFor();
		const { data } = await stored(world);
		// n8n saves no value that is the default.
		equal(data.features, undefined);
	});
	await scene.check('it shows the same when it is opened again', async () => {
		const path = `/home/credentials/${(await stored(world)).id}`;
		await page.goto(world.n8n.url + path, { waitUntil: 'domcontentloaded' });
		await waitUntil('the boxes', async () => (await ticked(editor)).length > 0);
		deepEqual(await ticked(editor), TICKED);
	});
}

async function openNew({ n8n }: World, { page, id }: EditorPage) {
	await page.goto(`${n8n.url}/home/credentials/create`, { waitUntil: 'domcontentloaded' });
	await id('new-credential-type-select').locator('input').fill('zoho crm credits');
	await id('new-credential-type-select-option').first().click();
	await id('new-credential-type-button').click();
	await id('parameter-input-features').first().waitFor();
}

const ticked = async ({ id }: EditorPage): Promise<string[]> =>
	(await id('parameter-input-features').first().locator('.el-tag').allInnerTexts()).map((name) =>
		name.trim(),
	);

const fill = async ({ id }: EditorPage, name: string, value: string) =>
	await id(`parameter-input-${name}`).locator('input').first().fill(value);

type Stored = { id: string; data: Record<string, unknown> };
type Listed = { id: string; type: string; createdAt: string };

/** The newest of our credentials, as the editor gets it. */
async function stored({ session }: World): Promise<Stored> {
	const all = (await session.call('GET', '/rest/credentials')) as Listed[];
	const [newest] = all
		.filter(({ type }) => type === 'zohoCrmOAuth2Api')
		.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
	const path = `/rest/credentials/${newest.id}?includeData=true`;
	return (await session.call('GET', path)) as Stored;
}
