import { countBy } from 'lodash';
import type { IDataObject, INode } from 'n8n-workflow';
import type { BatchStory } from './batchStory';
import { form, leads, openBatch } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const flawed = (count: number) => leads(count).map((lead) => ({ ...lead, Rating: 'Splendid' }));
const some = () => [
	...leads(8),
	...flawed(2).map((lead, at) => ({ ...lead, Email: `${at}@a.at` })),
];
const outcomes = (items: IDataObject[]) => countBy(items, ({ outcome }) => outcome);

type Choice = 'errorIfNothingWritten' | 'sendToFailed' | 'errorIfAny';

describe('When Rows Fail', () => {
	it.each<[Choice, boolean]>([
		['errorIfNothingWritten', false],
		['sendToFailed', false],
		['errorIfAny', true],
	])('%s, some rows refused: throws %s', async (whenRowsFail, throws) => {
		const { error, success, failed, meter } = await story.write(some(), form({ whenRowsFail }));
		expect(error !== undefined).toBe(throws);
		expect(meter).toBe(1);
		if (throws) {
			expect(error?.message).toContain('2 of 10 rows were not written. Row 8: INVALID_DATA');
			expect(error?.description).toContain('Rows written: 8, refused: 2.');
			expect(error?.context.itemIndex).toBe(8);
		} else expect([success.length, failed.length]).toEqual([8, 2]);
	});

	it.each<[Choice, boolean]>([
		['errorIfNothingWritten', true],
		['sendToFailed', false],
		['errorIfAny', true],
	])('%s, all rows refused: throws %s', async (whenRowsFail, throws) => {
		const { error, failed } = await story.write(flawed(3), form({ whenRowsFail }));
		expect(error !== undefined).toBe(throws);
		if (throws) expect(error?.message).toContain('None of the 3 rows was written. Row 0: ');
		else expect(outcomes(failed)).toEqual({ refused: 3 });
	});

	it('one row is spoken of as one, and what was never sent as no saving', async () => {
		const { error, meter } = await story.write([{}], form({ operation: 'update' }));
		expect(error?.message).toMatch(/^The row was not written\. Row 0: The record has no 'id'/);
		expect(error?.description).toMatch(/^Rows refused: 1\.\nRow 0: [^.]+\.\nSpent no credits\.$/);
		expect(meter).toBe(0);
	});

	it.each<[Choice, boolean]>([
		['errorIfNothingWritten', true],
		['sendToFailed', false],
		['errorIfAny', true],
	])('%s, stopped early: throws %s', async (whenRowsFail, throws) => {
		story.zoho.setOrg({ allowance: 10 });
		const told = await story.write(leads(300), form({ whenRowsFail, options: { parallel: 1 } }));
		expect(told.error !== undefined).toBe(throws);
		if (throws) return expect(told.error?.description).toContain('written: 100, notSent: 200');
		expect(outcomes(told.failed)).toEqual({ notSent: 200 });
		expect(told.failed[0]).toMatchObject({
			row: 100,
			code: 'TOO_MANY_REQUESTS',
			reason: expect.stringContaining('no API credits left'),
			input: leads(300)[100],
		});
	});

	it('lets an error name five rows and count the others', async () => {
		const { error } = await story.write(flawed(20));
		expect(error?.description?.match(/^Row \d+: .*\.$/gm)).toHaveLength(5);
		expect(error?.description).toContain('… and 15 more');
		expect(error?.context.credits).toMatchObject({ cost: 2, calls: 1, baseline: 20 });
	});
});

describe('a batch is no transaction (R44)', () => {
	it('rows beside a refused one are in Zoho when the run ends in an error', async () => {
		const { error } = await story.write(some(), form({ whenRowsFail: 'errorIfAny' }));
		expect(error?.description).toContain('written: 8');
		expect(story.records('Leads')).toHaveLength(8);
	});
});

describe('errors that no row can mend throw whatever the choice', () => {
	it.each<[string, IDataObject]>([
		['a module that Zoho does not know', { module: { __rl: true, mode: 'name', value: 'Leeds' } }],
		['a module without upsert', { module: { __rl: true, mode: 'name', value: 'Tasks' } }],
		['a login that has ended', {}],
	])('%s', async (what, changes) => {
		if (what.includes('login')) {
			await story.close();
			story = await openBatch({ credential: { oauthTokenData: { access_token: 'ended' } } });
		}
		const whenRowsFail = 'sendToFailed';
		const parameters = form({ ...(changes as ReturnType<typeof form>), whenRowsFail });
		const { error, run } = await story.write(leads(3), parameters);
		expect(error).toBeDefined();
		expect(run.status).toBe('error');
	});
});

describe.each<[NonNullable<INode['onError']>]>([
	['continueRegularOutput'],
	['continueErrorOutput'],
])('On Error: %s', (onError) => {
	const settings = { onError };

	it('rows go to Success and Failed, whatever When Rows Fail says', async () => {
		const told = await story.write(some(), form({ whenRowsFail: 'errorIfAny' }), settings);
		expect(told.run.status).toBe('success');
		expect(told.success).toHaveLength(8);
		expect(told.failed.map(({ row, code }) => [row, code])).toEqual([
			[8, 'INVALID_DATA'],
			[9, 'INVALID_DATA'],
		]);
	});

	it('rows that were not sent go to Failed', async () => {
		story.zoho.setOrg({ allowance: 10 });
		const parameters = form({ options: { parallel: 1 } });
		const told = await story.write(leads(300), parameters, settings);
		expect(told.run.status).toBe('success');
		expect(told.success).toHaveLength(100);
		expect(outcomes(told.failed)).toEqual({ notSent: 200 });
	});

	it.each<[string, IDataObject, string]>([
		[
			'a module that an expression leaves empty',
			{ module: { __rl: true, mode: 'name', value: '={{ "" }}' } },
			"'Module' is empty",
		],
		[
			'a module that Zoho does not know',
			{ module: { __rl: true, mode: 'name', value: 'Leeds' } },
			'INVALID_MODULE',
		],
	])('with %s all rows go to Failed, none passes for written', async (_, changes, reason) => {
		const parameters = form(changes as ReturnType<typeof form>);
		const { run, success, failed } = await story.write(leads(3), parameters, settings);
		expect(run.status).toBe('success');
		expect(success).toEqual([]);
		expect(failed).toHaveLength(3);
		for (const item of failed) expect(String(item.reason)).toContain(reason);
	});

	it('without a credential all rows go to Failed', async () => {
		const credentials = { zohoCrmOAuth2Api: { id: 'gone', name: 'Gone' } };
		const { success, failed } = await story.write(leads(3), form(), { ...settings, credentials });
		expect(success).toEqual([]);
		expect(failed.map(({ code }) => code)).toEqual(Array(3).fill('NOT_STARTED'));
	});
});
