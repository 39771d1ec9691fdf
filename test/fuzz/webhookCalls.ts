import fc from 'fast-check';
import { set, unset } from 'lodash';

/** What a stranger, a proxy or a mistaken Zoho may put into the body of a call. */
const VALUES: unknown[] = [
	null,
	undefined,
	'',
	'x',
	'x'.repeat(20_000),
	0,
	-1,
	1e21,
	5725767000003000011,
	'5725767000003000011',
	true,
	[],
	{},
	[null],
	[[]],
	['5725767000003000011', null, {}, '__proto__'],
	{ toString: 'x' },
	'__proto__',
	'\ud83d',
	'2024-13-45',
];

/** Texts that are no JSON at all, or none of a call. */
const RAW = [
	'',
	'null',
	'[]',
	'0',
	'"x"',
	'{',
	'{"channel_id":',
	'<xml/>',
	'a=b&c=d',
	'{"__proto__":{"polluted":1}}',
	`{"ids":${'['.repeat(5000)}${']'.repeat(5000)}}`,
	'\u0000',
];

export type Change =
	| { kind: 'value'; path: string; value: unknown }
	| { kind: 'raw'; text: string }
	| { kind: 'junk'; body: unknown };

/** @param paths of a valid body, those that matter first */
export const changes = (paths: string[]): fc.Arbitrary<Change[]> =>
	fc.array(
		fc.oneof(
			{
				weight: 6,
				arbitrary: fc.record({
					kind: fc.constant('value' as const),
					path: fc.constantFrom(...paths),
					value: fc.constantFrom(...VALUES),
				}),
			},
			fc.record({ kind: fc.constant('raw' as const), text: fc.constantFrom(...RAW) }),
			fc.record({ kind: fc.constant('junk' as const), body: fc.jsonValue() }),
		),
		{ minLength: 1, maxLength: 3 },
	);

/** A valid body with changes made to it; `rawBody` where it is no longer what n8n would parse. */
export function changedBody(
	valid: Record<string, unknown>,
	made: readonly Change[],
): { body: unknown; rawBody?: string } {
	let body: unknown = structuredClone(valid);
	let rawBody: string | undefined;
	for (const change of made) {
		if (change.kind === 'raw') rawBody = change.text;
		else if (change.kind === 'junk') body = change.body;
		else if (typeof body !== 'object' || body === null) continue;
		else if (change.value === undefined) unset(body, change.path);
		else set(body, change.path, change.value);
	}
	return rawBody === undefined ? { body } : { body: {}, rawBody };
}
