import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** An item that no one who wrote a node thought of: other nodes hand on whatever their code made. */
export interface HostileItem {
	name: string;
	/** Made anew each time. @param healthy the JSON it would have had; `field` one of its parts */
	make(healthy: IDataObject, field: string): INodeExecutionData;
}

type Named<T> = Record<string, T>;

const looped = (): unknown => {
	const loop: Record<string, unknown> = { a: 1 };
	loop.self = loop;
	loop.list = [loop];
	return loop;
};

const nested = (depth: number): unknown => {
	let at: unknown = 'deep';
	for (let level = 0; level < depth; level++) at = level % 2 === 0 ? [at] : { a: at };
	return at;
};

class Money {
	constructor(readonly cents: number) {}
	get euros(): number {
		return this.cents / 100;
	}
}

/** What stands in one part of an item's JSON. */
const values: Named<() => unknown> = {
	'a text of 1 MB': () => 'x'.repeat(2 ** 20),
	'a list of 10,000': () => Array.from({ length: 10_000 }, (_, at) => at),
	'60 levels': () => nested(60),
	'1,000 levels': () => nested(1000),
	'a function': () => () => 'x',
	'a class': () => Money,
	'an instance': () => new Money(5),
	'a symbol': () => Symbol('x'),
	'a big integer': () => 10n,
	'a date': () => new Date(0),
	'no date': () => new Date(NaN),
	'a moment': () => DateTime.fromMillis(0, { zone: 'utc' }),
	'no moment': () => DateTime.invalid('x'),
	'a map': () => new Map([['a', 1]]),
	'a set': () => new Set(['a']),
	'an expression': () => /x/g,
	'an error': () => new Error('x'),
	'a promise': () => Promise.resolve('x'),
	bytes: () => Buffer.from('x'),
	'a text object': () => new String('x'),
	'a loop': looped,
	'a list with holes': () => Object.assign(new Array(4), { 1: 'x' }),
	'no prototype': () => Object.assign(Object.create(null), { a: 1 }),
	NaN: () => NaN,
	infinity: () => -Infinity,
	'minus zero': () => -0,
	undefined: () => undefined,
	null: () => null,
	true: () => true,
	'an id as a number': () => Number('5725767000003000011'),
	'half an emoji': () => 'a\ud83d',
	'a null character': () => 'a\u0000b',
	'line breaks': () => '\r\n"a";,\n',
	'an object': () => ({ id: null, name: { a: [] } }),
	'a list': () => [null, { a: 1 }, ['x']],
	'a frozen list': () => Object.freeze(['x', Object.freeze({ a: 1 })]),
	'a toJSON': () => ({ toJSON: () => ({ toJSON: 'x' }) }),
	'a false toString': () => ({ toString: null, valueOf: null }),
};

/** Names of parts that objects have by themselves, or that mean something to others. */
const keys = [
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'toJSON',
	'then',
	'length',
	'',
	' ',
	'a.b',
	'a[0]',
	'a\u0000b',
	'x'.repeat(5000),
	'error',
	'json',
	'credits',
	'$append_values',
	'Record_Status__s',
];

/** What stands in the place of the JSON; null n8n itself stumbles over (n8n-core `workflow-execute.ts`, normalizeNodeErrors). */
const wholes: Named<(healthy: IDataObject) => unknown> = {
	undefined: () => undefined,
	'a list': (healthy) => [healthy],
	'a text': () => 'x',
	'a number': () => 7,
	'an empty object': () => ({}),
	'no prototype': (healthy) => Object.assign(Object.create(null), healthy),
	frozen: (healthy) => Object.freeze({ ...healthy }),
	'a date': () => new Date(0),
	'a map': () => new Map(),
	'an instance': (healthy) => Object.assign(new Money(5), healthy),
	'itself in it': (healthy) => {
		const json: IDataObject = { ...healthy };
		json.Website = json;
		return json;
	},
};

/** What stands beside the JSON. */
const besides: Named<(json: IDataObject) => unknown> = {
	'no pair': (json) => ({ json }),
	'a pair by number': (json) => ({ json, pairedItem: 99 }),
	'a pair that is nowhere': (json) => ({ json, pairedItem: { item: -1, input: 7 } }),
	'no pairs': (json) => ({ json, pairedItem: [] }),
	'a pair that is a text': (json) => ({ json, pairedItem: 'x' }),
	'a pair that is null': (json) => ({ json, pairedItem: null }),
	'binary that is null': (json) => ({ json, binary: null, pairedItem: { item: 0 } }),
	'binary that is empty': (json) => ({ json, binary: {} }),
	'binary without data': (json) => ({ json, binary: { data: null } }),
	'binary of another kind': (json) => ({ json, binary: { data: { data: 7, mimeType: {} } } }),
	'an index': (json) => ({ json, index: 99, metadata: { x: 1 } }),
	frozen: (json) =>
		Object.freeze({ json: Object.freeze(json), pairedItem: Object.freeze({ item: 0 }) }),
	'no prototype': (json) => Object.assign(Object.create(null), { json }),
};

/** With a part of its own of that name, `__proto__` included. */
const withKey = (json: IDataObject, key: string, value: unknown): IDataObject =>
	Object.defineProperty({ ...json }, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});

const items = <T>(named: Named<T>, make: (one: T) => HostileItem['make'], prefix = '') =>
	Object.entries(named).map(([name, one]) => ({ name: `${prefix}${name}`, make: make(one) }));

export const hostileItems: HostileItem[] = [
	...items(values, (value) => (healthy, field) => ({
		json: withKey(healthy, field, value()),
	})),
	...items(
		Object.fromEntries(keys.map((key) => [key, key])),
		(key) => (healthy) => ({ json: withKey(healthy, key, { polluted: 1 }) }),
		'key ',
	),
	...items(wholes, (whole) => (healthy) => ({ json: whole(healthy) as IDataObject }), 'JSON '),
	...items(besides, (beside) => (healthy) => beside({ ...healthy }) as INodeExecutionData, 'with '),
];
