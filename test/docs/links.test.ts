import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sourcesBelow } from '../package/sourcesBelow';

const root = join(__dirname, '../..');
const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'bench/README.md',
	...readdirSync(join(root, 'test'))
		.map((name) => `test/${name}/README.md`)
		.filter((path) => existsSync(join(root, path))),
	...docs.map((name) => `docs/${name}`),
];

const repository = 'https://github.com/n8n-nodes-zoho-crm-credits/n8n-nodes-zoho-crm-credits';

/** As GitHub makes them of headings. */
const anchorsIn = (text: string): string[] =>
	[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

/** Whether a file, and where one is named its heading, is missing. */
function isBroken(file: string, anchor: string | undefined): boolean {
	if (!existsSync(file)) return true;
	return anchor !== undefined && !anchorsIn(readFileSync(file, 'utf8')).includes(anchor);
}

describe.each(pages)('%s', (page) => {
	const text = readFileSync(join(root, page), 'utf8');
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
	const ours = targets.filter((target) => !/^https?:/.test(target));

	it('links to what is there', () => {
		const broken = ours.filter((target) => {
			const [path, anchor] = target.split('#');
			const file = path === '' ? join(root, page) : join(root, dirname(page), path);
			return isBroken(file, anchor);
		});
		expect(broken).toEqual([]);
	});
});

it("the editor's links to our pages, of nodes and credential, lead to what is there", () => {
	const sources = [...sourcesBelow('nodes'), ...sourcesBelow('credentials'), ...codexes()];
	const texts = sources.map((file) => readFileSync(join(root, file), 'utf8'));
	const links = texts.flatMap((text) => text.match(/https:\/\/github\.com\/[^\s"')]+/g) ?? []);
	const ours = links.filter((link) => link.startsWith(repository));
	const broken = ours.filter((link) => {
		const [path, anchor] = link.slice(repository.length).split('#');
		return isBroken(join(root, path.replace('/blob/main', '') || 'README.md'), anchor);
	});
	expect(broken).toEqual([]);
	expect(ours.length).toBeGreaterThanOrEqual(15);
});

function codexes(): string[] {
	const folders = readdirSync(join(root, 'nodes')).filter((name) => name !== 'shared');
	return folders.map((name) => `nodes/${name}/${name}.node.json`);
}

it('shows every picture on some page', () => {
	const all = pages.map((page) => readFileSync(join(root, page), 'utf8')).join('\n');
	const unseen = readdirSync(join(root, 'docs/images')).filter(
		(name) => !all.includes(`/${name})`),
	);
	expect(unseen).toEqual([]);
});

it('the index names every page', () => {
	const index = readFileSync(join(root, 'docs/README.md'), 'utf8');
	const unnamed = docs.filter((name) => name !== 'README.md' && !index.includes(`(${name})`));
	expect(unnamed).toEqual([]);
});
