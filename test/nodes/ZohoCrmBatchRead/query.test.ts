import type { INodeParameters } from 'n8n-workflow';
import { jsonOf, leads, openReads, queriesOf } from './readStory';
import type { ReadStory } from './readStory';

let story: ReadStory;
beforeEach(async () => {
	story = await openReads();
});
afterEach(async () => await story.close());

const ALL = 'select Last_Name from Leads where id is not null';

const query = (text: string, changes: INodeParameters = {}): INodeParameters => ({
	operation: 'query',
	query: text,
	returnAll: true,
	...changes,
});

const limitsOf = (texts: string[]) => texts.map((text) => /limit .*$/.exec(text)?.[0]);

describe('Query', () => {
	it.each([
		[25, ['limit 200'], 1],
		[200, ['limit 200'], 1],
		[201, ['limit 200', 'limit 1000 offset 200'], 3],
		[450, ['limit 200', 'limit 1000 offset 200'], 3],
		[2000, ['limit 200', 'limit 1000 offset 200', 'limit 2000 offset 1200'], 6],
	])('reads all of %i rows with %j for %i credits', async (count, limits, credits) => {
		const ids = story.seed('Leads', leads(count));

		const told = await story.read([{}], query(ALL));

		expect(jsonOf(told.found).map(({ id }) => id)).toEqual(ids);
		expect(limitsOf(queriesOf(told))).toEqual(limits);
		expect(told.report.cost).toBe(credits);
	});

	it.each([
		[5, ['limit 5'], 1],
		[200, ['limit 200'], 1],
		[300, ['limit 200', 'limit 100 offset 200'], 2],
		[1000, ['limit 1000'], 2],
		[1100, ['limit 200', 'limit 900 offset 200'], 3],
		[2000, ['limit 2000'], 3],
		[2250, ['limit 200', 'limit 200 offset 200', 'limit 1850 offset 400'], 5],
	])('stops at a Limit of %i with %j for %i credits', async (limit, limits, credits) => {
		story.seed('Leads', leads(2500));

		const told = await story.read([{}], query(ALL, { returnAll: false, limit }));

		expect(told.found).toHaveLength(limit);
		expect(limitsOf(queriesOf(told))).toEqual(limits);
		expect(told.report.cost).toBe(credits);
	});

	it('takes the LIMITs that cost least for the rows that a person expects', async () => {
		story.seed('Leads', leads(900));

		const told = await story.read([{}], query(ALL, { options: { expectedRows: 900 } }));

		expect(told.found).toHaveLength(900);
		expect(told.report).toMatchObject({ cost: 2, calls: 1, baseline: 5, saved: 3 });
	});

	it('honours a LIMIT and OFFSET of the query', async () => {
		const ids = story.seed('Leads', leads(50));

		const own = await story.read([{}], query(`${ALL} limit 10, 5`, { returnAll: false, limit: 1 }));
		const paged = await story.read([{}], query(`${ALL} offset 45`));

		expect(jsonOf(own.found).map(({ id }) => id)).toEqual(ids.slice(10, 15));
		expect(jsonOf(paged.found).map(({ id }) => id)).toEqual(ids.slice(45));
	});

	it('follows joins, sorts, and aggregates', async () => {
		const accounts = story.seed('Accounts', [{ Account_Name: 'Zylker' }]);
		story.seed('Contacts', [{ Last_Name: 'B', Account_Name: accounts[0] }, { Last_Name: 'A' }]);

		const joined = await story.read(
			[{}],
			query(
				'select Last_Name, Account_Name.Account_Name from Contacts where id is not null order by Last_Name asc',
			),
		);
		const counted = await story.read(
			[{}],
			query('select COUNT(id) from Contacts where id is not null'),
		);

		expect(jsonOf(joined.found)).toMatchObject([
			{ Last_Name: 'A', 'Account_Name.Account_Name': null },
			{ Last_Name: 'B', 'Account_Name.Account_Name': 'Zylker' },
		]);
		expect(jsonOf(counted.found)).toMatchObject([{ 'COUNT(id)': 2 }]);
	});

	it('goes on behind the last id where offsets end (R64)', async () => {
		story.zoho.setSwitches({ coqlReach: 10_000 });
		const ids = story.seed('Leads', leads(12_500));

		const told = await story.read([{}], query("select id from Leads where Company = 'Acme'"));

		expect(jsonOf(told.found).map(({ id }) => id)).toEqual(ids);
		expect(
			queriesOf(told).some((text) => text.includes(`(id > ${ids[9199]} and (Company = 'Acme'))`)),
		).toBe(true);
	});

	it('tells that there are more rows than a sorted query can reach', async () => {
		story.zoho.setSwitches({ coqlReach: 10_000 });
		story.seed('Leads', leads(10_500));

		const told = await story.read(
			[{}],
			query(`${ALL} order by Last_Name asc`, { whenRowsFail: 'sendToFailed' }),
		);

		expect(told.found.length).toBeGreaterThan(9000);
		expect(told.notFound[0].json).toMatchObject({
			outcome: 'notSent',
			code: 'LIMIT_EXCEEDED',
			details: { read: told.found.length },
		});
	});

	it('asks the same question of many items once, paired with all of them (R146)', async () => {
		story.seed('Leads', leads(2));

		const told = await story.read(
			[{ name: 'Lead 0' }, { name: 'Lead 1' }, { name: 'Lead 0' }],
			query("=select Last_Name from Leads where Last_Name = '{{ $json.name }}'"),
		);

		expect(told.found.map(({ json, pairedItem }) => [json.Last_Name, pairedItem])).toEqual([
			['Lead 0', [{ item: 0 }, { item: 2 }]],
			['Lead 1', { item: 1 }],
		]);
		expect(told.meter).toBe(2);
	});

	it('that finds nothing gives one item on Not Found, with its cost (R66)', async () => {
		const told = await story.read([{}], query(ALL));

		expect(told.found).toEqual([]);
		expect(jsonOf(told.notFound)).toMatchObject([
			{ row: 0, outcome: 'notFound', credits: { cost: 1 } },
		]);
		expect(told.error).toBeUndefined();
	});

	it.each([
		[`${ALL} limit 0`, 'LIMIT 0 asks for no rows'],
		[`${ALL} limit 5000`, 'at most 2,000 rows a query'],
		[`${ALL} limit 2000 offset 99000`, "beyond Zoho's 100,000 rows"],
		['select id from Leads', 'needs a WHERE clause'],
		["select id from Leads where Last_Name = 'open", 'is not closed'],
		['update Leads', 'does not begin with SELECT'],
	])('refuses %s for nothing', async (text, message) => {
		const told = await story.read([{}], query(text));

		expect(told.error?.message).toContain(message);
		expect(told.error?.description).toContain('Nothing was sent');
		expect(told.meter).toBe(0);
	});

	it('takes $now as it is, though Zoho takes no milliseconds (R55)', async () => {
		const ids = story.seed('Leads', leads(2));

		const told = await story.read(
			[{}],
			query("={{ `select id from Leads where Created_Time <= '${$now.toISO()}'` }}"),
		);

		expect(jsonOf(told.found).map(({ id }) => id)).toEqual(ids);
	});

	it("passes Zoho's own refusal through whole", async () => {
		const told = await story.read([{}], query('select Nonsense from Leads where id is not null'));

		expect(told.error?.message).toContain('(field Nonsense)');
		expect(told.error?.context.said).toMatchObject({ code: 'INVALID_QUERY' });
		expect(told.meter).toBe(1);
	});

	it('keeps what was read when the credits of the run end', async () => {
		story.seed('Leads', leads(3000));

		const told = await story.read(
			[{}],
			query(ALL, { whenRowsFail: 'sendToFailed', options: { maxCredits: 3 } }),
		);

		expect(told.found).toHaveLength(1200);
		expect(told.notFound[0].json).toMatchObject({ outcome: 'notSent', details: { read: 1200 } });
	});
});
