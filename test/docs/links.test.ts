import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/** As GitHub makes them of headings. */
const anchorsIn = (text: string): string[] =>
	[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

describe.each(pages)('%s', (page) => {
	const text = readFileSync(join(root, page), 'utf8');
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
	const ours = targets.filter((target) => !/^https?:/.test(target));

	it('links to what is there', () => {
		const broken = ours.filter((target) => {
			const [path, anchor] = target.split('#');
			const file = path === '' ? join(root, page) : join(root, dirname(page), path);
			if (!existsSync(file)) return true;
			return anchor !== undefined && !anchorsIn(readFileSync(file, 'utf8')).includes(anchor);
		});
		expect(broken).toEqual([]);
	});
});

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
