import type { PricedItem } from '../shared/ui/creditOutput';

/** What one operation made of the items, and what the plain way would have cost. */
export interface Made {
	items: PricedItem[];
	baseline: number | null;
}
