import type { IExecuteFunctions } from 'n8n-workflow';

import type { Session } from '../shared/zoho/session';
import type { ZohoStop } from '../shared/zoho/stop';
import type { PricedItem } from '../shared/ui/creditOutput';
import { putRestOnFirst } from '../shared/ui/restOnFirst';
import { runReport } from '../shared/ui/runReport';

/**
 * The items as they came, with a reason, for when On Error says to go on although Zoho did not tell how their jobs stand.
 * The jobs are at work all the same: another Get Result can go on from these.
 */
export async function asTheyCame(
	ctx: IExecuteFunctions,
	session: Session,
	{ message, fix }: ZohoStop,
) {
	const items = ctx.getInputData().map(
		({ json, binary }, row): PricedItem => ({
			json: { ...json, reason: `${message}. ${fix}` },
			...(binary ? { binary } : {}),
			cost: 0,
			pairedItem: { item: row },
		}),
	);
	const report = await runReport(session, null);
	putRestOnFirst(items, report.cost);
	return { items, report };
}
