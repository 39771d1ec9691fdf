import type { CompositeWork } from './compositeRoutes';
import { COMPOSITE_ROUTES } from './compositeRoutes';
import type { Basis, CallName } from './prices';
import { creditsFor } from './prices';
import { IDS_PER_MASS_UPDATE, RECORDS_PER_WRITE } from './limits';
import type { ReadWork } from './readRoutes';
import { READ_ROUTES } from './readRoutes';

/** A kind of work that can be done in more than one way. */
export type Work =
	| 'upsert'
	| 'insert'
	| 'update'
	| 'delete'
	| 'massUpdate'
	| ReadWork
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
	priced?(rows: number): PricedRoute;
	/** How its effects differ from those of the other ways. */
	effects: string;
}

export interface PricedRoute {
	calls: number;
	credits: number;
	basis: Basis;
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
	...READ_ROUTES,
	...COMPOSITE_ROUTES,
];

/** Full price of a route for a number of rows. */
export function priceRoute({ call, perCall, priced }: Route, rows: number): PricedRoute {
	if (priced) return priced(rows);
	const full = Math.floor(rows / perCall);
	const rest = rows % perCall;
	const { credits, basis } = creditsFor(call, perCall);
	return {
		calls: full + (rest > 0 ? 1 : 0),
		credits: full * credits + (rest > 0 ? creditsFor(call, rest).credits : 0),
		basis,
	};
}

/** What the plain way of a piece of work costs: the `baseline` of the reports. */
export function baselineOf(work: Work, rows: number): number {
	const route = ROUTES.find(({ id }) => id === `${work}.oneByOne`);
	return route ? priceRoute(route, rows).credits : 0;
}
