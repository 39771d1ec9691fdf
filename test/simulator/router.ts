import { refuse } from './replies';
import type { Route, SimCall, SimReply } from './route';

export interface Match {
	route: Route;
	params: Record<string, string>;
}

/**
 * The route of a call. The most literal pattern whose path fits owns the path; a method it does not have is refused
 * even if a looser pattern has it (`PUT settings/fields` is not record `fields` of a module `settings`).
 * Refusals: 404 INVALID_URL_PATTERN, 400 INVALID_REQUEST_METHOD (each API page; the status list says 405).
 */
export function match(
	routes: readonly Route[],
	call: { method: string; tree: SimCall['tree']; path: string[] },
): Match | SimReply {
	const fitting = routes.filter((route) => route.tree === call.tree && fits(route.path, call.path));
	if (fitting.length === 0) return wrongUrl();
	const best = fitting.map((route) => literalness(route.path)).reduce((a, b) => (a > b ? a : b));
	const route = fitting.find((one) => literalness(one.path) === best && one.method === call.method);
	if (route) return { route, params: paramsOf(route.path, call.path) };
	return refuse(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
}

export function wrongUrl(): SimReply {
	const message = 'Please check if the URL trying to access is a correct one';
	return refuse(404, 'INVALID_URL_PATTERN', message);
}

/** Whether a path is one of a pattern's, in which `:name` matches any segment. */
export function fits(pattern: string, path: string[]): boolean {
	const parts = pattern.split('/');
	return (
		parts.length === path.length &&
		parts.every((part, index) => part.startsWith(':') || part === path[index])
	);
}

/** `1` for a literal segment, `0` for a named one, left to right: the larger string is the more literal pattern. */
export function literalness(pattern: string): string {
	return pattern
		.split('/')
		.map((part) => (part.startsWith(':') ? '0' : '1'))
		.join('');
}

function paramsOf(pattern: string, path: string[]): Record<string, string> {
	const named = pattern.split('/').flatMap((part, index) => {
		return part.startsWith(':') ? [[part.slice(1), path[index]]] : [];
	});
	return Object.fromEntries(named);
}
