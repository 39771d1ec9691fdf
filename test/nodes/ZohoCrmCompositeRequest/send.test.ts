import type { IDataObject } from 'n8n-workflow';
import type { CompositeStory } from './compositeStory';
import {
	compositesOf,
	create,
	lead,
	named,
	openComposite,
	sendForm,
	sendJson,
} from './compositeStory';

let story: CompositeStory;
beforeEach(async () => (story = await openComposite()));
afterEach(async () => await story.close());

const ACCOUNT_ID = '{ "id": "@{account:$.data[0].details.id}" }';
const customer = (stage = 'Qualification') => [
	{
		name: 'account',
		preset: 'createRecord',
		module: named('Accounts'),
		record: '{ "Account_Name": "King" }',
	},
	{
		name: 'contact',
		preset: 'createRecord',
		module: named('Contacts'),
		record: `{ "Last_Name": "Frey", "Account_Name": ${ACCOUNT_ID} }`,
	},
	{
		name: 'deal',
		preset: 'createRecord',
		module: named('Deals'),
		record: `{ "Deal_Name": "First", "Stage": "${stage}", "Pipeline": "Standard (Standard)", "Account_Name": ${ACCOUNT_ID} }`,
	},
];
const counts = () =>
	['Accounts', 'Contacts', 'Deals'].map((module) => story.records(module).length);
const toFailed = { whenRowsFail: 'sendToFailed' };

describe('an account, a contact and a deal that refer to each other', () => {
	it('are written together, all or nothing, for 2 credits', async () => {
		const told = await story.send([{}], sendForm(customer(), 'allOrNothing'));
		expect(told.error).toBeUndefined();
		expect(
			told.success.map(({ subRequestId, outcome, statusCode }) => [
				subRequestId,
				outcome,
				statusCode,
			]),
		).toEqual([
			['account', 'done', 201],
			['contact', 'done', 201],
			['deal', 'done', 201],
		]);
		expect(told.pairs).toEqual([0, 0, 0]);
		expect(told.meter).toBe(2);
		expect(told.report).toMatchObject({
			cost: 2,
			calls: 1,
			baseline: 3,
			saved: 1,
			automations: 'all',
		});
		const [{ credits }, ...others] = told.success;
		expect(credits).toMatchObject({ cost: 2 });
		expect(others.map((item) => (item.credits as IDataObject).cost)).toEqual([0, 0]);
		const [account] = story.records('Accounts');
		expect(story.records('Deals')[0].Account_Name).toBe(account.id);
	});

	it('are all undone for 1 credit when the deal is wrong, and say so', async () => {
		const told = await story.send([{}], sendForm(customer('Nowhere'), 'allOrNothing', toFailed));
		expect(told.failed.map(({ subRequestId, outcome }) => [subRequestId, outcome])).toEqual([
			['account', 'rolledBack'],
			['contact', 'rolledBack'],
			['deal', 'refused'],
		]);
		expect(told.failed[0].reason).toBe("Undone, because sub-request 'deal' failed: all or nothing");
		expect(told.failed[2].reason).toContain('field Stage = "Nowhere"');
		expect(told.failed[2].body).toMatchObject({
			data: [{ code: 'INVALID_DATA', status: 'error' }],
		});
		expect(told.meter).toBe(1);
		expect(counts()).toEqual([0, 0, 0]);
	});

	it('end the run by default when nothing of them was done; the error names the culprit', async () => {
		const { error, meter } = await story.send([{}], sendForm(customer('Nowhere'), 'allOrNothing'));
		expect(error?.message).toContain(
			"None of the 3 sub-requests was done. Sub-request 'deal' of item 0",
		);
		expect(error?.description).toContain('rolledBack: 2, refused: 1');
		expect(error?.context).toMatchObject({ credits: { cost: 1 } });
		expect(meter).toBe(1);
	});

	it('in order, keep what went well when the last fails, for 1 credit', async () => {
		const told = await story.send([{}], sendForm(customer('Nowhere')));
		expect(told.success.map(({ subRequestId }) => subRequestId)).toEqual(['account', 'contact']);
		expect(told.failed.map(({ subRequestId }) => subRequestId)).toEqual(['deal']);
		expect(told.meter).toBe(1);
		expect(counts()).toEqual([1, 1, 0]);
	});

	it('in parallel, may stand in any order: Zoho lets one wait for the other (R102)', async () => {
		const told = await story.send([{}], sendForm([...customer()].reverse(), 'parallel'));
		expect(told.success.map(({ subRequestId }) => subRequestId)).toEqual([
			'deal',
			'contact',
			'account',
		]);
		expect(counts()).toEqual([1, 1, 1]);
		expect(compositesOf(told)[0]).toMatchObject({
			rollback_on_fail: false,
			parallel_execution: true,
		});
	});

	it('are not run behind a failed one: its dependants say which reference', async () => {
		const [account, contact] = customer();
		const broken = [{ ...account, record: '{ "Phone": "1" }' }, contact];
		const told = await story.send([{}], sendForm(broken, 'inOrder', toFailed));
		expect(told.failed.map(({ outcome, code }) => [outcome, code])).toEqual([
			['refused', 'MANDATORY_NOT_FOUND'],
			['notRun', 'INVALID_REFERENCE'],
		]);
	});
});

describe('All or Nothing where there is nothing to undo', () => {
	it.each([
		['one write', [create('Leads', lead(1))]],
		['reads alone', [0, 1].map(() => ({ method: 'GET', uri: 'org' }))],
	])('(%s) is sent without rollback, for 1 credit', async (_, requests) => {
		const told = await story.send([{ requests }], sendJson('allOrNothing'));
		expect(told.error).toBeUndefined();
		expect(told.meter).toBe(1);
		expect(compositesOf(told)[0]).toMatchObject({
			rollback_on_fail: false,
			parallel_execution: false,
		});
	});
});

describe('several items', () => {
	it('are a composite each, in order, costs on the first sub-request of each', async () => {
		const items = [0, 1, 2].map((n) => ({
			requests: [create('Leads', lead(n)), { method: 'GET', uri: '/crm/v8/org' }],
		}));
		const told = await story.send(items, sendJson('inOrder'));
		expect(told.pairs).toEqual([0, 0, 1, 1, 2, 2]);
		expect(told.success.map(({ subRequestId }) => subRequestId)).toEqual(
			[0, 1, 2].flatMap(() => ['request_1', 'request_2']),
		);
		expect(told.report).toMatchObject({ cost: 3, calls: 3, baseline: 6, saved: 3 });
		expect(told.success.map(({ credits }) => (credits as IDataObject).cost)).toEqual([
			1, 0, 1, 0, 1, 0,
		]);
	});

	it('with a mistake in one: that composite is not sent, the others are (R99)', async () => {
		const two = { ...create('Leads', lead(1), 'leads'), body: { data: [lead(1), lead(2)] } };
		const items = [
			{ requests: [create('Leads', lead(0))] },
			{ requests: [create('Leads', lead(9), 'x'), two] },
		];
		const told = await story.send(items, sendJson());
		expect(told.success).toHaveLength(1);
		expect(
			told.failed.map(({ subRequestId, outcome, code }) => [subRequestId, outcome, code]),
		).toEqual([
			['x', 'notRun', 'COMPOSITE_NOT_SENT'],
			['leads', 'refused', 'LIMIT_EXCEEDED'],
		]);
		expect(told.failed[1].reason).toBe(
			"Not sent: sub-request 'leads', body.data: it writes 2 records, and a sub-request takes 1; the node Batch Upsert writes 100 records for 10 credits",
		);
		expect(told.failed[1].details).toEqual({ sub_request_id: 'leads', key: 'body.data' });
		expect(told.failed[1].input).toEqual(items[1]);
		expect(told.calls).toHaveLength(1);
	});
});

describe('what Zoho would refuse costs nothing', () => {
	const refused = async (requests: unknown, execution?: string) => {
		const told = await story.send([{ requests } as IDataObject], sendJson(execution, toFailed));
		expect(told.calls).toEqual([]);
		expect(told.meter).toBe(0);
		return told.failed;
	};

	it('rollback and parallel together, in raw JSON (R100)', async () => {
		const [item] = await refused({
			rollback_on_fail: true,
			parallel_execution: true,
			__composite_requests: [create('Leads', lead(1))],
		});
		expect(item).toMatchObject({ outcome: 'refused', subRequestId: '' });
		expect(item.reason).toContain('rollback_on_fail and parallel_execution together');
	});

	it('a reference to a name that is none (R102)', async () => {
		const linked = create(
			'Contacts',
			{ Last_Name: 'A', Account_Name: { id: '@{acc:$.data[0].details.id}' } },
			'contact',
		);
		const [, item] = await refused([create('Accounts', { Account_Name: 'A' }, 'account'), linked]);
		expect(item.code).toBe('INVALID_REFERENCE');
		expect(item.reason).toContain("points at 'acc', which is no sub-request here");
	});

	it('references in a circle (R102)', async () => {
		const link = (name: string, to: string) =>
			create('Leads', { ...lead(1), City: `@{${to}:$.x}` }, name);
		const [item] = await refused([link('a', 'b'), link('b', 'a')], 'parallel');
		expect(item).toMatchObject({ code: 'LOOPING_FOUND' });
	});

	it.each([
		['text that is no JSON', '{ not json', "'Requests' is not valid JSON"],
		['something that is no list', { a: 1 }, 'neither a list of sub-requests'],
		['nothing', [], 'there is no sub-request'],
		['six', Array(6).fill({ method: 'GET', uri: 'org' }), 'there are 6 sub-requests'],
		['a number among the requests', [1], 'holds something that is no object'],
	])('%s', async (_, requests, reason) => {
		const [item] = await refused(requests);
		expect(item.reason).toContain(reason);
	});

	it('a form that is not filled in, by the name of its field', async () => {
		const request = [{ name: 'x', preset: 'addTags', module: named('Leads'), recordId: '1' }];
		const { failed, calls } = await story.send([{}], sendForm(request, 'inOrder', toFailed));
		expect(failed[0].reason).toBe("Not sent: sub-request 'x': 'Tags' is empty");
		expect(failed[0].details).toEqual({ sub_request_id: 'x', field: 'Tags' });
		expect(calls).toEqual([]);
	});
});

describe('the body on the wire', () => {
	it("has the key of v5 and later for parallel work, also where the JSON has the older one's (R104)", async () => {
		const requests = {
			concurrent_execution: true,
			__composite_requests: [create('Leads', lead(1))],
		};
		const [body] = compositesOf(await story.send([{ requests }], sendJson('inOrder')));
		expect(body).toMatchObject({ rollback_on_fail: false, parallel_execution: true });
		expect(body).not.toHaveProperty('concurrent_execution');
	});

	it('keeps the digits of ids that were typed as numbers into the JSON (R61)', async () => {
		const requestsJson =
			'[{ "method": "PUT", "uri": "Leads/1", "body": { "data": [{ "Skype_ID": 356686000032329832 }] } }]';
		const told = await story.send([{}], { ...sendJson('inOrder', toFailed), requestsJson });
		expect(told.calls[0].requestBody).toContain('"356686000032329832"');
	});
});

describe('answers', () => {
	it('of more than 25 rows are cut, and say so', async () => {
		story.seed(
			'Leads',
			Array.from({ length: 30 }, (_, n) => lead(n)),
		);
		const requests = [
			{ name: 'list', preset: 'listRecords', module: named('Leads'), fields: 'Last_Name' },
			{
				name: 'query',
				preset: 'coql',
				query: "select Last_Name from Leads where Company = 'Acme'",
			},
			{
				name: 'few',
				preset: 'coql',
				query: "select Last_Name from Leads where Last_Name = 'Lead 3'",
			},
			{ name: 'total', preset: 'count', module: named('Leads') },
		];
		const { success } = await story.send([{}], sendForm(requests));
		expect(success.map(({ subRequestId, truncated }) => [subRequestId, truncated])).toEqual([
			['list', true],
			['query', true],
			['few', false],
			['total', false],
		]);
		expect(success[3].body).toEqual({ count: 30 });
	});

	it('that are empty are done (R66)', async () => {
		const request = [
			{
				name: 'none',
				preset: 'search',
				module: named('Leads'),
				searchBy: 'email',
				searchFor: 'a@b.cd',
			},
		];
		const { success } = await story.send([{}], sendForm(request));
		expect(success).toMatchObject([
			{ outcome: 'done', statusCode: 204, body: null, truncated: false },
		]);
	});

	it('tell a duplicate with the record that is there (R01)', async () => {
		const unique = { Name: 'One', Contract_Key: 'K1' };
		const [id] = story.seed('Subscriptions', [unique]);
		const requests = [create('Subscriptions', { ...unique, Name: 'Two' })];
		const { failed } = await story.send([{ requests }], sendJson('inOrder', toFailed));
		expect(failed[0]).toMatchObject({ outcome: 'refused', code: 'DUPLICATE_DATA' });
		expect(failed[0].reason).toContain(`existing record ${id}`);
	});

	it('five kinds of metadata cost 1 credit (R76)', async () => {
		const kinds = ['modules', 'fields', 'layouts', 'customViews', 'relatedLists'];
		const request = kinds.map((metadata) => ({
			name: metadata,
			preset: 'metadata',
			metadata,
			module: named('Leads'),
		}));
		const told = await story.send([{}], sendForm(request, 'parallel'));
		expect(told.success).toHaveLength(5);
		expect(told.report).toMatchObject({ cost: 1, calls: 1, baseline: 5 });
	});

	it('carry the input where it is asked for', async () => {
		const requests = [{ method: 'GET', uri: 'org' }];
		const options = { includeInput: true };
		const { success } = await story.send([{ requests, mine: 1 }], sendJson('inOrder', { options }));
		expect(success[0].input).toEqual({ requests, mine: 1 });
	});
});
