import type { PricedItem } from '../../nodes/shared/ui/creditOutput';
import { putRestOnFirst } from '../../nodes/shared/ui/restOnFirst';

const itemOf = (pairedItem: PricedItem['pairedItem'], cost: number): PricedItem => ({
	json: {},
	cost,
	pairedItem,
});

describe('What no item accounts for', () => {
	it('stands on the item of the first input item, on whichever output that is', () => {
		const found = [itemOf({ item: 1 }, 1), itemOf({ item: 2 }, 0)];
		const notFound = [itemOf({ item: 0 }, 0)];
		putRestOnFirst([...found, ...notFound], 3);
		expect([...found, ...notFound].map(({ cost }) => cost)).toEqual([1, 0, 2]);
	});

	it('goes by the first of all input items that an item stands for', () => {
		const items = [itemOf([{ item: 1 }, { item: 3 }], 1), itemOf([{ item: 0 }, { item: 2 }], 1)];
		putRestOnFirst(items, 5);
		expect(items.map(({ cost }) => cost)).toEqual([1, 4]);
	});
});
