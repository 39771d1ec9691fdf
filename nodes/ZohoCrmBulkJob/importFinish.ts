import type { FinishedItem, Finishing, WaitingItem } from './finishing';

export async function finishImport(
	_finishing: Finishing,
	items: readonly WaitingItem[],
): Promise<FinishedItem[]> {
	return items.map(({ json }) => ({ json, failed: true, reason: 'Import is being built' }));
}
