import type { IRun } from 'n8n-workflow';
import { processState } from '../../../nodes/shared/state/memory';
import type { CallbackFault } from '../../simulator/faults';
import { itemsOf, jsonOf } from '../../support/results';
import { callback, timeOut } from '../../support/waiting';
import type { TestWorkflow } from '../../support/workflow';
import { asleep, importing, leads, NODE, openBulk, RESULT, spent } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => await bulk.close());

const faulty = (effect: CallbackFault['effect'], ms?: number) =>
	bulk.zoho.faults.add({
		match: { name: 'callback.bulkWrite' },
		fault: { kind: 'callback', effect, ...(ms === undefined ? {} : { ms }) },
	});

const twelve = () => importing(leads(12), { route: 'bulk' });

const outcomes = (run: IRun, node: string, output = 0) =>
	jsonOf(run, node, output).map(({ outcome }) => outcome);

const idsOf = (run: IRun, node: string) => jsonOf(run, node).map(({ id }) => id);

async function expectMetered(runs: Array<[IRun, string]>, mark: number) {
	const { onItems, inCallbacks } = await spent(bulk, runs);
	expect(onItems + inCallbacks).toBe(bulk.zoho.meter.since(mark).total());
}

/** n8n's time limit passes, and the Get Result behind finishes the work. */
async function expectResultAfterLimit(waiting: IRun, workflow: TestWorkflow, mark: number) {
	const run = await timeOut(bulk.engine, waiting, workflow);
	expect(run.status).toBe('success');
	expect(jsonOf(run, NODE).map(({ job }) => (job as { state: string }).state)).toEqual(
		Array(12).fill('still running'),
	);
	expect(outcomes(run, RESULT)).toEqual(Array(12).fill('written'));
	expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
	await expectMetered(
		[
			[run, NODE],
			[run, RESULT],
		],
		mark,
	);
}

describe('an Import that sleeps', () => {
	it('gives each row its outcome when Zoho calls, in the order of the input (R106)', async () => {
		const rows = leads(30);
		rows[7].Email = 'not an address';
		const mark = bulk.zoho.meter.mark();
		const { waiting, answers, woken } = await asleep(bulk, importing(rows, { route: 'bulk' }));
		expect(waiting.status).toBe('waiting');
		await bulk.jobsEnd();
		expect(answers.map(({ status }) => status)).toEqual([200]);
		const run = woken()!;
		expect(run.status).toBe('success');
		const records = new Map(bulk.records('Leads').map(({ id, values }) => [values.Email, id]));
		itemsOf(run, NODE).forEach(({ json }, row) => {
			if (row === 7) return;
			expect(json).toMatchObject({
				outcome: 'written',
				action: 'insert',
				id: records.get(rows[row].Email),
				job: { row, state: 'completed' },
				route: 'bulk',
			});
		});
		expect(jsonOf(run, NODE)[7]).toMatchObject({
			row: 7,
			outcome: 'refused',
			field: 'Email',
			code: 'INVALID_DATA',
			input: rows[7],
		});
		await expectMetered([[run, NODE]], mark);
	});

	it('lies asleep as its input items, each with its job', async () => {
		const rows = [{ ...leads(1)[0], job: 'Welder' }, leads(2)[1]];
		const { waiting } = await asleep(
			bulk,
			importing(rows, { route: 'bulk', options: { unknownFields: 'drop' } }),
		);
		const [lying] = waiting.data.executionData!.nodeExecutionStack;
		const items = lying.data.main[0]!;
		const [{ id }] = bulk
			.callsTo('bulkWrite.create')
			.map(
				({ responseBody }) =>
					(JSON.parse(String(responseBody)) as { details: { id: string } }).details,
			);
		expect(items.map(({ json: { credits: _credits, ...json } }) => json)).toEqual(
			rows.map((row, at) => ({
				...row,
				job: expect.objectContaining({ id, row: at, state: 'still running' }),
			})),
		);
		await bulk.jobsEnd();
	});

	it('gives an item its own `job` back', async () => {
		const rows = [{ ...leads(1)[0], job: 'Welder' }];
		const workflow = importing(rows, { route: 'bulk', options: { unknownFields: 'drop' } });
		bulk.zoho.faults.add({
			match: { name: 'bulkWrite.create' },
			fault: { kind: 'partial', rows: [0], code: 'INVALID_DATA', message: 'no' },
		});
		const { woken } = await asleep(bulk, workflow);
		await bulk.jobsEnd();
		expect(jsonOf(woken()!, NODE)[0]).toMatchObject({ outcome: 'refused', input: rows[0] });
	});

	it('wakes for a late call as for one in time', async () => {
		faulty('delay', 10 * 60_000);
		const { woken } = await asleep(bulk, twelve());
		await bulk.jobsEnd();
		expect(woken()).toBeNull();
		await bulk.zoho.clock.advance(10 * 60_000);
		expect(outcomes(woken()!, NODE)).toEqual(Array(12).fill('written'));
	});

	it('wakes once for a call that comes twice', async () => {
		faulty('duplicate');
		const { answers, woken } = await asleep(bulk, twelve());
		await bulk.jobsEnd();
		expect(answers).toHaveLength(1);
		expect(outcomes(woken()!, NODE)).toEqual(Array(12).fill('written'));
	});

	it('wakes once when both come at the same moment', async () => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		const mark = bulk.zoho.meter.mark();
		bulk.answer(async () => 409);
		await bulk.jobsEnd();
		const [call] = bulk.calls;
		const both = await Promise.all([
			callback(bulk.engine, waiting, workflow, call),
			callback(bulk.engine, waiting, workflow, call),
		]);
		expect(both.filter(({ run }) => run !== null)).toHaveLength(1);
		expect(both.map(({ status }) => status)).toEqual([200, 200]);
		// The later one asked too, before it saw that somebody else was at it; nothing was fetched twice.
		expect(bulk.callsTo('bulkWrite.result')).toHaveLength(1);
		expect(bulk.zoho.meter.since(mark).total()).toBe(2);
	});

	it('is not moved, and spends nothing, for a forged call', async () => {
		faulty('forged');
		const { answers, woken } = await asleep(bulk, twelve());
		await bulk.jobsEnd();
		// First the forged one, that names another job and says it failed; then Zoho's own.
		expect(answers.map(({ status, run }) => [status, run === null])).toEqual([
			[200, true],
			[200, false],
		]);
		expect(outcomes(woken()!, NODE)).toEqual(Array(12).fill('written'));
		expect(bulk.callsTo('bulkWrite.status')).toHaveLength(1);
	});

	it('does not believe a call: a job that is still running keeps it asleep', async () => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		const [{ requestBody }] = bulk.callsTo('bulkWrite.create');
		const { callback: told } = JSON.parse(String(requestBody)) as { callback: { url: string } };
		const query = Object.fromEntries(new URL(told.url).searchParams);
		const lie = {
			query,
			body: { status: 'COMPLETED', result: { download_url: 'https://evil.example/x' } },
		};
		const { status, run } = await callback(bulk.engine, waiting, workflow, lie);
		expect([status, run]).toEqual([200, null]);
		await bulk.jobsEnd();
	});

	it.each([
		['without our parameter', {}],
		['with a parameter made up', { job: `0-${'0'.repeat(32)}` }],
		['with something else', { job: '7' }],
	])('sleeps on after a call %s (R133)', async (_how, query) => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		bulk.answer(async () => 409);
		await bulk.jobsEnd();
		const answer = await callback(bulk.engine, waiting, workflow, { ...bulk.calls[0], query });
		expect([answer.status, answer.run]).toEqual([200, null]);
		expect(bulk.callsTo('bulkWrite.status')).toHaveLength(0);
	});

	it('sleeps on after a call for another job of the same execution', async () => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		bulk.answer(async () => 409);
		await bulk.jobsEnd();
		const call = { ...bulk.calls[0], body: { id: '5725767000000999999', status: 'COMPLETED' } };
		expect((await callback(bulk.engine, waiting, workflow, call)).run).toBeNull();
	});

	it('takes the body wrapped as well as bare', async () => {
		bulk.zoho.switches.bulkWriteCallback = 'wrapped';
		const { woken } = await asleep(bulk, twelve());
		await bulk.jobsEnd();
		expect(outcomes(woken()!, NODE)).toEqual(Array(12).fill('written'));
	});

	it('never throws: without Zoho it sleeps on', async () => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		bulk.zoho.faults.add({
			match: { name: 'bulkWrite.status', times: 'always' },
			fault: { kind: 'status', status: 500, when: 'before' },
		});
		bulk.answer(async () => 409);
		await bulk.jobsEnd();
		const { status, run } = await callback(bulk.engine, waiting, workflow, bulk.calls[0]);
		expect([status, run]).toEqual([200, null]);
	});
});

describe('an execution with several jobs', () => {
	/** Rows that clear a field go out in a job of their own. */
	const inTwoJobs = () => {
		const rows = leads(6).map((lead, at) => (at % 2 === 0 ? lead : { ...lead, Phone: '' }));
		return importing(rows, { route: 'bulk', options: { clearFields: 'Phone' } });
	};

	it('wakes with the last of them, having asked once for each', async () => {
		const mark = bulk.zoho.meter.mark();
		const { answers, woken } = await asleep(bulk, inTwoJobs());
		await bulk.jobsEnd();
		expect(answers.map(({ status, run }) => [status, run === null])).toEqual([
			[200, true],
			[200, false],
		]);
		expect(outcomes(woken()!, NODE)).toEqual(Array(6).fill('written'));
		expect(bulk.callsTo('bulkWrite.status')).toHaveLength(2);
		const costs = jsonOf(woken()!, NODE).map(({ credits }) => (credits as { cost: number }).cost);
		expect(costs).toEqual([503, 500, 0, 0, 0, 0]);
		await expectMetered([[woken()!, NODE]], mark);
	});

	it('asks for the others, too, where the shared state does not know them (another process, a restart)', async () => {
		const { answers, woken } = await asleep(bulk, inTwoJobs());
		await processState().drop('bulkJob:');
		await bulk.jobsEnd();
		// Both have ended by now, so the first call finds the other one's end and wakes the execution.
		expect(answers.some(({ run }) => run !== null)).toBe(true);
		expect(outcomes(woken()!, NODE)).toEqual(Array(6).fill('written'));
	});
});

describe('a job that took long to create', () => {
	it('is looked at before sleeping, as its call may have come already: then nobody sleeps (R137)', async () => {
		faulty('early');
		bulk.zoho.faults.add({
			match: { name: 'bulkWrite.create' },
			fault: { kind: 'slow', ms: 1100 },
		});
		const mark = bulk.zoho.meter.mark();
		const run = await bulk.engine.run(twelve());
		expect(run.status).toBe('success');
		expect(outcomes(run, NODE)).toEqual(Array(12).fill('written'));
		expect(bulk.callsTo('bulkWrite.status')).toHaveLength(1);
		await expectMetered([[run, NODE]], mark);
	});
});

describe('a call that never reaches the execution', () => {
	it('is made good by Get Result after the limit when it was lost (R133, R134)', async () => {
		faulty('drop');
		const workflow = twelve();
		const mark = bulk.zoho.meter.mark();
		const { waiting, woken } = await asleep(bulk, workflow);
		await bulk.jobsEnd();
		expect(woken()).toBeNull();
		await expectResultAfterLimit(waiting, workflow, mark);
	});

	it('is made good when it came before the execution slept (409, R137)', async () => {
		faulty('early');
		const workflow = twelve();
		const mark = bulk.zoho.meter.mark();
		const { waiting } = await asleep(bulk, workflow);
		if (waiting.status === 'waiting') await expectResultAfterLimit(waiting, workflow, mark);
		else expect(outcomes(waiting, NODE)).toEqual(Array(12).fill('written'));
	});

	it('leaves rows still running with their job when it is still at work after the limit (R110)', async () => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		const run = await timeOut(bulk.engine, waiting, workflow);
		expect(jsonOf(run, RESULT, 0)).toEqual([]);
		const failed = jsonOf(run, RESULT, 1);
		expect(failed).toHaveLength(12);
		for (const { job } of failed)
			expect(job).toMatchObject({ id: expect.stringMatching(/^\d+$/), state: 'still running' });
		await bulk.jobsEnd();
	});
});

it('an execution that woke hands the same rows through Get Result, for nothing', async () => {
	const { woken } = await asleep(bulk, twelve());
	await bulk.jobsEnd();
	const run = woken()!;
	expect(idsOf(run, RESULT)).toEqual(idsOf(run, NODE));
	expect(jsonOf(run, RESULT)[0].credits).toMatchObject({ cost: 0, run: { calls: 0 } });
});
