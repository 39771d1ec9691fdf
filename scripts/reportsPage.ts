import { groupBy, uniq } from 'lodash';
import { join } from 'node:path';
import { sourcesBelow } from '../test/package/sourcesBelow';
import type { Report } from './reports';
import { CHAPTERS } from './reports';
import type { ReportTest } from './reportTests';
import { reportTests } from './reportTests';

/** Who runs the tests of a folder, where it is not `npm test`; `.ci/run` runs them all. */
const COMMANDS: Record<string, string> = {
	'test/e2e/': 'npm run test:e2e',
	'test/chaos/': 'npm run test:chaos',
	'test/contract/': 'npm run test:contract',
	'test/package/': 'npm run check:package',
};

/** Every test of this repository whose title names a report. */
export const testsOfReports = (): ReportTest[] =>
	reportTests(join(__dirname, '..'), [...sourcesBelow('test'), 'test/package/checkPackage.mjs']);

export const commandOf = (file: string): string =>
	COMMANDS[Object.keys(COMMANDS).find((folder) => file.startsWith(folder)) ?? ''] ?? 'npm test';

/** `docs/reports.md`, from the list of reports and the titles of the tests. */
export function reportsPage(): string {
	const tests = testsOfReports();
	const chapters = CHAPTERS.map(({ title, reports }) =>
		[
			`## ${title}\n`,
			'| Report | What people saw | Here, by test | Result |',
			'|---|---|---|---|',
			...reports.map((report) => line(report, tests)),
		].join('\n'),
	);
	return `# Public reports

What went wrong for other people who do this work: with Zoho CRM, with n8n, with other clients and other CRMs that have the same traps. Each report is a
test here that would fail if these nodes had the fault; its title bears the report's id. *Result* names the command that runs it; every change is
proven by all of these commands (\`.ci/run\`), so that what stands here passes.

${chapters.join('\n\n')}

*Made by \`npm run docs\` from \`scripts/reports.ts\` and the titles of the tests.*
`;
}

function line({ id, saw, sources }: Report, tests: readonly ReportTest[]): string {
	const own = tests.filter(({ ids }) => ids.includes(id));
	const byFile = Object.entries(groupBy(own, ({ file }) => file)).map(
		([file, of]) =>
			`${of.map(({ title }) => cell(title)).join(' · ')} ([${nameOf(file)}](../${file}))`,
	);
	const commands = uniq(own.map(({ file }) => commandOf(file)));
	const result = own.length > 0 ? `passes: ${commands.map(code).join(', ')}` : 'no test';
	const said = `${saw} (${sources.map(link).join(', ')})`;
	return `| ${id} | ${said} | ${byFile.join('<br>')} | ${result} |`;
}

const code = (text: string): string => `\`${text}\``;

/** Text that neither ends the cell of a table nor is taken for HTML or emphasis. */
const cell = (text: string): string => text.replace(/[|<>*_]/g, (sign) => `\\${sign}`);

const nameOf = (file: string): string => file.replace(/^test\/(nodes\/)?/, '');

function link(source: string): string {
	const thread = /^https:\/\/github\.com\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)$/.exec(source);
	if (thread) return `[${thread[1]}#${thread[2]}](${source})`;
	if (source.startsWith('https:')) return `[${new URL(source).hostname}](${source})`;
	const [repository, path] = source.split(':');
	return `[${repository}](https://github.com/${repository}), ${code(path)}`;
}
