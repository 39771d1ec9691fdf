import sortBy from 'lodash/sortBy';

import type { Edition } from './limits';
import { CALLS_AT_ONCE, HEAVY_CALLS_AT_ONCE, RECORDS_PER_CREDIT } from './limits';
import type { LivePrices } from './prices';
import type { PricedRoute } from './routePrice';
import type { Route, Work } from './routes';
import { priceRoute, ROUTES } from './routes';

/** What Zoho does not tell and a person knows better than we do. */
export interface Pace {
	edition: Edition;
	/** Calls that the node sends at one time. */
	parallel: number;
	secondsPerCall: number;
	/** From the creation of a bulk job to its end. */
	minutesPerJob: number;
}

/** One way of doing the work, priced for so many rows. */
export interface PlannedRoute extends PricedRoute {
	route: Route;
	/** Metadata reads on top, when nothing is cached. */
	coldReads: number;
	/** By the pace that was given, not by anything Zoho promises. */
	minutes: number;
	/** Calls that are under way at one time. */
	atOnce: number;
	/** Why it cannot be taken for so many rows; null when it can. */
	impossible: string | null;
	cheapest: boolean;
	/** The cheapest of those whose price no part is assumed of. */
	cheapestDocumented: boolean;
	/** Credits less than the plain way; null where there is no other. */
	saved: number | null;
	why: string;
}

/** Every route that does a piece of work. */
export const routesFor = (work: Work): Route[] =>
	ROUTES.filter((route) => route.work === work || route.fits?.includes(work));

/**
 * Prices every route that does a piece of work, and says which is the cheapest and why. An assumed price never wins
 * without its being said, and the best documented one is marked beside it.
 * @param rows whole number from 1 up
 */
export function planRoutes(
	work: Work,
	rows: number,
	pace: Pace,
	live: LivePrices | null = null,
): PlannedRoute[] {
	const priced = routesFor(work).map((route) => pricedRoute(route, rows, pace, live));
	const possible = priced.filter(({ impossible }) => impossible === null);
	const winner = best(possible);
	const sure = best(possible.filter(({ assumed }) => assumed === 0));
	const plain = priced.find(({ route }) => route.id === `${work}.oneByOne`);
	return priced.map((each) => {
		const cheapest = each === winner;
		const saved = plain && plain !== each ? plain.credits - each.credits : null;
		return {
			...each,
			cheapest,
			cheapestDocumented: each === sure,
			saved,
			why: winner ? reasonFor(each, { winner, sure, rows }) : (each.impossible ?? ''),
		};
	});
}

type Priced = Omit<PlannedRoute, 'cheapest' | 'cheapestDocumented' | 'saved' | 'why'>;

function pricedRoute(route: Route, rows: number, pace: Pace, live: LivePrices | null): Priced {
	const price = priceRoute(route, rows, live);
	const jobs = route.jobs?.(rows, live) ?? 0;
	const atOnce = callsAtOnce(route, pace);
	const calling = (Math.ceil(price.calls / atOnce) * pace.secondsPerCall) / 60;
	return {
		...price,
		route,
		coldReads: route.coldReads ?? 0,
		atOnce,
		minutes: Math.round((calling + jobs * pace.minutesPerJob) * 100) / 100,
		impossible:
			route.most !== undefined && rows > route.most
				? `It ends after ${route.most.toLocaleString('en')} rows.`
				: null,
	};
}

/** At one price: what one of our nodes does, the surer price, fewer calls. */
function best(routes: readonly Priced[]): Priced | undefined {
	return sortBy(routes, [
		'credits',
		({ route }) => route.node === null,
		({ assumed }) => assumed > 0,
		'calls',
	])[0];
}

/** Composites take five places of those that the edition has; heavy calls share ten (api/v8/api-limits.html). */
function callsAtOnce({ call, perCall }: Route, { edition, parallel }: Pace): number {
	const places = CALLS_AT_ONCE[edition];
	const most =
		call === 'composite.send'
			? Math.floor(places / 5)
			: isHeavy(call, perCall)
				? Math.min(places, HEAVY_CALLS_AT_ONCE)
				: places;
	return Math.max(1, Math.min(most, parallel));
}

const isHeavy = (call: Route['call'], perCall: number): boolean =>
	call === 'coql.query' ||
	call === 'records.listByView' ||
	(/^records\.(insert|update|upsert)$/.test(call) && perCall > RECORDS_PER_CREDIT);

interface Race {
	winner: Priced;
	sure: Priced | undefined;
	rows: number;
}

function reasonFor(each: Priced, { winner, sure, rows }: Race): string {
	if (each.impossible !== null) return each.impossible;
	if (each !== winner) {
		const more = each.credits - winner.credits;
		return more === 0
			? `The same price as the cheapest, ${winner.route.title}.`
			: `${creditsText(more)} more than the cheapest, ${winner.route.title}.`;
	}
	const perRow = `${creditsText(each.credits)} for ${rows.toLocaleString('en')} rows`;
	if (each.assumed === 0) return `The cheapest: ${perRow}, in ${each.calls} calls.`;
	const beside = sure
		? ` Without any assumed price the cheapest is ${sure.route.title}, for ${creditsText(sure.credits)}.`
		: '';
	return `The cheapest if what we assume holds: ${perRow}, ${each.assumed} of them for calls that no page of Zoho's prices.${beside}`;
}

const creditsText = (n: number): string => `${n.toLocaleString('en')} credit${n === 1 ? '' : 's'}`;
