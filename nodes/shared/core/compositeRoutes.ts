import { SUBREQUESTS_PER_COMPOSITE } from './compositeRequest';
import { creditsFor } from './prices';
import type { PricedRoute, Route } from './routes';

/** Requests of different kinds, such as a customer, a note and a task. */
export type CompositeWork = 'mixed';

function inComposites(requests: number, priceOf: (parts: number) => number): PricedRoute {
	const full = Math.floor(requests / SUBREQUESTS_PER_COMPOSITE);
	const rest = requests % SUBREQUESTS_PER_COMPOSITE;
	return {
		calls: full + (rest > 0 ? 1 : 0),
		credits: full * priceOf(SUBREQUESTS_PER_COMPOSITE) + (rest > 0 ? priceOf(rest) : 0),
		basis: creditsFor('composite.send').basis,
	};
}

export const COMPOSITE_ROUTES: readonly Route[] = [
	{
		id: 'mixed.oneByOne',
		work: 'mixed',
		title: 'Different requests of 1 credit each, one a call',
		node: null,
		perCall: 1,
		call: 'records.get',
		effects:
			'The plain way; the baseline of every report counts what each costs alone (Convert Lead 5, COQL by its LIMIT …).',
	},
	{
		id: 'mixed.composite',
		work: 'mixed',
		title: 'Composite requests of 5',
		node: 'Composite Request: Send Many; Send (In Order, In Parallel)',
		perCall: SUBREQUESTS_PER_COMPOSITE,
		call: 'composite.send',
		priced: (requests) => inComposites(requests, () => creditsFor('composite.send', 1).credits),
		effects:
			'One record a write, 25 rows a read. Five places of those the edition allows at once. Requests of one kind and module cost less in a batch; the node says so.',
	},
	{
		id: 'mixed.rollback',
		work: 'mixed',
		title: 'Composite requests of 5, all or nothing',
		node: 'Composite Request: Send (All or Nothing)',
		perCall: SUBREQUESTS_PER_COMPOSITE,
		call: 'composite.send',
		priced: (requests) =>
			inComposites(requests, (parts) => creditsFor('composite.send', parts > 1 ? 2 : 1).credits),
		effects:
			'When one fails, all of its composite is undone, for 1 credit. Automations run after all succeeded. A single request is sent without rollback.',
	},
];
