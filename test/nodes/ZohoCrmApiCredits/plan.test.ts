import type { CreditStory } from './creditStory';
import { openCredits } from './creditStory';

let story: CreditStory;
beforeAll(async () => (story = await openCredits()));
afterAll(async () => await story.close());

const routesOf = (json: object[]) =>
	json.map((each) => {
		const { route, creditsNeeded, cheapest } = each as Record<string, unknown>;
		return [route, creditsNeeded, cheapest];
	});

describe('Plan', () => {
	it('prices every route of the work for 1,000 rows, and sends nothing', async () => {
		const told = await story.ask('plan', { work: 'upsert', rows: 1000 });

		expect(routesOf(told.json)).toEqual([
			['upsert.oneByOne', 1000, false],
			['upsert.batch', 100, true],
			['upsert.bulk', 502, false],
			['upsert.bulkAndBatch', 100, false],
			['mixed.composite', 200, false],
		]);
		expect(told.meter).toBe(0);
		expect(told.report).toMatchObject({ cost: 0, calls: 0 });
		expect(told.hint).toContain('The cheapest: 100 credits for 1,000 rows');
	});

	it('gives each input item routes for its own number', async () => {
		const told = await story.ask(
			'plan',
			{ work: 'upsert', rows: '={{ $json.n }}', output: 'cheapest' },
			[{ n: 1 }, { n: 30_000 }],
		);

		expect(routesOf(told.json)).toEqual([
			['upsert.batch', 1, true],
			['upsert.bulkAndBatch', 1002, true],
		]);
		expect(told.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('never crowns an assumed price without saying so, and names the best documented one', async () => {
		const told = await story.ask('plan', { work: 'massUpdate', rows: 1000 });
		const winner = told.json.find(({ cheapest }) => cheapest)!;

		expect(winner).toMatchObject({ route: 'massUpdate.massUpdate', basis: 'assumed' });
		expect(winner.why).toBe(
			'The cheapest if what we assume holds: 2 credits for 1,000 rows, 2 of them for calls that no page of ' +
				"Zoho's prices. Without any assumed price the cheapest is Update, 100 records a call, for 100 credits.",
		);
		expect(told.json.find(({ cheapestDocumented }) => cheapestDocumented)).toMatchObject({
			route: 'massUpdate.update',
			creditsNeeded: 100,
		});
	});

	it('does not recommend what ends before so many rows, nor loses the item', async () => {
		const all = await story.ask('plan', { work: 'search', rows: 5000 });
		const cheapest = await story.ask('plan', { work: 'search', rows: 5000, output: 'cheapest' });

		expect(all.json).toMatchObject([{ possible: false, why: 'It ends after 2,000 rows.' }]);
		expect(cheapest.json).toMatchObject([{ route: null, creditsNeeded: null, rows: 5000 }]);
	});

	it("reckons minutes by the edition's places: composites take five of them", async () => {
		const options = { parallel: 25, secondsPerCall: 1, minutesPerJob: 7 };
		const minutes = async (edition: string) => {
			const told = await story.ask('plan', { work: 'upsert', rows: 25_000, edition, options });
			return Object.fromEntries(told.json.map(({ route, minutes: m }) => [route, m]));
		};

		const [free, ultimate] = [await minutes('free'), await minutes('ultimate')];

		expect(free).toMatchObject({ 'mixed.composite': 83.33, 'upsert.batch': 0.83 });
		expect(ultimate).toMatchObject({ 'mixed.composite': 16.67, 'upsert.batch': 0.42 });
		expect(ultimate['upsert.bulk']).toBeGreaterThanOrEqual(7);
	});

	it.each([
		['0', '"0" is no whole number'],
		['many', '"many" is no whole number'],
		['', 'is empty'],
	])('names the row whose number is none: %j', async (n, why) => {
		const told = await story.ask('plan', { work: 'upsert', rows: '={{ $json.n }}' }, [
			{ n: '1' },
			{ n },
		]);

		expect(told.error?.message).toContain(`'Rows' ${why}`);
		expect(told.error?.message).toContain('row 1');
	});
});

describe('Size Edition', () => {
	it('tells for every edition whether it covers a daily need, and what is missing', async () => {
		const told = await story.ask('sizeEdition', { need: 70_000, licences: 10 });

		expect(told.json.map(({ edition, allowance, covers }) => [edition, allowance, covers])).toEqual(
			[
				['free', 5_000, false],
				['standard', 52_500, false],
				['professional', 55_000, false],
				['enterprise', 60_000, false],
				['ultimate', 70_000, true],
			],
		);
		expect(told.json[3]).toMatchObject({
			days: 2,
			licencesNeeded: 20,
			addOn: { credits: 10_000, dollarsPerDay: 1.4, dollarsPer30Days: 42 },
		});
		expect(told.json[0]).toMatchObject({ licencesNeeded: null, addOn: null });
		expect(told.meter).toBe(0);
	});
});
