import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const read = (path: string) => readFileSync(join(root, path), 'utf8').replace(/\s+/g, ' ');
const all = ['README.md', ...pages.map((name) => `docs/${name}`)].map(read).join(' ');

describe('what a person finds in the pages', () => {
	it('how much polling costs where nothing happens, rightly reckoned (R12)', () => {
		const perModule = (24 * 60) / 5;
		expect(read('docs/notification-trigger.md')).toContain(
			`Polling two modules every five minutes costs ${2 * perModule} a day`,
		);
	});

	it('that a client for several regions needs multi-DC (R21)', () => {
		expect(all).toMatch(/switch on \*multi-DC\*/);
	});

	it('that a batch is no transaction (R44)', () => {
		expect(all).toMatch(/batch is (not a|no) transaction/);
	});

	it('which processes need the package, by the very words of the error (R150, R151)', () => {
		expect(all).toContain('Unrecognized node type: n8n-nodes-zoho-crm-credits.');
		expect(all).toMatch(/every worker and on every webhook process/);
	});
});
