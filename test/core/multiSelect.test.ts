import { splitChoices } from '../../nodes/shared/core/multiSelect';

const field = (...values: string[]) => ({
	picklist: values.map((value) => ({ label: value.toUpperCase(), value })),
});

describe('Given text for a multi-select field', () => {
	it.each([
		['a;b', ['a', 'b']],
		['a, b ,c', ['a', 'b', 'c']],
		['a, with comma; b', ['a, with comma', 'b']],
		['a', ['a']],
		['a; a;;', ['a']],
		['one, two', ['one, two']],
		['ONE, TWO', ['ONE, TWO']],
		['["a","b, c"]', ['a', 'b, c']],
		['[a], b', ['[a]', 'b']],
	])('%s is these values', (text, values) => {
		expect(splitChoices(text, field('one, two', 'a'))).toEqual(values);
	});
});
