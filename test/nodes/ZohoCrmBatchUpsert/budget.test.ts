import { countBy } from 'lodash';
import type { StoryOptions } from '../../support/story';
import type { BatchStory } from './batchStory';
import { form, leads, openBatch } from './batchStory';

let story: BatchStory;
const open = async (options: Partial<StoryOptions> = {}) => (story = await openBatch(options));
afterEach(async () => await story.close());

describe('Max Credits for This Run', () => {
	beforeEach(async () => await open());
	const capped = { options: { maxCredits: 55 } };

	it('55 for a thousand rows: 550 written, 450 not sent, exactly 55 spent', async () => {
		const parameters = form({ ...capped, whenRowsFail: 'sendToFailed' });
		const { success, failed, meter, error } = await story.write(leads(1000), parameters);
		expect(error).toBeUndefined();
		expect(success).toHaveLength(550);
		expect(countBy(failed, ({ outcome }) => outcome)).toEqual({ notSent: 450 });
		expect(failed[0]).toMatchObject({ row: 550, code: 'BUDGET' });
		expect(failed[0].reason).toContain("Raise 'Max Credits for This Run'");
		expect(meter).toBe(55);
	});

	it('is an error by default, and a retry by hand goes on where it stopped', async () => {
		const first = await story.write(leads(1000), form(capped));
		expect(first.error?.message).toContain('450 of 1000 rows were not written. Row 550: Not sent');
		expect(first.meter).toBe(55);
		const second = await story.retry(first);
		expect(second.error).toBeUndefined();
		expect(second.success).toHaveLength(1000);
		expect(second.meter).toBe(45);
		expect(story.records('Leads')).toHaveLength(1000);
	});

	it('holds over all tries of Retry On Fail', async () => {
		const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { meter, error, calls } = await story.write(leads(1000), form(capped), again);
		expect(error).toBeDefined();
		expect([meter, calls.length]).toEqual([55, 6]);
	});

	it('counts metadata and what is read back', async () => {
		const options = { maxCredits: 10, check: 'always', parallel: 1 };
		const parameters = form({ options, whenRowsFail: 'sendToFailed' });
		const { success, meter } = await story.write(leads(200), parameters);
		expect([success.length, meter]).toEqual([90, 10]);
	});

	it('is never passed when answers are lost', async () => {
		story.zoho.faults.add({
			match: { name: 'records.upsert', nth: 2 },
			fault: { kind: 'reset', when: 'before' },
		});
		const parameters = form({
			options: { maxCredits: 30, parallel: 1 },
			whenRowsFail: 'sendToFailed',
		});
		const { report, meter } = await story.write(leads(400), parameters);
		expect(report.cost).toBeLessThanOrEqual(30);
		expect(meter).toBeLessThanOrEqual(30);
	});
});

describe("the credential's daily cap and reserve", () => {
	it('stop a run at the cap, over several runs', async () => {
		await open({ credential: { dailyCap: 25 } });
		const parameters = form({ whenRowsFail: 'sendToFailed', options: { parallel: 1 } });
		const first = await story.write(leads(200), parameters);
		expect([first.success.length, first.meter]).toEqual([200, 20]);
		const second = await story.write(leads(200, 500), parameters);
		expect(second.meter).toBe(0);
		expect(second.failed[0].reason).toContain("'Daily Cap'");
	});

	it('show how much of the allowance is used', async () => {
		await open({ credential: { dailyAllowance: 100 } });
		const { report } = await story.write(leads(850));
		expect(report).toMatchObject({
			allowance: { value: 100, basis: 'typed' },
			used24h: { value: 85, scope: 'process' },
			alert: 80,
			alertBasis: 'ledger',
		});
	});

	it('take what Zoho says is left over what was counted (R93)', async () => {
		await open({ credential: { dailyAllowance: 100 } });
		story.zoho.setOrg({ allowance: 100, usedCredits: 90 });
		const { report } = await story.write(leads(10));
		expect(report).toMatchObject({ remaining: 9, alert: 90, alertBasis: 'header' });
		expect(report.remainingAt).not.toBeNull();
	});

	it('an organisation that says nothing of what is left leaves it unknown', async () => {
		await open();
		const { report } = await story.write(leads(10));
		expect(report).toMatchObject({
			remaining: null,
			remainingAt: null,
			allowance: null,
			alert: null,
		});
	});
});
