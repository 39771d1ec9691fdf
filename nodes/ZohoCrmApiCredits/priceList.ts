import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ListedPath } from '../shared/core/livePrices';
import type { PriceLine } from '../shared/core/priceText';
import { priceLines } from '../shared/core/priceText';
import { creditsFor } from '../shared/core/prices';
import type { LiveList } from '../shared/zoho/livePrices';
import { keptList, liveList } from '../shared/zoho/livePrices';
import type { Session } from '../shared/zoho/session';
import { pairedWithAll } from '../shared/ui/pairedWithAll';
import type { Made, Options } from './options';

/** The built-in price list, the one in force, or Zoho's own: read at most once a day, and from then on in force. */
export async function priceItems(
	ctx: IExecuteFunctions,
	session: Session,
	options: Options,
): Promise<Made> {
	const prices = String(ctx.getNodeParameter('prices', 0));
	const show = String(ctx.getNodeParameter('show', 0, 'calls'));
	if (options.dryRun && prices === 'live') return await planReading(ctx, session);
	const list = prices === 'live' ? await liveList(session) : null;
	if (list) sayUnclear(session, list);
	const lines = priceLines(prices === 'builtIn' ? null : session.prices);
	const changed = lines.filter(({ differs }) => differs);
	const json =
		show === 'paths'
			? pathsOf(ctx, list ?? (await keptList(session)), options)
			: (show === 'differences' ? changed : lines).map((line) => lineJson(line, session));
	const pairedItem = pairedWithAll(ctx.getInputData().length);
	// What was spent on the list must stand on an item, however little the list holds.
	const readAt = session.prices ? new Date(session.prices.readAt).toISOString() : null;
	const given = json.length > 0 ? json : [{ show, entries: 0, readAt }];
	return {
		outputs: [given.map((one) => ({ json: one as IDataObject, cost: 0, pairedItem }))],
		sentence: listSentence(session, prices === 'builtIn' ? [] : changed, prices),
	};
}

async function planReading(ctx: IExecuteFunctions, session: Session): Promise<Made> {
	const isKept = (await keptList(session)) !== null;
	const { credits, basis } = creditsFor('apis.list', 1, session.prices);
	const plan = { calls: isKept ? 0 : 1, credits: isKept ? 0 : credits, overhead: 0, basis };
	const json = { outcome: 'planned', readToday: isKept };
	return {
		outputs: [[{ json, cost: 0, pairedItem: pairedWithAll(ctx.getInputData().length) }]],
		sentence: isKept ? "Zoho's list was read in the last 24 hours." : '',
		plan,
	};
}

const lineJson = (line: PriceLine, { prices }: Session) => ({
	...line,
	readAt: line.basis === 'live' && prices ? new Date(prices.readAt).toISOString() : null,
});

function pathsOf(
	ctx: IExecuteFunctions,
	list: LiveList | null,
	{ method, moduleName, scope }: Options,
): ListedPath[] {
	if (!list?.paths) throw noPaths(ctx, list !== null);
	const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
	return list.paths.filter(
		(each) =>
			(method === '' || same(each.method, method)) &&
			(moduleName === '' || each.path.split('/').some((part) => same(part, moduleName))) &&
			each.scope.toLowerCase().includes(scope.toLowerCase()),
	);
}

const noPaths = (ctx: IExecuteFunctions, wasRead: boolean): NodeOperationError =>
	wasRead
		? new NodeOperationError(
				ctx.getNode(),
				"'Show' Paths: Zoho's answer was no price list that we know",
				{ description: 'Nothing can be shown of it. It is asked for again after 24 hours.' },
			)
		: new NodeOperationError(
				ctx.getNode(),
				"'Show' Paths: Zoho's own list was not read in the last 24 hours",
				{ description: "Set 'Prices' to Live: it is read for 1 credit, at most once a day." },
			);

/** Said above the output: what of the list could not be used. */
function sayUnclear(session: Session, { paths, unclear, rules }: LiveList): void {
	if (paths === null || Object.keys(rules).length === 0) {
		session.notices.push(
			"Zoho's answer was no price list that we know; the built-in prices stay. It is asked for again after 24 hours.",
		);
	}
	for (const { call, min, max } of unclear) {
		session.notices.push(
			`Zoho gives ${min} to ${max} for ${call}, in a shape that we do not know; the built-in price stays.`,
		);
	}
}

function listSentence(session: Session, changed: readonly PriceLine[], prices: string): string {
	if (prices === 'builtIn' || !session.prices) return 'The built-in price list.';
	const day = new Date(session.prices.readAt).toISOString().slice(0, 10);
	const named = changed
		.slice(0, 5)
		.map(
			({ call, module, price, builtIn }) =>
				`${call}${module ? ` of ${module}` : ''}: ${price} instead of ${builtIn}`,
		);
	const differ =
		changed.length === 0
			? 'nothing differs from the built-in one'
			: `${changed.length} prices differ from the built-in one (${named.join('; ')}${changed.length > 5 ? ' …' : ''})`;
	return `Zoho's own price list of ${day}: ${differ}.`;
}
