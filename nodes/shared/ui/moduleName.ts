import type { IExecuteFunctions, ILoadOptionsFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readModuleName } from '../core/modules';

/**
 * The API name chosen under 'Module' for an item.
 * @throws NodeOperationError for what can be no module, and for names that hold no records of their own
 */
export const moduleNameOf = (ctx: IExecuteFunctions, item: number): string =>
	nameIn(ctx.getNode(), ctx.getNodeParameter('module', item, '', { extractValue: true }), item);

/** The same for the form that the editor has open; '' while it names none. */
export const moduleChosen = (ctx: ILoadOptionsFunctions): string =>
	moduleInForm(ctx.getNode(), ctx.getNodeParameter('module', '', { extractValue: true }));

/**
 * The API name in a value of 'Module'; '' where none is named yet, or by an expression that the browser could not resolve.
 * @throws NodeOperationError for what can be no module, which Zoho would refuse for a credit
 */
export function moduleInForm(node: INode, value: unknown): string {
	const isOpen = typeof value === 'string' ? /^\s*(=|$)/.test(value) : (value ?? null) === null;
	return isOpen ? '' : nameIn(node, value);
}

function nameIn(node: INode, value: unknown, itemIndex?: number): string {
	const read = readModuleName(value);
	if ('name' in read) return read.name;
	throw new NodeOperationError(node, read.message, { itemIndex, description: read.fix });
}
