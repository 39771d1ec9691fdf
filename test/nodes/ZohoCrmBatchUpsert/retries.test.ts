import { countBy } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../simulator/faults';
import { contextOf, jsonOf } from '../../support/results';
import { add, chain, join } from '../../support/workflow';
import type { BatchStory, Told } from './batchStory';
import { bodiesOf, form, leads, NODE, openBatch, writesOf } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const fail = (name: string, fault: Fault, nth = 1, times = 1) =>
	story.zoho.faults.add({ match: { name, nth, times }, fault });
const oneByOne = form({ options: { parallel: 1 } });
const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const addressesSent = (told: Told): unknown[] =>
	bodiesOf(told).flatMap(({ data }) => (data as IDataObject[]).map(({ Email }) => Email));
const runsPerRecord = () => Object.values(countBy(story.automations(), ({ id }) => id));

/** 1,000 leads, of which two cannot be written, one in the first half. */
function mixed(): IDataObject[] {
	const items = leads(1000);
	items[50].Rating = 'Splendid';
	items[950].Rating = 'Splendid';
	return items;
}

describe('credits that run out at chunk 6', () => {
	beforeEach(() => story.zoho.setOrg({ allowance: 50 }));

	it('end the run: the error counts the rows and carries the report', async () => {
		const { error, report, meter, run } = await story.write(mixed(), oneByOne);
		expect(error?.message).toBe('The organisation has no API credits left');
		expect(error?.description).toContain('Rows written: 499, refused: 1, notSent: 500.');
		expect(error?.description).toContain('Spent 50 credits');
		expect(meter).toBe(50);
		expect(error?.context).toMatchObject({ stop: 'creditsGone', credits: { cost: 50 } });
		expect(report.baseline).toBe(500);
		expect(Object.keys(contextOf(run, NODE))).toEqual(['zohoCrmRun0']);
	});

	it('let Retry On Fail ask again, but never send what was written or refused (R97, R143)', async () => {
		const told = await story.write(mixed(), oneByOne, again);
		expect(told.error).toBeDefined();
		expect(told.meter).toBe(50);
		const refusedCalls = told.calls.filter(({ status }) => status === 429);
		expect(refusedCalls).toHaveLength(3);
		expect(writesOf(told)).toHaveLength(5 + 3);
		expect(told.report.cost).toBe(50);
	});

	it('let a person retry the execution later: the rest is written, each row once', async () => {
		const first = await story.write(mixed(), oneByOne);
		story.zoho.setOrg({ allowance: 1000 });
		const second = await story.retry(first);
		expect(second.error).toBeUndefined();
		expect(second.success).toHaveLength(998);
		expect(second.failed.map(({ row, outcome, field }) => [row, outcome, field])).toEqual([
			[50, 'refused', 'Rating'],
			[950, 'refused', 'Rating'],
		]);
		expect(addressesSent(second)).toEqual(leads(500, 500).map(({ Email }) => Email));
		expect(second.meter).toBe(50);
		expect(second.report).toMatchObject({ cost: 50, baseline: 500, saved: 450 });
		expect(Math.max(...runsPerRecord())).toBe(1);
		expect(contextOf(second.run, NODE)).toEqual({});
	});
});

describe('a chunk whose answer is lost, and Zoho away while it is read back', () => {
	const away: Fault = { kind: 'status', status: 503, when: 'before' };

	it.each(['before', 'after'] as const)(
		'(%s it was written): Retry On Fail reads back first',
		async (when) => {
			fail('records.upsert', { kind: 'reset', when }, 3);
			fail('coql.query', away, 1, 3);
			const told = await story.write(mixed(), oneByOne, again);
			expect(told.error).toBeUndefined();
			expect(told.success).toHaveLength(998);
			const sent = countBy(addressesSent(told));
			const twice = Object.keys(sent).filter((address) => sent[address] > 1);
			expect(twice).toHaveLength(when === 'before' ? 100 : 0);
			expect(story.records('Leads')).toHaveLength(998);
			expect(Math.max(...runsPerRecord())).toBe(1);
			expect(contextOf(told.run, NODE)).toEqual({});
		},
	);

	it('so does an execution that a person retries', async () => {
		fail('records.upsert', { kind: 'reset', when: 'after' }, 3);
		fail('coql.query', away, 1, 3);
		const first = await story.write(mixed(), oneByOne);
		expect(first.error?.message).toContain("Zoho's answer was lost");
		expect(first.error?.description).toContain('unknown: 100');
		const second = await story.retry(first);
		expect(second.success).toHaveLength(998);
		expect(second.success.filter(({ confirmedBy }) => confirmedBy)).toHaveLength(100);
		expect(addressesSent(second)).toHaveLength(700);
		expect(story.records('Leads')).toHaveLength(998);
		expect(Math.max(...runsPerRecord())).toBe(1);
	});

	it('rows that did not arrive go out before later rows of the same key, at most 100 a call', async () => {
		const rows = leads(150);
		rows.push({ ...rows[7], Last_Name: 'Newest' });
		fail('records.upsert', { kind: 'reset', when: 'before' }, 1, 2);
		fail('coql.query', away, 1, 6);
		const first = await story.write(rows, form({ options: { parallel: 2 } }));
		expect(first.error?.description).toContain('notSent');
		story.zoho.faults.clear();
		const second = await story.retry(first);
		expect(second.success).toHaveLength(151);
		const newest = story.records('Leads').filter(({ Email }) => Email === rows[7].Email);
		expect(newest.map((lead) => lead.Last_Name)).toEqual(['Newest']);
	});
});

describe('Retry On Fail', () => {
	it('does not run again because of what the node puts out (R141, R142)', async () => {
		const items = leads(300);
		items[0].Rating = 'Splendid';
		const told = await story.write(items, form(), again);
		expect(writesOf(told)).toHaveLength(3);
		expect(told.failed).toHaveLength(1);
		const onwards = { ...again, onError: 'continueRegularOutput' } as const;
		expect(writesOf(await story.write(items, form(), onwards))).toHaveLength(3);
	});

	it('sends nothing again where rows failed and the person wants an error', async () => {
		const items = leads(300);
		items[0].Rating = 'Splendid';
		const told = await story.write(items, form({ whenRowsFail: 'errorIfAny' }), again);
		expect(told.error?.message).toContain('1 of 300 rows were not written. Row 0: INVALID_DATA');
		expect(writesOf(told)).toHaveLength(3);
		expect(told.report).toMatchObject({ cost: 30, calls: 3 });
	});

	it('asks once about what only a person can change', async () => {
		story.zoho.org().modules.get('Leads')!.schema.status = 'user_hidden';
		const told = await story.write(leads(300), form(), again);
		expect(told.error?.message).toContain('INVALID_MODULE');
		expect(told.meter).toBe(writesOf(told).length);
		expect(writesOf(told).length).toBeLessThanOrEqual(2);
	});
});

describe('a node that runs twice in one execution', () => {
	it('keeps the record of each run apart', async () => {
		story.zoho.setOrg({ allowance: 15 });
		const workflow = chain(leads(100), { type: NODE, parameters: oneByOne });
		add(workflow, { type: 'n8n-nodes-base.noOp', name: 'Again', credential: null });
		join(join(workflow, 'Start', 0, 'Again'), 'Again', 0, NODE);
		const run = await story.engine.run(workflow);
		expect(Object.keys(contextOf(run, NODE))).toEqual(['zohoCrmRun1']);
		story.zoho.setOrg({ allowance: 1000 });
		const second = await story.engine.retry(run, workflow);
		expect(second.status).toBe('success');
		expect(jsonOf(second, NODE).map(({ action }) => action)).toEqual(Array(100).fill('update'));
		expect(contextOf(second, NODE)).toEqual({});
	});
});

describe('a retry by hand after something was mended', () => {
	it('in Zoho: rows of a call that was refused as a whole are sent', async () => {
		const { schema } = story.zoho.org().modules.get('Leads')!;
		schema.status = 'user_hidden';
		const first = await story.write(leads(150), oneByOne);
		expect(first.error).toBeDefined();
		schema.status = 'visible';
		const second = await story.retry(first);
		expect(second.success).toHaveLength(150);
	});

	/** The workflow of a failed execution, saved with other settings. */
	const mended = ({ workflow }: Told, parameters: INodeParameters) => {
		const changed = structuredClone(workflow);
		const node = changed.nodes.find(({ name }) => name === NODE)!;
		node.parameters = { ...node.parameters, ...parameters };
		return changed;
	};
	const allActive = { recordsFrom: 'json', recordJson: '={{ { ...$json, Rating: "Active" } }}' };

	it("in the node's form: refused rows are sent, written ones are not", async () => {
		story.zoho.setOrg({ allowance: 10 });
		const items = leads(150).map((lead, at) => ({ ...lead, Rating: at < 5 ? 'hot' : 'Active' }));
		const first = await story.write(items, oneByOne);
		expect(first.error?.description).toContain('written: 95, refused: 5');
		story.zoho.setOrg({ allowance: 1000 });
		const second = await story.retry(first, mended(first, allActive));
		expect(second.success).toHaveLength(150);
		expect(addressesSent(second)).toHaveLength(55);
	});

	it.each(['laterCall', 'lastWins', 'firstWins'])(
		'a row never goes over a later one with its key (%s)',
		async (sameKey) => {
			story.zoho.setOrg({ allowance: 2 });
			const items: IDataObject[] = leads(30);
			items[4].Rating = 'hot';
			items[5] = { ...items[4], Rating: 'Active', Last_Name: 'Newest' };
			const options = { batchSize: 10, parallel: 1, sameKey };
			const first = await story.write(items, form({ options }));
			expect(first.error).toBeDefined();
			story.zoho.setOrg({ allowance: 1000 });
			const changes = { ...allActive, options: { ...options, batchSize: 100 } };
			const second = await story.retry(first, mended(first, changes));
			expect(second.error).toBeUndefined();
			const kept = story.records('Leads').filter(({ Email }) => Email === items[4].Email);
			expect(kept).toHaveLength(1);
			expect(kept[0].Last_Name).toBe(sameKey === 'firstWins' ? 'Lead 4' : 'Newest');
		},
	);
});
