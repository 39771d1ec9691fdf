import { BinaryDataService } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { createEngine } from '../../support/engine';
import { errorOf, itemsOf, jsonOf } from '../../support/results';
import { chain } from '../../support/workflow';
import type { ExportStory } from './exportStory';
import { BULK, csvIn, doneItems, lead, openExportStory } from './exportStory';

let story: ExportStory;
afterEach(async () => await story.close());

interface Report {
	cost: number;
	uncertain: number;
}

const byJob = {
	module: { mode: 'name', value: 'Leads' },
	fields: ['Last_Name'],
	exportRoute: 'bulkRead',
};
const badField = { ...byJob, fields: ['Last_Nme'] };
const jobsMade = () =>
	story.zoho.log
		.entries()
		.filter(({ name, status }) => name === 'bulkRead.create' && status === 201).length;
const reportOf = (error: unknown): Report =>
	(error as { context: { credits: Report } }).context.credits;
const costsOf = (items: IDataObject[]) =>
	items.reduce((sum, { credits }) => sum + (credits as unknown as Report).cost, 0);

describe('What an export costs', () => {
	it('is on the error of a run that a parameter ends after a read', async () => {
		story = await openExportStory();
		const run = await story.engine.run(story.workflowOf(badField));
		expect(story.zoho.meter.total()).toBe(1);
		expect(reportOf(errorOf(run)).cost).toBe(1);
	});

	it('is on the items where On Error says to go on, and they say that nothing was sent', async () => {
		story = await openExportStory();
		const step = {
			type: BULK,
			parameters: { operation: 'export', ...badField },
			settings: { onError: 'continueRegularOutput' as const },
		};
		const run = await story.engine.run(chain([{ n: 1 }, { n: 2 }], step));
		const items = jsonOf(run, BULK);
		expect(items.map(({ outcome, input }) => [outcome, input])).toEqual([
			['notSent', { n: 1 }],
			['notSent', { n: 2 }],
		]);
		expect(costsOf(items)).toBe(story.zoho.meter.total());
	});

	it('is told whole after the retries of Retry On Fail, which ask nothing again', async () => {
		story = await openExportStory();
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const step = { type: BULK, parameters: { operation: 'export', ...badField }, settings };
		const run = await story.engine.run(chain([{}], step));
		expect(reportOf(errorOf(run)).cost).toBe(1);
		expect(story.zoho.meter.total()).toBe(1);
	});

	it('is in doubt where nobody knows whether the job was created', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		story.zoho.faults.add({
			match: { name: 'bulkRead.create' },
			fault: { kind: 'reset', when: 'after' },
		});
		const run = await story.engine.run(story.workflowOf(byJob));
		const error = errorOf(run);
		const report = reportOf(error);
		expect(error?.description).toContain('may run in Zoho');
		expect(report).toMatchObject({ cost: 52, uncertain: 50 });
		expect(report.cost).toBeGreaterThanOrEqual(story.zoho.meter.total());
		expect(report.cost - report.uncertain).toBeLessThanOrEqual(story.zoho.meter.total());
	});

	it('is in doubt, too, where the answer to it names no job', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const route = story.zoho.routes.find(({ name }) => name === 'bulkRead.create')!;
		const { handle } = route;
		route.handle = async (call, params) => ({
			...(await handle(call, params)),
			body: { data: [{}] },
		});
		const settings = { onError: 'continueRegularOutput' as const };
		const step = { type: BULK, parameters: { operation: 'export', ...byJob }, settings };
		const run = await story.engine.run(chain([{}], step));
		expect(jsonOf(run, BULK)).toMatchObject([
			{ outcome: 'unknown', reason: expect.stringContaining('may run in Zoho') },
		]);
		expect(costsOf(jsonOf(run, BULK))).toBe(story.zoho.meter.total());
	});

	it('is spent once when a dead worker’s execution begins from the start (R139)', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const workflow = story.workflowOf(byJob);
		await story.engine.run(workflow);
		// Another process has the same execution: the same id.
		const other = createEngine({ nodes: [new ZohoCrmBulkJob()], credentials: [story.credential] });
		const asleep = await other.run(workflow);
		expect(asleep.status).toBe('waiting');
		expect(jobsMade()).toBe(1);
		await story.jobsEnd();
		const resumed = await story.wake(asleep, workflow);
		expect(csvIn(doneItems(resumed?.run ?? undefined)[0])).toContain('Lead 1');
	});

	it('of a run that waits for nothing is on the items with the ids of their jobs', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const run = await story.engine.run(story.workflowOf({ ...byJob, wait: 'none' }, [{ n: 1 }]));
		const [{ json }] = itemsOf(run, BULK);
		expect(json).toMatchObject({ n: 1, job: { kind: 'export', state: 'still running' } });
		expect(costsOf([json])).toBe(story.zoho.meter.total());
	});

	it('is told when n8n has no room for the file of one export, and the jobs of the others go on', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		jest
			.spyOn(BinaryDataService.prototype, 'store')
			.mockRejectedValueOnce(new Error('ENOSPC: no space left on device'));
		// No query takes a value with % in it: that export goes by a job.
		const contains = { field: 'Last_Name', comparator: 'contains', value: '={{ $json.part }}' };
		const parameters = {
			...byJob,
			exportRoute: 'cheapest',
			criteriaFrom: 'rows',
			conditions: { rows: [contains] },
			wait: 'none',
		};
		const items = [{ part: 'Lead' }, { part: '100 %' }];
		const run = await story.engine.run(story.workflowOf(parameters, items));
		jest.restoreAllMocks();
		expect(jsonOf(run, BULK)).toMatchObject([
			{ outcome: 'failed', reason: expect.stringContaining('no space left on device') },
			{ job: { state: 'still running', id: expect.any(String) } },
		]);
		expect(costsOf(jsonOf(run, BULK))).toBe(story.zoho.meter.total());
	});
});
