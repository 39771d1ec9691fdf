import type { Traffic } from './traffic';

/** A method and a path with braces: `POST /crm/v8/{module_api_name}/upsert`. */
export interface Titled {
	title: string;
}

/** What stands where a module's name would, and is none. */
const NO_MODULE = /^(settings|org|users|actions|coql|files|bulk|__\w+)$/;

/**
 * Those of the most literal paths that fit a request; more than one where only the kind of a value tells them apart
 * (`{id}` and `{external_field_value}`).
 */
export function mostLiteral<T extends Titled>(
	operations: readonly T[],
	{ method, path }: Pick<Traffic, 'method' | 'path'>,
): T[] {
	const wanted = `${method} ${apiPath(path)}`;
	const fitting = operations.filter(({ title }) => fits(title, wanted));
	const most = Math.max(...fitting.map(literalParts));
	return fitting.filter((operation) => literalParts(operation) === most);
}

/** Without data centre, environment and host, which the simulator puts in front of the path. */
export const apiPath = (path: string): string => path.replace(/^.*?(?=\/crm\/)/, '');

const literalParts = ({ title }: Titled): number =>
	title.split('/').filter((part) => !part.startsWith('{')).length;

/** Whether `GET /crm/v8/Leads/1` is a `GET /crm/v8/{module}/{id}`. */
export function fits(title: string, request: string): boolean {
	const parts = request.split('/');
	const template = title.split('/');
	return (
		template.length === parts.length &&
		template.every((part, index) => {
			if (part.startsWith('{module')) return !NO_MODULE.test(parts[index]);
			return part.startsWith('{') || part === parts[index];
		})
	);
}
