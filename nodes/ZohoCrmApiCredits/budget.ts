import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { checkBudget } from '../shared/core/allowanceCheck';
import { planRoutes } from '../shared/core/planRoutes';
import type { Work } from '../shared/core/routes';
import { openBudget } from '../shared/zoho/openBudget';
import type { Session } from '../shared/zoho/session';
import type { PricedItem } from '../shared/ui/creditOutput';
import type { Made, Options } from './options';
import { wholeNumberOf } from './options';
import { editionOf } from './plan';

/**
 * Sends each input item on to Within or Over Budget, with `budget` beside its own data. Items are promised their credits
 * in order: what the ones before it need is taken off. Nothing is sent, and nothing is set aside.
 */
export async function checkBudgets(
	ctx: IExecuteFunctions,
	session: Session,
	options: Options,
): Promise<Made> {
	const limits = await openBudget(session);
	const outputs: [PricedItem[], PricedItem[]] = [[], []];
	let claimed = 0;
	for (const [item, { json, binary }] of ctx.getInputData().entries()) {
		const needed = await neededFor(ctx, session, options, item);
		const verdict = checkBudget(needed, limits, claimed);
		if (verdict.fits) claimed += needed;
		const budget = { needed, ...verdict, limits };
		outputs[verdict.fits ? 0 : 1].push({
			json: { ...json, budget } as unknown as IDataObject,
			...(binary ? { binary } : {}),
			cost: 0,
			pairedItem: { item },
		});
	}
	const [within, over] = outputs;
	const why = [...over, ...within].at(0)?.json.budget as { why: string } | undefined;
	const counts = `${within.length} within, ${over.length} over budget.`;
	return { outputs, sentence: `${counts} ${why?.why ?? ''}` };
}

async function neededFor(
	ctx: IExecuteFunctions,
	session: Session,
	{ parallel, secondsPerCall, minutesPerJob }: Options,
	item: number,
): Promise<number> {
	if (ctx.getNodeParameter('needed', 0) === 'credits')
		return wholeNumberOf(ctx, 'creditsNeeded', 'Credits Needed', item, 0);
	const work = ctx.getNodeParameter('budgetWork', item) as Work;
	const rows = wholeNumberOf(ctx, 'budgetRows', 'Rows', item, 1);
	const pace = { edition: await editionOf(session), parallel, secondsPerCall, minutesPerJob };
	const routes = planRoutes(work, rows, pace, session.prices);
	return (routes.find(({ cheapest }) => cheapest) ?? routes[0]).credits;
}
