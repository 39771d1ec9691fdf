import fc from 'fast-check';
import { HookContext } from 'n8n-core';
import type { IDataObject, IRun } from 'n8n-workflow';
import type { Bulk } from '../nodes/ZohoCrmBulkJob/bulkStory';
import { asleep, importing, leads, openBulk } from '../nodes/ZohoCrmBulkJob/bulkStory';
import type { TriggerStory } from '../nodes/ZohoCrmNotificationTrigger/triggerStory';
import { callFor, leadsForm, openTriggers } from '../nodes/ZohoCrmNotificationTrigger/triggerStory';
import { unlessStuck } from '../support/unlessStuck';
import { callback } from '../support/waiting';
import type { TestWorkflow } from '../support/workflow';
import { again, casesOf, casesPlayed } from './budget';
import { everythingIn } from './oracle';
import { changedBody, changes } from './webhookCalls';

const STUCK_MS = 10_000;

const answered = async <T>(work: Promise<T>): Promise<T> => await unlessStuck(work, STUCK_MS);

const log: string[] = [];
let spy: jest.SpyInstance;
beforeEach(() => {
	log.length = 0;
	const note = (...told: unknown[]) => void log.push(everythingIn(told));
	const base = Object.getPrototypeOf(HookContext.prototype) as object;
	const logger = { debug: note, info: note, warn: note, error: note };
	spy = jest.spyOn(base as { logger: unknown }, 'logger', 'get').mockReturnValue(logger);
});
afterEach(() => spy.mockRestore());
afterAll(() => console.info(`${casesPlayed()} calls were made`));

describe(`any call to the address of a Notification Trigger (${again})`, () => {
	let story: TriggerStory;
	afterEach(async () => await story.close());

	const CALL = ['channel_id', 'token', 'module', 'operation', 'ids', 'ids[0]', 'server_time'];
	const MORE = ['affected_fields', 'affected_fields[0]', 'affected_values', 'query_params', 'x'];

	it('is answered as documented, and starts nothing without the channel and its token', async () => {
		story = await openTriggers();
		const { trigger } = await story.publish(leadsForm());
		const [channel] = story.channels();
		const { oauthTokenData, clientSecret } = story.credential.data;
		const { access_token: access, refresh_token: refresh } = oauthTokenData as IDataObject;
		const secrets = [channel.token, access, refresh, clientSecret].map(String);
		const arbitrary = fc.record({
			made: changes([...CALL, ...MORE]),
			headers: fc.dictionary(fc.constantFrom('content-type', 'x-forwarded-for'), fc.string()),
			query: fc.dictionary(fc.constantFrom('job', 'token', '__proto__'), fc.string()),
		});
		const found: unknown[] = [];
		for (const { made, headers, query } of casesOf(arbitrary)) {
			const call = changedBody(callFor(channel), made);
			const { status, body, data } = await answered(trigger.receive({ ...call, headers, query }));
			const given = (call.rawBody ? undefined : call.body) as IDataObject | null | undefined;
			const isProved = given?.channel_id === channel.id && given.token === channel.token;
			const starts = data.workflowData !== undefined;
			const right = isProved ? [200, 400].includes(status) : status === 401 && !starts;
			const told = everythingIn([body, log, data.workflowData]);
			const leaks = secrets.some((secret) => told.includes(secret));
			if (!right || leaks || (starts && status !== 200))
				found.push({ made, status, starts, leaks });
			if ('polluted' in {}) found.push({ made, polluted: true });
		}
		expect(found).toEqual([]);
	});
});

describe(`any call to the address of a sleeping Bulk Job (${again})`, () => {
	let bulk: Bulk;
	afterEach(async () => await bulk.close());

	const sleeping = async (): Promise<[IRun, TestWorkflow]> => {
		bulk = await openBulk();
		const workflow = importing(leads(2), { route: 'bulk', wait: 'callback' });
		const { waiting } = await asleep(bulk, workflow);
		return [waiting, workflow];
	};
	const parameter = fc.oneof(
		fc.string(),
		fc.constantFrom('0', '0-', `0-${'a'.repeat(32)}`, '-1', '__proto__', '9'.repeat(400)),
	);

	it('lets it sleep on without the address of a job, and costs nothing', async () => {
		const [waiting, workflow] = await sleeping();
		const before = bulk.zoho.meter.total();
		const arbitrary = fc.record({
			made: changes(['job_id', 'operation', 'state', 'query', 'result', 'result.url']),
			query: fc.record({ job: parameter }, { requiredKeys: [] }),
		});
		for (const { made, query } of casesOf(arbitrary)) {
			const call = { ...changedBody({ job_id: '1', state: 'COMPLETED' }, made), query };
			const { status, run } = await answered(callback(bulk.engine, waiting, workflow, call));
			expect([status, run]).toEqual([200, null]);
		}
		expect(bulk.zoho.meter.total()).toBe(before);
	});

	it('believes no word of a body at the right address: the job itself is asked', async () => {
		const [waiting, workflow] = await sleeping();
		bulk.answer(async () => 200);
		await bulk.jobsEnd();
		const query = bulk.calls.at(-1)!.query;
		const { body: valid } = bulk.calls.at(-1)!;
		const paths = ['job_id', 'operation', 'state', 'result', 'result.url', 'result.page'];
		const statuses = new Set<number>();
		const secret = String(bulk.credential.data.clientSecret);
		let count = 0;
		for (const made of casesOf(changes(paths))) {
			const call = { ...changedBody(valid as IDataObject, made), query };
			const { status, run, body } = await answered(callback(bulk.engine, waiting, workflow, call));
			statuses.add(status);
			expect(everythingIn([body, log, run?.data.resultData]).includes(secret)).toBe(false);
			// One call wakes it; n8n would answer the others 409, here they find that it is being woken.
			count += run === null ? 0 : 1;
		}
		expect([...statuses]).toEqual([200]);
		const last = await callback(bulk.engine, waiting, workflow, { query, body: valid });
		expect(count + (last.run === null ? 0 : 1)).toBe(1);
	});
});
