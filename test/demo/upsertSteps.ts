import { isEqual } from 'lodash';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { costOf, creditsOf, openStory } from '../support/story';
import { generateLeads, LEAD_EXPRESSION } from './leads';
import { lookupSteps } from './lookupSteps';
import type { LeadRow, Step, StepResult } from './step';

const NODE = 'zohoCrmBatchUpsert';

const upsertLeads: INodeParameters = {
	operation: 'upsert',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	recordsFrom: 'json',
	recordJson: LEAD_EXPRESSION,
	matchingFields: { fields: [{ field: 'Email' }] },
};

const inStory = async <T>(tell: (story: Story) => Promise<T>): Promise<T> => {
	const story = await openStory({ nodes: [new ZohoCrmBatchUpsert()] });
	try {
		return await tell(story);
	} finally {
		await story.close();
	}
};

const upsert = async (story: Story, rows: LeadRow[]): Promise<IRun> => {
	const run = await story.run(NODE, rows as IDataObject[], upsertLeads);
	const error = errorOf(run);
	if (error) throw error;
	return run;
};

function resultOf(story: Story, mark: number, rows: LeadRow[], run: IRun): StepResult {
	const report = creditsOf(run, NODE).find(({ run: ran }) => ran)?.run;
	return {
		items: rows.length,
		success: itemsOf(run, NODE, 0).length,
		failed: itemsOf(run, NODE, 1).length,
		calls: report?.calls ?? 0,
		credits: costOf(run, NODE),
		meter: story.zoho.meter.since(mark).total(),
		baseline: (report?.baseline as number | null | undefined) ?? null,
		uncertain: report?.uncertain ?? 0,
		overhead: Number(report?.overhead ?? 0),
	};
}

/** Whether every item went where its action says: `{ insert: 500 }`. */
const actionsOf = (run: IRun): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const { json } of itemsOf(run, NODE))
		counts[String(json.action)] = (counts[String(json.action)] ?? 0) + 1;
	return counts;
};

function expectActions(run: IRun, wanted: Record<string, number>): void {
	const found = actionsOf(run);
	if (!isEqual(found, wanted))
		throw new Error(`Expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`);
}

const create: Step = {
	name: 'upsert.create',
	node: 'Batch Upsert',
	work: 'Leads into an empty organisation',
	run: async ({ leads }) =>
		await inStory(async (story) => {
			const mark = story.zoho.meter.mark();
			const run = await upsert(story, leads);
			expectActions(run, { insert: leads.length });
			return resultOf(story, mark, leads, run);
		}),
};

const update: Step = {
	name: 'upsert.update',
	node: 'Batch Upsert',
	work: 'The same leads again',
	run: async ({ leads }) =>
		await inStory(async (story) => {
			await upsert(story, leads);
			const mark = story.zoho.meter.mark();
			const run = await upsert(story, leads);
			expectActions(run, { update: leads.length });
			return resultOf(story, mark, leads, run);
		}),
};

/** Seven ways in which a row can be wrong, far apart. */
const FLAWS: Array<[row: number, flaw: LeadRow]> = [
	[3, { email: 'not an address' }],
	[57, { last_name: '' }],
	[199, { phone1: 'call me maybe, at home or at the office or wherever' }],
	[400, { web: 'no website' }],
	[512, { last_name: 'x'.repeat(300) }],
	[700, { email: 'two@at@signs' }],
	[999, { last_name: '' }],
];

const partial: Step = {
	name: 'upsert.partial',
	node: 'Batch Upsert',
	work: '1,000 leads, seven of them wrong',
	run: async () =>
		await inStory(async (story) => {
			const rows = generateLeads(1000);
			for (const [row, flaw] of FLAWS) Object.assign(rows[row], flaw);
			const mark = story.zoho.meter.mark();
			const run = await upsert(story, rows);
			const notes = itemsOf(run, NODE, 1).map(
				({ json }) => `row ${String(json.row)}: ${String(json.reason)}`,
			);
			return { ...resultOf(story, mark, rows, run), notes };
		}),
};

export const upsertSteps: Step[] = [create, update, partial, ...lookupSteps];
