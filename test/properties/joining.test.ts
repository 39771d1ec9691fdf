import fc from '../support/seeded';
import { outcomesOf } from '../../nodes/shared/core/batchOutcome';
import { inexactNumber } from '../../nodes/shared/core/exactNumbers';
import { chooseJoinKey, joinable } from '../../nodes/shared/core/joinKey';
import { LookupMatches, planLookups } from '../../nodes/shared/core/lookupPlan';
import { keyOfCells, namedRows, readResult } from '../../nodes/shared/core/resultCsv';
import type { Row } from '../../nodes/shared/core/row';
import { csvOf } from '../../nodes/shared/core/bulkFile';
import { readBody } from '../../nodes/shared/zoho/readBody';

describe('Answers of a write', () => {
	const entry = fc.oneof(
		{ weight: 5, arbitrary: fc.record({ id: fc.nat(), ok: fc.boolean() }) },
		{
			weight: 1,
			arbitrary: fc.constantFrom(null, 'x', 7, [], {}, { code: 'SUCCESS', status: 'odd' }),
		},
	);

	it('belong to the rows by their place, all of them or none', () => {
		fc.assert(
			fc.property(
				fc.array(entry, { maxLength: 6 }),
				fc.integer({ min: -4, max: 1 }),
				(entries, more) => {
					// Mostly as many rows as entries, else one fewer or one more.
					const count = Math.max(0, entries.length + (more < -1 ? 0 : more));
					const rows = Array.from({ length: count }, (_, index): Row => ({ index, record: {} }));
					const data = entries.map((each) =>
						each !== null && typeof each === 'object' && 'id' in each
							? each.ok
								? {
										code: 'SUCCESS',
										status: 'success',
										message: 'm',
										details: { id: `${each.id}` },
									}
								: { code: 'INVALID_DATA', status: 'error', message: 'm', details: { at: each.id } }
							: each,
					);
					const outcomes = outcomesOf(rows, data, 'insert');
					const isReadable = data.every(
						(each) => typeof each === 'object' && each !== null && 'message' in each,
					);
					expect(outcomes !== undefined).toBe(isReadable && data.length === count);
					outcomes?.forEach((outcome, at) => {
						const { id, ok } = entries[at] as { id: number; ok: boolean };
						expect(outcome.outcome).toBe(ok ? 'written' : 'refused');
						expect(outcome).toMatchObject(ok ? { id: `${id}` } : { details: { at: id } });
					});
				},
			),
		);
	});
});

describe('Results of a bulk job', () => {
	const cell = fc.constantFrom('', 'a', 'A', ' a ', 'b', 'x\ny', 'x\r\ny', '"', ',', '😀');
	const rows = fc.array(fc.record({ Email: cell, Name: cell, City: cell, Zip: cell }), {
		minLength: 1,
		maxLength: 25,
	});
	const columns = ['Email', 'Name', 'City', 'Zip'] as const;

	it('find their row by the key in whatever order they come, or are told to belong to none', () => {
		fc.assert(
			fc.property(rows, fc.boolean(), fc.nat(), (given, hasKey, shift) => {
				const at = (row: number, column: string): string =>
					column === 'Key' ? `key-${row}` : given[row][column as 'Email'];
				const key = chooseJoinKey(given.length, at, {
					findBy: 'Email',
					unique: [],
					rowKeyField: hasKey ? 'Key' : null,
					plain: [...columns],
				});
				expect(key.columns.length).toBeLessThanOrEqual(3);
				const keys = given.map((_, row) => keyOfCells(key.columns.map((each) => at(row, each))));
				const alone = joinable(keys);
				if (hasKey) expect(alone.every(Boolean)).toBe(true);
				const shuffled = given.map((_, place) => (place * 7 + shift) % given.length);
				const order = [...new Set([...shuffled, ...given.keys()])];
				const csv = csvOf(order, {
					columns: [...key.columns, 'STATUS', 'RECORD_ID', 'ERRORS'],
					cell: (row, column) =>
						column === 'STATUS'
							? 'ADDED'
							: column === 'RECORD_ID'
								? `${row}`
								: column === 'ERRORS'
									? '-'
									: at(row, column),
					name: 'result.csv',
				});
				const result = readResult(namedRows(csv), key.columns.length);
				for (const row of given.keys()) {
					const found = result.get(keys[row]);
					if (alone[row]) expect(found?.id).toBe(`${row}`);
					else expect(found).toBeNull();
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('A look-up', () => {
	const value = fc.oneof(
		fc.constantFrom('a', 'A', 'b', "O'Neil", '5\'10"', 'a\\b', '12', '12.0'),
		fc.string({ minLength: 1, maxLength: 4 }).filter((text) => text.trim() !== ''),
	);

	it('asks for each value once, in queries that Zoho takes, and loses none', () => {
		fc.assert(
			fc.property(fc.array(value, { maxLength: 150, size: 'max' }), (texts) => {
				const queries = planLookups(texts.map((text) => ({ text, bare: false })));
				const asked = queries.flatMap(({ values }) => values.map(({ text }) => text));
				expect(asked).toEqual([...new Set(texts)]);
				for (const { values } of queries) {
					expect(values.length).toBeGreaterThan(0);
					expect(values.length).toBeLessThanOrEqual(50);
				}
			}),
		);
	});

	it('gives each value all records that hold it, in the order they were read', () => {
		fc.assert(
			fc.property(fc.array(value, { maxLength: 40 }), value, (held, wanted) => {
				const matches = new LookupMatches('F', false);
				const records = held.map((text, at) => ({ id: `${at}`, F: text }));
				matches.add(records);
				const found = matches.of({ text: wanted, bare: false }).map(({ id }) => id);
				const same = (text: string) => text.trim().toLowerCase() === wanted.trim().toLowerCase();
				expect(found).toEqual(records.filter(({ F }) => same(F)).map(({ id }) => id));
			}),
		);
	});
});

describe('Long numbers', () => {
	const long = fc.oneof(
		fc.bigInt({ min: 10n ** 15n, max: 10n ** 19n - 1n }),
		fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
	);

	it('of an answer keep all their digits, wherever they stand', () => {
		const text = fc.oneof(long.map(String), fc.string({ maxLength: 30 }));
		fc.assert(
			fc.property(long, text, fc.constantFrom('', ' ', '\n'), (number, words, gap) => {
				const body = `{"id":${gap}${number},"list":[${gap}${number},${gap}-${number}],${gap}"text":${JSON.stringify(words)},"n":1.5e3,"d":0.12345678901234567}`;
				const read = readBody(body) as Record<string, unknown>;
				expect(String(read.id)).toBe(`${number}`);
				expect((read.list as unknown[]).map(String)).toEqual([`${number}`, `-${number}`]);
				expect(read.text).toBe(words);
				expect([read.n, read.d]).toEqual([1500, 0.12345678901234567]);
				for (const alone of [`${number}`, `[1,${gap}${number}]`, `[${number}]`, `{"a":-${number}}`])
					expect(JSON.stringify(readBody(alone)).replace(/\D/g, '')).toBe(alone.replace(/\D/g, ''));
			}),
		);
	});

	it('are the same JSON otherwise, for any JSON', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				const numbers = (value: unknown) => inexactNumber(value, '') !== undefined;
				const plain: unknown = JSON.parse(text);
				if (!numbers(plain)) expect(readBody(text)).toEqual(plain);
			}),
		);
	});

	it('that JavaScript has rounded are found, however deep', () => {
		const depth = fc.array(fc.constantFrom('a', 'b', 0), { maxLength: 6 });
		fc.assert(
			fc.property(long, depth, (number, path) => {
				const value = path.reduceRight<unknown>(
					(inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner, other: 1 }),
					Number(number),
				);
				const isRounded = number > BigInt(Number.MAX_SAFE_INTEGER);
				expect(inexactNumber(value, 'body') !== undefined).toBe(isRounded);
			}),
		);
	});
});
