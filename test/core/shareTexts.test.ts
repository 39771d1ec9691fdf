import { shareTexts } from '../../nodes/shared/core/shareTexts';

const entry = (id: string) => ({
	code: 'SUCCESS',
	details: { id, Created_By: { name: 'Patricia Boyle', id: '5725767000000411001' } },
	list: [{ at: '2026-01-31T09:30:00+00:00' }],
	none: null,
	count: 2,
});

describe('Sharing the texts of neighbours', () => {
	it('changes nothing that can be seen', () => {
		const [first, second] = [entry('1'), entry('2')];
		shareTexts(first, second);
		expect(first).toEqual(entry('1'));
		expect(second).toEqual(entry('2'));
		expect(JSON.stringify(second)).toBe(JSON.stringify(entry('2')));
	});

	it('leaves each value its own objects, so that changing one leaves the other as it is', () => {
		const [first, second] = [entry('1'), entry('2')];
		shareTexts(first, second);
		second.details.Created_By.name = 'Charles Burns';
		second.list[0].at = '';
		expect(first).toEqual(entry('1'));
	});

	it.each([[undefined], ['text'], [null], [[]]])('bears %j beside a value', (neighbour) => {
		const value = entry('1');
		shareTexts(neighbour, value);
		shareTexts(value, neighbour);
		expect(value).toEqual(entry('1'));
	});

	it('bears a neighbour of another form', () => {
		const value = entry('1');
		shareTexts({ code: { deep: 'SUCCESS' }, details: 'SUCCESS', list: null }, value);
		expect(value).toEqual(entry('1'));
	});
});
