import type { Execution, SubRequest } from './compositeRequest';
import { nearestName } from './nearestName';
import type { Reference } from './references';
import { referencesIn } from './references';

/** Something Zoho would refuse, and where it stands. `at` is the place of the sub-request, null for the composite itself. */
export interface Mistake {
	at: number | null;
	key: string;
	/** Zoho's own code for it, where it has one. */
	code: string;
	reason: string;
}

/**
 * Mistakes in the references between the sub-requests of one composite: unknown names, itself, one that comes later
 * (in order and under rollback only backwards; in parallel Zoho orders them), circles
 * (https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html, INVALID_REFERENCE and LOOPING_FOUND).
 */
export function referenceMistakes(
	requests: readonly SubRequest[],
	execution: Execution,
): Mistake[] {
	const names = requests.map(({ sub_request_id: name }) => name);
	const links = requests.map((request) => linksOf(request));
	const mistakes = links.flatMap((found, at) =>
		found.flatMap((reference) => mistakeIn(reference, at, names, execution) ?? []),
	);
	if (mistakes.length > 0 || execution !== 'parallel') return mistakes;
	const circle = circleIn(links.map((found) => found.map(({ to }) => names.indexOf(to))));
	if (!circle) return [];
	const way = [...circle, circle[0]].map((at) => `'${names[at]}'`).join(' → ');
	return [
		{
			at: circle[0],
			key: links[circle[0]][0].key,
			code: 'LOOPING_FOUND',
			reason: `its reference goes in a circle: ${way}`,
		},
	];
}

const linksOf = ({ uri, params, body, headers }: SubRequest): Reference[] => [
	...referencesIn(uri, 'uri'),
	...referencesIn(params, 'params'),
	...referencesIn(body, 'body'),
	...referencesIn(headers, 'headers'),
];

function mistakeIn(
	{ key, text, to, path }: Reference,
	at: number,
	names: readonly string[],
	execution: Execution,
): Mistake | undefined {
	const because = (reason: string): Mistake => ({ at, key, code: 'INVALID_REFERENCE', reason });
	if (key.startsWith('headers'))
		return because(`${text}: Zoho takes references in uri, params and body, not in headers`);
	if (!path.startsWith('$'))
		return because(`${text} has no path: write @{name:$.data[0].details.id}`);
	const target = names.indexOf(to);
	if (target === at) return because(`${text} points at the sub-request itself`);
	if (target < 0) {
		const near = nearestName(to, names);
		const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean '${near}'?`;
		return because(`${text} points at '${to}', which is no sub-request here (${hint})`);
	}
	if (target > at && execution !== 'parallel') {
		return because(
			`${text} points at '${to}', which comes later; in order, a reference points backwards. Move '${to}' up, or run In Parallel, where Zoho finds the order`,
		);
	}
	return undefined;
}

/** A circle among links (places by place), in its order; undefined when there is none. */
function circleIn(links: ReadonlyArray<readonly number[]>): number[] | undefined {
	const done = new Set<number>();
	const walk = (at: number, way: readonly number[]): number[] | undefined => {
		const begun = way.indexOf(at);
		if (begun >= 0) return way.slice(begun);
		if (done.has(at)) return undefined;
		for (const next of links[at]) {
			const circle = walk(next, [...way, at]);
			if (circle) return circle;
		}
		done.add(at);
		return undefined;
	};
	for (const at of links.keys()) {
		const circle = walk(at, []);
		if (circle) return circle;
	}
	return undefined;
}
