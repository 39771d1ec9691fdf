import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadedNodes } from './n8nRest';
import { measureLoad } from './packageLoad';
import type { Scene } from './scene';
import { repository } from './tarball';
import { PACKAGE_NAME } from './versions';
import type { World } from './world';

/** What the package may weigh. */
export const MAX_PACKED_BYTES = 300_000;

/** What n8n made of the installed tarball. */
export async function checkPackage(scene: Scene, world: World) {
	const { tarball, session, n8n, install, userFolder } = world;
	const manifest = readFileSync(join(repository, 'package.json'), 'utf8');
	const registered = (JSON.parse(manifest) as { n8n: { nodes: string[] } }).n8n.nodes;
	const nodes = await loadedNodes(session, PACKAGE_NAME);

	await scene.check('n8n offers every node that package.json registers', () => {
		const expected = registered.map((file) => nodeNameOf(file));
		const ownNames = nodes.map(({ name }) => name).filter((name) => !isTool(name));
		deepEqual(ownNames.sort(), expected.sort());
	});
	await scene.check('every node is found by "zoho" and "credits" and has a category', () => {
		for (const { name, codex } of nodes) {
			const words = codex?.alias ?? [];
			ok(words.includes('zoho') && words.includes('credits'), `${name}: ${words.join(', ')}`);
			ok((codex?.categories ?? []).length > 0, `${name} has no category`);
		}
	});
	await scene.check("n8n's log says nothing about the package", () => {
		const spoken = n8n.log().split('\n').filter(isAboutPackage);
		deepEqual(spoken, []);
	});
	await scene.check(`the tarball is at most ${MAX_PACKED_BYTES / 1000} kB`, () => {
		scene.print(
			`        ${(tarball.packedSize / 1000).toFixed(1)} kB, ${tarball.files.length} files`,
		);
		ok(tarball.packedSize <= MAX_PACKED_BYTES);
	});
	// A time is shown, not asserted: `npm run bench -- --only package` holds it against its goal.
	const load = await measureLoad(install, userFolder);
	scene.print(`        all nodes load in ${load.milliseconds.toFixed(1)} ms`);
}

/** `dist/nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node.js` is `…credits.zohoCrmBatchUpsert`. */
function nodeNameOf(file: string) {
	const className = file.replace(/^.*\/|\.node\.js$/g, '');
	return `${PACKAGE_NAME}.${className[0].toLowerCase()}${className.slice(1)}`;
}

/** n8n offers a node that AI agents may use a second time, as a tool. */
function isTool(name: string) {
	return name.endsWith('Tool');
}

function isAboutPackage(line: string) {
	return line.includes(PACKAGE_NAME) || /zohoCrm|failed to load|skipping package/i.test(line);
}
