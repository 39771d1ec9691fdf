import { chain } from '../../support/workflow';
import type { BatchStory } from './batchStory';
import { form, leads, NODE, openBatch } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch({ latencyMs: 30, patient: true })));
afterEach(async () => await story.close());

const until = async (holds: () => boolean) => {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const calls = () => story.zoho.log.entries().length;

describe('when the person presses Stop', () => {
	const start = () => {
		const parameters = form({ options: { parallel: 1 } });
		return story.engine.start(chain(leads(2000), { type: NODE, parameters }));
	};

	it('no further call is sent', async () => {
		const execution = start();
		await until(() => calls() >= 3);
		execution.stop();
		const run = await execution.finished;
		expect(run.status).not.toBe('success');
		const sent = calls();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(calls()).toBeLessThanOrEqual(sent + 1);
		expect(calls()).toBeLessThan(20);
	});

	it('while it waits to try again, it ends at once', async () => {
		story.zoho.faults.add({
			match: { name: 'records.upsert', times: 'always' },
			fault: { kind: 'throttle', reason: 'concurrency' },
		});
		const execution = start();
		await until(() => calls() >= 2);
		const stopped = Date.now();
		execution.stop();
		await execution.finished;
		expect(Date.now() - stopped).toBeLessThan(1000);
		const sent = calls();
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(calls()).toBe(sent);
	});
});
