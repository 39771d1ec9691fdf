import type { FoundRecord } from '../../nodes/shared/core/readBack';
import { plainFields, planReadBack, showsWrite } from '../../nodes/shared/core/readBack';
import type { Row, ZohoRecord } from '../../nodes/shared/core/row';

const rowOf = (record: ZohoRecord, index = 0): Row => ({ index, record });
const rowsOf = (records: ZohoRecord[]): Row[] =>
	records.map((record, index) => rowOf(record, index));

describe('Given rows whose answer was lost, the questions to ask', () => {
	it('take the id first, then the first checked field that is filled', () => {
		const rows = rowsOf([
			{ id: '48768760001', Email: 'a@example.com' },
			{ External_ID: 7, Email: 'b@example.com' },
			{ External_ID: '', Email: 'c@example.com' },
			{ Last_Name: 'Lee', Email: ' ' },
		]);
		const { queries, blind } = planReadBack(rows, ['External_ID', 'Email']);
		expect(queries).toEqual([
			{ field: 'id', values: ['48768760001'], rows: [rows[0]] },
			{ field: 'External_ID', values: ['7'], rows: [rows[1]] },
			{ field: 'Email', values: ['c@example.com'], rows: [rows[2]] },
		]);
		expect(blind).toEqual([rows[3]]);
	});

	it.each([
		[1, [1]],
		[50, [50]],
		[51, [50, 1]],
		[100, [50, 50]],
	])('of %i rows ask for %j values each', (count, sizes) => {
		const rows = rowsOf(Array.from({ length: count }, (_, at) => ({ Email: `v${at}` })));
		const { queries } = planReadBack(rows, ['Email']);
		expect(queries.map(({ values }) => values.length)).toEqual(sizes);
		expect(queries.flatMap((query) => query.rows)).toEqual(rows);
	});

	it('are none for a Create without a unique field: every row is blind', () => {
		const rows = rowsOf([{ Last_Name: 'Lee' }, { Last_Name: 'Kim' }]);
		expect(planReadBack(rows, [])).toEqual({ queries: [], blind: rows });
	});
});

describe('Given a record that was read back', () => {
	const SENT_AT = Date.parse('2025-01-31T09:30:15.900Z');
	const found = (modified: string, fields: ZohoRecord = {}): FoundRecord => ({
		id: '1',
		Modified_Time: modified,
		...fields,
	});
	const row = rowOf({ Email: 'ann@example.com', Phone: '123' });
	const ours = { Email: 'ann@example.com', Phone: '123' };
	const others = { Email: 'ann@example.com', Phone: '999' };

	describe('that holds what was sent', () => {
		it.each([
			['a second before', '2025-01-31T09:30:14Z', 'no'],
			['in the second of sending, though its parts are behind', '2025-01-31T09:30:15Z', 'yes'],
			['in the second of sending, by another offset', '2025-01-31T15:00:15+05:30', 'yes'],
			['a second later', '2025-01-31T09:30:16Z', 'yes'],
			['a day before', '2025-01-30T09:30:15Z', 'no'],
		])('last changed %s: %s', (_, modified, shows) => {
			expect(showsWrite(row, found(modified, ours), SENT_AT, 'id')).toBe(shows);
		});
	});

	describe('that holds other values', () => {
		it.each([
			['before', '2025-01-31T09:30:14Z', 'no'],
			['in the second of sending', '2025-01-31T09:30:15Z', 'unclear'],
			['later', '2025-01-31T09:31:00Z', 'unclear'],
		])('last changed %s: %s', (_, modified, shows) => {
			expect(showsWrite(row, found(modified, others), SENT_AT, 'id')).toBe(shows);
		});
	});

	describe('with nothing to compare', () => {
		const bare = rowOf({ id: '1', Account_Name: { id: '2' } });
		it.each([
			['before', '2025-01-31T09:30:14Z', 'no'],
			['in the second of sending', '2025-01-31T09:30:15Z', 'unclear'],
			['later, but not beyond the doubt about the clock', '2025-01-31T09:30:17Z', 'unclear'],
			['later beyond doubt', '2025-01-31T09:30:18Z', 'yes'],
		])('last changed %s: %s', (_, modified, shows) => {
			expect(showsWrite(bare, found(modified), SENT_AT, 'id')).toBe(shows);
		});
	});

	it.each([undefined, '', 'yesterday'])(
		'with the time of change %p nothing can be told',
		(time) => {
			expect(showsWrite(row, { id: '1', Modified_Time: time, ...ours }, SENT_AT, 'id')).toBe(
				'unclear',
			);
		},
	);

	it.each([
		['in the second of sending', '2025-01-31T09:30:15Z', 'unclear'],
		['later beyond doubt', '2025-01-31T09:30:18Z', 'yes'],
	])('the key it was looked for by says nothing: last changed %s, %s', (_, modified, shows) => {
		const keyed = rowOf({ Email: 'a@example.com', Account_Name: { id: '2' } });
		const record = found(modified, { Email: 'a@example.com' });
		expect(showsWrite(keyed, record, SENT_AT, 'Email')).toBe(shows);
	});

	it('fields that were not asked for are not compared', () => {
		const shows = showsWrite(row, found('2025-01-31T09:30:16Z', { Phone: '123' }), SENT_AT, 'id');
		expect(shows).toBe('yes');
	});

	it.each<[unknown, unknown, boolean]>([
		['text', 'text', true],
		[' text ', 'text', true],
		['text', 'Text', false],
		['', null, true],
		[null, null, true],
		[null, '', true],
		['', 'text', false],
		['text', null, false],
		[0, null, false],
		[null, 0, false],
		['', 0, false],
		[0, 0, true],
		[12, '12.00', true],
		['12.50', 12.5, true],
		[12, 13, false],
		['twelve', 12, false],
		[true, true, true],
		['true', true, true],
		[false, true, false],
		[false, null, false],
		['2025-01-31T10:30:00+01:00', '2025-01-31T09:30:00+00:00', true],
		['2025-01-31T10:30:00+01:00', '2025-01-31T10:30:00+00:00', false],
		['2025-01-31', '2025-01-31', true],
		['March 7', 'March 07', false],
	])('sent %p and kept %p are the same: %p', (sent, kept, same) => {
		const shows = showsWrite(
			rowOf({ Field: sent }),
			found('2025-01-31T09:30:16Z', { Field: kept }),
			SENT_AT,
			'id',
		);
		expect(shows).toBe(same ? 'yes' : 'unclear');
	});
});

describe('The fields worth comparing', () => {
	it('are those with plain values, the id left out', () => {
		const record = {
			id: '1',
			Last_Name: 'Lee',
			Amount: 0,
			Done: false,
			Phone: null,
			Account_Name: { id: '2' },
			Tags: ['a'],
			Nothing: undefined,
		};
		expect(plainFields(rowOf(record))).toEqual(['Last_Name', 'Amount', 'Done', 'Phone']);
	});
});
