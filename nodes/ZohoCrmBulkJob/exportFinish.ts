import type { FinishedItem, Finishing, WaitingItem } from './finishing';

/** Waking and Poll: one item for each waiting item of an Export, in order, with its CSV as binary data. */
export async function finishExport(
	_finishing: Finishing,
	items: readonly WaitingItem[],
): Promise<FinishedItem[]> {
	return items.map(({ json }) => ({ json, failed: true, reason: 'Export is being built' }));
}

/** Get Result: the exported records of one waiting item as items. */
export async function exportedItems(
	_finishing: Finishing,
	{ json }: WaitingItem,
): Promise<FinishedItem[]> {
	return [{ json, failed: true, reason: 'Export is being built' }];
}
