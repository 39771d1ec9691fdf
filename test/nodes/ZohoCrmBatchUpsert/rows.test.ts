import type { IDataObject } from 'n8n-workflow';
import { generateLeads, LEAD_EXPRESSION } from '../../demo/leads';
import { jsonOf } from '../../support/results';
import { add, chain, join } from '../../support/workflow';
import type { BatchStory } from './batchStory';
import { form, leads, NODE, openBatch } from './batchStory';
import { lookBack } from './lookBack';

let story: BatchStory;
beforeAll(async () => (story = await openBatch({ latencyMs: 3, nodes: [lookBack] })));
afterAll(async () => await story.close());

/** A downstream node on each output that finds its input by n8n's own pairing. */
const withLookBack = (items: IDataObject[], parameters = form()) => {
	const workflow = chain(items, { type: NODE, parameters });
	for (const [output, name] of ['Good', 'Bad'].entries()) {
		join(add(workflow, { type: 'lookBack', name, credential: null }), NODE, output, name);
	}
	return workflow;
};

const FLAWS: Array<[row: number, flaw: IDataObject, field: string, code: string]> = [
	[0, { Email: 'not an address' }, 'Email', 'INVALID_DATA'],
	[57, { Last_Name: '' }, 'Last_Name', 'MANDATORY_NOT_FOUND'],
	[99, { Rating: 'Splendid' }, 'Rating', 'INVALID_DATA'],
	[100, { Interests: 'Hardware, Support' }, 'Interests', 'INVALID_DATA'],
	[512, { Last_Name: 'x'.repeat(81) }, 'Last_Name', 'INVALID_DATA'],
	[700, { Phone: 'not a phone!' }, 'Phone', 'INVALID_DATA'],
	[999, { Annual_Revenue: 'much' }, 'Annual_Revenue', 'INVALID_DATA'],
];

describe('rows with values that JSON cannot hold', () => {
	it('are refused one by one, the first and the last among them, and the others are written', async () => {
		const items = leads(5).map((lead) => ({ ...lead }) as Record<string, unknown>);
		items[0].Website = items[0];
		items[2].Website = () => 'x';
		items[4].Website = new Map([['a', 1]]);
		const { success, failed, meter } = await story.write(
			items as IDataObject[],
			form({ whenRowsFail: 'sendToFailed' }),
		);
		expect(success).toHaveLength(2);
		expect(meter).toBe(1);
		expect(failed).toMatchObject([
			{ row: 0, field: 'Website', message: expect.stringContaining('an object that holds itself') },
			{ row: 2, field: 'Website', message: expect.stringContaining('a function') },
			{ row: 4, field: 'Website', message: expect.stringContaining('a Map') },
		]);
	});
});

describe('a thousand leads, seven of them wrong (R02, R42, R50, R53, R148)', () => {
	const items = leads(1000).map((lead, n) => ({ ...lead, n }));
	for (const [row, flaw] of FLAWS) Object.assign(items[row], flaw);

	it('writes the others, and names row, field, code and rule of each that failed', async () => {
		const { success, failed, meter, run } = await story.write(items, form());
		expect(run.status).toBe('success');
		expect(success).toHaveLength(993);
		expect(meter).toBe(100);
		expect(failed.map(({ row, field, code, outcome }) => [row, field, code, outcome])).toEqual(
			FLAWS.map(([row, , field, code]) => [row, field, code, 'refused']),
		);
		expect(failed[5]).toMatchObject({
			message: 'invalid data',
			reason: 'INVALID_DATA: invalid data · field Phone = "not a phone!" · Zoho expects phone',
			details: { api_name: 'Phone', expected_data_type: 'phone' },
			input: items[700],
		});
		expect(failed[3].reason).toContain('Zoho expects jsonarray');
		expect(failed[4].reason).toContain('at most 80 characters');
		expect(failed[2].reason).toContain('allowed: ["Acquired"');
	});

	it('lets a node behind each output find the input of every item (R145)', async () => {
		const workflow = withLookBack(items);
		const { run } = await story.tell(workflow, async () => await story.engine.run(workflow));
		const bad = FLAWS.map(([row]) => row);
		expect(jsonOf(run, 'Bad').map(({ found }) => found)).toEqual(bad);
		expect(jsonOf(run, 'Good').map(({ found }) => found)).toEqual(
			items.map(({ n }) => n).filter((n) => !bad.includes(n as number)),
		);
	});
});

describe('the order of the input', () => {
	it.each([
		{ batchSize: 7, parallel: 10 },
		{ batchSize: 100, parallel: 1 },
		{ batchSize: 33, parallel: 4 },
	])('holds with %o', async (options) => {
		const items = leads(210, 5000);
		const { success } = await story.write(items, form({ options }));
		const byId = new Map(story.records('Leads').map((lead) => [lead.id, lead.Email]));
		expect(success.map(({ id }) => byId.get(id as string))).toEqual(
			items.map(({ Email }) => Email),
		);
	});
});

describe('an export of 500 leads', () => {
	const rows = generateLeads(500) as IDataObject[];
	const parameters = form({ recordsFrom: 'json', recordJson: LEAD_EXPRESSION });

	it('goes in for 50 credits, and the second time updates itself for 50 (R10, R37)', async () => {
		const created = await story.write(rows, parameters);
		expect(created.meter).toBe(50);
		expect(created.success.every(({ action }) => action === 'insert')).toBe(true);
		const updated = await story.write(rows, parameters);
		expect(updated.meter).toBe(50);
		expect(updated.success.map(({ id }) => id)).toEqual(created.success.map(({ id }) => id));
		for (const item of updated.success)
			expect(item).toMatchObject({
				action: 'update',
				duplicateField: 'Email',
				status: 'success',
				outcome: 'written',
				code: 'SUCCESS',
			});
	});
});

describe('big integers', () => {
	it('are sent as text, digits and all, as n8n writes them everywhere', async () => {
		const [item] = leads(1, 5000) as Array<Record<string, unknown>>;
		item.Description = 5725767000003000011n;
		await story.write([item as IDataObject], form());
		const written = story.records('Leads').find(({ Email }) => Email === item.Email);
		expect(written).toMatchObject({ Description: '5725767000003000011' });
	});
});
