import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ZohoCrmBatchRead } from '../../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { ZohoCrmBulkJob } from '../../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { itemsOf, jsonOf } from '../../support/results';
import { chain } from '../../support/workflow';
import type { ExportStory } from './exportStory';
import { BULK, csvIn, doneItems, lead, openExportStory } from './exportStory';

const DAY = 86_400_000;
let story: ExportStory;
afterEach(async () => await story.close());

const byJob = {
	module: { mode: 'name', value: 'Leads' },
	fields: ['Last_Name'],
	exportRoute: 'bulkRead',
};

/** Items that came out because nobody waited, or the time was over. */
async function left(parameters: IDataObject, items: IDataObject[] = [{}]) {
	const run = await story.engine.run(
		story.workflowOf({ ...byJob, ...(parameters as typeof byJob), wait: 'none' }, items),
	);
	return itemsOf(run, BULK).map(({ json }) => json);
}

/** A workflow that begins with these items, files included. */
function withBinary(items: INodeExecutionData[], step: Parameters<typeof chain>[1]) {
	const workflow = chain([{}], step);
	const [start] = Object.keys(workflow.pinData ?? {});
	return { ...workflow, pinData: { [start]: items.map(({ json, binary }) => ({ json, binary })) } };
}

const bare = ({ credits: _credits, ...json }: IDataObject) => json;

describe('Get Result of an export', () => {
	it('gives each record once, as a query gives it', async () => {
		story = await openExportStory({ nodes: [new ZohoCrmBulkJob(), new ZohoCrmBatchRead()] });
		const [account] = story.seed('Accounts', [{ Account_Name: 'Zylker' }]);
		story.seed('Subscriptions', [
			{
				Name: 'A "quoted"\nname',
				Account: { id: account },
				Interests: ['Support', 'Training'],
				Starts_On: '2024-01-31',
				Renews_At: '2024-03-01T12:00:00+00:00',
				Seats: 3,
				Active: true,
			},
			{ Name: '=1+1', Active: false },
		]);
		const { fields } = story.zoho.org().modules.get('Subscriptions')!.schema;
		const names = fields.filter(({ type }) => type !== 'subform').map(({ apiName }) => apiName);
		const items = await left({ module: { mode: 'name', value: 'Subscriptions' }, fields: names });
		await story.jobsEnd();

		const run = await story.results(items);

		const query = `select ${names.join(', ')} from Subscriptions where id is not null`;
		const read = await story.run('zohoCrmBatchRead', [{}], {
			operation: 'query',
			query,
			returnAll: true,
		});
		const queried = jsonOf(read, 'zohoCrmBatchRead').map(bare);
		expect(queried).toHaveLength(2);
		expect(jsonOf(run, BULK).map(bare)).toEqual(queried);
	});

	it.each(['bulkRead', 'coql'])(
		'behind an Export that has its file (%s) opens it for nothing',
		async (exportRoute) => {
			story = await openExportStory();
			story.seed('Leads', [{ ...lead(1), Annual_Revenue: 5, Email_Opt_Out: true }, lead(2)]);
			const fields = ['Last_Name', 'Annual_Revenue', 'Email_Opt_Out', 'Owner'];
			const { run: exported } = await story.exported({ ...byJob, fields, exportRoute });
			const before = story.zoho.meter.total();

			const run = await story.engine.run(
				withBinary(doneItems(exported), { type: BULK, parameters: { operation: 'getResult' } }),
			);

			expect(jsonOf(run, BULK).map(bare)).toMatchObject([
				{ Last_Name: 'Lead 1', Annual_Revenue: 5, Email_Opt_Out: true, Owner: { name: 'Admin' } },
				{ Last_Name: 'Lead 2', Annual_Revenue: null },
			]);
			expect(story.zoho.meter.total()).toBe(before);
		},
	);

	it('works from the id of the job alone', async () => {
		story = await openExportStory();
		story.seed('Accounts', [{ Account_Name: 'Zylker', Annual_Revenue: 5 }]);
		const [{ job }] = await left({
			module: { mode: 'name', value: 'Accounts' },
			fields: ['Account_Name', 'Annual_Revenue'],
		});
		await story.jobsEnd();
		const { id } = job as unknown as { id: string };
		const run = await story.results([{}], { jobId: id, jobKind: 'export' });
		expect(jsonOf(run, BULK)[0]).toMatchObject({ Account_Name: 'Zylker', Annual_Revenue: 5 });
	});

	it('has dates and times as Zoho wrote them into the file, offset included (R56)', async () => {
		story = await openExportStory();
		story.zoho.setOrg({ timeZone: 'Asia/Kolkata' });
		story.seed('Leads', [lead(1)]);
		const { run } = await story.exported({ ...byJob, fields: ['Modified_Time'] });
		const [file] = doneItems(run);
		expect(csvIn(file)).toMatch(/^id,Modified_Time\n\d+,2024-03-01T17:30:00\+05:30\n$/);
		const step = { type: BULK, parameters: { operation: 'getResult' } };
		const rows = await story.engine.run(withBinary([file], step));
		expect(jsonOf(rows, BULK)).toMatchObject([{ Modified_Time: '2024-03-01T17:30:00+05:30' }]);
	});

	it('of a job that is still running says so, and costs a credit', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const items = await left({});
		const before = story.zoho.meter.total();
		const run = await story.results(items);
		expect(JSON.stringify(jsonOf(run, BULK)) + JSON.stringify(jsonOf(run, BULK, 1))).toContain(
			'still running',
		);
		expect(story.zoho.meter.total() - before).toBe(1);
	});

	it('that Zoho no longer keeps says how to go on (R119)', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const items = await left({});
		await story.jobsEnd();
		await story.passTime(DAY);
		const run = await story.results(items, { whenRowsFail: 'sendToFailed' });
		const [failed] = jsonOf(run, BULK, 1);
		expect(failed.reason).toContain('kept for one day');
		expect(failed.reason).toContain('run the Export again');
	});

	it('of many pages keeps to ten downloads a minute, and to the order of pages', async () => {
		story = await openExportStory({ switches: { bulkReadPageSize: 1, bulkReadNextPage: 'page' } });
		story.seed('Leads', [lead(1), lead(2), lead(3)]);
		const items = await left({});
		await story.jobsEnd();
		const timer = setInterval(() => void story.zoho.clock.advance(5_000), 20);
		const run = await story.results(items);
		clearInterval(timer);
		expect(jsonOf(run, BULK).map((json) => json.Last_Name)).toEqual(['Lead 1', 'Lead 2', 'Lead 3']);
	});

	it('accounts for every credit', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1), lead(2)]);
		const items = await left({});
		await story.jobsEnd();
		const before = story.zoho.meter.total();
		const run = await story.results(items);
		const cost = [0, 1]
			.flatMap((output) => jsonOf(run, BULK, output))
			.reduce((sum, { credits }) => sum + (credits as unknown as { cost: number }).cost, 0);
		expect(cost).toBe(story.zoho.meter.total() - before);
	});
});
