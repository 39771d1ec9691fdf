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

type InJson = Extract<Mutation, { kind: 'value' | 'list' }>;

function inJson(body: Buffer, change: InJson): Buffer {
	let json: unknown;
	try {
		json = JSON.parse(body.toString());
	} catch {
		return body;
	}
	const all = pathsIn(json).filter(
		(path) => change.kind === 'value' || Array.isArray(get(json, path)),
	);
	if (all.length === 0) return body;
	const path = all[change.seed % all.length];
	if (change.kind === 'list') set(json as object, path, reshaped(get(json, path), change.how));
	else if (change.value === undefined) unset(json, path);
	else set(json as object, path, change.value);
	return Buffer.from(JSON.stringify(json));
}

function reshaped(list: unknown[], how: Extract<Mutation, { kind: 'list' }>['how']): unknown[] {
	if (how === 'empty') return [];
	if (how === 'twice') return [...list, ...list];
	return how === 'reversed' ? [...list].reverse() : list.slice(0, -1);
}

/** Of a long list the first entries stand for all. */
const LOOKED_AT = 4;

function pathsIn(value: unknown, at: string[] = []): string[][] {
	const own = at.length > 0 ? [at] : [];
	if (typeof value !== 'object' || value === null || at.length > 7) return own;
	const entries = Array.isArray(value)
		? Object.entries(value).slice(0, LOOKED_AT)
		: Object.entries(value);
	return [...own, ...entries.flatMap(([key, each]) => pathsIn(each, [...at, key]))];
}
