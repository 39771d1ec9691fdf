import type { CompositeWork } from './compositeRoutes';
import { COMPOSITE_ROUTES } from './compositeRoutes';
import type { ExportWork } from './jobRoutes';
import { EXPORT_ROUTES, importRoutes } from './jobRoutes';
import { IDS_PER_MASS_UPDATE, RECORDS_PER_WRITE } from './limits';
import type { CallName, LivePrices } from './prices';
import type { ReadWork } from './readRoutes';
import { READ_ROUTES } from './readRoutes';
import type { PricedRoute } from './routePrice';
import { inCallsOf, priceParts } from './routePrice';

/** A kind of work that can be done in more than one way. */
export type Work =
	| 'upsert'
	| 'insert'
	| 'update'
	| 'delete'
	| 'massUpdate'
	| ReadWork
	| ExportWork
	| CompositeWork;

/** One way of doing a piece of work, with its whole price. `docs/routes.md` is made from this table. */
export interface Route {
	id: string;
	work: Work;
	title: string;
	/** The node and operation that takes it; null for the plain way, which none of ours takes. */
	node: string | null;
	/** Most rows in one call. */
	perCall: number;
	call: CallName;
	/** Its price where that is not one call for each `perCall` rows. */
	priced?(rows: number, live: LivePrices | null): PricedRoute;
	/** Other kinds of work that it can do as well. */
	fits?: readonly Work[];
	/** Jobs that Zoho works off in the background. */
	jobs?(rows: number, live: LivePrices | null): number;
	/** The most rows it can do. */
	most?: number;
	/** Metadata reads that come on top when nothing is cached, in credits. */
	coldReads?: number;
	/** How its effects differ from those of the other ways. */
	effects: string;
}

const plain = (work: Work, call: CallName, title: string): Route => ({
	id: `${work}.oneByOne`,
	work,
	title,
	node: null,
	perCall: 1,
	call,
	effects: 'The plain way: what the built-in node does, and the baseline of every report.',
});

const batch = (
	work: Work,
	call: CallName,
	title: string,
	node: string,
	effects: string,
): Route => ({
	id: `${work}.batch`,
	work,
	title,
	node: `Batch Upsert: ${node}`,
	perCall: RECORDS_PER_WRITE,
	call,
	effects,
});

export const ROUTES: readonly Route[] = [
	plain('upsert', 'records.upsert', 'Upsert, one record a call'),
	batch(
		'upsert',
		'records.upsert',
		'Upsert, 100 records a call',
		'Create or Update',
		'Same as one by one. Rows with the same key go out in separate calls, in order.',
	),
	plain('insert', 'records.insert', 'Create, one record a call'),
	batch(
		'insert',
		'records.insert',
		'Create, 100 records a call',
		'Create',
		'Same as one by one. A lost answer leaves rows without a unique field unknown; they are never sent again.',
	),
	plain('update', 'records.update', 'Update, one record a call'),
	batch('update', 'records.update', 'Update, 100 records a call', 'Update', 'Same as one by one.'),
	plain('delete', 'records.delete', 'Delete, one record a call'),
	batch('delete', 'records.delete', 'Delete, 100 ids a call', 'Delete', 'Same as one by one.'),
	plain('massUpdate', 'records.update', 'Update, one record a call'),
	{
		id: 'massUpdate.update',
		work: 'massUpdate',
		title: 'Update, 100 records a call',
		node: 'Batch Upsert: Update',
		perCall: RECORDS_PER_WRITE,
		call: 'records.update',
		effects: 'Zoho automations can be chosen.',
	},
	{
		id: 'massUpdate.massUpdate',
		work: 'massUpdate',
		title: 'Mass update, 500 ids a call',
		node: 'Batch Upsert: Update Many with Same Values',
		perCall: IDS_PER_MASS_UPDATE,
		call: 'records.massUpdate',
		effects: 'The same values for every record; Zoho automations cannot be switched off.',
	},
	...importRoutes(),
	...READ_ROUTES,
	...EXPORT_ROUTES,
	...COMPOSITE_ROUTES,
];

/** Full price of a route for a number of rows, by Zoho's own price list where it was read. */
export function priceRoute(
	{ call, perCall, priced }: Route,
	rows: number,
	live: LivePrices | null = null,
): PricedRoute {
	return priced ? priced(rows, live) : priceParts(inCallsOf(call, perCall, rows), live);
}

/** What the plain way of a piece of work costs: the `baseline` of the reports. */
export function baselineOf(work: Work, rows: number, live: LivePrices | null = null): number {
	const route = ROUTES.find(({ id }) => id === `${work}.oneByOne`);
	return route ? priceRoute(route, rows, live).credits : 0;
}
