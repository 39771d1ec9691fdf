import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORTS } from '../scripts/reports';
import { commandOf, reportsPage, testsOfReports } from '../scripts/reportsPage';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tests = testsOfReports();
const listed = REPORTS.map(({ id }) => id);
const named = new Set(tests.flatMap(({ ids }) => ids));

describe('the public reports', () => {
	it('are listed once each, with where they were made', () => {
		expect(new Set(listed).size).toBe(listed.length);
		expect(REPORTS.filter(({ sources }) => sources.length === 0)).toEqual([]);
	});

	it('are a test each', () => {
		expect(listed.filter((id) => !named.has(id))).toEqual([]);
	});

	it('are all that titles of tests name', () => {
		expect([...named].filter((id) => !listed.includes(id))).toEqual([]);
	});

	it('are tested by commands that prove every change', () => {
		const proof = read('.ci/run');
		for (const command of new Set(tests.map(({ file }) => commandOf(file)))) {
			const script = command.split(' ').at(-1)!;
			expect(proof).toMatch(
				new RegExp(`^step '${command}' .*npm (run )?(--silent )?${script}`, 'm'),
			);
		}
	});

	it('are what docs/reports.md says (else run `npm run docs`)', () => {
		expect(read('docs/reports.md')).toBe(reportsPage());
	});
});

// The log that the list was made from is not part of the repository.
const log = '../shared/reference/reports.md';
if (existsSync(join(root, log))) {
	it('the list has every report of the log', () => {
		const logged = [...read(log).matchAll(/^\| (R\d+) /gm)].map(([, id]) => id);
		expect(logged.length).toBeGreaterThan(100);
		expect(listed).toEqual(logged);
	});
} else {
	console.info(`The list of reports is not compared with its log: there is no ${log}`);
}
