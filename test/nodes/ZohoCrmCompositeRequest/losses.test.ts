import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { Fault, FaultMatch } from '../../simulator/faults';
import { contextOf } from '../../support/results';
import type { CompositeStory } from './compositeStory';
import {
	compositesOf,
	create,
	lead,
	manyJson,
	NODE,
	openComposite,
	sendJson,
} from './compositeStory';

let story: CompositeStory;
beforeEach(async () => (story = await openComposite()));
afterEach(async () => await story.close());

const fail = (fault: Fault, match: FaultMatch = {}) =>
	story.zoho.faults.add({ match: { name: 'composite', ...match }, fault });
const toFailed = { whenRowsFail: 'sendToFailed' };
const creates = (count: number): IDataObject[] => range(count).map((n) => create('Leads', lead(n)));
const names = () => story.records('Leads').map(({ Last_Name }) => Last_Name);

describe('an answer that is lost', () => {
	it.each<[string, Fault]>([
		['a 500 after the work', { kind: 'status', status: 500, when: 'after' }],
		['a connection that dies after it', { kind: 'reset', when: 'after' }],
		['a connection that dies before it', { kind: 'reset', when: 'before' }],
		['an answer cut off', { kind: 'malformedJson' }],
	])('(%s) leaves writes unknown; they are never sent again', async (_, fault) => {
		fail(fault, { nth: 2 });
		const told = await story.send(creates(15), manyJson('inOrder', toFailed));
		expect(told.success).toHaveLength(10);
		expect(told.failed.map(({ row, outcome, code }) => [row, outcome, code])).toEqual(
			range(5, 10).map((row) => [row, 'unknown', 'ANSWER_LOST']),
		);
		expect(told.failed[0].reason).toContain('It may have been done or not');
		expect(told.calls).toHaveLength(3);
		expect(told.report).toMatchObject({ cost: 3, uncertain: 1 });
	});

	it('under rollback says that all was done, or nothing', async () => {
		fail({ kind: 'reset', when: 'after' });
		const told = await story.send([{ requests: creates(2) }], sendJson('allOrNothing', toFailed));
		expect(told.failed[0].reason).toContain('All of the composite may have been done, or nothing');
		expect(told.report).toMatchObject({ cost: 2, uncertain: 2 });
	});

	it('of reads alone is asked for again', async () => {
		fail({ kind: 'status', status: 503, when: 'before' });
		const reads = range(5).map(() => ({ method: 'GET', uri: 'org' }));
		const told = await story.send(reads, manyJson());
		expect(told.success).toHaveLength(5);
		expect(told.calls).toHaveLength(2);
	});

	it('ends the run when it happens twice in a row', async () => {
		fail({ kind: 'reset', when: 'after' }, { times: 'always' });
		const told = await story.send(creates(15), manyJson());
		expect(told.error?.message).toContain("Zoho's answers went missing");
		expect(told.error?.description).toContain('unknown: 10, notSent: 5');
		expect(told.calls).toHaveLength(2);
	});

	it.each(['before', 'after'] as const)(
		'of one write inside (time-out %s the work) leaves that one unknown',
		async (when) => {
			fail({ kind: 'timeout', when }, { name: 'composite.sub', index: 1 });
			const told = await story.send(creates(3), manyJson('parallel', toFailed));
			expect(told.failed.map(({ row, outcome, code }) => [row, outcome, code])).toEqual([
				[1, 'unknown', 'REQUEST_TIMEOUT'],
			]);
			expect(names().includes('Lead 1')).toBe(when === 'after');
		},
	);
});

describe('Retry On Fail', () => {
	const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('never sends again what was done, refused or lost (R142)', async () => {
		fail({ kind: 'reset', when: 'after' }, { nth: 2 });
		const items = creates(14);
		items[1] = create('Leads', { Company: 'No name' });
		const told = await story.send(
			items,
			manyJson('inOrder', { whenRowsFail: 'errorIfAny' }),
			again,
		);
		expect(told.error?.message).toContain('6 of 14 sub-requests were not done');
		expect(told.calls).toHaveLength(3);
		expect(told.report).toMatchObject({ cost: 3, calls: 3, baseline: 14 });
		expect(new Set(names()).size).toBe(names().length);
	});

	it('sends what was not sent', async () => {
		story.zoho.setOrg({ allowance: 1 });
		const first = await story.send(creates(12), manyJson(), again);
		expect(first.error?.message).toBe('The organisation has no API credits left');
		expect(first.meter).toBe(1);
		expect(names()).toHaveLength(5);
	});
});

describe('an execution that a person retries', () => {
	it('sends the rest, each once', async () => {
		story.zoho.setOrg({ allowance: 1 });
		const first = await story.send(creates(12), manyJson());
		story.zoho.setOrg({ allowance: 100 });
		const second = await story.retry(first);
		expect(second.error).toBeUndefined();
		expect(second.success).toHaveLength(12);
		expect(second.report).toMatchObject({ cost: 2, calls: 2, baseline: 7 });
		expect(names()).toEqual(range(12).map((n) => `Lead ${n}`));
		expect(contextOf(second.run, 'zohoCrmCompositeRequest')).toEqual({});
	});

	it('keeps composites whole: what was done is not sent with what was refused', async () => {
		const wrong = create('Leads', { Company: 'No name' });
		const items = [{ requests: [create('Leads', lead(0)), wrong] }, { requests: [wrong, wrong] }];
		const first = await story.send(items, sendJson('inOrder', { whenRowsFail: 'errorIfAny' }));
		expect(first.error?.message).toContain('3 of 4 sub-requests were not done');
		const changed = structuredClone(first.workflow);
		Object.assign(changed.nodes.at(-1)!.parameters, toFailed);
		const second = await story.retry(first, changed);
		expect(compositesOf(second)).toHaveLength(1);
		expect(second.success).toHaveLength(1);
		expect(second.failed.map(({ row }) => row)).toEqual([0, 1, 1]);
		expect(names()).toEqual(['Lead 0']);
	});
});

describe('too many calls at once', () => {
	it('is waited for and sent again (R92)', async () => {
		fail({ kind: 'throttle', reason: 'concurrency' }, { times: 2 });
		const told = await story.send(creates(3), manyJson());
		expect(told.success).toHaveLength(3);
		expect(told.report).toMatchObject({ cost: 1, calls: 3 });
	});
});

describe('in the Free edition, which has five places', () => {
	let free: CompositeStory;
	beforeEach(async () => {
		free = await openComposite({
			edition: 'free',
			latencyMs: 40,
			credential: { edition: 'free' },
		});
	});
	afterEach(async () => await free.close());
	const parallel = manyJson('parallel', { options: { parallel: 5 } });
	const statuses = () => free.zoho.log.entries().map(({ status }) => status);

	it('two composites of a run are never under way together (R105)', async () => {
		const told = await free.send(creates(15), parallel);
		expect(told.success).toHaveLength(15);
		expect(statuses()).toEqual([200, 200, 200]);
	});

	it('nor are those of two runs of one login', async () => {
		const runs = [0, 1].map(async () => await free.run(NODE, creates(10), parallel));
		expect((await Promise.all(runs)).map(({ status }) => status)).toEqual(['success', 'success']);
		expect(statuses()).toEqual([200, 200, 200, 200]);
	});

	it('while a client that does not count is refused (the simulator is no pushover)', async () => {
		const wrong = await openComposite({
			edition: 'free',
			latencyMs: 40,
			credential: { edition: 'enterprise' },
		});
		await wrong.send(creates(15), parallel);
		expect(wrong.zoho.log.entries().map(({ status }) => status)).toContain(429);
		await wrong.close();
	});
});
