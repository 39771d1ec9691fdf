import { range, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { hintsOf } from '../../support/results';
import type { BatchStory } from './batchStory';
import { form, leads, NODE, openBatch, writesOf } from './batchStory';

let story: BatchStory;
beforeAll(async () => (story = await openBatch({ users: 1000 })));
afterAll(async () => await story.close());

const creditsOf = ({ credits }: IDataObject) =>
	credits as unknown as { cost: number; run?: object };
const flawed = (count: number, from: number) =>
	leads(count, from).map((lead, at) =>
		at % 4 === 1 ? { ...lead, Email: `nobody ${from + at}` } : lead,
	);

describe('what an upsert costs', () => {
	it.each([
		[1, 1, 1],
		[10, 1, 1],
		[11, 1, 2],
		[99, 1, 10],
		[100, 1, 10],
		[101, 2, 11],
		[250, 3, 25],
		[1000, 10, 100],
	])('%i leads: %i calls, %i credits (R36, R49, R94)', async (count, calls, credits) => {
		const told = await story.write(leads(count, count * 10_000));
		expect(told.success).toHaveLength(count);
		expect(told.meter).toBe(credits);
		expect(writesOf(told)).toHaveLength(calls);
		expect(told.report).toMatchObject({
			cost: credits,
			calls,
			overhead: 0,
			uncertain: 0,
			baseline: count,
			saved: count - credits,
			byCall: [{ call: 'records.upsert', calls, cost: credits, basis: 'documented' }],
			automations: 'all',
		});
	});

	it('is carried by the first of every ten records', async () => {
		const { success } = await story.write(leads(25, 100));
		const carriers = range(25).filter((at) => creditsOf(success[at]).cost > 0);
		expect(carriers).toEqual([0, 10, 20]);
		expect(success.every((item) => creditsOf(item).cost <= 1)).toBe(true);
	});

	it('is reported by the first item of each output alone', async () => {
		const { success, failed } = await story.write(flawed(40, 200));
		expect([success.length, failed.length]).toEqual([30, 10]);
		for (const output of [success, failed]) {
			expect(output.map((item) => 'run' in creditsOf(item))).toEqual(
				output.map((_, at) => at === 0),
			);
		}
	});

	it('is reported by every item where Credit Detail says so', async () => {
		const options = { creditDetail: 'every' };
		const { success, failed, report } = await story.write(flawed(40, 300), form({ options }));
		for (const item of [...success, ...failed]) expect(creditsOf(item).run).toEqual(report);
		expect(sumBy([...success, ...failed], (item) => creditsOf(item).cost)).toBe(4);
	});

	it('stands above the output, beside what failed', async () => {
		const { run } = await story.write(flawed(40, 400));
		expect(hintsOf(run, NODE)).toEqual([
			expect.objectContaining({
				location: 'outputPane',
				message:
					'30 rows written, 10 refused. Spent 4 credits in 1 call; one by one it would be 40 (saved 36).',
			}),
		]);
	});

	it('is more where batches are no multiple of ten', async () => {
		const { report } = await story.write(leads(30, 500), form({ options: { batchSize: 15 } }));
		expect(report).toMatchObject({ calls: 2, cost: 4 });
	});
});

describe('how many items come in', () => {
	it('nothing: no call, no item', async () => {
		const { success, failed, calls, run } = await story.write([]);
		expect({ success, failed, calls }).toEqual({ success: [], failed: [], calls: [] });
		expect(run.status).toBe('success');
	});

	it('Execute Once takes the first', async () => {
		const { success, report } = await story.write(leads(3, 600), form(), { executeOnce: true });
		expect(success).toHaveLength(1);
		expect(report.cost).toBe(1);
	});

	it('ten thousand: 100 calls, 1,000 credits, all in order', async () => {
		const items = leads(10_000, 20_000_000);
		const { success, meter, calls } = await story.write(items, form({ options: { parallel: 5 } }));
		expect(success).toHaveLength(10_000);
		expect(calls).toHaveLength(100);
		expect(meter).toBe(1000);
		const byId = new Map(story.records('Leads').map((lead) => [lead.id, lead.Email]));
		expect(success.map(({ id }) => byId.get(id as string))).toEqual(
			items.map(({ Email }) => Email),
		);
	});
});
