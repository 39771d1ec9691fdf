import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RunPlan } from '../../../nodes/shared/core/report';
import { hintsOf } from '../../support/results';
import type { StoryOptions } from '../../support/story';
import type { BatchStory, Told } from './batchStory';
import { form, leads, NODE, openBatch } from './batchStory';

let story: BatchStory;
const open = async (options: Partial<StoryOptions> = {}) => (story = await openBatch(options));
beforeEach(async () => await open());
afterEach(async () => await story.close());

const withOptions = (parameters: INodeParameters, more: IDataObject): INodeParameters => ({
	...parameters,
	options: { ...(parameters.options as IDataObject), ...more } as INodeParameters,
});
/** The plan of a Dry Run, then what the run really took. */
const planAndRun = async (items: IDataObject[], parameters: INodeParameters) => {
	const dry = await story.write(items, withOptions(parameters, { dryRun: true }));
	expect(dry.calls).toEqual([]);
	expect(dry.report).toMatchObject({ cost: 0, calls: 0, saved: null });
	return { dry, real: await story.write(items, parameters), plan: dry.report.plan as RunPlan };
};
const expectSamePrice = (plan: RunPlan, { report, meter }: Told) => {
	expect(plan).toMatchObject({
		credits: report.cost,
		calls: report.calls,
		overhead: report.overhead,
	});
	expect(plan.credits).toBe(meter);
};

describe('a Dry Run', () => {
	it('plans every row, at the price the run then has', async () => {
		const { dry, real, plan } = await planAndRun(leads(250), form());
		expectSamePrice(plan, real);
		expect(plan).toEqual({ calls: 3, credits: 25, overhead: 0, basis: 'documented' });
		expect(dry.success.map(({ outcome }) => outcome)).toEqual(Array(250).fill('planned'));
		expect(dry.success.map(({ call }) => call)).toEqual(
			leads(250).map((_, at) => Math.floor(at / 100) + 1),
		);
		expect(dry.report).toMatchObject({ baseline: 250, automations: 'all' });
		expect(hintsOf(dry.run, NODE)[0].message).toBe(
			'250 rows planned. Nothing was sent; the run would cost 25 credits in 3 calls.',
		);
	});

	it('puts rows that would not be sent on Failed, and does not throw for them', async () => {
		const items = [...leads(12), { Last_Name: 'Keyless', Company: 'Acme' }];
		const { dry, real, plan } = await planAndRun(items, form());
		expectSamePrice(plan, real);
		expect(dry.failed).toEqual([expect.objectContaining({ row: 12, code: 'EMPTY_KEY' })]);
		const all = await story.write(items.slice(12), form({ options: { dryRun: true } }));
		expect(all.error).toBeUndefined();
		expect(all.failed).toHaveLength(1);
		expect(all.report.plan).toMatchObject({ calls: 0, credits: 0 });
	});

	it('counts the metadata that would be read, while it is not cached', async () => {
		const always = form({ options: { check: 'always' } });
		const { real, plan } = await planAndRun(leads(25), always);
		expectSamePrice(plan, real);
		expect(plan).toMatchObject({ credits: 4, overhead: 1 });
		const cached = await planAndRun(leads(25), always);
		expectSamePrice(cached.plan, cached.real);
		expect(cached.plan).toMatchObject({ credits: 3, overhead: 0 });
	});

	it("counts the check of a sandbox's first write", async () => {
		await story.close();
		await open({ token: { environment: 'sandbox' }, credential: { environment: 'sandbox' } });
		const { real, plan } = await planAndRun(leads(25), form());
		expectSamePrice(plan, real);
		expect(plan.overhead).toBe(1);
	});

	it('prices every operation', async () => {
		const ids = (await story.write(leads(120))).success.map(({ id }) => ({ id }));
		const column = { mappingMode: 'defineBelow', value: { City: 'Graz' } };
		for (const operation of ['update', 'massUpdate', 'delete']) {
			const items = operation === 'update' ? ids.map((row) => ({ ...row, City: 'x' })) : ids;
			const { real, plan } = await planAndRun(items, form({ operation, columns: column }));
			expectSamePrice(plan, real);
		}
		const create = await planAndRun(leads(120), form({ operation: 'create' }));
		expectSamePrice(create.plan, create.real);
	});

	it('shows what a cap would leave out', async () => {
		const capped = form({ options: { maxCredits: 5 }, whenRowsFail: 'sendToFailed' });
		const { dry, real, plan } = await planAndRun(leads(80), capped);
		expectSamePrice(plan, real);
		expect([dry.success.length, dry.failed.length]).toEqual([50, 30]);
	});

	it('needs no login', async () => {
		await story.close();
		await open({ credential: { oauthTokenData: { access_token: 'ended' } } });
		const told = await story.write(leads(3), form({ options: { dryRun: true } }));
		expect(told.success).toHaveLength(3);
	});
});
