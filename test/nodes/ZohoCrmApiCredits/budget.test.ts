import type { IDataObject } from 'n8n-workflow';
import type { StoryOptions } from '../../support/story';
import type { CreditStory } from './creditStory';
import { openCredits } from './creditStory';

let story: CreditStory;
const open = async (options: Partial<StoryOptions> = {}) => (story = await openCredits(options));
afterEach(async () => await story.close());

const budgetIn = ({ json }: { json: IDataObject }) => json.budget as IDataObject;
const need = (...credits: number[]) => credits.map((creditsNeeded, at) => ({ at, creditsNeeded }));

describe('Check Budget', () => {
	it('promises credits to the items in order, by the daily cap', async () => {
		await open({ credential: { dailyCap: 100 } });
		await story.create(400);

		const told = await story.ask('checkBudget', {}, need(40, 30, 20));

		expect(told.items.map(({ json }) => json.at)).toEqual([0, 2]);
		expect(told.over.map(({ json }) => json.at)).toEqual([1]);
		expect(budgetIn(told.items[0])).toMatchObject({ available: 60, decidedBy: 'dailyCap' });
		expect(budgetIn(told.over[0]).why).toBe(
			"30 needed, 20 are what 'Daily Cap' leaves, after 40 for the items before it.",
		);
		expect(told.meter).toBe(0);
	});

	it('lets everything pass where nothing limits it, and says so', async () => {
		await open();

		const told = await story.ask('checkBudget', {}, need(1_000_000));

		expect(budgetIn(told.items[0])).toMatchObject({ available: null, decidedBy: null });
		expect(budgetIn(told.items[0]).why).toContain('Nothing limits it that is known');
	});

	it.each<[string, string]>([
		['={{ (() => 1) }}', 'could not be made ('],
		['={{ $json.a.b.c }}', 'is empty'],
		['={{ [10] }}', '[10] is no whole number from 0 up'],
	])('names field and row where %s makes no number', async (creditsNeeded, why) => {
		await open();

		const { error } = await story.ask('checkBudget', { creditsNeeded }, need(1));

		expect(error?.message).toContain(`'Credits Needed' ${why}`);
		expect(error?.message).toContain('in row 0');
		expect(error?.description).toContain('Give a number');
	});

	it("goes by Zoho's own number less the reserve, when that is less than the ledger leaves", async () => {
		await open({
			seed: { orgs: [{ edition: 'free', usedCredits: 4_000 }] },
			credential: { edition: 'free', reserve: 900 },
		});
		await story.create(1);

		const told = await story.ask('checkBudget', {}, need(99, 1));

		expect(told.items.map(budgetIn)).toMatchObject([
			{ available: 99, decidedBy: 'reserve', fits: true },
		]);
		expect(told.over.map(budgetIn)).toMatchObject([{ available: 0, fits: false }]);
	});

	it('takes the credits from a plan', async () => {
		await open({ credential: { dailyCap: 99 } });
		const plan = { needed: 'plan', budgetWork: 'upsert', budgetRows: '={{ $json.n }}' };

		const told = await story.ask('checkBudget', plan, [{ n: 1000 }, { n: 990 }]);

		expect(told.over.map(budgetIn)).toMatchObject([{ needed: 100 }]);
		expect(told.items.map(budgetIn)).toMatchObject([{ needed: 99 }]);
	});

	it('sends no item on as within the budget when it cannot tell and On Error says to go on', async () => {
		await open();

		const told = await story.ask('checkBudget', {}, [{ creditsNeeded: 'lots' }], {
			onError: 'continueRegularOutput',
		});

		expect(told.items).toEqual([]);
		expect(told.over).toHaveLength(1);
	});
});

describe("'Stop At'", () => {
	it('ends a run before it goes beyond its share of the allowance; the rest comes out notSent', async () => {
		await open({ credential: { dailyAllowance: 50, stopAt: 80 } });

		const first = await story.create(350);
		const second = await story.create(200, 1000);

		expect(first).toMatchObject({ cost: 35, alert: null });
		expect(second).toMatchObject({ cost: 0 });
		expect(story.zoho.meter.total()).toBe(35);
		const told = await story.ask('checkBudget', {}, need(5, 1));
		expect(told.items).toHaveLength(1);
		expect(told.over.map(budgetIn)).toMatchObject([{ decidedBy: 'stopAt' }]);
	});

	it("heeds Zoho's own number as well", async () => {
		await open({
			seed: { orgs: [{ edition: 'free', usedCredits: 4_498 }] },
			credential: { edition: 'free', stopAt: 90 },
		});
		const costs: number[] = [];
		const alerts: Array<number | null> = [];

		for (const rows of [1, 20, 1, 1]) {
			const { cost, alert } = await story.create(rows, 100 * costs.length);
			costs.push(cost);
			alerts.push(alert);
		}

		expect(costs).toEqual([1, 0, 1, 0]);
		expect(alerts).toEqual([80, 80, 90, 90]);
	});
});

describe("'Alert Thresholds'", () => {
	it.each([
		['80, 90, 100', 80],
		['70, 85', 85],
		['95', null],
	])('%s: 86 of 100 credits raise %s', async (alertThresholds, alert) => {
		await open({ credential: { dailyAllowance: 100, alertThresholds } });

		expect(await story.create(860)).toMatchObject({
			cost: 86,
			alert,
			alertBasis: alert === null ? null : 'ledger',
		});
	});
});
