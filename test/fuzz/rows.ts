import { range } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Told } from './scene';

/** Operations whose items come out once each, and those of which a row may give several. */
const BY_ROW: Record<string, 'once' | 'several'> = {
	'zohoCrmBatchUpsert create': 'once',
	'zohoCrmBatchUpsert upsert': 'once',
	'zohoCrmBatchUpsert update': 'once',
	'zohoCrmBatchUpsert delete': 'once',
	'zohoCrmBatchUpsert massUpdate': 'once',
	'zohoCrmBatchRead getByIds': 'several',
	'zohoCrmBatchRead lookUp': 'several',
	'zohoCrmBulkJob import': 'once',
	'zohoCrmBulkJob export': 'once',
	'zohoCrmBulkJob getStatus': 'once',
	'zohoCrmCompositeRequest send': 'several',
	'zohoCrmCompositeRequest sendMany': 'once',
};

export const isByRow = (node: string, operation: string): boolean =>
	`${node} ${operation}` in BY_ROW;

/** The input that an item stands for. */
export const pairOf = ({ pairedItem }: INodeExecutionData): number =>
	(pairedItem as { item: number }).item;

/** What is wrong with the pairs of a run that came to its end, in an operation that works row by row. */
export function misPaired(
	{ items, error, run, inputs }: Told,
	node: string,
	operation: string,
): string[] {
	const how = BY_ROW[`${node} ${operation}`];
	if (error || how === undefined || run.status === 'waiting') return [];
	const pairs = items.map(pairOf).sort((a, b) => a - b);
	const wanted = range(inputs);
	const got = how === 'once' ? pairs : [...new Set(pairs)];
	return JSON.stringify(got) === JSON.stringify(wanted)
		? []
		: [`items of the inputs ${JSON.stringify(pairs)} came out`];
}
