import { chooseJoinKey, joinable } from '../../nodes/shared/core/joinKey';

type Cells = Array<Record<string, string>>;

const choose = (rows: Cells, more: Partial<Parameters<typeof chooseJoinKey>[2]> = {}) =>
	chooseJoinKey(rows.length, (row, column) => rows[row][column] ?? '', {
		findBy: null,
		unique: [],
		rowKeyField: null,
		plain: Object.keys(rows[0]),
		...more,
	});

const people: Cells = [
	{ First: 'Ada', Last: 'Berg', City: 'Graz', Email: 'a@x.example' },
	{ First: 'Ada', Last: 'Costa', City: 'Graz', Email: 'b@x.example' },
	{ First: 'Bea', Last: 'Berg', City: 'Graz', Email: '' },
];

describe('the columns that name a row in the result (R106, R107)', () => {
	it('are the field that records are found by, where it tells all rows apart', () => {
		const full = people.slice(0, 2);
		expect(choose(full, { findBy: 'Email', unique: ['Last'] })).toEqual({
			columns: ['Email'],
			written: false,
		});
	});

	it('are else a unique field that every row fills', () => {
		const rows = people.map((row, at) => ({ ...row, Key: String(at) }));
		expect(choose(rows, { findBy: 'Email', unique: ['Key'] }).columns).toEqual(['Key']);
	});

	it('are else the field for a key of our own', () => {
		expect(choose(people, { findBy: 'Email', rowKeyField: 'Import_Key' })).toEqual({
			columns: ['Import_Key'],
			written: true,
		});
	});

	it('are else as few columns as tell all apart, at most three', () => {
		expect(choose(people, { plain: ['City', 'First', 'Last'] }).columns.sort()).toEqual([
			'First',
			'Last',
		]);
		const rows = Array.from({ length: 16 }, (_, at) => ({
			A: String(at & 1),
			B: String(at & 2),
			C: String(at & 4),
			D: String(at & 8),
		}));
		expect(choose(rows).columns).toHaveLength(3);
	});

	it('begin with the field that records are found by, also where it needs others beside it', () => {
		const rows = [
			{ Email: 'a', City: 'Graz' },
			{ Email: 'a', City: 'Linz' },
		];
		expect(choose(rows, { findBy: 'Email' }).columns).toEqual(['Email', 'City']);
	});
});

it('a row is told by its key when no other has it', () => {
	expect(joinable(['a', 'b', 'a', 'c'])).toEqual([false, true, false, true]);
});
