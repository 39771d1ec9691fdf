import type { NotWritten } from '../../nodes/shared/core/outcome';
import type { Row, ZohoRecord } from '../../nodes/shared/core/row';
import { rowKeys } from '../../nodes/shared/core/rowKeys';
import type { WritePlan, WritePlanOptions } from '../../nodes/shared/core/writePlan';
import { planWrites } from '../../nodes/shared/core/writePlan';
import type { Seeded } from './seeded';
import { seeded, seeds } from './seeded';

const BY_EMAIL: WritePlanOptions = {
	keyFields: ['Email'],
	sameKey: 'laterCall',
	emptyKey: 'error',
	keepApart: true,
	batchSize: 100,
};

const rowsOf = (records: ZohoRecord[]): Row[] =>
	records.map((record, index) => ({ index, record }));
const emails = (...values: unknown[]): Row[] => rowsOf(values.map((Email) => ({ Email })));
const distinct = (count: number): Row[] =>
	emails(...Array.from({ length: count }, (_, at) => `lead${at}@example.com`));

const sizesOf = ({ calls }: WritePlan): number[] => calls.map(({ rows }) => rows.length);
const indicesOf = ({ calls }: WritePlan): number[][] =>
	calls.map(({ rows }) => rows.map(({ index }) => index));
const creditsOf = (plan: WritePlan): number =>
	sizesOf(plan).reduce((sum, rows) => sum + Math.ceil(rows / 10), 0);

describe('Given rows with a key each', () => {
	it.each([
		[0, []],
		[1, [1]],
		[99, [99]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('R36, R49: %i rows go out in calls of %j', (count, sizes) => {
		expect(sizesOf(planWrites(distinct(count), BY_EMAIL))).toEqual(sizes);
	});

	it.each([
		[1, [1, 1, 1, 1, 1]],
		[2, [2, 2, 1]],
		[5, [5]],
	])('a batch size of %i is the most rows of one call', (batchSize, sizes) => {
		const plan = planWrites(distinct(5), { ...BY_EMAIL, batchSize });
		expect(sizesOf(plan)).toEqual(sizes);
		expect(plan.calls.flatMap(({ after }) => after)).toEqual([]);
	});

	it('keeps them in their order, and takes gaps in the item indices', () => {
		const rows = distinct(7).filter(({ index }) => index !== 3);
		const plan = planWrites(rows, { ...BY_EMAIL, batchSize: 4 });
		expect(indicesOf(plan)).toEqual([
			[0, 1, 2, 4],
			[5, 6],
		]);
	});
});

describe('Given the same key twice in one input', () => {
	it('R52: the later row goes into a later call, which waits for the earlier', () => {
		const rows = distinct(60);
		rows[57] = { index: 57, record: { Email: 'lead3@example.com' } };
		const plan = planWrites(rows, BY_EMAIL);
		expect(indicesOf(plan).map((call) => call.filter((row) => row === 3 || row === 57))).toEqual([
			[3],
			[57],
		]);
		expect(plan.calls.map(({ after }) => after)).toEqual([[], [0]]);
		expect(creditsOf(plan)).toBe(6);
	});

	it.each([
		['another case', 'Ann@Example.com'],
		['spaces around it', '  ann@example.com '],
	])('takes %s for the same key', (_, variant) => {
		expect(indicesOf(planWrites(emails('ann@example.com', variant), BY_EMAIL))).toEqual([[0], [1]]);
	});

	it('takes a number and its text for the same key', () => {
		expect(indicesOf(planWrites(emails(17, '17'), BY_EMAIL))).toEqual([[0], [1]]);
	});

	it('looks at every checked field: a row between two others keeps them in a chain', () => {
		const rows = rowsOf([
			{ Email: 'a@example.com', Code: '1' },
			{ Email: 'b@example.com', Code: '1' },
			{ Email: 'b@example.com', Code: '2' },
		]);
		const plan = planWrites(rows, { ...BY_EMAIL, keyFields: ['Email', 'Code'] });
		expect(indicesOf(plan)).toEqual([[0], [1], [2]]);
		expect(plan.calls.map(({ after }) => after)).toEqual([[], [0], [1]]);
	});

	it('does not confuse the same value in two fields', () => {
		const rows = rowsOf([{ Email: 'x' }, { Code: 'x' }]);
		expect(sizesOf(planWrites(rows, { ...BY_EMAIL, keyFields: ['Email', 'Code'] }))).toEqual([2]);
	});

	it('keeps rows with one id apart, whatever else they hold', () => {
		const rows = rowsOf([
			{ id: '4876876000000333001', Email: 'a@example.com' },
			{ id: ' 4876876000000333001', Email: 'b@example.com' },
			{ id: '4876876000000333002', Email: 'a@example.com' },
		]);
		expect(indicesOf(planWrites(rows, BY_EMAIL))).toEqual([[0, 2], [1]]);
	});

	it('Create makes new records of them, in one call, keys or none', () => {
		const create: WritePlanOptions = { ...BY_EMAIL, keepApart: false };
		const plan = planWrites(emails('a@example.com', 'a@example.com', ''), create);
		expect([sizesOf(plan), plan.settled.size]).toEqual([[3], 0]);
	});
});

describe('Given keys that repeat, the plan is the cheapest', () => {
	const chain = (count: number): string[] => new Array<string>(count).fill('often@example.com');

	it('a key that repeats at the end of the input starts in the first call', () => {
		const rows = emails(...distinct(1000).map(({ record }) => record.Email), ...chain(10));
		const plan = planWrites(rows, BY_EMAIL);
		expect([plan.calls.length, creditsOf(plan)]).toEqual([11, 101]);
	});

	it('15 customers with 7 rows each cost 11 credits, not 14 as calls of 15', () => {
		const rows = emails(...Array.from({ length: 105 }, (_, at) => `c${at % 15}@example.com`));
		const plan = planWrites(rows, BY_EMAIL);
		expect(creditsOf(plan)).toBe(11);
	});

	it('rows of a call stand in the order of the input', () => {
		const rows = emails('a', 'b', 'c', 'd', 'd', 'd');
		const plan = planWrites(rows, { ...BY_EMAIL, batchSize: 2 });
		expect(indicesOf(plan)).toEqual([
			[0, 3],
			[1, 4],
			[2, 5],
		]);
	});
});

describe('Given the rule for the same key twice', () => {
	const rows = emails('a@example.com', 'b@example.com', 'A@example.com', 'a@example.com');
	const settledBy = (sameKey: WritePlanOptions['sameKey']) => {
		const plan = planWrites(rows, { ...BY_EMAIL, sameKey });
		return { sent: indicesOf(plan).flat(), settled: [...plan.settled] };
	};
	const superseded = (by: number) =>
		expect.objectContaining({ outcome: 'superseded', supersededBy: by, details: { row: by } });

	it('first wins: later rows are superseded and point at the first', () => {
		expect(settledBy('firstWins')).toEqual({
			sent: [0, 1],
			settled: [
				[2, superseded(0)],
				[3, superseded(0)],
			],
		});
	});

	it('last wins: earlier rows are superseded and point at the last', () => {
		expect(settledBy('lastWins')).toEqual({
			sent: [1, 3],
			settled: [
				[2, superseded(3)],
				[0, superseded(3)],
			],
		});
	});

	it('error: later rows are refused and name the first', () => {
		const { sent, settled } = settledBy('error');
		expect(sent).toEqual([0, 1]);
		expect(settled.map(([row, { outcome, code, reason }]) => [row, outcome, code, reason])).toEqual(
			[2, 3].map((row) => [
				row,
				'refused',
				'SAME_KEY_TWICE',
				'Row 0 of this input has the same key',
			]),
		);
	});

	it('a row that lost does not hold its other keys against a third', () => {
		const chained = rowsOf([
			{ Email: 'a@example.com' },
			{ Email: 'a@example.com', Code: '1' },
			{ Code: '1' },
		]);
		const plan = planWrites(chained, {
			...BY_EMAIL,
			keyFields: ['Email', 'Code'],
			sameKey: 'firstWins',
		});
		expect([indicesOf(plan), [...plan.settled.keys()]]).toEqual([[[0, 2]], [1]]);
	});
});

describe('Given a row without id and with nothing in any checked field', () => {
	const rows = rowsOf([{ Email: ' ', Last_Name: 'Lee' }, { id: '48768760001' }, { Email: 'x' }]);
	const outcomeBy = (emptyKey: WritePlanOptions['emptyKey']): NotWritten | undefined =>
		planWrites(rows, { ...BY_EMAIL, keyFields: ['Email', 'Code'], emptyKey }).settled.get(0);

	it('error: it is refused, with the fields to fill and the option to change', () => {
		const outcome = outcomeBy('error');
		expect(outcome).toMatchObject({ outcome: 'refused', code: 'EMPTY_KEY' });
		expect(outcome?.reason).toMatch(/nothing in Email, Code.*'Rows Without a Key'/);
	});

	it('skip: it is left out', () => {
		expect(outcomeBy('skip')).toMatchObject({ outcome: 'skipped', code: 'EMPTY_KEY' });
	});

	it('insert: it is sent with the others, and two such rows need not be apart', () => {
		const plan = planWrites([...rows, ...emails('').map((row) => ({ ...row, index: 3 }))], {
			...BY_EMAIL,
			emptyKey: 'insert',
		});
		expect([indicesOf(plan), plan.settled.size]).toEqual([[[0, 1, 2, 3]], 0]);
	});

	it('Update and Delete, which check no field, know no empty key', () => {
		const plan = planWrites(rowsOf([{ id: '1' }, { id: '2' }]), { ...BY_EMAIL, keyFields: [] });
		expect([sizesOf(plan), plan.settled.size]).toEqual([[2], 0]);
	});
});

/** Rows with up to two keys, ids among them, whose values come again and again. */
function anyRows(chance: Seeded, count: number): Row[] {
	const values = Array.from({ length: 1 + chance.below(40) }, (_, at) => `v${at}`);
	const record = (): ZohoRecord => ({
		...(chance.below(10) === 0 ? { id: `48768760${chance.below(5)}` } : {}),
		...(chance.below(4) > 0 ? { Email: chance.pick(values) } : {}),
		...(chance.below(3) === 0 ? { Code: chance.pick(values).toUpperCase() } : {}),
	});
	return rowsOf(Array.from({ length: count }, record));
}

/** For each call, all earlier calls that its waiting reaches, directly or through others. */
function waitedFor({ calls }: WritePlan): Array<Set<number>> {
	const reached: Array<Set<number>> = [];
	for (const { after } of calls) {
		reached.push(new Set(after.flatMap((at) => [at, ...reached[at]])));
	}
	return reached;
}

describe('For any rows and any rule', () => {
	it.each(seeds(60))('holds what a plan promises (seed %i)', (seed) => {
		const chance = seeded(seed);
		const rows = anyRows(chance, chance.below(300));
		const options: WritePlanOptions = {
			keyFields: ['Email', 'Code'],
			sameKey: chance.pick(['laterCall', 'lastWins', 'firstWins', 'error']),
			emptyKey: chance.pick(['error', 'insert', 'skip']),
			keepApart: true,
			batchSize: chance.pick([1, 2, 7, 10, 25, 30, 100]),
		};
		const plan = planWrites(rows, options);
		const out = [...indicesOf(plan).flat(), ...plan.settled.keys()].sort((a, b) => a - b);
		expect(out).toEqual(rows.map(({ index }) => index));
		expect(sizesOf(plan).every((size) => size > 0 && size <= options.batchSize)).toBe(true);
		const waits = waitedFor(plan);
		const callsOf = new Map<string, number[]>();
		const holders = new Map<string, number[]>();
		plan.calls.forEach((call, place) => {
			expect(call.after.every((at) => at < place)).toBe(true);
			for (const { index, record } of call.rows) {
				for (const key of rowKeys(record, options.keyFields)) {
					callsOf.set(key, [...(callsOf.get(key) ?? []), place]);
					holders.set(key, [...(holders.get(key) ?? []), index]);
				}
			}
		});
		for (const [key, places] of callsOf) {
			expect([key, places]).toEqual([key, [...new Set(places)].sort((a, b) => a - b)]);
			expect(holders.get(key)).toEqual([...(holders.get(key) ?? [])].sort((a, b) => a - b));
			for (let at = 1; at < places.length; at++) {
				expect(waits[places[at]]).toContain(places[at - 1]);
			}
			if (options.sameKey !== 'laterCall') expect(places).toHaveLength(1);
		}
	});

	it.each(seeds(60))('with one key a row, nothing is cheaper (seed %i)', (seed) => {
		const chance = seeded(seed);
		const customers = 1 + chance.below(60);
		const rows = emails(
			...Array.from({ length: 1 + chance.below(300) }, () =>
				chance.below(3) === 0 ? 'often' : `c${chance.below(customers)}`,
			),
		);
		const counts = new Map<unknown, number>();
		for (const { record } of rows) counts.set(record.Email, (counts.get(record.Email) ?? 0) + 1);
		const commonest = Math.max(...counts.values());
		const least = (size: number) => Math.max(Math.ceil(rows.length / size), commonest);
		for (const batchSize of [10, 30, 100]) {
			expect(creditsOf(planWrites(rows, { ...BY_EMAIL, batchSize }))).toBe(least(10));
		}
		for (const batchSize of [1, 3, 9]) {
			expect(planWrites(rows, { ...BY_EMAIL, batchSize }).calls).toHaveLength(least(batchSize));
		}
	});

	it.each([1, 10, 11, 99, 100, 101, 250, 1000])(
		'%i rows without repeats take the fewest calls and credits',
		(count) => {
			const plan = planWrites(distinct(count), BY_EMAIL);
			expect(plan.calls).toHaveLength(Math.ceil(count / 100));
			expect(creditsOf(plan)).toBe(Math.ceil(count / 10));
		},
	);
});

describe('Given 100,000 rows', () => {
	/** Counts how often the planner looks into a record: its work must grow with the rows, not with their square. */
	function watched(
		count: number,
		emailOf: (at: number) => string,
	): { rows: Row[]; looks(): number } {
		let looks = 0;
		const rows = Array.from({ length: count }, (_, index) => {
			const record = {
				get Email() {
					looks += 1;
					return emailOf(index);
				},
			};
			return { index, record };
		});
		return { rows, looks: () => looks };
	}

	it.each([
		['all different', (at: number) => `lead${at}`, 10_000],
		['each key twice, far apart', (at: number) => `lead${at % 50_000}`, 10_000],
		['each key twice, side by side', (at: number) => `lead${at >> 1}`, 10_000],
		['one key in every tenth row', (at: number) => (at % 10 ? `lead${at}` : 'often'), 10_000],
	])('%s: each record is looked at once, and none is paid for twice', (_, emailOf, credits) => {
		const { rows, looks } = watched(100_000, emailOf);
		const plan = planWrites(rows, BY_EMAIL);
		expect([looks(), creditsOf(plan)]).toEqual([100_000, credits]);
	});
});
