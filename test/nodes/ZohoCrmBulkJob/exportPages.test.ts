import { strToU8, zipSync } from 'fflate';
import { processState } from '../../../nodes/shared/state/memory';
import { readJobsOf } from '../../simulator/bulkReadJobs';
import { errorOf, itemsOf, jsonOf } from '../../support/results';
import type { ExportStory } from './exportStory';
import { BULK, csvIn, doneItems, lead, openExportStory } from './exportStory';

let story: ExportStory;
afterEach(async () => await story.close());

const byJob = {
	module: { mode: 'name', value: 'Leads' },
	fields: ['Last_Name'],
	exportRoute: 'bulkRead',
};
const jobsMade = () =>
	story.zoho.log.entries().filter(({ name, status }) => name === 'bulkRead.create' && status < 300)
		.length;
const names = (csv: string) =>
	csv
		.trim()
		.split('\n')
		.map((line) => line.split(',')[1]);

/** Zoho's clock goes on while the node waits for a page. */
function passingTime() {
	const { clock } = story.zoho;
	const timer = setInterval(() => void clock.advance(5_000), 20);
	return () => clearInterval(timer);
}

describe('An export of several pages', () => {
	it.each(['pageOrToken', 'page', 'token'] as const)(
		'is one file with one header (next page by %s)',
		async (bulkReadNextPage) => {
			story = await openExportStory({ switches: { bulkReadPageSize: 2, bulkReadNextPage } });
			story.seed('Leads', [1, 2, 3, 4, 5].map(lead));
			const workflow = story.workflowOf(byJob);
			const asleep = await story.engine.run(workflow);
			await story.jobsEnd();
			const stop = passingTime();

			const resumed = await story.wake(asleep, workflow);

			stop();
			const [item] = doneItems(resumed?.run ?? undefined);
			expect(names(csvIn(item))).toEqual(
				['Last_Name', 1, 2, 3, 4, 5].map((n) => (typeof n === 'number' ? `Lead ${n}` : n)),
			);
			expect(item.json).toMatchObject({ rows: 5, counted: 5 });
			expect(item.json).not.toHaveProperty('notice');
			expect(jobsMade()).toBe(3);
		},
	);

	it('leaves out what a page holds once more, as records came into the set meanwhile', async () => {
		story = await openExportStory({ switches: { bulkReadPageSize: 2, bulkReadNextPage: 'page' } });
		const ids = story.seed(
			'Leads',
			[lead(1), lead(2), lead(3), lead(4)].map((one, at) => ({
				...one,
				City: at === 0 ? 'Paris' : 'Berlin',
			})),
		);
		const where = {
			criteriaFrom: 'rows',
			conditions: { rows: [{ field: 'City', value: 'Berlin' }] },
		};
		const workflow = story.workflowOf({ ...byJob, ...where });
		const asleep = await story.engine.run(workflow);
		await story.jobsEnd();
		// Page 1 holds leads 2 and 3; then lead 1 comes into the set, and page 2 begins with lead 3.
		const record = story.zoho.org().modules.get('Leads')!.store.records.get(ids[0])!;
		record.values.City = 'Berlin';
		const stop = passingTime();

		const resumed = await story.wake(asleep, workflow);

		stop();
		const [item] = doneItems(resumed?.run ?? undefined);
		expect(names(csvIn(item))).toEqual(['Last_Name', 'Lead 2', 'Lead 3', 'Lead 4']);
		expect(item.json).toMatchObject({ rows: 3, repeated: 1 });
	});
});

describe('A page that was created later, and of which Zoho tells nothing', () => {
	it('is named in the item, which another process goes on from without paying for it again', async () => {
		story = await openExportStory({
			switches: { bulkReadPageSize: 2, bulkReadNextPage: 'token' },
		});
		story.seed('Leads', [1, 2, 3].map(lead));
		const asleep = await story.engine.run(story.workflowOf({ ...byJob, wait: 'none' }));
		await story.jobsEnd();
		story.zoho.faults.add({
			match: { name: 'bulkRead.status', nth: 2, times: 'always' },
			fault: { kind: 'status', status: 503, when: 'before' },
		});
		const first = await story.results(jsonOf(asleep, BULK));
		const [left] = jsonOf(first, BULK, 1);
		const ids = [...readJobsOf(story.zoho.org()).keys()];
		expect(ids).toHaveLength(2);
		expect(left).toMatchObject({ outcome: 'unknown', job: { ids } });

		await processState().drop('bulkReadPages:');
		story.zoho.faults.clear();
		await story.jobsEnd();
		const second = await story.results([left]);
		expect(jsonOf(second, BULK).map(({ Last_Name: name }) => name)).toEqual([
			'Lead 1',
			'Lead 2',
			'Lead 3',
		]);
		expect(jobsMade()).toBe(2);
	});
});

describe('A callback', () => {
	const effects = ['duplicate', 'forged'] as const;
	it.each(effects)('under %s gives the right result, once', async (effect) => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		story.zoho.faults.add({
			match: { name: 'callback.bulkRead' },
			fault: { kind: 'callback', effect },
		});
		const { run } = await story.exported(byJob);
		expect(doneItems(run).map(({ json }) => json.rows)).toEqual([1]);
		expect(jobsMade()).toBe(1);
	});

	it('that is lost leaves the item as it lay asleep, with the id of its job', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		story.zoho.faults.add({
			match: { name: 'callback.bulkRead' },
			fault: { kind: 'callback', effect: 'drop' },
		});
		const workflow = story.workflowOf(byJob, [{ n: 1 }]);
		const asleep = await story.engine.run(workflow);
		await story.jobsEnd();
		expect(await story.wake(asleep, workflow)).toBeUndefined();
		const run = await story.timeOut(asleep, workflow);
		const [{ json }] = itemsOf(run, BULK);
		const [id] = readJobsOf(story.zoho.org()).keys();
		expect(json).toMatchObject({
			n: 1,
			job: { kind: 'export', id, row: 0, state: 'still running' },
		});
	});

	it('of a job that ended in FAILURE gives an item with Zoho’s words (R115)', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const fault = { kind: 'job', code: 'INTERNAL_SERVER_ERROR', message: 'Oh' } as const;
		story.zoho.faults.add({ match: { name: 'bulkRead.job' }, fault });
		const { run } = await story.exported(byJob, [{ n: 1 }]);
		expect(doneItems(run)[0].json).toMatchObject({
			outcome: 'failed',
			code: 'INTERNAL_SERVER_ERROR',
			message: 'Oh',
			job: { state: 'failed' },
			input: { n: 1 },
		});
	});
});

describe('A result', () => {
	it('that comes a moment after the end of its job is waited for', async () => {
		story = await openExportStory({ switches: { bulkResultLagSeconds: 3 } });
		story.seed('Leads', [lead(1)]);
		const workflow = story.workflowOf(byJob);
		const asleep = await story.engine.run(workflow);
		await story.jobsEnd();
		const stop = passingTime();
		const resumed = await story.wake(asleep, workflow);
		stop();
		expect(doneItems(resumed?.run ?? undefined)[0].json.rows).toBe(1);
	});

	it('whose download breaks off is fetched again', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		story.zoho.faults.add({
			match: { name: 'bulkRead.result' },
			fault: { kind: 'reset', when: 'midAnswer' },
		});
		const { run } = await story.exported(byJob);
		expect(doneItems(run)[0].json.rows).toBe(1);
	});

	const csv = strToU8('id,Last_Name\n1,A\n');
	it.each([
		['two files', () => zipSync({ 'a.csv': csv, 'b.csv': csv }), 'more than one file'],
		['a path for a name', () => zipSync({ '../../etc/a.csv': csv }), 'is a path'],
		[
			'a bomb',
			() => zipSync({ 'a.csv': new Uint8Array(15_000_000) }, { level: 6 }),
			'times larger',
		],
		['no zip', () => csv, 'it holds no file'],
	])('that is %s is refused with the reason', async (_, zip, reason) => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const workflow = story.workflowOf(byJob);
		const asleep = await story.engine.run(workflow);
		await story.jobsEnd();
		for (const { result } of readJobsOf(story.zoho.org()).values()) result!.zip = zip();
		const resumed = await story.wake(asleep, workflow);
		const [item] = doneItems(resumed?.run ?? undefined);
		expect(item.json.outcome).toBe('unknown');
		expect(item.json.reason).toContain(reason);
		expect(item.binary).toBeUndefined();
	});
});

describe('Polling', () => {
	it('asks until the job has ended, and gives the same item', async () => {
		story = await openExportStory();
		story.seed('Leads', [lead(1)]);
		const stop = passingTime();
		const run = await story.engine.run(story.workflowOf({ ...byJob, wait: 'poll' }));
		stop();
		expect(errorOf(run)).toBeUndefined();
		const [item] = itemsOf(run, BULK);
		expect(item.json).toMatchObject({ outcome: 'exported', rows: 1 });
		const { cost } = item.json.credits as unknown as { cost: number };
		expect(cost).toBe(story.zoho.meter.total());
	});
});
