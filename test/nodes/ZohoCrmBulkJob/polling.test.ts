import type { IRun } from 'n8n-workflow';
import type { Fault } from '../../simulator/faults';
import { costOf, creditsOf } from '../../support/story';
import { errorOf, hintsOf, itemsOf, jsonOf } from '../../support/results';
import { chain } from '../../support/workflow';
import { importOf, leads, NODE, openBulk } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
let restore = () => {};
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => {
	restore();
	restore = () => {};
	await bulk.close();
});

const start = async (waitMinutes: number): Promise<IRun> =>
	await bulk.run(NODE, leads(3), importOf({ wait: 'poll', route: 'bulk', waitMinutes }));

const behind = async (run: IRun, operation: 'getResult' | 'getStatus'): Promise<IRun> => {
	const items = itemsOf(run, NODE).map(({ json }) => ({ json }));
	return await bulk.engine.run(chain(items, { type: NODE, parameters: { operation } }));
};

const looks = () => bulk.callsTo('bulkWrite.status').map(({ status }) => status);
const failLook = (nth: number, fault: Fault, times: number | 'always' = 1) =>
	bulk.zoho.faults.add({ match: { name: 'bulkWrite.status', nth, times }, fault });

const jobId = (): string => {
	const [{ responseBody }] = bulk.callsTo('bulkWrite.create');
	return (JSON.parse(String(responseBody)) as { details: { id: string } }).details.id;
};

/** What every row carries that is left with its job. */
const left = () => Array(3).fill({ job: { id: jobId(), state: 'still running' } });

describe('Polling', () => {
	it('goes through a token that ended and a 503, and counts what they were (R113)', async () => {
		failLook(1, { kind: 'expireToken' });
		failLook(3, { kind: 'status', status: 503, when: 'after' });
		const polling = start(60);
		while (looks().length < 3) await new Promise((passed) => setTimeout(passed, 20));
		await bulk.jobsEnd();
		const run = await polling;
		expect(jsonOf(run, NODE).map(({ outcome }) => outcome)).toEqual(Array(3).fill('written'));
		expect(looks().slice(0, 4)).toEqual([401, 200, 503, 200]);
		expect(bulk.callsTo('oauth.token')).toHaveLength(1);
		const [{ run: report }] = creditsOf(run, NODE);
		expect(report?.byCall).toContainEqual(
			expect.objectContaining({ call: 'bulkWrite.status', calls: looks().length }),
		);
		expect(report?.uncertain).toBe(1);
		expect(costOf(run, NODE)).toBe(bulk.zoho.meter.total());
	});

	it('that ends before a job of twelve minutes fails nothing; later Get Result has it (R110, R111)', async () => {
		bulk.zoho.setSwitches({ bulkWorkSeconds: 12 * 60 });
		const run = await start(0.5);
		expect(run.status).toBe('success');
		expect(jsonOf(run, NODE)).toMatchObject(left());
		await bulk.zoho.clock.advance(13 * 60_000);
		const ended = await behind(run, 'getResult');
		expect(jsonOf(ended, NODE).map(({ outcome }) => outcome)).toEqual(Array(3).fill('written'));
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
	});

	it('that Zoho no longer answers leaves each row with its job, and says why (R111, R113)', async () => {
		failLook(1, { kind: 'status', status: 503, when: 'before' }, 'always');
		const run = await start(60);
		expect(run.status).toBe('success');
		expect(jsonOf(run, NODE)).toMatchObject(left());
		const [{ message }] = hintsOf(run, NODE);
		expect(message).toContain(`How the job ${jobId()} stands could not be found out`);
		expect(message).toContain('503');
		await bulk.jobsEnd();
	});

	it('ends at a state that nobody documents, and tells it as it came (R115)', async () => {
		const route = bulk.zoho.routes.find(({ name }) => name === 'bulkWrite.status')!;
		const { handle } = route;
		restore = () => (route.handle = handle);
		route.handle = async (call, params) => {
			const reply = await handle(call, params);
			return { ...reply, body: { ...(reply.body as object), status: 'PAUSED' } };
		};
		const run = await start(60);
		expect(looks()).toEqual([200]);
		expect(jsonOf(run, NODE)).toMatchObject(left());
		expect(hintsOf(run, NODE)[0].message).toContain(`The job ${jobId()} is in the state "PAUSED"`);
		expect(errorOf(await behind(run, 'getStatus'))?.message).toContain('"PAUSED"');
		await bulk.jobsEnd();
	});
});
