import type { IDataObject } from 'n8n-workflow';
import type { StoryOptions } from '../../support/story';
import type { CreditStory } from './creditStory';
import { openCredits } from './creditStory';
import { passingTime } from './passingTime';

const { later } = passingTime();
let story: CreditStory;
const open = async (options: Partial<StoryOptions> = {}) => (story = await openCredits(options));
afterEach(async () => await story.close());

describe('Get Usage', () => {
	it('tells nothing, not 0, before the first call', async () => {
		await open();

		const told = await story.ask('getUsage');

		expect(told.json).toMatchObject([
			{
				used24h: null,
				remaining: null,
				allowance: null,
				drift: null,
				projection: null,
				byCall: [],
			},
		]);
		expect(told.hint).toContain('Nothing was spent');
	});

	it('splits what the meter counted by call, node, module and workflow (R91)', async () => {
		await open();
		await story.create(25);
		await story.create(10, 100);
		await story.run('zohoCrmBatchRead', [{}], {
			operation: 'query',
			query: 'select id from Contacts where id is not null',
			returnAll: true,
		});

		const told = await story.ask('getUsage');

		const [usage] = told.json;
		expect(usage.used24h).toMatchObject({ value: story.zoho.meter.total(), scope: 'process' });
		expect(usage).toMatchObject({
			byCall: [
				{ name: 'records.insert', credits: 4 },
				{ name: 'coql.query', credits: 1 },
			],
			byNode: [
				{ name: 'zohoCrmBatchUpsert', credits: 4 },
				{ name: 'zohoCrmBatchRead', credits: 1 },
			],
			byWorkflow: [{ name: 'workflow-1', credits: 5 }],
			prices: { list: 'builtIn' },
		});
		expect((usage.byModule as IDataObject[])[0]).toEqual({ name: 'Leads', credits: 4 });
		expect(told.meter).toBe(0);
	});

	it('gives an item for each node when asked', async () => {
		await open();
		await story.create(25);

		const told = await story.ask('getUsage', { splitBy: 'node' });

		expect(told.json).toMatchObject([{ node: 'zohoCrmBatchUpsert', used: 3, share: 100 }]);
	});

	it("shows Zoho's number with its age beside ours, and what others spent as drift (R93)", async () => {
		await open({
			seed: { orgs: [{ edition: 'free', usedCredits: 3_000 }] },
			credential: { edition: 'free' },
		});
		await story.create(50);

		const [usage] = (await story.ask('getUsage')).json;

		expect(usage).toMatchObject({
			remaining: { value: 1_995, ageSeconds: expect.any(Number) },
			allowance: { value: 5_000, basis: 'typed' },
			usedShare: { ledger: 0.1, header: 60.1 },
			drift: { byHeader: 3_005, byLedger: 5, difference: 3_000 },
		});
	});

	it('projects the pace so far to the end of 24 hours', async () => {
		await open({ credential: { dailyAllowance: 1_000 } });
		await story.create(500);
		later(2 * 3_600_000);

		const [usage] = (await story.ask('getUsage')).json;

		// Five minutes count as one, so "since" is exact and the pace nearly so.
		expect(usage.projection).toMatchObject({
			perHour: 25,
			at24h: 600,
			basedOnMinutes: 120,
			share: 60,
		});
	});
});
