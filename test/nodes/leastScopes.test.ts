import type { INodeParameters, INodeType } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { ZohoCrmBatchRead } from '../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { ZohoCrmCachedMetadata } from '../../nodes/ZohoCrmCachedMetadata/ZohoCrmCachedMetadata.node';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import { features, scopesOf } from '../../nodes/shared/zoho/scopes';
import { manualClock } from '../simulator/clock';
import { errorOf, jsonOf } from '../support/results';
import type { Story } from '../support/story';
import { openStory } from '../support/story';
import { leadsForm, openTriggers } from './ZohoCrmNotificationTrigger/triggerStory';

const leads = { __rl: true, mode: 'name', value: 'Leads' };
const lead = { Last_Name: 'Ada', Company: 'Acme', Email: 'ada@example.com' };
const fields = ['Last_Name', 'Email'];
const query = 'select Email from Leads where Last_Name is not null';

let story: Story | undefined;
afterEach(async () => await story?.close());

const refused = ({ zoho }: Pick<Story, 'zoho'>) =>
	zoho.log.entries().filter(({ responseBody }) => responseBody?.includes('OAUTH_SCOPE_MISMATCH'));

const labelsOf = (ids: readonly string[]) =>
	features.filter(({ id }) => ids.includes(id)).map(({ label }) => label);

type Job = [node: () => INodeType, parameters: INodeParameters, boxes: string[]];

/** What each job needs, as the credential and docs/scopes.md say. */
const JOBS: Record<string, Job> = {
	'Batch Upsert': [
		() => new ZohoCrmBatchUpsert(),
		{ operation: 'upsert', module: leads, matchingFields: { fields: [{ field: 'Email' }] } },
		['records'],
	],
	'Batch Upsert with checks': [
		() => new ZohoCrmBatchUpsert(),
		{ operation: 'create', module: leads, options: { check: 'always' } },
		['records', 'metadataRead'],
	],
	'Batch Read: Query': [
		() => new ZohoCrmBatchRead(),
		{ operation: 'query', query, returnAll: true },
		['coql', 'recordsRead'],
	],
	'Batch Read: Search': [
		() => new ZohoCrmBatchRead(),
		{ operation: 'search', module: leads, searchBy: 'email', email: lead.Email, fields },
		['search', 'recordsRead'],
	],
	'Composite Request': [
		() => new ZohoCrmCompositeRequest(),
		{
			operation: 'send',
			requestsFrom: 'json',
			requestsJson: JSON.stringify([
				{ method: 'POST', uri: 'Leads', sub_request_id: 'one', body: { data: [lead] } },
			]),
		},
		['composite', 'records'],
	],
	'Cached Metadata': [
		() => new ZohoCrmCachedMetadata(),
		{ operation: 'get', kinds: ['everything'], modulesFrom: 'one', module: leads },
		['composite', 'metadataRead'],
	],
	'Bulk Job: Import': [
		() => new ZohoCrmBulkJob(),
		{
			operation: 'import',
			module: leads,
			write: 'upsert',
			findBy: 'Email',
			wait: 'none',
			route: 'bulk',
		},
		['bulk', 'files', 'records', 'metadataRead', 'organization', 'composite'],
	],
	'Bulk Job: Export': [
		() => new ZohoCrmBulkJob(),
		{ operation: 'export', module: leads, fields, wait: 'none', exportRoute: 'bulkRead' },
		['bulkRead', 'recordsRead', 'metadataRead', 'coql'],
	],
	'API Credits: Get Price List': [
		() => new ZohoCrmApiCredits(),
		{ operation: 'getPriceList', prices: 'live' },
		['apiPriceList'],
	],
};

describe('a login with the boxes of one job and no others (R33, R34)', () => {
	it.each(Object.entries(JOBS))('does %s', async (_, [node, parameters, boxes]) => {
		expect(labelsOf(boxes)).toHaveLength(boxes.length);
		story = await openStory({
			nodes: [node()],
			edition: 'ultimate',
			token: { scopes: scopesOf(boxes) },
			clock: manualClock(Date.now()),
		});
		const { name } = node().description;
		const run = await story.run(name, [lead], parameters);
		expect(errorOf(run)).toBeUndefined();
		expect(jsonOf(run, name).length + jsonOf(run, name, 1).length).toBeGreaterThan(0);
		expect(story.zoho.meter.total()).toBeGreaterThan(0);
		expect(refused(story)).toEqual([]);
	});

	it('without a way to count, an Export says what it may not do', async () => {
		const [node, parameters] = JOBS['Bulk Job: Export'];
		const boxes = ['bulkRead', 'recordsRead', 'metadataRead'];
		story = await openStory({ nodes: [node()], token: { scopes: scopesOf(boxes) } });
		const error = errorOf(await story.run(node().description.name, [lead], parameters));
		expect(error?.message).toContain('lacks the scope ZohoSearch.securesearch.READ');
		expect(error?.message).not.toContain('ZohoCRM.modules');
		expect(error?.description).toContain("'Search'");
	});

	it('subscribes, renews and unsubscribes the Notification Trigger', async () => {
		const triggers = await openTriggers({ token: { scopes: scopesOf(['notifications']) } });
		story = triggers;
		const running = await triggers.publish(leadsForm());
		expect(triggers.channels()).toHaveLength(1);
		await triggers.live(running, 4 * 24 * 60 * 60 * 1000);
		expect(await running.trigger.hook('delete')).toBe(true);
		expect(triggers.channels()).toEqual([]);
		expect(refused(triggers)).toEqual([]);
	});
});
