import { range, sum } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';
import type { RunReport } from '../../../nodes/shared/core/report';
import type { Told } from './batchStory';

interface Credits {
	cost: number;
	run?: RunReport;
}

const creditsIn = ({ json }: INodeExecutionData) => json.credits as unknown as Credits;

/**
 * What holds of every execution that began: credits of items, report and meter agree (a doubt is named), and every
 * input item came out once, in order, paired with itself.
 */
export function expectLaws(
	{ workflow, error, report, meter, calls }: Told,
	success: INodeExecutionData[],
	failed: INodeExecutionData[],
) {
	const items = [...success, ...failed];
	if (items.length === 0 && !report) return;
	expect(report.cost).toBe(sum(report.byCall.map(({ cost }) => cost)));
	expect(report.calls).toBe(sum(report.byCall.map((row) => row.calls)));
	expect(meter).toBeLessThanOrEqual(report.cost);
	expect(meter).toBeGreaterThanOrEqual(report.cost - report.uncertain);
	expect(calls.length).toBe(report.calls);
	if (error) return;
	expect(sum(items.map((item) => creditsIn(item).cost))).toBe(report.cost);
	for (const output of [success, failed].filter(({ length }) => length > 0)) {
		expect(creditsIn(output[0]).run).toEqual(report);
		const pairs = output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(pairs).toEqual([...pairs].sort((a, b) => a - b));
	}
	const all = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(all.sort((a, b) => a - b)).toEqual(range(inputsOf(workflow)));
}

const inputsOf = ({ nodes, pinData }: Told['workflow']): number =>
	nodes.some(({ executeOnce }) => executeOnce) ? 1 : pinData.Start.length;
