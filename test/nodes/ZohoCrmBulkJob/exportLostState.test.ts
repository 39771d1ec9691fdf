import { sleep } from 'n8n-workflow';
import { readJobsOf } from '../../simulator/bulkReadJobs';
import type { RedisServer } from '../../state/redisServer';
import { describeWithRedis, startRedis } from '../../state/redisServer';
import { hintsOf, jsonOf } from '../../support/results';
import type { ExportStory } from './exportStory';
import { BULK, lead, openExportStory } from './exportStory';

let story: ExportStory;
let redis: RedisServer;

const until = async (holds: () => boolean) => {
	while (!holds()) await sleep(5);
};

/** A daily cap cannot be kept without Redis: such a run goes on in no memory of its own. */
async function openCapped() {
	redis = await startRedis();
	story = await openExportStory({
		credential: {
			stateStore: 'redis',
			redisHost: '127.0.0.1',
			redisPort: redis.port,
			dailyCap: 10_000,
		},
	});
	story.seed('Leads', [lead(1)]);
}

describeWithRedis('An export whose shared state is lost', () => {
	beforeEach(openCapped);
	afterEach(async () => {
		await story.close();
		await redis.stop();
	});

	it('while Zoho creates its job keeps the id of the job, which runs and is paid for', async () => {
		story.zoho.faults.add({
			match: { name: 'bulkRead.create' },
			fault: { kind: 'slow', ms: 200 },
		});
		const execution = story.engine.start(
			story.workflowOf({
				module: { mode: 'name', value: 'Leads' },
				fields: ['Last_Name'],
				exportRoute: 'bulkRead',
				wait: 'none',
			}),
		);
		const jobs = readJobsOf(story.zoho.org());
		await until(() => jobs.size === 1);
		await redis.stop();
		const run = await execution.finished;
		const [item] = jsonOf(run, BULK);
		expect(item).toMatchObject({
			job: { kind: 'export', id: [...jobs.keys()][0], state: 'still running' },
			credits: { cost: story.zoho.meter.total() },
		});
		expect(hintsOf(run, BULK)[0].message).toContain('1 export job created.');
	});
});
