import { givenOrg, noon, send } from './handMadeCall';
import { seedRecords } from './seedRecords';

const many = 100_000;

/** One org with 100,000 leads for all stories here: seeding is most of the time. */
const org = givenOrg();

describe('100,000 records in a module', () => {
	beforeAll(() => {
		const records = Array.from({ length: many }, (_, index) => ({
			Last_Name: `L${index}`,
			Company: 'C',
			Email: `l${index}@example.com`,
			Customer_Key: `K${index}`,
		}));
		seedRecords(org, 'Leads', records, { now: noon });
	});

	it('upserts by key without reading through the module', async () => {
		const started = performance.now();
		for (let call = 0; call < 50; call += 1) {
			const data = Array.from({ length: 100 }, (_, index) => ({
				Last_Name: 'New',
				Company: 'C',
				Email: `l${call * 100 + index}@example.com`,
			}));
			const answer = await send(org, 'POST', 'Leads/upsert', { body: { data } });
			expect(answer.body.data[99].action).toBe('update');
		}
		// 5,000 look-ups by reading all would be 500 million comparisons: minutes, not seconds.
		expect(performance.now() - started).toBeLessThan(15_000);
	});

	it('reads to the end by token, and not past 100,000', async () => {
		seedRecords(org, 'Leads', [{ Last_Name: 'One more', Company: 'C' }], { now: noon });
		let token: unknown = null;
		let rows = 0;
		for (;;) {
			const from: string = token ? `&page_token=${token}` : '';
			const answer = await send(org, 'GET', `Leads?fields=id&per_page=200${from}`);
			if (answer.status !== 200) {
				expect(answer.body.code).toBe('PAGINATION_LIMIT_EXCEEDED');
				break;
			}
			rows += Object.keys(answer.body.data).length;
			token = answer.body.info.next_page_token;
		}
		expect(rows).toBe(many);
	});

	it('finds 50 keys a query by index', async () => {
		const started = performance.now();
		for (let call = 0; call < 200; call += 1) {
			const keys = Array.from({ length: 50 }, (_, index) => `'k${call * 50 + index}'`).join();
			const select_query = `select id, Email from Leads where Customer_Key in (${keys})`;
			const answer = await send(org, 'POST', 'coql', { body: { select_query } });
			expect(answer.body.info.count).toBe(50);
		}
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});
