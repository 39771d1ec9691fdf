import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { AGENT, agent, askAgent } from '../../support/agent';
import type { Engine } from '../../support/engine';
import { createEngine } from '../../support/engine';
import { itemsOf } from '../../support/results';
import type { BatchStory } from './batchStory';
import { form, NODE, openBatch } from './batchStory';

let story: BatchStory;
let engine: Engine;
beforeAll(async () => {
	story = await openBatch();
	const others = { [AGENT]: agent() };
	engine = createEngine({
		nodes: [new ZohoCrmBatchUpsert()],
		others,
		credentials: [story.credential],
	});
});
afterAll(async () => await story.close());

const recordJson = `={{ {
	Last_Name: $fromAI('name', '', 'string'),
	Company: 'Acme',
	Email: $fromAI('mail', '', 'string'),
} }}`;
const step = (changes: Parameters<typeof form>[0] = {}) => ({
	type: NODE,
	parameters: form({ recordsFrom: 'json', recordJson, ...changes }),
});

describe.each(['engine', 'inline'] as const)('as the tool of an AI agent, %s way', (way) => {
	it('the agent reads the written row, with the report once', async () => {
		const options = { creditDetail: 'every' };
		const input = { name: 'Berg', mail: 'berg@example.com' };
		const { answer } = await askAgent(engine, step({ options }), input, way);
		expect(answer).toEqual([
			expect.objectContaining({ outcome: 'written', credits: expect.anything() }),
		]);
		const [{ credits }] = answer as Array<{ credits: { cost: number; run: IDataObject } }>;
		expect(credits).toMatchObject({ cost: 1, run: { cost: 1, calls: 1 } });
	});

	it('the agent reads the failed row, with its reason, on the one output it knows', async () => {
		const input = { name: 'Berg', mail: 'no address' };
		const asked = await askAgent(engine, step({ whenRowsFail: 'sendToFailed' }), input, way);
		expect(asked.answer).toEqual([
			expect.objectContaining({
				row: 0,
				outcome: 'refused',
				field: 'Email',
				reason: expect.stringContaining('Zoho expects email'),
				credits: expect.objectContaining({ cost: 1, run: expect.anything() }),
			}),
		]);
		if (way === 'engine') expect(itemsOf(asked.run, asked.tool, 1)).toEqual([]);
	});

	it('an error tells the agent which value was wrong', async () => {
		const input = { name: 'Berg', mail: 'no address' };
		const { answer, run } = await askAgent(engine, step(), input, way);
		const said = JSON.stringify(answer ?? run.data.resultData.error?.message);
		expect(said).toContain('no address');
		expect(said).toContain('Zoho expects email');
	});
});
