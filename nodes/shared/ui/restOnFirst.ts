import type { PricedItem } from './creditOutput';

/** Overhead, and what was spent on calls that ended without items, goes on the first item of the run. */
export function putRestOnFirst(items: PricedItem[], total: number): void {
	const first = items.reduce((a, b) => (pairOf(b) < pairOf(a) ? b : a));
	first.cost += total - items.reduce((sum, { cost }) => sum + cost, 0);
}

/** The first input item that an item stands for. */
function pairOf({ pairedItem = 0 }: PricedItem): number {
	const [first = 0] = [pairedItem].flat();
	return typeof first === 'number' ? first : first.item;
}
