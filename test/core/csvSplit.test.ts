import { delimiterOf, splitCsv } from '../../nodes/shared/core/csvSplit';

describe('a CSV of a person', () => {
	it.each([
		['a,b;c\n', ','],
		['a;b;c,d\n', ';'],
		['a\tb\n', '\t'],
		['"a,b,c"|d\n', '|'],
		['alone\n1,2\n', ','],
	])('%j has %j between its cells', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter));

	it('may have a byte order mark, quotes, newlines in cells, short lines and empty ones', () => {
		expect(splitCsv('\ufeffA , B\r\n"x\r\ny","say ""z"""\r\n\r\n1\r\n , \r\n')).toEqual({
			header: ['A', 'B'],
			lines: [['x\r\ny', 'say "z"'], ['1']],
		});
	});

	it('has a header, with each name once', () => {
		expect(() => splitCsv('')).toThrow('empty');
		expect(() => splitCsv('A,B,A\n')).toThrow('the column A comes twice');
	});
});
