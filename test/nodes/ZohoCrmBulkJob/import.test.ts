import { itemsOf, jsonOf } from '../../support/results';
import { asleep, importing, NODE, openBulk, RESULT, spent } from './bulkStory';
import type { Bulk } from './bulkStory';

const leads = (count: number) =>
	Array.from({ length: count }, (_, at) => ({
		Last_Name: `Lead ${at}`,
		Company: 'Acme',
		Email: `lead.${at}@example.com`,
	}));

describe('an Import that sleeps', () => {
	let bulk: Bulk;
	beforeEach(async () => {
		bulk = await openBulk();
	});
	afterEach(async () => await bulk.close());

	it('gives each row its outcome when Zoho calls, in the order of the input', async () => {
		const rows = leads(30);
		rows[7].Email = 'not an address';
		const mark = bulk.zoho.meter.mark();
		const { waiting, answers, woken } = await asleep(bulk, importing(rows, { route: 'bulk' }));
		expect(waiting.status).toBe('waiting');
		await bulk.jobsEnd();
		expect(answers.map(({ status }) => status)).toEqual([200]);
		const run = woken()!;
		expect(run.status).toBe('success');
		const items = itemsOf(run, NODE);
		expect(items).toHaveLength(30);
		expect(jsonOf(run, RESULT, 0)).toHaveLength(29);
		const { onItems, inCallbacks } = await spent(bulk, [[run, NODE]]);
		expect(onItems + inCallbacks).toBe(bulk.zoho.meter.since(mark).total());
	});
});
