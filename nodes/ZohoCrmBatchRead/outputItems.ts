import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { PricedItem } from '../shared/ui/creditOutput';
import type { Answer } from './answers';
import type { Parameters } from './readParameters';

/** Items for Found and for Not Found. */
export interface Outputs {
	found: PricedItem[];
	notFound: PricedItem[];
}

/** Adds the items of one answer. */
export function placeAnswer(
	ctx: IExecuteFunctions,
	{ operation, options }: Parameters,
	{ items, records, miss, missCost, extra }: Answer,
	outputs: Outputs,
): void {
	const pairedItem = pairOf(items);
	const input = options.includeInput ? { input: ctx.getInputData()[items[0]].json } : {};
	const matches = operation === 'lookUp' ? { matches: records.length } : {};
	records.forEach(({ record, cost }, at) => {
		const first = at === 0 ? extra : {};
		const json = { ...record, ...matches, ...first, ...input } as IDataObject;
		outputs.found.push({ json, cost, pairedItem });
	});
	if (!miss) return;
	const json = { ...missJson(ctx, items, miss), ...extra } as IDataObject;
	outputs.notFound.push({ json, cost: missCost, pairedItem });
}

export const missJson = (
	ctx: IExecuteFunctions,
	items: readonly number[],
	{ outcome, code, message, reason, details }: NonNullable<Answer['miss']>,
): IDataObject =>
	({
		row: items[0],
		...(items.length > 1 ? { rows: [...items] } : {}),
		outcome,
		code,
		message,
		reason,
		details,
		input: ctx.getInputData()[items[0]].json,
	}) as IDataObject;

/** Items that asked the same share what came. */
export const pairOf = (items: readonly number[]): PricedItem['pairedItem'] =>
	items.length === 1 ? { item: items[0] } : items.map((item) => ({ item }));
