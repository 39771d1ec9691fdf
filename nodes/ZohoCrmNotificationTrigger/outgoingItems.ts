import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ChannelKind } from '../shared/core/channelLife';
import { notificationItem } from '../shared/core/notificationItem';
import type { Spend } from '../shared/core/report';
import { reportRun } from '../shared/core/report';
import { clearUpkeep, unlessLost, upkeepOf } from '../shared/zoho/channelMemory';
import type { Session } from '../shared/zoho/session';
import { afterwards } from '../shared/zoho/spending';
import { reportContextOf } from '../shared/zoho/standing';
import { withCredits } from '../shared/ui/creditOutput';
import type { Outgoing } from './fetchRecords';

interface Delivery {
	channelId: string;
	kind: ChannelKind;
	detail: 'first' | 'every';
	/** What reading their records one by one would cost; null when none is read. */
	baseline: number | null;
	/** What this run spent; upkeep is none of it. */
	spends: readonly Spend[];
}

/**
 * The items of events. The first one takes what no record accounts for, and shows what looking after the channel has
 * cost since the last item (`credits.upkeep`; in the ledger under `channel.*`) and what happened to it (`notices`).
 */
export async function itemsFor(
	session: Session,
	outgoing: readonly Outgoing[],
	{ channelId, kind, detail, baseline, spends }: Delivery,
): Promise<INodeExecutionData[]> {
	const context = { ...(await reportContextOf(session)), baseline };
	const report = reportRun(spends, context);
	const rest = report.cost - outgoing.reduce((sum, { cost }) => sum + cost, 0);
	const source = { id: channelId, kind };
	const priced = outgoing.map(({ event, fetched, cost }, at) => ({
		json: notificationItem(event, source, fetched) as IDataObject,
		cost: at === 0 ? cost + rest : cost,
		pairedItem: undefined,
	}));
	const [items] = withCredits([priced], report, detail);
	await showUpkeep(session, channelId, items[0]);
	return items.map(({ json }) => ({ json }));
}

async function showUpkeep(
	session: Session,
	channelId: string,
	{ json }: INodeExecutionData,
): Promise<void> {
	const upkeep = await unlessLost(upkeepOf(session, channelId), undefined);
	const notices = [...(upkeep?.notices ?? []), ...session.notices];
	if (notices.length > 0) json.notices = notices;
	if (!upkeep) return;
	const { cost, since } = upkeep;
	const shown = { cost, since: new Date(since).toISOString() };
	json.credits = { ...(json.credits as IDataObject), upkeep: shown };
	await afterwards(clearUpkeep(session, channelId));
}
