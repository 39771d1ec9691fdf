import type { Operation } from './openApi';
import type { Traffic } from './traffic';

/**
 * What Zoho's files say of the path of a request: the operations of the most literal templates that fit it, more than one
 * where the files tell them apart by the kind of a value (`{id}` and `{external_field_value}`).
 */
export function operationsFor(
	operations: Operation[],
	{ method, path }: Pick<Traffic, 'method' | 'path'>,
): Operation[] {
	const parts = apiPath(path).split('/');
	const fitting = operations.filter(
		(operation) =>
			operation.method === method.toLowerCase() && fits(operation.template.split('/'), parts),
	);
	const most = Math.max(...fitting.map(literalParts));
	return fitting.filter((operation) => literalParts(operation) === most);
}

/** Without data centre, environment and host, which the simulator puts in front of the path. */
export const apiPath = (path: string): string => path.replace(/^.*?(?=\/crm\/)/, '');

const literalParts = ({ template }: Operation): number =>
	template.split('/').filter((part) => !part.startsWith('{')).length;

const fits = (template: string[], parts: string[]): boolean =>
	template.length === parts.length &&
	template.every((part, index) => part.startsWith('{') || part === parts[index]);
