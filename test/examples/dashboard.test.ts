import { DateTime } from 'luxon';

import { runCode } from './examples';

const now = DateTime.fromISO('2026-03-10T09:30:00', { zone: 'Europe/Berlin' });

interface Row {
	at: string;
	cost: number;
	node?: string;
	module?: string;
	workflow?: string;
	run?: string;
	failed?: boolean;
}

const ago = (hours: number) => now.minus({ hours }).toUTC().toISO() ?? '';

/** The page that `credit-dashboard` draws of these rows of the table, and what the nodes' own ledger says. */
function pageOf(rows: Row[], usage: Record<string, unknown> = {}): string {
	const filled = rows.map((row, index) => ({
		key: `row ${index}`,
		node: 'Upsert',
		module: 'Leads',
		workflow: 'Nightly',
		run: '0',
		saved: 0,
		remaining: null,
		allowance: null,
		failed: false,
		...row,
	}));
	const items = (list: object[]) => list.map((json) => ({ json }));
	const $ = () => ({ all: () => items(filled) });
	const input = (json: object) => ({ first: () => ({ json }) });
	const names = { $, $now: now, DateTime };
	const [added] = runCode('credit-dashboard', 'Add Up', { ...names, $input: input(usage) });
	const [{ page }] = runCode('credit-dashboard', 'Draw', { $input: input(added) });
	return String(page);
}

const total = (page: string, name: string) =>
	new RegExp(`data-total="${name}">([\\d,]+)<`).exec(page)?.[1];

describe('the credit dashboard', () => {
	it('given nothing at all, then the page says so and draws no levels', () => {
		const page = pageOf([]);
		expect(total(page, 'used')).toBe('0');
		expect(page).toContain('nothing recorded');
		expect(page).toContain('The daily allowance is not known');
	});

	it('given runs of today and before, then each period counts its own', () => {
		const page = pageOf([
			{ at: ago(1), cost: 1200 },
			{ at: ago(23.9), cost: 30 },
			{ at: ago(24.1), cost: 500 },
			{ at: ago(29 * 24), cost: 7 },
			{ at: ago(30.9 * 24), cost: 9000 },
		]);
		expect(total(page, 'day')).toBe('1,230');
		expect(total(page, 'month')).toBe('1,737');
	});

	it('given what no run accounts for, then it is added to the day, and not twice', () => {
		const page = pageOf(
			[
				{ at: ago(1), cost: 10 },
				{ at: ago(9), cost: 4, node: 'ui', run: 'outside' },
			],
			{
				byNode: [
					{ name: 'Upsert', credits: 10 },
					{ name: 'ui', credits: 5 },
				],
			},
		);
		expect([total(page, 'day'), total(page, 'outside'), total(page, 'used')]).toEqual([
			'10',
			'5',
			'15',
		]);
	});

	it('given a ledger that knows of more than the table, then the page says how much', () => {
		const page = pageOf([{ at: ago(1), cost: 10 }], { used24h: { value: 60 } });
		expect(page).toContain('50 were spent by runs that are not recorded');
	});

	it('given names with marks of HTML, then they are only text', () => {
		const name = '<img src=x onerror="alert(1)">&\'';
		const page = pageOf([{ at: ago(1), cost: 1, node: name, module: name, workflow: name }]);
		expect(page).not.toContain('<img');
		expect(page).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;');
		expect(page).not.toContain('<script');
	});

	it('given more names than colours, then the smallest are one', () => {
		const rows = Array.from({ length: 9 }, (_, index) => ({
			at: ago(2),
			cost: 100 - index,
			workflow: `Workflow ${index}`,
		}));
		const page = pageOf(rows);
		expect(page).toContain('</i>Workflow 5</td>');
		expect(page).not.toContain('</i>Workflow 6</td>');
		expect(page).toContain('</i>3 others</td><td>279</td>');
	});

	it.each([
		[300, 3],
		[39, 0],
	])(
		'given an allowance of 1,000 of which %i are used, then %i levels are in each chart',
		(cost, lines) => {
			const page = pageOf([{ at: ago(1), cost: cost * 2 }], { allowance: { value: 1000 } });
			const [, chart] = /<h3>By node<\/h3><svg(.*?)<\/svg>/.exec(page) ?? [];
			expect(chart.match(/class="level l/g)?.length ?? 0).toBe(lines);
			const [, gauge] = /class="gauge"(.*?)<\/svg>/.exec(page) ?? [];
			expect(gauge.match(/class="level l/g)).toHaveLength(3);
		},
	);

	it("given Zoho's own number, then it is shown as Zoho's, with its time", () => {
		const remaining = { value: 321, at: '2026-03-10T08:00:00.000Z' };
		expect(pageOf([], { remaining })).toContain(
			"By Zoho's own number 321 remain (2026-03-10 08:00 UTC)",
		);
		expect(pageOf([])).toContain('it has not yet');
	});
});
