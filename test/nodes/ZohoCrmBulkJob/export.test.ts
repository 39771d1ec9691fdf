import type { IDataObject } from 'n8n-workflow';
import { errorOf, hintsOf, itemsOf } from '../../support/results';
import type { ExportStory } from './exportStory';
import { BULK, csvIn, doneItems, lead, openExportStory } from './exportStory';

let story: ExportStory;
afterEach(async () => await story.close());

interface Credits {
	cost: number;
	run: { cost: number; overhead: number; calls: number; baseline: number; plan?: object };
}

const creditsOf = (json: IDataObject) => json.credits as unknown as Credits;
const leads = { module: { mode: 'name', value: 'Leads' }, fields: ['Last_Name', 'Email'] };
const byJob = { ...leads, exportRoute: 'bulkRead' };
const jobsMade = () =>
	story.zoho.log.entries().filter(({ name }) => name === 'bulkRead.create').length;

describe('An export by job', () => {
	it('sleeps until Zoho calls, and gives one item with the CSV', async () => {
		story = await openExportStory();
		const ids = story.seed('Leads', [lead(1), lead(2)]);

		const { asleep, run } = await story.exported(byJob);

		expect(asleep.status).toBe('waiting');
		const [item, ...others] = doneItems(run);
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ outcome: 'exported', module: 'Leads', rows: 2, counted: 2 });
		expect(csvIn(item)).toBe(
			`id,Last_Name,Email\n${ids[0]},Lead 1,lead1@example.com\n${ids[1]},Lead 2,lead2@example.com\n`,
		);
		expect(item.binary?.data).toMatchObject({ fileName: 'Leads.csv', mimeType: 'text/csv' });
		// Fields, count and job are on the item; what was spent while waking is in the ledger.
		expect(creditsOf(item.json)).toMatchObject({ cost: 52, run: { cost: 52, overhead: 2 } });
		expect(story.zoho.meter.total()).toBe(54);
	});

	it('is made once for all items that ask for the same', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);

		const { run } = await story.exported(byJob, [{ n: 1 }, { n: 2 }, { n: 3 }]);

		const items = doneItems(run);
		expect(items.map((item) => [item.json.rows, csvIn(item).length > 0])).toEqual(
			Array(3).fill([1, true]),
		);
		expect(items.map(({ json }) => creditsOf(json).cost)).toEqual([52, 0, 0]);
		expect(jobsMade()).toBe(1);
	});

	it('is one of several, each with its own callback, and all wake together', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		story.seed('Accounts', [{ Account_Name: 'Zylker' }, { Account_Name: 'Zillum' }]);
		const parameters = {
			module: { mode: 'name', value: '={{ $json.module }}' },
			exportRoute: 'bulkRead',
		};

		const { run } = await story.exported(parameters, [{ module: 'Leads' }, { module: 'Accounts' }]);

		expect(doneItems(run).map(({ json }) => [json.module, json.rows])).toEqual([
			['Leads', 1],
			['Accounts', 2],
		]);
		expect(jobsMade()).toBe(2);
	});

	it('keeps its conditions as they were sent, for pages that are made later', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const value = "={{ DateTime.fromISO('2020-01-01T00:00:00.123Z', { zone: 'utc' }) }}";
		const rows = [{ field: 'Created_Time', comparator: 'greater_than', value }];
		const where = { criteriaFrom: 'rows', conditions: { rows } };

		const run = await story.engine.run(story.workflowOf({ ...byJob, ...where, wait: 'none' }));

		const { job } = itemsOf(run, BULK)[0].json as { job: IDataObject };
		expect(job.export).toMatchObject({ criteria: { value: '2020-01-01T00:00:00+00:00' } });
	});

	it('takes conditions, a view and paths through lookups', async () => {
		story = await openExportStory();
		const [account] = story.seed('Accounts', [{ Account_Name: 'Zylker', Phone: '555-0100' }]);
		story.seed('Contacts', [
			{ Last_Name: 'Burns', Account_Name: { id: account } },
			{ Last_Name: 'Boyle' },
			{ Last_Name: 'Carr', Account_Name: { id: account } },
		]);

		const { run } = await story.exported({
			module: { mode: 'name', value: 'Contacts' },
			fields: ['Last_Name', 'Account_Name', 'Account_Name.Phone'],
			exportRoute: 'bulkRead',
			criteriaFrom: 'rows',
			conditions: { rows: [{ field: 'Last_Name', comparator: 'starts_with', value: 'B' }] },
		});

		expect(csvIn(doneItems(run)[0]).replace(/^\d+/gm, '#')).toBe(
			'id,Last_Name,Account_Name,Account_Name.Account_Name,Account_Name.Phone\n' +
				`#,Burns,${account},Zylker,555-0100\n#,Boyle,,,\n`,
		);
	});
});

describe('An export of few records', () => {
	it('goes by queries at once, to the same file as by a job', async () => {
		story = await openExportStory();
		const [account] = story.seed('Accounts', [{ Account_Name: 'Dal "Tile", Inc' }]);
		story.seed('Subscriptions', [
			{
				Name: 'A\nB',
				Account: { id: account },
				Interests: ['Support', 'Training'],
				Starts_On: '2024-01-31',
				Renews_At: '2024-03-01T12:00:00+00:00',
				Seats: 3,
				Active: true,
			},
			{ Name: '=SUM(A1)', Active: false },
		]);
		const all = { module: { mode: 'name', value: 'Subscriptions' } };

		const byQuery = await story.engine.run(story.workflowOf(all));
		const { run } = await story.exported({ ...all, exportRoute: 'bulkRead' });

		expect(byQuery.status).toBe('success');
		expect(hintsOf(byQuery, BULK)[0].message).toMatch(/^2 records exported\. Spent 3 credits/);
		const [item] = itemsOf(byQuery, BULK);
		expect(item.json).toMatchObject({ route: 'coql', rows: 2, job: { id: null, state: 'no job' } });
		expect(creditsOf(item.json)).toMatchObject({ cost: 3, run: { overhead: 2, baseline: 1 } });
		expect(csvIn(item)).toContain('"Dal ""Tile"", Inc"');
		expect(csvIn(item)).toBe(csvIn(doneItems(run)[0]));
	});

	it('of none makes no job: one item, and a file with a header', async () => {
		story = await openExportStory();

		const run = await story.engine.run(story.workflowOf(byJob));

		const [item, ...others] = itemsOf(run, BULK);
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ outcome: 'exported', rows: 0, counted: 0 });
		expect(csvIn(item)).toBe('id,Last_Name,Email\n');
		expect(creditsOf(item.json).cost).toBe(2);
		expect(story.zoho.meter.total()).toBe(2);
	});

	it.each([
		['equal', 'Lead_Source', 'Cold Call'],
		['not_equal', 'Lead_Source', 'Cold Call'],
		['in', 'City', 'Berlin, Paris'],
		['not_in', 'City', 'Berlin'],
		['contains', 'City', 'er'],
		['not_contains', 'City', 'er'],
		['ends_with', 'City', 'n'],
		['greater_than', 'Annual_Revenue', '100'],
		['between', 'Created_Time', '2024-03-01T00:00:00+00:00, 2024-03-02T00:00:00+00:00'],
		['not_between', 'Modified_Time', '2024-04-01T00:00:00+00:00, 2024-04-02T00:00:00+00:00'],
		['equal', 'City', ''],
		['not_equal', 'City', ''],
		['equal', 'Email_Opt_Out', 'true'],
		['in', 'City', "={{ ['Berlin', 'Bern'] }}"],
		['less_than', 'Created_Time', "={{ DateTime.fromISO('2100-01-01T00:00:00.123Z') }}"],
	])('finds the same records by %s as a job does (%s)', async (comparator, field, value) => {
		story = await openExportStory();
		story.seed('Leads', [
			{ ...lead(1), City: 'Berlin', Annual_Revenue: 100, Lead_Source: 'Cold Call' },
			{ ...lead(2), City: 'Paris', Annual_Revenue: 200, Email_Opt_Out: true },
			{ ...lead(3), City: 'Bern', Annual_Revenue: 20, Lead_Source: 'Advertisement' },
			lead(4),
		]);
		const where = { criteriaFrom: 'rows', conditions: { rows: [{ field, comparator, value }] } };

		const query = await story.engine.run(
			story.workflowOf({ ...leads, ...where, exportRoute: 'coql' }),
		);
		const { run } = await story.exported({ ...byJob, ...where });

		const file = csvIn(itemsOf(query, BULK)[0]);
		expect(file.split('\n').length).toBeGreaterThan(2);
		expect(csvIn(doneItems(run)[0])).toBe(file);
	});
});

describe('Before a credit is spent on a job', () => {
	it('a Dry Run plans without a call', async () => {
		story = await openExportStory();
		const run = await story.engine.run(story.workflowOf({ ...byJob, options: { dryRun: true } }));
		const [{ json }] = itemsOf(run, BULK);
		expect(json).toMatchObject({ outcome: 'planned', creditsPerJob: 52, jobsWinFromRows: 34_201 });
		expect(creditsOf(json).run.plan).toEqual({
			calls: 5,
			credits: 54,
			overhead: 2,
			// No page prices the look at a job and its download.
			basis: 'assumed',
			atLeast: true,
		});
		expect(story.zoho.log.entries()).toEqual([]);
	});

	it('a budget that does not hold all jobs ends it', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const run = await story.engine.run(story.workflowOf({ ...byJob, options: { maxCredits: 40 } }));
		expect(errorOf(run)?.message).toContain('of the 40 allowed');
		expect(jobsMade()).toBe(0);
	});

	it.each([
		[
			{ fields: ['Last_Nme'] },
			"'Field Names or IDs': Leads has no field Last_Nme. Did you mean Last_Name?",
		],
		[
			{
				criteriaFrom: 'json',
				criteriaJson: '{"field":{"api_name":"Cty"},"comparator":"equal","value":"x"}',
			},
			"'Criteria': the module has no field Cty. Did you mean City?",
		],
		[
			{
				criteriaFrom: 'json',
				criteriaJson: '{"field":{"api_name":"City"},"comparator":"is","value":"x"}',
			},
			'\'Criteria\': City is compared by "is"',
		],
		[
			{
				criteriaFrom: 'rows',
				conditions: { rows: [{ field: 'Annual_Revenue', comparator: 'between', value: '1,2' }] },
			},
			"'Criteria': Zoho does not compare Annual_Revenue (currency) by between",
		],
		[{ criteriaFrom: 'rows' }, "'Conditions' is empty"],
		[{ criteriaFrom: 'json', criteriaJson: '={{ $json.none }}' }, "'Criteria' is empty"],
		[
			{
				exportRoute: 'coql',
				criteriaFrom: 'rows',
				conditions: { rows: [{ field: 'Description', comparator: 'contains', value: 'x' }] },
			},
			"'Route' COQL cannot be gone: a query cannot compare the long text Description",
		],
	])('%j is refused', async (parameters, message) => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const run = await story.engine.run(story.workflowOf({ ...byJob, ...parameters }));
		expect(errorOf(run)?.message).toBe(message);
		expect(jobsMade()).toBe(0);
	});

	it('what Zoho cannot export in bulk is told, and the way on (R121)', async () => {
		story = await openExportStory();
		const notes = { ...byJob, module: { mode: 'name', value: 'Notes' } };
		const run = await story.engine.run(story.workflowOf(notes));
		expect(errorOf(run)?.message).toBe('Zoho exports no Notes in bulk');
		expect(errorOf(run)?.description).toContain('page by page');
		expect(story.zoho.log.entries()).toEqual([]);
	});
});
