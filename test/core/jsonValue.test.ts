import { DateTime } from 'luxon';
import { reasonOf, shownValue, strangeIn } from '../../nodes/shared/core/jsonValue';

const looped = () => {
	const loop: Record<string, unknown> = { a: 1 };
	loop.list = [loop];
	return loop;
};
const nested = (levels: number): unknown => {
	let at: unknown = 'deep';
	for (let level = 0; level < levels; level++) at = [at];
	return at;
};
class Money {
	constructor(readonly cents: unknown) {}
}

describe('what JSON cannot hold', () => {
	it.each<[string, unknown]>([
		['a function', () => 1],
		['a symbol', Symbol('x')],
		['a Map', new Map([['a', 1]])],
		['a Set', new Set([1])],
		['a Promise', Promise.resolve()],
		['a RegExp', /x/],
		['an Error', new Error('x')],
		['an object that holds itself', looped()],
		['more than 1,000 levels', nested(1500)],
		['more than 1,000 levels', nested(100_000)],
	])('%s is named, however deep it lies', (name, value) => {
		expect(strangeIn(value)).toBe(name);
		expect(strangeIn([{ a: value }])).toBe(name);
		expect(strangeIn(new Money(value))).toBe(name);
		expect(strangeIn({ toJSON: () => ({ a: value }) })).toBe(name);
	});

	it('a toJSON that fails is named, too', () => {
		const failing = {
			toJSON() {
				throw new Error('x');
			},
		};
		expect(strangeIn({ a: failing })).toBe('an object that JSON cannot be made of');
	});

	it('what else there is passes: JSON itself, dates, bytes, and what one list holds twice', () => {
		const twice = { a: 1 };
		const fine = [null, undefined, 'x', 1.5, 10n, NaN, true, {}, [], [twice, twice], nested(900)];
		const made = [new Date(0), new Date(NaN), DateTime.utc(), Buffer.from('x'), new Money(5)];
		const odd = [Object.create(null), Object.freeze({ a: 1 }), new String('x'), { toJSON: 'x' }];
		for (const value of [...fine, ...made, ...odd]) expect(strangeIn(value)).toBeUndefined();
	});
});

describe('a value as people are shown it', () => {
	it.each<[unknown, string]>([
		['x', '"x"'],
		[{ a: [1] }, '{"a":[1]}'],
		[undefined, 'nothing'],
		[() => 1, 'a function'],
		[10n, '10'],
		[looped(), 'an object that holds itself'],
		['y'.repeat(200), `"${'y'.repeat(79)}`],
	])('%p is shown as %s', (value, shown) => {
		expect(shownValue(value)).toBe(shown);
	});
});

describe('why something failed', () => {
	it.each<[() => unknown, string]>([
		[() => JSON.stringify(looped()), 'a value holds itself'],
		[() => JSON.parse('{'), ''],
		[
			() => {
				throw new Error('Own words');
			},
			'Own words',
		],
		[
			() => {
				throw 'thrown';
			},
			'thrown',
		],
		[
			function again(): unknown {
				return [again()];
			},
			'a value holds itself, or is nested too deeply',
		],
	])('%p is said in words of a person, where the machine has others', (failing, reason) => {
		let thrown: unknown;
		try {
			failing();
		} catch (error) {
			thrown = error;
		}
		expect(reasonOf(thrown)).toContain(reason);
	});
});
