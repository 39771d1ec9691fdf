import {
	keyOfCells,
	namedRows,
	outcomeOfResult,
	readResult,
} from '../../nodes/shared/core/resultCsv';

const csv = [
	'Email,Last_Name,STATUS,RECORD_ID,ERRORS',
	'b@x.example,"Two, ""B""",UPDATED,222222222222222222,',
	'a@x.example,One,ADDED,111111111111111111,',
	'wrong,Three,SKIPPED,,INVALID_DATA-Email:MANDATORY_NOT_FOUND-Company',
	'd@x.example,Four,unprocessed,,',
].join('\n');

describe('a bulk result', () => {
	it('is read by the cells of its first columns, in any order and case, with ids as text', () => {
		const rows = readResult(namedRows(csv), 1);
		expect(rows.get(keyOfCells([' a@x.example ']))).toEqual({
			status: 'added',
			id: '111111111111111111',
			errors: '',
		});
		expect(rows.get(keyOfCells(['nobody']))).toBeUndefined();
	});

	it('does not choose among rows that look alike', () => {
		const twins = 'Name,STATUS,RECORD_ID,ERRORS\nA,ADDED,1,\nA,SKIPPED,,INVALID_DATA-Name\n';
		expect(readResult(namedRows(twins), 1).get(keyOfCells(['A']))).toBeNull();
	});

	it('keeps a row apart from a mapped column that is called STATUS', () => {
		const own = 'Status,STATUS,RECORD_ID,ERRORS\nOpen,ADDED,1,\n';
		expect(namedRows(own)).toEqual([
			{
				columns: { Status: 'Open' },
				cells: ['Open'],
				row: { status: 'added', id: '1', errors: '' },
			},
		]);
	});

	it('is not anything with commas in it', () => {
		expect(() => namedRows('a,b\n1,2\n')).toThrow('no column STATUS');
	});

	it('tells of each row what became of it', () => {
		const told = namedRows(csv).map(({ row }) => outcomeOfResult(row, ['Email', 'Company']));
		expect(told).toMatchObject([
			{ outcome: 'written', action: 'update', id: '222222222222222222' },
			{ outcome: 'written', action: 'insert', id: '111111111111111111' },
			{
				outcome: 'refused',
				code: 'INVALID_DATA',
				details: {
					api_name: 'Email',
					errors: [
						{ code: 'INVALID_DATA', fields: ['Email'] },
						{ code: 'MANDATORY_NOT_FOUND', fields: ['Company'] },
					],
				},
				reason:
					'Zoho skipped the row: INVALID_DATA · field Email; MANDATORY_NOT_FOUND · field Company',
			},
			{ outcome: 'notSent', code: 'UNPROCESSED' },
		]);
	});

	it('with a status that Zoho does not document makes the row unknown, not written', () => {
		expect(outcomeOfResult({ status: 'merged', id: '1', errors: '' }, [])).toMatchObject({
			outcome: 'unknown',
			code: 'MERGED',
		});
	});
});
