import type { IExecuteFunctions } from 'n8n-workflow';

import { checkForm } from '../shared/ui/checkForm';
import type { WhenRowsFail } from '../shared/ui/whenRowsFail';
import { properties } from './description';

/** Row by row: each input item asks for its own records. */
export type RowOperation = 'getByIds' | 'lookUp';
/** Lists: an input item asks for many records; items that ask the same are answered together. */
export type ListOperation = 'query' | 'search' | 'getChanged' | 'getDeleted';

export interface Options {
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	expectedRows: number;
	includeInput: boolean;
	matchCase: boolean;
	maxCredits: number | null;
	moreFields: boolean;
	parallel: number;
	route: 'cheapest' | 'query' | 'list';
}

/** Everything that is the same for all items of the run. */
export interface Parameters {
	operation: RowOperation | ListOperation;
	whenRowsFail: WhenRowsFail;
	options: Options;
}

/** @throws NodeOperationError for a parameter that cannot be meant */
export function readParameters(ctx: IExecuteFunctions): Parameters {
	checkForm(ctx, properties, ['recordId', 'value']);
	return {
		operation: ctx.getNodeParameter('operation', 0) as Parameters['operation'],
		whenRowsFail: ctx.getNodeParameter('whenRowsFail', 0) as WhenRowsFail,
		options: optionsOf(ctx.getNodeParameter('options', 0, {})),
	};
}

export const isRowOperation = (operation: Parameters['operation']): operation is RowOperation =>
	operation === 'getByIds' || operation === 'lookUp';

function optionsOf(raw: Record<string, unknown>): Options {
	const maxCredits = wholeNumber(raw.maxCredits, 0);
	return {
		creditDetail: raw.creditDetail === 'every' ? 'every' : 'first',
		dryRun: raw.dryRun === true,
		expectedRows: wholeNumber(raw.expectedRows, 0),
		includeInput: raw.includeInput === true,
		matchCase: raw.matchCase === true,
		maxCredits: maxCredits > 0 ? maxCredits : null,
		moreFields: raw.moreFields === true,
		parallel: Math.min(10, Math.max(1, wholeNumber(raw.parallel, 2))),
		route: raw.route === 'query' || raw.route === 'list' ? raw.route : 'cheapest',
	};
}

function wholeNumber(value: unknown, fallback: number): number {
	const given = Number(value ?? fallback);
	return Number.isFinite(given) ? Math.max(0, Math.floor(given)) : fallback;
}

/** `Limit` of an item; null for all rows. */
export function wantedRows(ctx: IExecuteFunctions, item: number): number | null {
	if (ctx.getNodeParameter('returnAll', item, false) === true) return null;
	return Math.max(1, wholeNumber(ctx.getNodeParameter('limit', item, 50), 50));
}
