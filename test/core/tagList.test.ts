import { tagList } from '../../nodes/shared/core/tagList';

const named = (...names: string[]) => ({ value: names.map((name) => ({ name })) });

describe('Given what a person writes as tags', () => {
	it.each<[string, unknown, unknown]>([
		['text with commas', 'a, b c ,,d', named('a', 'b c', 'd')],
		['one name', 'hot', named('hot')],
		['a list of names', ['a', ' b '], named('a', 'b')],
		['a name twice, in another case', ['Hot', 'hot'], named('Hot')],
		['a number', [2026], named('2026')],
		['one tag as an object', { name: 'a' }, named('a')],
		[
			'the form of Zoho',
			[{ name: 'a', color_code: '#fff' }, { id: '12' }],
			{ value: [{ name: 'a', color_code: '#fff' }, { id: '12' }] },
		],
		['an empty list', [], { value: [] }],
		['an empty text', ' ', { value: undefined }],
		['nothing', null, { value: undefined }],
	])('%s is brought into the form Zoho takes', (_, given, wire) => {
		expect(tagList(given)).toEqual(wire);
	});

	it('ten are taken, eleven are not', () => {
		const names = Array.from({ length: 11 }, (_, at) => `t${at}`);
		expect(tagList(names.slice(1))).toEqual(named(...names.slice(1)));
		expect(tagList(names)).toMatchObject({ refusal: { code: 'TOO_MANY_TAGS' } });
		expect(tagList([...names.slice(1), 'T1'])).toHaveProperty('value');
	});

	it.each([[[true]], [[{ colour: 'red' }]], [[['a']]]])('%j names no tag', (given) => {
		expect(tagList(given)).toMatchObject({ refusal: { code: 'INVALID_DATA' } });
	});
});
