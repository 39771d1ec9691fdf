import type { FinishedStep } from './step';

const COLUMNS = [
	'step',
	'work',
	'items',
	'ok',
	'failed',
	'calls',
	'credits',
	'meter',
	'one by one',
	'seconds',
];

/** The demo's table for a terminal: work, calls, credits by our report and by Zoho's meter, and the plain way. */
export function tableOf(
	steps: Array<FinishedStep & { notes?: string[] }>,
	total: { calls: number; credits: number; meter: number; baseline: number },
): string {
	const rows = steps.map(
		({ name, work, items, success, failed, calls, credits, meter, baseline, seconds }) =>
			[
				name,
				work,
				items,
				success,
				failed,
				calls,
				credits,
				meter,
				baseline ?? '–',
				seconds.toFixed(1),
			].map(String),
	);
	const sums = [
		'total',
		'',
		'',
		'',
		'',
		total.calls,
		total.credits,
		total.meter,
		total.baseline,
		'',
	].map(String);
	const widths = COLUMNS.map((title, at) =>
		Math.max(title.length, ...[...rows, sums].map((row) => row[at].length)),
	);
	const line = (cells: string[]) =>
		cells
			.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
			.join('  ');
	const rule = widths.map((width) => '─'.repeat(width)).join('──');
	const notes = steps.flatMap(({ name, notes: said = [] }) =>
		said.map((note) => `${name} · ${note}`),
	);
	return [
		line(COLUMNS),
		rule,
		...rows.map(line),
		rule,
		line(sums),
		...(notes.length ? ['', ...notes] : []),
	].join('\n');
}
