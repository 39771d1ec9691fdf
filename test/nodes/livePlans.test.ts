import type { INodeParameters } from 'n8n-workflow';
import { ZohoCrmBatchRead } from '../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import type { RunPlan } from '../../nodes/shared/core/report';
import { processState } from '../../nodes/shared/state/memory';
import { keepPrices } from '../../nodes/shared/zoho/keptPrices';
import type { Story } from '../support/story';
import { creditsOf, openStory } from '../support/story';

const seven = { kind: 'flat', credits: 7 } as const;
const leads = { __rl: true, mode: 'name', value: 'Leads' };
const options = { dryRun: true };

let story: Story;
afterEach(async () => await story.close());

/** The plan of a Dry Run by a price list of Zoho's in which these calls cost seven. */
async function planOf(type: string, calls: string[], parameters: INodeParameters) {
	story = await openStory({
		nodes: [new ZohoCrmBatchRead(), new ZohoCrmBulkJob(), new ZohoCrmCompositeRequest()],
	});
	const rules = Object.fromEntries(calls.map((call) => [call, seven]));
	const org = `${story.credential.id}:production`;
	await keepPrices(processState(), org, { readAt: Date.now(), rules });
	const items = [{ Last_Name: 'A', Company: 'B', Email: 'a@x.example', id: '1' }];
	const run = await story.run(type, items, { ...parameters, options });
	return creditsOf(run, type)[0].run?.plan as RunPlan;
}

describe("A plan by Zoho's own price list says so", () => {
	it.each<[string, string, string[], INodeParameters, number]>([
		[
			'Batch Read: Query',
			'zohoCrmBatchRead',
			['coql.query'],
			{ operation: 'query', query: 'select Email from Leads where id is not null limit 5' },
			7,
		],
		[
			'Composite Request: Send Many',
			'zohoCrmCompositeRequest',
			['composite.send'],
			{
				operation: 'sendMany',
				requestsFrom: 'json',
				requestJson: { method: 'GET', uri: 'Leads/1' },
				execution: 'inOrder',
			},
			7,
		],
		[
			'Composite Request: API Call',
			'zohoCrmCompositeRequest',
			['records.get'],
			{ operation: 'apiCall', method: 'GET', path: 'Leads/1' },
			7,
		],
		[
			'Bulk Job: Import, by batch',
			'zohoCrmBulkJob',
			['records.upsert'],
			{ operation: 'import', module: leads, write: 'upsert', findBy: 'Email' },
			8,
		],
		[
			'Bulk Job: Export, by a query',
			'zohoCrmBulkJob',
			['coql.query', 'records.count', 'settings.fields'],
			{ operation: 'export', module: leads, exportRoute: 'coql' },
			21,
		],
	])('%s', async (_, type, calls, parameters, credits) => {
		expect(await planOf(type, calls, parameters)).toMatchObject({ credits, basis: 'live' });
	});

	it('and is as doubtful as its most doubtful call', async () => {
		const job = { operation: 'export', module: leads, exportRoute: 'bulkRead' };
		const calls = ['bulkRead.create', 'records.count', 'settings.fields'];
		expect(await planOf('zohoCrmBulkJob', calls, job)).toMatchObject({
			credits: 23,
			basis: 'assumed',
		});
	});
});
