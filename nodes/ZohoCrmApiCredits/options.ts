import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { reasonOf, shownValue } from '../shared/core/jsonValue';
import type { RunPlan } from '../shared/core/report';
import type { PricedItem } from '../shared/ui/creditOutput';
import { isOpen } from '../shared/ui/fieldChecks';

export interface Options {
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	maxCredits: number | null;
	method: string;
	minutesPerJob: number;
	moduleName: string;
	parallel: number;
	scope: string;
	secondsPerCall: number;
}

/** What an operation made: items by output, and a sentence for above them. */
export interface Made {
	outputs: PricedItem[][];
	sentence: string;
	/** Of a Dry Run. */
	plan?: RunPlan;
}

export function optionsOf(raw: IDataObject): Options {
	const number = (value: unknown, fallback: number) => {
		const given = Number(value ?? fallback);
		return Number.isFinite(given) && given >= 0 ? given : fallback;
	};
	const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
	const maxCredits = Math.floor(number(raw.maxCredits, 0));
	return {
		creditDetail: raw.creditDetail === 'every' ? 'every' : 'first',
		dryRun: raw.dryRun === true,
		maxCredits: maxCredits > 0 ? maxCredits : null,
		method: text(raw.method),
		minutesPerJob: number(raw.minutesPerJob, 5),
		moduleName: text(raw.moduleName),
		parallel: Math.max(1, Math.floor(number(raw.parallel, 2))),
		scope: text(raw.scope),
		secondsPerCall: number(raw.secondsPerCall, 1),
	};
}

/**
 * A number of an item, by expression or typed.
 * @throws NodeOperationError naming the field and the row
 */
export function wholeNumberOf(
	ctx: IExecuteFunctions,
	name: string,
	displayName: string,
	item: number,
	least: number,
): number {
	const refused = (why: string): NodeOperationError =>
		new NodeOperationError(ctx.getNode(), `'${displayName}' ${why}, in row ${item}`, {
			itemIndex: item,
			description: 'Give a number, or an expression that makes one.',
		});
	let given: unknown;
	try {
		given = ctx.getNodeParameter(name, item);
	} catch (error) {
		throw refused(`could not be made (${reasonOf(error)})`);
	}
	const isText = typeof given === 'string' && given.trim() !== '';
	const isNumber = typeof given === 'number' || typeof given === 'bigint';
	const number = isText || isNumber ? Number(given) : NaN;
	if (Number.isInteger(number) && number >= least) return number;
	throw refused(
		isOpen(given) ? 'is empty' : `${shownValue(given)} is no whole number from ${least} up`,
	);
}
