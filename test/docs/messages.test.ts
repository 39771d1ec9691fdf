import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesBelow } from '../package/sourcesBelow';

const root = join(__dirname, '../..');

/** The sources of the nodes, with texts that are written in parts put together. */
const sources = sourcesBelow('nodes')
	.map((file) => readFileSync(join(root, file), 'utf8'))
	.join('\n')
	.replace(/['"`]\s*\+\s*['"`]/g, '')
	.replace(/\\'/g, "'");

/** The code spans in the first column of the tables headed "You see": messages and words that the nodes say. */
function quotedIn(page: string): string[] {
	const text = readFileSync(join(root, page), 'utf8');
	const tables = text.split('| You see |').slice(1);
	const rows = tables.flatMap((table) => table.split('\n\n')[0].split('\n').slice(2));
	const cells = rows.map((row) => row.split('|')[1] ?? '');
	return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, quoted]) => quoted));
}

/** Said by n8n or Zoho, and keys of our output. */
const NOT_OURS =
	/^(Unrecognized node type|DUPLICATE_DATA$|MANDATORY_NOT_FOUND$|truncated: true$|remaining: null$)/;

describe.each(['README.md', 'docs/troubleshooting.md', 'docs/bulk-job.md'])(
	'the messages that %s explains',
	(page) => {
		const quoted = quotedIn(page).filter((message) => !NOT_OURS.test(message));

		it('are there', () => {
			expect(quoted.length).toBeGreaterThan(3);
		});

		it.each(quoted)('%s is said by the nodes', (message) => {
			const parts = message.split('…').map((part) => part.trim());
			const missing = parts.filter((part) => part.length > 3 && !sources.includes(part));
			expect(missing).toEqual([]);
			expect(parts.some((part) => part.length > 3)).toBe(true);
		});
	},
);
