import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { NodeHelpers, NodeOperationError } from 'n8n-workflow';

import type { FieldMistake } from './formMistake';
import { isChecked, mistakeIn } from './formMistake';
import { holdsExpression } from './sameForAll';

/**
 * Holds the values of a node's form to what its fields are for, before anything is sent.
 * @param byRow names of fields that the node reads and judges row by row
 * @throws NodeOperationError naming the field by its displayed name, and the row where it is not the first
 */
export function checkForm(
	ctx: IExecuteFunctions,
	properties: readonly INodeProperties[],
	byRow: readonly string[] = [],
): void {
	const rows = ctx.getInputData().length;
	for (const property of shownOf(ctx.getNode(), properties)) {
		if (byRow.includes(property.name)) continue;
		const last = holdsExpression(ctx.getNode().parameters[property.name]) ? rows : 1;
		for (let row = 0; row < last; row++) {
			const found = mistakeOf(ctx, property, row);
			if (found) throw refused(ctx, found, row);
		}
	}
}

/** The first mistake of one row; for nodes whose rows fail one by one. */
export function mistakeInRow(
	ctx: IExecuteFunctions,
	properties: readonly INodeProperties[],
	row: number,
): FieldMistake | undefined {
	for (const property of shownOf(ctx.getNode(), properties)) {
		const found = mistakeOf(ctx, property, row);
		if (found) return found;
	}
	return undefined;
}

/** The fields of a filled-in form whose values are looked at. */
export const shownOf = (node: INode, properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.filter(
		(property) =>
			isChecked(property) &&
			Object.hasOwn(node.parameters, property.name) &&
			NodeHelpers.displayParameter(node.parameters, property, node, null),
	);

const mistakeOf = (
	ctx: IExecuteFunctions,
	property: INodeProperties,
	row: number,
): FieldMistake | undefined =>
	mistakeIn(
		property,
		ctx.getNodeParameter(property.name, row, null),
		ctx.getNode().parameters[property.name],
	);

function refused(
	ctx: IExecuteFunctions,
	{ field, reason, fix }: FieldMistake,
	row: number,
): NodeOperationError {
	const message = `'${field}' ${reason}${row === 0 ? '' : `, in row ${row}`}`;
	const error = new NodeOperationError(ctx.getNode(), message, {
		itemIndex: row,
		description: fix,
	});
	// n8n replaces a message that holds a code such as ECONNRESET by words of its own.
	error.message = message;
	return error;
}
