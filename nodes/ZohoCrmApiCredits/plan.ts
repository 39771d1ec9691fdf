import type { IExecuteFunctions } from 'n8n-workflow';

import type { Edition } from '../shared/core/limits';
import type { Pace, PlannedRoute } from '../shared/core/planRoutes';
import { planRoutes } from '../shared/core/planRoutes';
import type { Work } from '../shared/core/routes';
import { knownLicence } from '../shared/zoho/orgAllowance';
import type { Session } from '../shared/zoho/session';
import type { PricedItem } from '../shared/ui/creditOutput';
import type { Made, Options } from './options';
import { wholeNumberOf } from './options';

/** One item for each route of each input item, or the cheapest one alone. Nothing is sent. */
export async function planItems(
	ctx: IExecuteFunctions,
	session: Session,
	options: Options,
): Promise<Made> {
	const items: PricedItem[] = [];
	const winners: string[] = [];
	for (const item of ctx.getInputData().keys()) {
		const work = ctx.getNodeParameter('work', item) as Work;
		const rows = wholeNumberOf(ctx, 'rows', 'Rows', item, 1);
		const pace = await paceOf(ctx, session, options, item);
		const planned = planRoutes(work, rows, pace, session.prices);
		const output = String(ctx.getNodeParameter('output', item, 'all'));
		const given = planned.filter((each) => isWanted(each, output));
		const winner = planned.find(({ cheapest }) => cheapest);
		if (winner) winners.push(winner.why);
		const json = (each: PlannedRoute | undefined) => ({
			work,
			rows,
			...(each ? jsonOf(each) : NO_ROUTE),
		});
		for (const each of given.length > 0 ? given : [undefined])
			items.push({ json: json(each), cost: 0, pairedItem: { item } });
	}
	return {
		outputs: [items],
		sentence: winners.length === 1 ? winners[0] : `${items.length} routes.`,
	};
}

const isWanted = (each: PlannedRoute, output: string): boolean => {
	if (output === 'cheapest') return each.cheapest;
	return output !== 'cheapestDocumented' || each.cheapestDocumented;
};

/** An input item never goes without a word. */
const NO_ROUTE = {
	route: null,
	creditsNeeded: null,
	cheapest: false,
	why: 'No route of this kind does so many rows, or none without an assumed price.',
};

const jsonOf = ({ route, ...planned }: PlannedRoute) => ({
	route: route.id,
	title: route.title,
	node: route.node,
	calls: planned.calls,
	creditsNeeded: planned.credits,
	basis: planned.basis,
	assumedCredits: planned.assumed,
	overheadIfNothingIsCached: planned.coldReads,
	minutes: planned.minutes,
	callsAtOnce: planned.atOnce,
	saved: planned.saved,
	cheapest: planned.cheapest,
	cheapestDocumented: planned.cheapestDocumented,
	possible: planned.impossible === null,
	why: planned.why,
	effects: route.effects,
});

async function paceOf(
	ctx: IExecuteFunctions,
	session: Session,
	{ parallel, secondsPerCall, minutesPerJob }: Options,
	item: number,
): Promise<Pace> {
	const chosen = String(ctx.getNodeParameter('edition', item, 'credential'));
	const edition = chosen === 'credential' ? await editionOf(session) : (chosen as Edition);
	return { edition, parallel, secondsPerCall, minutesPerJob };
}

/** As typed, as Zoho told, else the one whose number of places the nodes take as well (`places.ts`). */
export const editionOf = async (session: Session): Promise<Edition> =>
	session.credential.edition ?? (await knownLicence(session))?.edition ?? 'standard';
