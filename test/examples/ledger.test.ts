import { DateTime } from 'luxon';

import { runCode } from './examples';

const now = DateTime.fromISO('2026-03-10T09:30:00', { zone: 'Europe/Berlin' });

/** The rows that `credit-ledger` makes when it is started by the one node that has items. */
function rowsFrom(starter: string, items: Array<Record<string, unknown>>) {
	const $ = (name: string) => ({
		isExecuted: name === starter,
		all: () => items.map((json) => ({ json })),
	});
	return runCode('credit-ledger', 'Rows', { $, $now: now });
}

const report = { cost: 25, calls: 3, overhead: 1, uncertain: 0, saved: null, remaining: null };

describe('the rows of the credit ledger', () => {
	it('given the report of a step, when it is recorded twice, then both rows have the same key', () => {
		const step = { workflow: 'Leads', execution: '7', node: 'Upsert', run: 0, module: 'Leads' };
		const credits = { ...report, allowance: { value: 65000, basis: 'typed' }, alert: 80 };
		const rows = rowsFrom('When Called', [
			{ ...step, credits },
			{ ...step, credits },
		]);
		expect(new Set(rows.map(({ key }) => key)).size).toBe(1);
		expect(rows[0]).toMatchObject({ cost: 25, saved: null, allowance: 65000, alert: 80 });
		expect(rows[0]).toMatchObject({ failed: false, at: now.toISO() });
	});

	it('given two runs of a node in one execution, then each has a row of its own', () => {
		const step = { workflow: 'Loop', execution: '7', node: 'Upsert', module: '' };
		const rows = rowsFrom('When Called', [
			{ ...step, run: 0, credits: report },
			{ ...step, run: 1, credits: report },
		]);
		expect(rows[0].key).not.toBe(rows[1].key);
		expect(rows[0].module).toBe('–');
	});

	it('given an item without a report, then there is no row', () => {
		expect(rowsFrom('When Called', [{ workflow: 'Other', execution: '7', node: 'Set' }])).toEqual(
			[],
		);
	});

	it('given the error of a Zoho node, then its report is a row; given any other error, none', () => {
		const failure = (error: unknown) => ({
			workflow: { id: 'w', name: 'Nightly' },
			execution: { id: '9', lastNodeExecuted: 'Upsert', error },
		});
		expect(
			rowsFrom('When a Workflow Fails', [
				failure({ message: 'None of the 3 rows', context: { credits: report } }),
				failure({ message: 'Some other node', context: {} }),
			]),
		).toEqual([
			expect.objectContaining({ workflow: 'Nightly', node: 'Upsert', cost: 25, failed: true }),
		]);
	});

	it('given the use of a day by node, then only what no item carries is a row', () => {
		const rows = rowsFrom('Usage by Node', [
			{ node: 'Upsert', used: 500 },
			{ node: 'ui', used: 2 },
			{ node: 'channel.renew', used: 1 },
			{ node: 'callback', used: 3 },
		]);
		expect(rows.map(({ node, cost, run }) => [node, cost, run])).toEqual([
			['ui', 2, 'outside'],
			['channel.renew', 1, 'outside'],
			['callback', 3, 'outside'],
		]);
	});
});
