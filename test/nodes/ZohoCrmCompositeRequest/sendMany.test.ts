import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { CompositeStory, Told } from './compositeStory';
import { compositesOf, create, lead, manyJson, named, openComposite } from './compositeStory';

let story: CompositeStory;
beforeEach(async () => (story = await openComposite()));
afterEach(async () => await story.close());

const toFailed = { whenRowsFail: 'sendToFailed' };
const costs = ({ success, failed }: Told) =>
	[...success, ...failed].map(({ credits }) => (credits as IDataObject).cost);

/** Reads and writes of five modules, in turn. */
const mixed = (count: number): IDataObject[] =>
	range(count).map((n) =>
		n % 2 === 0
			? create(
					['Leads', 'Accounts', 'Products'][n % 3],
					[lead(n), { Account_Name: `A${n}` }, { Product_Name: `P${n}` }][n % 3],
				)
			: { method: 'GET', uri: n % 4 === 1 ? 'org' : 'settings/modules' },
	);

describe('23 reads and writes of different modules', () => {
	it('are 5 calls and 5 credits, each item paired with itself', async () => {
		const told = await story.send(mixed(23), manyJson());
		expect(told.error).toBeUndefined();
		expect(told.report).toMatchObject({ cost: 5, calls: 5, baseline: 23, saved: 18 });
		expect(told.report.advice).toBeUndefined();
		expect(told.meter).toBe(5);
		expect(told.pairs).toEqual(range(23));
		expect(told.success.map(({ subRequestId }) => subRequestId)).toEqual(
			range(23).map((n) => `item_${n}`),
		);
		expect(costs(told)).toEqual(range(23).map((n) => (n % 5 === 0 ? 1 : 0)));
		const sizes = compositesOf(told).map((body) => (body.__composite_requests as unknown[]).length);
		expect(sizes).toEqual([5, 5, 5, 5, 3]);
	});

	it('in order are sent in the order of the items, whatever Parallel Calls says', async () => {
		const items = range(12).map((n) => create('Leads', lead(n)));
		await story.send(items, manyJson('inOrder', { options: { parallel: 5 } }));
		expect(story.records('Leads').map(({ Last_Name }) => Last_Name)).toEqual(
			range(12).map((n) => `Lead ${n}`),
		);
	});

	it('that Zoho refuses go to Failed alone, each with its input (R42)', async () => {
		const items = mixed(23);
		items[8] = create('Leads', { Company: 'No name' });
		const told = await story.send(items, manyJson('parallel'));
		expect(told.success).toHaveLength(22);
		expect(told.failed).toMatchObject([
			{ row: 8, outcome: 'refused', code: 'MANDATORY_NOT_FOUND', input: items[8] },
		]);
		expect(told.meter).toBe(5);
	});

	it('that hold a mistake are not sent; the rest moves up into the fives', async () => {
		const items = mixed(11);
		items[3] = { method: 'DELETE', uri: 'Leads', params: { ids: '1,2' } };
		const told = await story.send(items, manyJson());
		expect(told.failed).toMatchObject([{ row: 3, outcome: 'refused', code: 'NOT_SUPPORTED' }]);
		expect(told.failed[0].reason).toContain('Batch Upsert');
		expect(told.report).toMatchObject({ calls: 2, cost: 2, baseline: 10 });
	});

	it('cannot refer to each other: Send does that', async () => {
		const items = [
			create('Accounts', { Account_Name: 'A' }),
			{ method: 'GET', uri: 'Accounts/@{item_0:$.data[0].details.id}' },
		];
		const { failed } = await story.send(items, manyJson());
		expect(failed[0].reason).toContain(
			"requests of different items cannot refer to each other; 'Send' links those of one item",
		);
	});
});

describe('23 reads of one module by id', () => {
	it('are told that Batch Read does it for 1 credit', async () => {
		const ids = story.seed('Leads', range(23).map(lead));
		const told = await story.send(
			ids.map((id) => ({ id })),
			{
				operation: 'sendMany',
				requestsFrom: 'form',
				execution: 'parallel',
				preset: 'getRecord',
				module: named('Leads'),
				recordId: '={{ $json.id }}',
			},
		);
		expect(told.success.map(({ body }) => (body as { data: IDataObject[] }).data[0].id)).toEqual(
			ids,
		);
		expect(told.report).toMatchObject({ cost: 5, baseline: 23 });
		const advice =
			"23 of the sub-requests read one record of Leads by its id each: Batch Read ('Get by IDs') does that for 1 credit, where composites take 5.";
		expect(told.report.advice).toEqual([advice]);
		expect(told.hint).toContain(advice);
	});
});

describe('a cap on credits', () => {
	const capped = { options: { maxCredits: 2 } };

	it('ends the run by default; the error counts what was not sent', async () => {
		const { error, meter } = await story.send(mixed(12), manyJson('inOrder', capped));
		expect(error?.message).toContain('The next call costs 1 credits, and 2 of the 2 allowed');
		expect(error?.description).toContain('done: 10, notSent: 2');
		expect(meter).toBe(2);
	});

	it('leaves the rest on Failed where the person says so', async () => {
		const told = await story.send(mixed(12), manyJson('inOrder', { ...capped, ...toFailed }));
		expect(told.success).toHaveLength(10);
		expect(told.failed.map(({ row, outcome }) => [row, outcome])).toEqual([
			[10, 'notSent'],
			[11, 'notSent'],
		]);
	});
});

describe('a dry run', () => {
	it('plans and prices without a call', async () => {
		const told = await story.send(mixed(12), manyJson('inOrder', { options: { dryRun: true } }));
		expect(told.calls).toEqual([]);
		expect(told.success.map(({ outcome, call }) => [outcome, call])).toEqual(
			range(12).map((n) => ['planned', Math.floor(n / 5) + 1]),
		);
		expect(told.report).toMatchObject({
			cost: 0,
			baseline: 12,
			saved: null,
			plan: { calls: 3, credits: 3, overhead: 0, basis: 'documented' },
		});
		expect(told.hint).toContain('the run would cost 3 credits in 3 calls');
	});

	it('says what a cap would leave', async () => {
		const options = { dryRun: true, maxCredits: 1 };
		const told = await story.send(mixed(7), manyJson('inOrder', { options }));
		expect(told.success).toHaveLength(5);
		expect(told.failed.map(({ row, outcome }) => [row, outcome])).toEqual([
			[5, 'notSent'],
			[6, 'notSent'],
		]);
	});
});

describe('Credit Detail', () => {
	it('puts the report on every item', async () => {
		const options = { creditDetail: 'every' };
		const { success } = await story.send(mixed(3), manyJson('inOrder', { options }));
		expect(success.every(({ credits }) => (credits as IDataObject).run !== undefined)).toBe(true);
	});
});

describe('requests with values that JSON cannot hold', () => {
	it('are refused one by one, and the others are done', async () => {
		const looped: IDataObject = { ...lead(1) };
		looped.Website = looped;
		const items = [create('Leads', lead(0)), create('Leads', looped), create('Leads', lead(2))];
		const told = await story.send(items, { ...manyJson(), ...toFailed });
		expect(told.success).toHaveLength(2);
		expect(told.failed).toMatchObject([{ row: 1, outcome: 'refused' }]);
		expect(String(told.failed[0].message)).toMatch(/holds itself/);
		expect(told.meter).toBe(1);
	});
});
