import type { IRun, WorkflowExecuteMode } from 'n8n-workflow';
import { errorOf, jsonOf } from '../../support/results';
import { callback, timeOut } from '../../support/waiting';
import { asleep, importing, leads, NODE, openBulk } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => await bulk.close());

const twelve = (waitMinutes = 60) => importing(leads(12), { route: 'bulk', waitMinutes });

/** The address that Zoho was given with a job. */
function addressGiven(): URL {
	const { requestBody } = bulk.callsTo('bulkWrite.create').at(-1)!;
	const { callback: given } = JSON.parse(String(requestBody)) as { callback: { url: string } };
	return new URL(given.url);
}

const outcomes = (run: IRun | null) => jsonOf(run!, NODE).map(({ outcome }) => outcome);

describe('The address that Zoho is to call', () => {
	it.each<WorkflowExecuteMode>(['manual', 'trigger'])(
		"is n8n's own of an execution begun by %s, its signature untouched, ours behind it (R133, R140)",
		async (mode) => {
			const waiting = await bulk.engine.run(twelve(), mode);
			expect(errorOf(waiting)).toBeUndefined();
			const { resumeToken } = waiting.data;
			expect(resumeToken).toMatch(/^\w{20,}$/);
			expect(addressGiven().href).toMatch(
				new RegExp(
					`^https://n8n\\.example\\.com/webhook-waiting/1\\?signature=${resumeToken}&job=0-\\w+$`,
				),
			);
			await bulk.jobsEnd();
		},
	);

	it('may be called with more behind it than was given (R133)', async () => {
		const workflow = twelve();
		const { waiting } = await asleep(bulk, workflow);
		bulk.answer(async () => 409);
		await bulk.jobsEnd();
		const [call] = bulk.calls;
		const extended = { ...call, query: { ...call.query, utm_source: 'zoho' } };
		const { status, run } = await callback(bulk.engine, waiting, workflow, extended);
		expect(status).toBe(200);
		expect(outcomes(run)).toEqual(Array(12).fill('written'));
	});
});

describe('An execution that sleeps', () => {
	it.each([0.2, 1, 2, 600])('at most %s minutes wakes by the call (R138)', async (minutes) => {
		const before = Date.now();
		const { waiting, woken } = await asleep(bulk, twelve(minutes));
		expect(waiting.status).toBe('waiting');
		const until = waiting.waitTill!.getTime() - minutes * 60_000;
		expect(until).toBeGreaterThanOrEqual(before);
		expect(until).toBeLessThanOrEqual(Date.now());
		await bulk.jobsEnd();
		expect(outcomes(woken())).toEqual(Array(12).fill('written'));
	});

	it.each([0.2, 2])('for %s minutes goes on when they are over (R138)', async (minutes) => {
		const workflow = twelve(minutes);
		const { waiting } = await asleep(bulk, workflow);
		const run = await timeOut(bulk.engine, waiting, workflow);
		expect(jsonOf(run, NODE)).toMatchObject(Array(12).fill({ job: { state: 'still running' } }));
		await bulk.jobsEnd();
	});
});
