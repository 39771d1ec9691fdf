import type { INodeParameters } from 'n8n-workflow';
import { ZohoCrmBatchRead } from '../../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { AGENT, agent, askAgent } from '../../support/agent';
import { createEngine } from '../../support/engine';
import { chain } from '../../support/workflow';
import { jsonOf, leads, named, NODE, openReads } from './readStory';
import type { ReadStory } from './readStory';

let story: ReadStory;
beforeEach(async () => {
	story = await openReads();
});
afterEach(async () => await story.close());

const lookUp: INodeParameters = {
	operation: 'lookUp',
	module: named('Leads'),
	field: 'Email',
	value: '={{ $json.Email }}',
};
const byIds: INodeParameters = {
	operation: 'getByIds',
	module: named('Leads'),
	recordId: '={{ $json.id }}',
};
const query: INodeParameters = {
	operation: 'query',
	query: 'select Email from Leads where id is not null',
};

describe('Dry Run', () => {
	const dry = (parameters: INodeParameters): INodeParameters => ({
		...parameters,
		options: { dryRun: true },
	});

	it('says which call would carry each row, and what it costs', async () => {
		const rows = [...leads(60), { Email: '' }];

		const told = await story.read(rows, dry(lookUp));

		expect(told.calls).toEqual([]);
		expect(jsonOf(told.found)[0]).toMatchObject({ outcome: 'planned', call: 1 });
		expect(jsonOf(told.found)[59]).toMatchObject({ outcome: 'planned', call: 2 });
		expect(jsonOf(told.notFound)).toMatchObject([{ row: 60, outcome: 'refused' }]);
		expect(told.report).toMatchObject({
			cost: 0,
			saved: null,
			plan: { calls: 2, credits: 2, overhead: 0, atLeast: true },
		});
		expect(told.hint).toContain('at least 2 credits');
	});

	it('counts the fields it would have to read first', async () => {
		const told = await story.read([{ id: '1' }], dry(byIds));

		expect(told.report.plan).toEqual({ calls: 2, credits: 2, overhead: 1, basis: 'documented' });
	});

	it.each([
		[
			{ ...query, returnAll: false, limit: 300 },
			{ credits: 1, atLeast: true, atMost: 2 },
		],
		[
			{ ...query, returnAll: true },
			{ credits: 1, atLeast: true },
		],
		[{ ...query, query: `${String(query.query)} limit 2000` }, { credits: 3 }],
		[
			{ operation: 'getDeleted', module: named('Leads'), since: '2024-01-01T00:00:00Z' },
			{ credits: 2, atLeast: true },
		],
		[
			{ operation: 'getChanged', module: named('Leads'), since: '2024-01-01T00:00:00Z' },
			{ credits: 2, overhead: 1 },
		],
		[
			{
				operation: 'search',
				module: named('Leads'),
				searchBy: 'word',
				word: 'Acme',
				returnAll: true,
			},
			{ credits: 1, atLeast: true, atMost: 10 },
		],
	] as Array<[INodeParameters, object]>)('of %j prices %j', async (parameters, plan) => {
		const told = await story.read([{}], dry(parameters));

		expect(told.calls).toEqual([]);
		expect(told.report.plan).toEqual({
			calls: expect.any(Number),
			overhead: 0,
			basis: 'documented',
			...plan,
		});
	});
});

describe('The report', () => {
	it('is on every item when asked, else on the first of each output', async () => {
		story.seed('Leads', leads(2));
		const rows = leads(4);
		const runs = (items: Array<{ json: Record<string, unknown> }>) =>
			items.map(({ json }) => 'run' in (json.credits as object));

		const first = await story.read(rows, lookUp);
		const every = await story.read(rows, { ...lookUp, options: { creditDetail: 'every' } });

		expect([runs(first.found), runs(first.notFound)]).toEqual([
			[true, false],
			[true, false],
		]);
		expect([...runs(every.found), ...runs(every.notFound)]).toEqual(Array(4).fill(true));
	});

	it('comes with the input when asked', async () => {
		story.seed('Leads', leads(1));

		const told = await story.read(leads(1), { ...lookUp, options: { includeInput: true } });

		expect(told.found[0].json).toMatchObject({ Email: 'lead0@example.com', input: leads(1)[0] });
	});
});

describe('A run that cannot start', () => {
	it('fails before anything is sent', async () => {
		const told = await story.read([{}], { ...lookUp, module: named('Activities') });

		expect(told.error?.message).toBe("'Module' Activities holds no records of its own");
		expect(told.meter).toBe(0);
	});

	it('sends all items to Not Found where On Error says to go on', async () => {
		const told = await story.read(
			leads(2),
			{ ...lookUp, module: named('Activities') },
			{
				onError: 'continueRegularOutput',
			},
		);

		expect(told.found).toEqual([]);
		expect(jsonOf(told.notFound)).toMatchObject([
			{ row: 0, outcome: 'notSent', code: 'NOT_STARTED' },
			{ row: 1, outcome: 'notSent' },
		]);
	});

	it('names the row whose module differs', async () => {
		const told = await story.read([{ m: 'Leads' }, { m: 'Contacts' }], {
			...byIds,
			module: { __rl: true, mode: 'name', value: '={{ $json.m }}' },
			recordId: '1',
		});

		expect(told.error?.message).toContain("'Module' is not the same for all rows: row 1");
	});

	it('throws for a module that Zoho does not know, and tells what that cost', async () => {
		const told = await story.read([{ id: '1' }], { ...byIds, module: named('Nowhere') });

		expect(told.error?.message).toContain('INVALID_MODULE');
		expect(told.report).toMatchObject({ cost: 1, overhead: 1 });
	});
});

describe('Zoho in trouble', () => {
	it('is asked again when an answer is lost, and both tries are counted', async () => {
		story.seed('Leads', leads(1));
		story.zoho.faults.add({
			match: { name: 'coql.query', nth: 1, times: 1 },
			fault: { kind: 'reset', when: 'after' },
		});

		const told = await story.read(leads(1), lookUp);

		expect(told.found).toHaveLength(1);
		expect(told.report).toMatchObject({ cost: 2, uncertain: 1 });
	});

	it('that refuses the login is no empty list (R26)', async () => {
		story.zoho.faults.add({
			match: { name: 'coql.query', nth: 1, times: 'always' },
			fault: { kind: 'expireToken' },
		});

		const told = await story.read(leads(1), lookUp);

		expect(told.run.status).toBe('error');
		expect(told.error?.message).toContain('does not know this login');
		expect([told.found, told.notFound, told.meter]).toEqual([[], [], 0]);
	});

	it('ends at once when the person presses Stop, and sends nothing more', async () => {
		story.seed('Leads', leads(3000));
		story.zoho.setLatency(150);
		const workflow = chain([{}], { type: NODE, parameters: { ...query, returnAll: true } });

		const execution = story.engine.start(workflow);
		await new Promise((resolve) => setTimeout(resolve, 250));
		execution.stop();
		await execution.finished;
		await new Promise((resolve) => setTimeout(resolve, 500));

		// The one call under way is answered; all 3,000 rows take four.
		expect(story.zoho.meter.entries.length).toBeGreaterThan(0);
		expect(story.zoho.meter.entries.length).toBeLessThan(4);
	});
});

describe.each(['engine', 'inline'] as const)('as the tool of an AI agent, %s way', (way) => {
	it('gives what was found and what was not on the first output, the report once', async () => {
		story.seed('Leads', leads(1));
		const engine = createEngine({
			nodes: [new ZohoCrmBatchRead()],
			others: { [AGENT]: agent() },
			credentials: [story.credential],
		});
		const ask = async (email: string) =>
			await askAgent(
				engine,
				{ type: NODE, parameters: { ...lookUp, value: "={{ $fromAI('email', '', 'string') }}" } },
				{ email },
				way,
			);

		const found = await ask('lead0@example.com');
		const missed = await ask('nobody@example.com');

		expect(JSON.stringify(found.answer)).toContain('lead0@example.com');
		expect(JSON.stringify(found.answer)).toContain('"cost":1');
		expect(JSON.stringify(missed.answer)).toContain('notFound');
	});
});
