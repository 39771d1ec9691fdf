import { range } from 'lodash';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { errorOf } from '../support/results';
import { costOf } from '../support/story';
import { chain } from '../support/workflow';
import { BULK, inCallbacks, openBulkWorld } from './bulkRun';
import type { RouteTaken } from './creditSteps';
import { newLead, seedLeads } from './routeRuns';

const leads: INodeParameters = { module: { __rl: true, mode: 'name', value: 'Leads' } };

interface Job {
	items(ids: string[], rows: number): IDataObject[];
	parameters: INodeParameters;
}

const imports = (write: string, route: string): Job => ({
	items: (ids, rows) =>
		write === 'update'
			? ids.map((id, at) => ({ id, City: `Town ${at}` }))
			: range(rows).map((at) => newLead(1_000_000 + at)),
	parameters: {
		operation: 'import',
		...leads,
		write,
		...(write === 'insert' ? {} : { findBy: write === 'update' ? 'id' : 'Email' }),
		rowsFrom: 'item',
		route,
	},
});

const exportsBy = (route: string): Job => ({
	items: () => [{}],
	parameters: { operation: 'export', ...leads, fields: ['Last_Name', 'Email'], exportRoute: route },
});

const JOBS: Readonly<Record<string, Job>> = {
	'upsert.bulk': imports('upsert', 'bulk'),
	'upsert.bulkAndBatch': imports('upsert', 'cheapest'),
	'insert.bulk': imports('insert', 'bulk'),
	'insert.bulkAndBatch': imports('insert', 'cheapest'),
	'update.bulk': imports('update', 'bulk'),
	'update.bulkAndBatch': imports('update', 'cheapest'),
	'export.coql': exportsBy('coql'),
	'export.bulkRead': exportsBy('bulkRead'),
};

/** Takes a route of the node Bulk Job in an org of its own, asleep while Zoho works. */
export async function runByJobs(work: string, route: string, rows: number): Promise<RouteTaken> {
	const job = JOBS[route];
	if (!job) throw new Error(`Nothing here takes the route ${route} of ${work}`);
	const { story, sleepAndWake } = await openBulkWorld();
	try {
		const ids = work === 'update' || work === 'export' ? seedLeads(story, rows) : [];
		const mark = story.zoho.meter.mark();
		const workflow = chain(job.items(ids, rows), { type: BULK, parameters: job.parameters });
		const sleeps = /\.(bulk|bulkRead)$/.test(route) || rows > 5_020;
		const run: IRun = await (sleeps ? sleepAndWake(workflow) : story.engine.run(workflow));
		const error = errorOf(run);
		if (error) throw error;
		const spent = story.zoho.meter.since(mark);
		const callbacks = await inCallbacks(story);
		const reported = costOf(run, BULK) + callbacks;
		return { calls: spent.entries.length, reported, meter: spent.total() };
	} finally {
		await story.close();
	}
}
