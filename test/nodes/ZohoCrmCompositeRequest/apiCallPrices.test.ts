import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { CompositeStory } from './compositeStory';
import { lead, openComposite } from './compositeStory';

let story: CompositeStory;
beforeEach(async () => (story = await openComposite()));
afterEach(async () => await story.close());

const deal = { Deal_Name: 'First', Stage: 'Qualification', Pipeline: 'Standard (Standard)' };

/** One call with this JSON, and what became of it. */
const call = async (method: string, path: string, body?: unknown, more: INodeParameters = {}) =>
	await story.send([{}], {
		...{ operation: 'apiCall', method, path, whenRowsFail: 'sendToFailed' },
		...(body === undefined ? {} : { bodyFrom: 'json', body: JSON.stringify(body) }),
		...more,
	});

describe('API Call prices what is no plain read or write by its path', () => {
	it('a conversion: 5 credits, by its name', async () => {
		const [id] = story.seed('Leads', [lead(1)]);

		const told = await call('POST', `Leads/${id}/actions/convert`, { data: [{ Deals: deal }] });

		expect(told.report.byCall).toEqual([
			{ call: 'records.convert', calls: 1, cost: 5, basis: 'documented' },
		]);
		expect(told.meter).toBe(5);
		expect(story.records('Deals')).toHaveLength(1);
	});

	it('tags on many records: a credit for 50 begun', async () => {
		const ids = story.seed('Leads', range(51).map(lead));
		const tags = [{ name: 'fair' }];

		const told = await call('POST', 'Leads/actions/add_tags', { ids, tags });
		const off = await call('POST', 'Leads/actions/remove_tags', { ids: ids.slice(1), tags });

		expect(told.report.byCall).toMatchObject([{ call: 'records.tagMany', cost: 2 }]);
		expect([told.meter, off.meter]).toEqual([2, 1]);
		expect(told.success[0].body).toMatchObject({ success_count: '51' });
	});

	it('a list of notes, however long: 1 credit', async () => {
		const [Parent_Id] = story.seed('Leads', [lead(1)]);
		const data = range(30).map((n) => ({ Note_Content: `n${n}`, Parent_Id, $se_module: 'Leads' }));

		const written = await call('POST', 'Notes', { data });
		const read = await call('GET', `Leads/${Parent_Id}/Notes?fields=Note_Content`, undefined, {
			answer: 'entries',
		});

		expect(written.report.byCall).toMatchObject([{ call: 'notes.write', cost: 1 }]);
		expect(written.meter).toBe(1);
		expect(read.success).toHaveLength(30);
	});

	it('pages of related records: a credit each', async () => {
		const [account] = story.seed('Accounts', [{ Account_Name: 'King' }]);
		story.seed(
			'Contacts',
			range(250).map((n) => ({ Last_Name: `P${n}`, Account_Name: account })),
		);

		const told = await call('GET', `Accounts/${account}/Contacts?fields=Last_Name`, undefined, {
			...{ answer: 'entries', paging: 'page', returnAll: true },
		});

		expect(told.success).toHaveLength(250);
		expect(told.report.byCall).toMatchObject([{ call: 'records.related', calls: 2, cost: 2 }]);
	});

	it.each<[string, string, unknown, string]>([
		['GET', 'Leads/actions/count', undefined, 'records.count'],
		['GET', 'settings/tags?module=Leads', undefined, 'settings.read'],
		['POST', 'settings/tags?module=Leads', { tags: [{ name: 'a' }] }, 'settings.write'],
		['POST', 'Leads/ID/actions/add_tags', { tags: [{ name: 'a' }] }, 'records.tag'],
		['PUT', 'Leads/ID/Products/OTHER', { data: [{}] }, 'records.link'],
		['PUT', 'Leads/ID/Products', { data: [{ id: 'OTHER' }] }, 'records.link'],
	])('%s %s: 1 credit', async (method, path, body, name) => {
		const [id] = story.seed('Leads', [lead(1)]);
		const [other] = story.seed('Products', [{ Product_Name: 'P' }]);
		const fill = (text: string) => text.replace('ID', id).replace('OTHER', other);
		const json =
			body === undefined ? undefined : (JSON.parse(fill(JSON.stringify(body))) as object);

		const told = await call(method, fill(path), json);

		expect(told.failed).toEqual([]);
		expect(told.report.byCall).toMatchObject([{ call: name, cost: 1, basis: 'documented' }]);
	});
});

describe('a refusal', () => {
	it.each<[string, string, IDataObject, string]>([
		['of the whole call', 'Leads/5/actions/convert', { data: [{}] }, 'INVALID_DATA'],
		['of a blueprint', 'Leads/ID/actions/blueprint', { blueprint: [{}] }, 'RECORD_NOT_IN_PROCESS'],
		['of a tag', 'Leads/ID/actions/add_tags', { tags: [{ id: '5' }] }, 'INVALID_DATA'],
	])('%s comes out whole, for 1 credit', async (_, path, body, code) => {
		const [id] = story.seed('Leads', [lead(1)]);
		const method = path.includes('blueprint') ? 'PUT' : 'POST';

		const told = await call(method, path.replace('ID', id), body);

		expect(told.failed).toMatchObject([{ outcome: 'refused', statusCode: 400, code }]);
		expect(told.meter).toBe(1);
	});

	it('of the deal of a conversion names its field; credits are as Zoho charged them', async () => {
		const [id] = story.seed('Leads', [lead(1)]);

		const told = await call('POST', `Leads/${id}/actions/convert`, {
			data: [{ Deals: { Deal_Name: 'x' } }],
		});

		expect(told.failed).toMatchObject([
			{ code: 'MANDATORY_NOT_FOUND', details: { json_path: '$.data[0].Deals.Pipeline' } },
		]);
		expect(told.report.cost).toBe(told.meter);
	});
});
