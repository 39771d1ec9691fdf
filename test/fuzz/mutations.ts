import fc from 'fast-check';
import { get, set, unset } from 'lodash';

/** An answer on its way from the simulator to the node. */
export interface WireAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** What is done to one answer. */
export type Mutation =
	| { kind: 'status'; status: number; keepsBody: boolean }
	| { kind: 'text'; text: string }
	| { kind: 'cut'; at: number }
	| { kind: 'value'; seed: number; value: unknown }
	| { kind: 'list'; seed: number; how: 'empty' | 'twice' | 'reversed' | 'short' }
	| { kind: 'key'; seed: number; key: string; value: unknown; everywhere: boolean }
	| { kind: 'header'; name: string; value: string }
	| { kind: 'redirect'; status: number; to: 'itself' | 'stranger' };

const STATUSES = [
	200, 201, 202, 203, 204, 205, 206, 207, 226, 300, 304, 400, 401, 402, 403, 404, 405, 406, 408,
	409, 410, 411, 413, 414, 415, 418, 422, 423, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502,
	503, 504, 505, 507, 511, 520, 599,
];

const TEXTS = [
	'',
	' ',
	'null',
	'[]',
	'{}',
	'""',
	'0',
	'true',
	'[null]',
	'[[[]]]',
	'{"data":null}',
	'{"data":{}}',
	'{"data":[null]}',
	'{"data":["x"]}',
	'{"code":null,"message":null,"status":null}',
	'{"code":7,"message":{"a":1},"details":"x"}',
	'{"__proto__":{"polluted":1}}',
	'{"data":[{"__proto__":{"polluted":1}}]}',
	'<html><body>Maintenance</body></html>',
	'\ufeff{"data":[]}',
	'{"data":[]}{"data":[]}',
	'{"a":1e400}',
	'['.repeat(20_000),
	`{"data":${'['.repeat(3000)}${']'.repeat(3000)}}`,
	'\u0000\u0001\ud83d',
];

const VALUES: unknown[] = [
	null,
	undefined,
	0,
	-1,
	2.5,
	1e21,
	true,
	'',
	'x',
	'x'.repeat(3000),
	[],
	{},
	[null],
	['x', 1],
	{ id: { id: 1 } },
	'__proto__',
	'2099-13-45T99:99:99Z',
	'https://evil.example.com/x',
	'../../x',
];

const HEADERS: Array<[string, string]> = [
	['content-type', 'text/html'],
	['content-type', 'application/octet-stream'],
	['content-type', 'application/json;charset=utf-16'],
	['content-type', ''],
	['content-encoding', 'gzip'],
	['x-api-credits-remaining', 'many'],
	['x-api-credits-remaining', '-5'],
	['x-api-credits-remaining', '999999999999999999999999'],
	['x-api-credits-remaining', '0'],
	['x-api-credits-remaining', '1, 2'],
	['retry-after', 'soon'],
	['retry-after', '1e9'],
	['date', 'yesterday'],
	['date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
	['content-disposition', 'attachment; filename="../../x"'],
];

const seed = fc.nat();

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
	fc.record({
		kind: fc.constant('status' as const),
		status: fc.constantFrom(...STATUSES),
		keepsBody: fc.boolean(),
	}),
	fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom(...TEXTS) }),
	fc.record({ kind: fc.constant('cut' as const), at: fc.integer({ min: 0, max: 99 }) }),
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('value' as const),
			seed,
			value: fc.constantFrom(...VALUES),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('list' as const),
			seed,
			how: fc.constantFrom(
				'empty' as const,
				'twice' as const,
				'reversed' as const,
				'short' as const,
			),
		}),
	},
	fc.constantFrom(...HEADERS).map(([name, value]) => ({ kind: 'header' as const, name, value })),
	fc.record({
		kind: fc.constant('redirect' as const),
		status: fc.constantFrom(301, 302, 303, 307, 308),
		to: fc.constantFrom('itself' as const, 'stranger' as const),
	}),
);

/** Another value under a key, in one place or wherever it is: a list of metadata is too long to meet it by chance. */
export const valueUnder = (...keys: string[]): fc.Arbitrary<Mutation> =>
	fc.record({
		kind: fc.constant('key' as const),
		seed,
		key: fc.constantFrom(...keys),
		value: fc.constantFrom(...VALUES),
		everywhere: fc.boolean(),
	});

/** The outermost list in another shape. */
export const wholeList: fc.Arbitrary<Mutation> = fc.record({
	kind: fc.constant('list' as const),
	seed: fc.constant(0),
	how: fc.constantFrom('empty' as const, 'twice' as const, 'reversed' as const, 'short' as const),
});

/** @param places where redirects lead */
export function mutated(
	answer: WireAnswer,
	change: Mutation,
	places: Record<'itself' | 'stranger', string>,
): WireAnswer {
	const { headers, body } = answer;
	switch (change.kind) {
		case 'status':
			return { ...answer, status: change.status, body: change.keepsBody ? body : Buffer.alloc(0) };
		case 'text':
			return { ...answer, body: Buffer.from(change.text) };
		case 'cut':
			return { ...answer, body: body.subarray(0, Math.floor((body.length * change.at) / 100)) };
		case 'header':
			return { ...answer, headers: { ...headers, [change.name]: change.value } };
		case 'redirect':
			return {
				status: change.status,
				headers: { location: places[change.to] },
				body: Buffer.alloc(0),
			};
		default:
			return { ...answer, body: inJson(body, change) };
	}
}

type InJson = Extract<Mutation, { kind: 'value' | 'list' | 'key' }>;

function inJson(body: Buffer, change: InJson): Buffer {
	let json: unknown;
	try {
		json = JSON.parse(body.toString());
	} catch {
		return body;
	}
	for (const path of pathsOf(json, change)) {
		if (change.kind === 'list')
			set(json as object, path, reshaped(get(json, path) as unknown[], change.how));
		else if (change.value === undefined) unset(json, path);
		else set(json as object, path, change.value);
	}
	return Buffer.from(JSON.stringify(json));
}

/** Of a long list the first entries stand for all. */
const LOOKED_AT = 4;

/** Where the change is made; nowhere when the answer has no such place. */
function pathsOf(json: unknown, change: InJson): string[][] {
	const all = pathsIn(json, change.kind === 'key' ? Infinity : LOOKED_AT).filter((path) => {
		if (change.kind === 'key') return path.at(-1) === change.key;
		return change.kind === 'value' || Array.isArray(get(json, path));
	});
	if (change.kind === 'key' && change.everywhere) return all;
	return all.length === 0 ? [] : [all[change.seed % all.length]];
}

function reshaped(list: unknown[], how: Extract<Mutation, { kind: 'list' }>['how']): unknown[] {
	if (how === 'empty') return [];
	if (how === 'twice') return [...list, ...list];
	return how === 'reversed' ? [...list].reverse() : list.slice(0, -1);
}

function pathsIn(value: unknown, lookedAt: number, at: string[] = []): string[][] {
	const own = at.length > 0 ? [at] : [];
	if (typeof value !== 'object' || value === null || at.length > 7) return own;
	const entries = Object.entries(value).slice(0, Array.isArray(value) ? lookedAt : undefined);
	return [...own, ...entries.flatMap(([key, each]) => pathsIn(each, lookedAt, [...at, key]))];
}
