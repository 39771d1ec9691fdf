import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { sourcesBelow } from './package/sourcesBelow';

const root = resolve(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const built = (file: string) => `dist/${file.replace(/\.ts$/, '.js')}`;

const nodeFiles = sourcesBelow('nodes').filter((file) => file.endsWith('.node.ts'));
const credentialFiles = sourcesBelow('credentials');

/** The one class of a file, by n8n's convention named like the file. */
function instanceOf<T>(file: string): T {
	const name = file.split('/').at(-1)!.split('.')[0];
	const found: unknown = require(join(root, file))[name];
	if (typeof found !== 'function') throw new Error(`${file} exports no class ${name}`);
	return Reflect.construct(found, []);
}

const iconsOf = (icon: unknown): string[] =>
	typeof icon === 'object' && icon !== null ? Object.values(icon) : [String(icon)];

describe('package.json', () => {
	it('registers every node and credential there is, and nothing else', () => {
		expect([...manifest.n8n.nodes].sort()).toEqual(nodeFiles.map(built).sort());
		expect(manifest.n8n.credentials).toEqual(credentialFiles.map(built));
	});

	it('has no dependencies, strict mode, and n8n-workflow as the only peer (R154)', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.n8n.strict).toBe(true);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});

describe('the release', () => {
	const read = (file: string) => readFileSync(join(root, file), 'utf8');

	it('leaves nothing to the install step: no script of its own, no native part (R150, R151)', () => {
		const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
		expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
		expect(existsSync(join(root, 'binding.gyp'))).toBe(false);
		expect(manifest.files).toEqual(['dist']);
	});

	it('is published by a GitHub Action with provenance, from a tag that is its version (R152, R153)', () => {
		const workflow = read('.github/workflows/publish.yml');
		expect(workflow).toMatch(/on:\n {2}push:\n {4}tags: \['v\*'\]\n/);
		expect(workflow).toMatch(/^ {2}id-token: write$/m);
		expect(workflow).toContain('"$GITHUB_REF_NAME" = "v$(node -p');
		expect(workflow.match(/npm publish.*/g)).toEqual(['npm publish --provenance --access public']);
		expect(JSON.stringify(manifest.scripts)).not.toContain('npm publish');
	});

	it('is looked at by n8n’s linter and scanner with every change (R152, R155)', () => {
		const workflow = read('.github/workflows/ci.yml');
		expect(workflow).toMatch(/^on:\n {2}push:\n {4}branches: \[main\]\n {2}pull_request:\n/m);
		for (const command of ['lint', 'check:package'])
			expect(workflow).toContain(`- run: npm run ${command}\n`);
	});
});

describe.each(nodeFiles)('%s', (file) => {
	const { description } = instanceOf<INodeType>(file);
	const className = file.split('/')[1];

	it('lies in a folder of its name, and says so in its description', () => {
		expect(file).toBe(`nodes/${className}/${className}.node.ts`);
		expect(description.name.toLowerCase()).toBe(className.toLowerCase());
		expect(description.displayName.replaceAll(' ', '')).toBe(
			className.replace('Crm', 'CRM').replace('Api', 'API'),
		);
		expect(description.defaults.name).toBe(description.displayName);
	});

	it('has a codex beside it that names it', () => {
		const codex = JSON.parse(readFileSync(join(root, file.replace(/\.ts$/, '.json')), 'utf8'));
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.alias).toEqual(expect.arrayContaining(['zoho', 'credits']));
	});

	it('has its icons, and takes our credential only', () => {
		for (const icon of iconsOf(description.icon)) {
			expect(existsSync(join(root, dirname(file), icon.replace('file:', '')))).toBe(true);
		}
		for (const { name } of description.credentials ?? []) expect(name).toBe('zohoCrmOAuth2Api');
	});

	it('is a tool when it is no trigger', () => {
		expect(description.usableAsTool).toBe(className.endsWith('Trigger') ? undefined : true);
	});
});

describe.each(credentialFiles)('%s', (file) => {
	const credential = instanceOf<ICredentialType>(file);

	it('has its icons and a page to read', () => {
		for (const icon of iconsOf(credential.icon)) {
			expect(existsSync(join(root, dirname(file), icon.replace('file:', '')))).toBe(true);
		}
		expect(credential.documentationUrl).toMatch(/^https:/);
	});
});
