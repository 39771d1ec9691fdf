import { faultsIn } from '../../nodes/shared/core/headerParts';

describe('the column ERRORS of a bulk result', () => {
	const headers = ['Email', 'Last_Name', 'Phone', 'Sub-Type', 'Rate: net', 'City, State', 'Net'];

	it.each<[string, Array<[string, string[]]>]>([
		['', []],
		['INVALID_DATA-Email', [['INVALID_DATA', ['Email']]]],
		[
			'MANDATORY_NOT_FOUND-Last_Name:INVALID_DATA-Email,Phone',
			[
				['MANDATORY_NOT_FOUND', ['Last_Name']],
				['INVALID_DATA', ['Email', 'Phone']],
			],
		],
		['INVALID_DATA-Sub-Type', [['INVALID_DATA', ['Sub-Type']]]],
		['INVALID_DATA-Rate: net', [['INVALID_DATA', ['Rate: net']]]],
		[
			'INVALID_DATA-Rate: net,Sub-Type:DUPLICATE_DATA-Email',
			[
				['INVALID_DATA', ['Rate: net', 'Sub-Type']],
				['DUPLICATE_DATA', ['Email']],
			],
		],
		['INVALID_DATA-City, State,Email', [['INVALID_DATA', ['City, State', 'Email']]]],
		['LIMIT_EXCEEDED', [['LIMIT_EXCEEDED', []]]],
		['INVALID_DATA-A header nobody sent', [['INVALID_DATA', ['A header nobody sent']]]],
		['something else', [['UNKNOWN', ['something else']]]],
	])('%j', (text, faults) => {
		expect(faultsIn(text, headers).map(({ code, headers: named }) => [code, named])).toEqual(
			faults,
		);
	});

	it('reads a header that looks like a second fault as what it is', () => {
		const known = ['Kind:TYPE-A', 'Email'];
		expect(faultsIn('INVALID_DATA-Kind:TYPE-A:DUPLICATE_DATA-Email', known)).toEqual([
			{ code: 'INVALID_DATA', headers: ['Kind:TYPE-A'] },
			{ code: 'DUPLICATE_DATA', headers: ['Email'] },
		]);
	});
});
