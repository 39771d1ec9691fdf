import { countBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../simulator/faults';
import type { BatchStory, Told } from './batchStory';
import { form, leads, openBatch, writesOf } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const onChunk = (nth: number, fault: Fault, name = 'records.upsert', times = 1) =>
	story.zoho.faults.add({ match: { name, nth, times }, fault });

/** Every lead is in Zoho once, and no record's workflows ran twice. */
function expectWrittenOnce(count: number) {
	const addresses = story.records('Leads').map(({ Email }) => Email);
	expect(addresses).toHaveLength(count);
	expect(new Set(addresses).size).toBe(count);
	const runs = Object.values(countBy(story.automations(), ({ id }) => id));
	expect(Math.max(...runs)).toBe(1);
}

const isConfirmed = ({ confirmedBy }: IDataObject) => confirmedBy === 'readBack';
const tokenCalls = () => story.zoho.log.entries().filter(({ name }) => name === 'oauth.token');

describe.each([1, 2])('a thousand leads, %i calls at once', (parallel) => {
	const write = async () => await story.write(leads(1000), form({ options: { parallel } }));

	it('go through a token that ends between two chunks (R24)', async () => {
		onChunk(4, { kind: 'expireToken' });
		const { success, meter, report } = await write();
		expect(success).toHaveLength(1000);
		expect(meter).toBe(100);
		expect(report.uncertain).toBe(0);
		expect(tokenCalls()).toHaveLength(1);
		expectWrittenOnce(1000);
	});

	it('go through "too many calls at once" on chunk 4, which is sent again alone (R92, R97)', async () => {
		onChunk(4, { kind: 'throttle', reason: 'concurrency' }, 'records.upsert', 2);
		const told = await write();
		expect(told.success).toHaveLength(1000);
		expect(told.meter).toBe(100);
		expect(told.report).toMatchObject({ cost: 100, calls: 12, uncertain: 0 });
		expectWrittenOnce(1000);
	});

	it.each<[string, Fault]>([
		['a 500 after Zoho wrote it', { kind: 'status', status: 500, when: 'after' }],
		['a connection that dies after it', { kind: 'reset', when: 'after' }],
		['a connection that dies within the answer', { kind: 'reset', when: 'midAnswer' }],
		['an answer cut off', { kind: 'malformedJson' }],
		["a proxy's page after it", { kind: 'html', status: 502, when: 'after' }],
	])('are read back, not written again, where chunk 3 ends in %s', async (_, fault) => {
		onChunk(3, fault);
		const told = await write();
		expect(told.success).toHaveLength(1000);
		expect(told.success.filter(isConfirmed)).toHaveLength(100);
		expect(writesOf(told)).toHaveLength(10);
		expect(told.meter).toBe(102);
		expect(told.report).toMatchObject({ cost: 102, overhead: 2, uncertain: 10 });
		expectWrittenOnce(1000);
	});

	it.each<[string, Fault]>([
		['a 500 before Zoho wrote it', { kind: 'status', status: 500, when: 'before' }],
		['a connection that dies before it', { kind: 'reset', when: 'before' }],
		["a proxy's page instead of it", { kind: 'html', status: 502, when: 'before' }],
	])('are read back and sent again where chunk 3 ends in %s', async (_, fault) => {
		onChunk(3, fault);
		const told = await write();
		expect(told.success).toHaveLength(1000);
		expect(told.success.filter(isConfirmed)).toHaveLength(0);
		expect(writesOf(told)).toHaveLength(11);
		expect(told.meter).toBe(102);
		expect(told.report).toMatchObject({ cost: 112, overhead: 2, uncertain: 10 });
		expectWrittenOnce(1000);
	});
});

describe('a row that Zoho refused within a lost chunk', () => {
	it('is sent again alone, and comes out with its reason', async () => {
		const items = leads(100);
		items[42].Rating = 'Splendid';
		onChunk(1, { kind: 'reset', when: 'after' });
		const told = await story.write(items);
		expect(told.success).toHaveLength(99);
		expect(told.failed).toEqual([expect.objectContaining({ row: 42, field: 'Rating' })]);
		expect(writesOf(told)).toHaveLength(2);
		expectWrittenOnce(99);
	});
});

describe('a lost update', () => {
	const update = async (fault: Fault) => {
		const ids = (await story.write(leads(100))).success.map(({ id }) => id as string);
		await story.zoho.clock.advance(10_000);
		onChunk(1, fault, 'records.update');
		const items = ids.map((id, at) => ({ id, City: `City ${at}` }));
		return await story.write(items, form({ operation: 'update' }));
	};
	const updatesRun = () => story.automations().filter(({ operation }) => operation === 'update');

	it.each(['before', 'after'] as const)('is found out by id: %s', async (when) => {
		const told = await update({ kind: 'status', status: 500, when });
		expect(told.success).toHaveLength(100);
		expect(writesOf(told)).toHaveLength(when === 'before' ? 2 : 1);
		expect(updatesRun()).toHaveLength(100);
		expect(story.records('Leads').map(({ City }) => City)).toEqual(
			leads(100).map((_, at) => `City ${at}`),
		);
	});
});

describe('a lost deletion', () => {
	it.each(['before', 'after'] as const)('is found out by id: %s', async (when) => {
		const items = (await story.write(leads(100))).success.map(({ id }) => ({ id }));
		onChunk(1, { kind: 'reset', when }, 'records.delete');
		const told = await story.write(items, form({ operation: 'delete' }));
		expect(told.success.map(({ action }) => action)).toEqual(items.map(() => 'delete'));
		expect(writesOf(told)).toHaveLength(when === 'before' ? 2 : 1);
		expect(story.records('Leads')).toEqual([]);
	});
});

describe('a lost Create (R143)', () => {
	const reset: Fault = { kind: 'reset', when: 'after' };
	const failedWith = ({ failed }: Told) => countBy(failed, ({ outcome }) => outcome);

	it('without a unique field is never sent again: its rows are of unknown outcome', async () => {
		onChunk(1, reset, 'records.insert');
		const told = await story.write(leads(150), form({ operation: 'create' }));
		expect(told.success).toHaveLength(50);
		expect(failedWith(told)).toEqual({ unknown: 100 });
		expect(told.failed[0]).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
		expect(told.failed[0].reason).toContain('no key by which it could be found again');
		expect(writesOf(told)).toHaveLength(2);
		expectWrittenOnce(150);
	});

	it('with a unique field is found by it', async () => {
		onChunk(1, reset, 'records.insert');
		const items = leads(20).map((lead, at) => ({ ...lead, Customer_Key: `key ${at}` }));
		const options = { check: 'always' };
		const told = await story.write(items, form({ operation: 'create', options }));
		expect(told.success.filter(isConfirmed)).toHaveLength(20);
		expectWrittenOnce(20);
	});
});

describe('when the keys cannot be read back', () => {
	const withoutCoql = { scopes: ['ZohoCRM.modules.ALL'] };
	beforeEach(async () => {
		await story.close();
		story = await openBatch({ token: withoutCoql });
		onChunk(1, { kind: 'status', status: 500, when: 'after' });
	});

	it('rows stay unknown while automations are on', async () => {
		const told = await story.write(leads(150));
		expect(countBy(told.failed, ({ outcome }) => outcome)).toEqual({ unknown: 100 });
		expect(told.failed[0].reason).toContain('ZohoCRM.coql.READ');
		expect(told.success).toHaveLength(50);
		expectWrittenOnce(150);
	});

	it('rows are sent again blindly while automations are off', async () => {
		const told = await story.write(leads(150), form({ automations: 'none' }));
		expect(told.success).toHaveLength(150);
		expect(writesOf(told)).toHaveLength(3);
		expect(story.records('Leads')).toHaveLength(150);
	});
});

describe('a Zoho that answers nothing any more', () => {
	it('is left alone after two chunks; each row says what is known of it', async () => {
		onChunk(3, { kind: 'reset', when: 'after' }, 'records.upsert', 100);
		onChunk(1, { kind: 'status', status: 503, when: 'before' }, 'coql.query', 100);
		const sendToFailed = form({ whenRowsFail: 'sendToFailed', options: { parallel: 1 } });
		const { success, failed, error } = await story.write(leads(1000), sendToFailed);
		expect(error).toBeUndefined();
		expect(success).toHaveLength(200);
		expect(countBy(failed, ({ outcome }) => outcome)).toEqual({ unknown: 100, notSent: 700 });
		expectWrittenOnce(300);
	});
});
