import { SUBREQUESTS_PER_COMPOSITE } from './compositeRequest';
import { priceParts } from './routePrice';
import type { Route } from './routes';

/** Requests of different kinds, such as a customer, a note and a task. */
export type CompositeWork = 'mixed' | 'metadata';

const compositesFor = (requests: number): number => Math.ceil(requests / SUBREQUESTS_PER_COMPOSITE);

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
		fits: ['upsert', 'insert', 'update', 'delete', 'getByIds'],
		priced: (requests, live) =>
			priceParts([{ call: 'composite.send', calls: compositesFor(requests), size: 1 }], live),
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
		priced: (requests, live) => {
			const alone = requests % SUBREQUESTS_PER_COMPOSITE === 1 ? 1 : 0;
			const together = compositesFor(requests) - alone;
			return priceParts(
				[
					{ call: 'composite.send', calls: together, size: 2 },
					{ call: 'composite.send', calls: alone, size: 1 },
				],
				live,
			);
		},
		effects:
			'When one fails, all of its composite is undone, for 1 credit. Automations run after all succeeded. A single request is sent without rollback.',
	},
	{
		id: 'metadata.oneByOne',
		work: 'metadata',
		title: 'Fields, layouts, related lists … of modules, one read a call',
		node: null,
		perCall: 1,
		call: 'settings.fields',
		effects: 'The plain way, and the baseline of every report.',
	},
	{
		id: 'metadata.composite',
		work: 'metadata',
		title: 'The same in composite requests of 5',
		node: 'Cached Metadata: Get',
		perCall: SUBREQUESTS_PER_COMPOSITE,
		call: 'composite.send',
		priced: (reads, live) =>
			priceParts([{ call: 'composite.send', calls: compositesFor(reads), size: 1 }], live),
		effects:
			'Kept for 12 hours, and until then 0 credits for every node. Users are read by plain calls.',
	},
];
