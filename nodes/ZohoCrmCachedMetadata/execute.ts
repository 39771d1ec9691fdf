import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { MetadataKindName } from '../shared/core/metadataKinds';
import { distinctKeys, packReads } from '../shared/core/metadataKinds';
import type { RunReport } from '../shared/core/report';
import { keptOf, metadataOf, modulesOf } from '../shared/zoho/metadata';
import type { MetadataWish } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import { checkForm } from '../shared/ui/checkForm';
import { costSentence, withCredits } from '../shared/ui/creditOutput';
import type { PricedItem } from '../shared/ui/creditOutput';
import { withEarlierTries } from '../shared/ui/earlierTries';
import { nodeErrorFor } from '../shared/ui/nodeError';
import { runReport } from '../shared/ui/runReport';
import { properties } from './description';
import type { Made } from './made';
import { checkForChanges, clearKept } from './upkeep';
import { entryItems, failOnRefusals, pairsOf, planItem } from './entryItems';
import type { Wish } from './readWishes';
import { asksForModules, readWishes } from './readWishes';

export interface Options {
	creditDetail: 'first' | 'every';
	dryRun: boolean;
	split: boolean;
	wish: MetadataWish;
}

/**
 * Gives metadata from the cache, reading what is missing.
 * @throws NodeOperationError / NodeApiError when nothing of what was asked for could be had
 */
export async function cachedMetadata(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData().length;
	if (items === 0) return [[]];
	checkForm(this, properties);
	const raw = this.getNodeParameter('options', 0, {});
	const session = await openSession(this, {
		runCap: Number(raw.maxCredits) > 0 ? Number(raw.maxCredits) : null,
		signal: this.getExecutionCancelSignal?.(),
	});
	const options = optionsOf(raw);
	try {
		const { items: made, baseline } = await withEarlierTries(
			this,
			session,
			['metadata'],
			async () => await run(this, session, items, options),
		);
		const report = await runReport(session, baseline);
		made[0].cost += report.cost;
		this.addExecutionHints?.({
			message: [hintFor(report, made), ...session.notices].join(' '),
			location: 'outputPane',
			type: 'info',
		});
		return withCredits([made], report, options.creditDetail);
	} catch (error) {
		throw nodeErrorFor(this.getNode(), error, { report: await runReport(session, null) });
	}
}

function optionsOf(raw: Record<string, unknown>): Options {
	const minutes = Number(raw.maxAge ?? 0);
	return {
		creditDetail: raw.creditDetail === 'every' ? 'every' : 'first',
		dryRun: raw.dryRun === true,
		split: raw.split === true,
		wish: { refresh: raw.refresh === true, ...(minutes > 0 ? { maxAgeMs: minutes * 60_000 } : {}) },
	};
}

async function run(
	ctx: IExecuteFunctions,
	session: Session,
	items: number,
	options: Options,
): Promise<Made> {
	const operation = ctx.getNodeParameter('operation', 0) as 'get' | 'check' | 'clear';
	if (operation === 'check') return forAll(items, await checkForChanges(session, options.dryRun));
	if (operation === 'clear')
		return forAll(items, await clearKept(ctx, session, items, options.dryRun));
	return await get(ctx, session, items, options);
}

async function get(
	ctx: IExecuteFunctions,
	session: Session,
	items: number,
	{ dryRun, split, wish }: Options,
): Promise<Made> {
	const kinds = ctx.getNodeParameter('kinds', 0, []) as Array<MetadataKindName | 'everything'>;
	const takesAll = asksForModules(kinds) && ctx.getNodeParameter('modulesFrom', 0, 'one') === 'all';
	const knowsModules =
		takesAll && (!dryRun || (await keptOf(session, { kind: 'modules' })) !== null);
	const all = knowsModules ? await modulesForApi(session) : takesAll ? [] : null;
	const wishes = readWishes(ctx, items, all);
	const keys = wishes.flatMap((each) => each.keys);
	if (dryRun) return forAll(items, await plan(session, wishes, wish, takesAll && !knowsModules));
	const entries = await metadataOf(session, keys, wish);
	failOnRefusals(keys, entries);
	return {
		items: entryItems(session, wishes, entries, { split, inputs: items }),
		baseline: keys.length + (takesAll ? 1 : 0),
	};
}

/** A summary stands for the whole input. */
const forAll = (inputs: number, { items, baseline }: Made): Made => ({
	items: items.map((item) => ({ ...item, pairedItem: pairsOf(inputs) })),
	baseline,
});

const modulesForApi = async (session: Session): Promise<string[]> =>
	(await modulesOf(session))
		.filter(({ apiSupported }) => apiSupported)
		.map(({ apiName }) => apiName);

/** Dry Run: which reads would go out, in how many calls. */
async function plan(
	session: Session,
	wishes: Wish[],
	wish: MetadataWish,
	modulesUnknown: boolean,
): Promise<Made> {
	const keys = distinctKeys(wishes.flatMap((each) => each.keys));
	const kept = await Promise.all(
		keys.map(async (key) => (wish.refresh ? null : await keptOf(session, key, wish.maxAgeMs))),
	);
	const missing = keys.filter((_, at) => kept[at] === null);
	const { composites, plain } = packReads(missing);
	return {
		items: [
			planItem(keys.length, missing.length, composites.length + plain.length, modulesUnknown),
		],
		baseline: null,
	};
}

const hintFor = (report: RunReport, items: PricedItem[]): string =>
	`${items.length} item${items.length === 1 ? '' : 's'}. ${costSentence(report)}`;
