import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import isEqual from 'lodash/isEqual';

/**
 * A parameter that must be the same for all rows of a batch, because it goes out once per call. Only an
 * expression can differ from row to row, and only then is every row looked at.
 * @throws NodeOperationError naming the first row that differs
 */
export function sameForAll(
	ctx: IExecuteFunctions,
	name: string,
	displayName: string,
	rows: number,
): unknown {
	const options = name === 'module' ? { extractValue: true } : {};
	const first = ctx.getNodeParameter(name, 0, undefined, options);
	if (!holdsExpression(ctx.getNode().parameters[name.split('.')[0]])) return first;
	for (let row = 1; row < rows; row++) {
		if (isEqual(ctx.getNodeParameter(name, row, undefined, options), first)) continue;
		throw new NodeOperationError(
			ctx.getNode(),
			`'${displayName}' is not the same for all rows: row ${row} differs from row 0`,
			{
				itemIndex: row,
				description:
					'All rows of a run go out together. Split the rows first (Switch, Loop Over Items), or use a fixed value.',
			},
		);
	}
	return first;
}

export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
