import type { StoryOptions } from '../../support/story';
import type { CreditStory } from './creditStory';
import { openCredits } from './creditStory';
import { passingTime } from './passingTime';

const { later } = passingTime();
const DAY_MS = 24 * 3_600_000;

let story: CreditStory;
const open = async (options: Partial<StoryOptions> = {}) => (story = await openCredits(options));
afterEach(async () => await story.close());

const live = { prices: 'live', show: 'differences' };

describe('Get Price List', () => {
	it('gives the built-in list with its pages for nothing', async () => {
		await open();

		const told = await story.ask('getPriceList', { prices: 'builtIn' });

		expect(told.json).toContainEqual(
			expect.objectContaining({ call: 'records.upsert', price: '1 per 10', basis: 'documented' }),
		);
		expect(told.json).toContainEqual(
			expect.objectContaining({ call: 'records.massUpdate', price: '1', basis: 'assumed' }),
		);
		expect(told.meter).toBe(0);
	});

	it("reads Zoho's own once a day for a credit, however often it is asked", async () => {
		await open();

		const first = await story.ask('getPriceList', live);
		const second = await story.ask('getPriceList', live);
		const paths = await story.ask('getPriceList', {
			show: 'paths',
			options: { method: 'post', moduleName: '{{module}}' },
		});

		expect([first.meter, second.meter, paths.meter]).toEqual([1, 0, 0]);
		expect(first.json).toMatchObject([{ show: 'differences', entries: 0 }]);
		expect(first.hint).toContain('nothing differs from the built-in one');
		expect(paths.json).toContainEqual(
			expect.objectContaining({ path: '/crm/v8/{{module}}/upsert', min: 1, max: 10 }),
		);
	});

	it('finds that every price of ours is the one that Zoho charges', async () => {
		await open();

		const told = await story.ask('getPriceList', { prices: 'live' });

		const listed = told.json.filter(({ basis }) => basis === 'live');
		expect(listed.length).toBeGreaterThan(20);
		expect(listed.filter(({ differs }) => differs)).toEqual([]);
	});

	it('says what it would cost in a Dry Run', async () => {
		await open();

		const told = await story.ask('getPriceList', { ...live, options: { dryRun: true } });

		expect(told.report?.plan).toMatchObject({ calls: 1, credits: 1 });
		expect(told.meter).toBe(0);
	});

	it('names the box to tick when the login may not read it (R31)', async () => {
		await open({ token: { scopes: ['ZohoCRM.modules.ALL'] } });

		const told = await story.ask('getPriceList', live);

		expect(told.error?.message).toContain('lacks the scope ZohoCRM.apis.READ');
		expect(told.error?.description).toContain("'API Price List'");
	});

	const answerNoList = () => {
		const routes = story.zoho.routes;
		const at = routes.findIndex(({ name }) => name === 'apis.list');
		routes[at] = {
			...routes[at],
			handle: () => ({ status: 200, body: { apis: 'moved' }, accepted: true }),
		};
	};

	it('keeps the built-in prices when the answer is no list, and asks no second time that day', async () => {
		await open();
		answerNoList();

		const first = await story.ask('getPriceList', live);
		const second = await story.ask('getPriceList', live);

		expect(first.hint).toContain('no price list that we know; the built-in prices stay');
		expect([first.meter, second.meter]).toEqual([1, 0]);
		expect(await story.create(20)).toMatchObject({
			byCall: [{ call: 'records.insert', cost: 2, basis: 'documented' }],
		});
	});

	it('says why it shows no paths of such an answer, and what that cost', async () => {
		await open();
		answerNoList();

		const told = await story.ask('getPriceList', { prices: 'live', show: 'paths' });

		expect(told.error?.message).toContain('was no price list that we know');
		expect(told.error?.context).toMatchObject({ credits: { cost: 1 } });
		expect(told.meter).toBe(1);
	});

	it('says which price has a shape that we do not know', async () => {
		await open();
		const query = story.zoho.routes.find(({ name }) => name === 'coql.query')!;
		const price = query.price;
		query.price = (call) => price(call) + 1;

		const told = await story.ask('getPriceList', live);

		expect(told.hint).toContain('Zoho gives 2 to 4 for coql.query, in a shape that we do not know');
	});
});

describe('Prices that Zoho changed (R98)', () => {
	const org = () => story.zoho.org();

	it('are followed from the next reading on, in reports and plans of all nodes, which say so', async () => {
		await open();
		await story.ask('getPriceList', live);
		story.zoho.setPrice(org(), 'records.insert', { per: 5 });

		// The same day: Zoho charges 20, and nobody can know; the list of the morning says 10.
		const before = await story.create(100);
		later(DAY_MS + 60_000);
		const read = await story.ask('getPriceList', live);
		const mark = story.zoho.meter.mark();
		const after = await story.create(100, 1000);
		const plan = await story.ask('plan', { work: 'insert', rows: 100 });

		expect(before).toMatchObject({ cost: 10, byCall: [{ basis: 'live' }] });
		expect(read.meter).toBe(1);
		expect(read.json).toMatchObject([
			{ call: 'records.insert', price: '1 per 5', builtIn: '1 per 10', basis: 'live' },
		]);
		expect(after).toMatchObject({
			cost: 20,
			baseline: 100,
			byCall: [{ call: 'records.insert', calls: 1, cost: 20, basis: 'live' }],
			pricesReadAt: expect.stringMatching(/^\d{4}-/),
		});
		expect(story.zoho.meter.since(mark).total()).toBe(20);
		expect(plan.json.find(({ cheapest }) => cheapest)).toMatchObject({
			creditsNeeded: 20,
			basis: 'live',
			route: 'insert.batch',
		});
	});

	it('change what a run may send under its cap', async () => {
		await open({ credential: { dailyCap: 12 } });
		story.zoho.setPrice(org(), 'records.insert', { fixed: 12 });
		await story.ask('getPriceList', live);

		const report = await story.create(10);

		// One credit went on the list, so that 11 are left.
		expect(report.cost).toBe(0);
		expect(story.zoho.meter.total()).toBe(1);
	});

	it('hold for a week, then the built-in ones do again', async () => {
		await open();
		story.zoho.setPrice(org(), 'records.insert', { fixed: 7 });
		await story.ask('getPriceList', live);
		expect(await story.create(1)).toMatchObject({ cost: 7 });
		story.zoho.setPrice(org(), 'records.insert', undefined);

		later(8 * DAY_MS);

		const { cost, byCall } = await story.create(1, 10);
		expect(cost).toBe(1);
		expect(byCall).toContainEqual(
			expect.objectContaining({ call: 'records.insert', cost: 1, basis: 'documented' }),
		);
	});
});
