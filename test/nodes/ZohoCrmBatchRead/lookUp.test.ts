import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonOf, leads, named, openReads, queriesOf } from './readStory';
import type { ReadStory } from './readStory';

let story: ReadStory;
beforeEach(async () => {
	story = await openReads();
});
afterEach(async () => await story.close());

const lookUp = (changes: INodeParameters = {}): INodeParameters => ({
	operation: 'lookUp',
	module: named('Leads'),
	field: 'Email',
	value: '={{ $json.email }}',
	...changes,
});

const emails = (values: unknown[]) => values.map((email) => ({ email }) as IDataObject);
const lead = (more: IDataObject): IDataObject => ({ Last_Name: 'Lead', Company: 'Acme', ...more });

describe('Look Up by Field', () => {
	it('finds 100 addresses in 2 queries for 2 credits, each paired with its item', async () => {
		story.seed('Leads', leads(300));
		const asked = leads(100, 150).map(({ Email }) => ({ email: Email }));

		const told = await story.read(asked, lookUp());

		expect(jsonOf(told.found).map(({ Email }) => Email)).toEqual(asked.map(({ email }) => email));
		expect(told.found.map(({ pairedItem }) => pairedItem)).toEqual(
			asked.map((_, item) => ({ item })),
		);
		expect(told.report).toMatchObject({ cost: 2, calls: 2, overhead: 0, baseline: 100, saved: 98 });
	});

	it('asks once for 1,000 equal values', async () => {
		const [id] = story.seed('Leads', leads(1));

		const told = await story.read(emails(Array(1000).fill('lead0@example.com')), lookUp());

		expect(told.calls).toHaveLength(1);
		expect(told.found).toHaveLength(1000);
		expect(jsonOf(told.found).every((json) => json.id === id)).toBe(true);
		expect(told.report).toMatchObject({ cost: 1, baseline: 1000 });
	});

	it('sends values without a record, and rows without a value, to Not Found', async () => {
		story.seed('Leads', leads(1));

		const told = await story.read(
			emails(['lead0@example.com', 'nobody@example.com', '', null, { a: 1 }, 3652397000009851001]),
			lookUp(),
		);

		expect(jsonOf(told.found)).toMatchObject([{ Email: 'lead0@example.com', matches: 1 }]);
		expect(jsonOf(told.notFound)).toMatchObject([
			{ row: 1, outcome: 'notFound', input: { email: 'nobody@example.com' } },
			{ row: 2, outcome: 'refused', code: 'VALUE_MISSING' },
			{ row: 3, outcome: 'refused', code: 'VALUE_MISSING' },
			{ row: 4, outcome: 'refused', code: 'VALUE_NOT_PLAIN' },
			{ row: 5, outcome: 'refused', code: 'NUMBER_NOT_EXACT' },
		]);
		expect(told.meter).toBe(1);
	});

	it.each([
		["O'Neil"],
		['the "Boss"'],
		['C:\\Temp\\in'],
		['ends with \\'],
		["''"],
		["' or '1' = '1"],
		['limit 5'],
		['a, b) or (id is not null'],
		['ünïcödé 漢字'],
	])('finds exactly the record that holds %s', async (name) => {
		const ids = story.seed('Leads', [lead({ Last_Name: name }), lead({ Last_Name: 'other' })]);

		const told = await story.read(
			[{ name }],
			lookUp({ field: 'Last_Name', value: '={{ $json.name }}' }),
		);

		expect(jsonOf(told.found)).toMatchObject([{ id: ids[0], Last_Name: name }]);
		expect(told.meter).toBe(1);
	});

	it('asks once more in the other way of writing quotes when a value holds both kinds', async () => {
		const name = `5'10" \\ O'Neil`;
		story.seed('Leads', [lead({ Last_Name: name })]);

		const told = await story.read(
			[{ name }, { name: 'nobody' }],
			lookUp({ field: 'Last_Name', value: '={{ $json.name }}' }),
		);

		expect(jsonOf(told.found)).toMatchObject([{ Last_Name: name }]);
		expect(jsonOf(told.notFound)).toMatchObject([{ outcome: 'notFound', row: 1 }]);
	});

	it('gives all records of a value, or the first of them', async () => {
		const ids = story.seed('Leads', [
			lead({ City: 'Graz' }),
			lead({ City: 'GRAZ' }),
			lead({ City: 'Linz' }),
		]);
		const city = lookUp({ field: 'City', value: '={{ $json.city }}', fields: ['Last_Name'] });
		const items = [{ city: 'graz' }, { city: 'Linz' }];

		const all = await story.read(items, city);
		const first = await story.read(items, { ...city, matches: 'first' });

		expect(all.found.map(({ json, pairedItem }) => [json.id, json.matches, pairedItem])).toEqual([
			[ids[0], 2, { item: 0 }],
			[ids[1], 2, { item: 0 }],
			[ids[2], 1, { item: 1 }],
		]);
		expect(jsonOf(first.found).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
	});

	it('holds values to their case when asked', async () => {
		story.seed('Leads', [lead({ City: 'Graz' })]);
		const city = { field: 'City', value: '={{ $json.city }}' };

		const told = await story.read(
			[{ city: 'GRAZ' }, { city: 'Graz' }],
			lookUp({ ...city, options: { matchCase: true } }),
		);

		expect(told.found.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(jsonOf(told.notFound)).toMatchObject([{ row: 0, outcome: 'notFound' }]);
	});

	it('pages on when the values have more than 200 records, with a growing LIMIT', async () => {
		const many = Array.from({ length: 450 }, () => lead({ City: 'Graz' }));
		const ids = story.seed('Leads', [...many, lead({ City: 'Linz' })]);
		const city = lookUp({ field: 'City', value: '={{ $json.city }}' });

		const all = await story.read([{ city: 'Graz' }, { city: 'Linz' }], city);
		const first = await story.read([{ city: 'Graz' }, { city: 'Linz' }], {
			...city,
			matches: 'first',
		});

		expect(jsonOf(all.found).map(({ id }) => id)).toEqual(ids);
		expect(all.report).toMatchObject({ cost: 3, calls: 2 });
		expect(queriesOf(first)[1]).toContain("City in ('Linz')");
		expect(jsonOf(first.found).map(({ id }) => id)).toEqual([ids[0], ids[450]]);
	});

	it('compares numbers and lookups as such', async () => {
		const [account] = story.seed('Accounts', [{ Account_Name: 'Zylker' }]);
		story.seed('Contacts', [{ Last_Name: 'A', Account_Name: account }]);
		story.seed('Leads', [lead({ No_of_Employees: 12 }), lead({ No_of_Employees: 13 })]);

		const byNumber = await story.read(
			[{ n: 12 }, { n: '13' }],
			lookUp({ field: 'No_of_Employees', value: '={{ $json.n }}' }),
		);
		const byRecord = await story.read(
			[{ account: { id: account, name: 'Zylker' } }],
			lookUp({ module: named('Contacts'), field: 'Account_Name', value: '={{ $json.account }}' }),
		);

		expect(jsonOf(byNumber.found).map(({ No_of_Employees }) => No_of_Employees)).toEqual([12, 13]);
		expect(byRecord.found[0].json.Account_Name).toMatchObject({ id: account });
	});

	it('names a field that Zoho does not know', async () => {
		story.seed('Leads', leads(1));

		const told = await story.read(emails(['lead0@example.com']), lookUp({ field: 'Nonsense' }));

		expect(told.error?.message).toContain('field Nonsense');
		expect(told.error?.description).toContain('INVALID_QUERY');
		expect(told.meter).toBe(1);
	});

	it('points from ids to the cheaper operation', async () => {
		const told = await story.read(emails(['1']), lookUp({ field: 'id' }));

		expect(told.error?.description).toContain("'Get by IDs'");
		expect(told.meter).toBe(0);
	});
});

describe('A look-up that stops early', () => {
	const addresses = emails(leads(150).map(({ Email }) => Email));

	it('fails and tells what was read', async () => {
		story.seed('Leads', leads(150));

		const told = await story.read(addresses, lookUp({ options: { maxCredits: 2, parallel: 1 } }));

		expect(told.error?.message).toContain('of the 2 allowed for this run are spent');
		expect(told.error?.description).toContain('Rows found: 100, notSent: 50');
		expect(told.meter).toBe(2);
	});

	it('sends the rest to Not Found when asked', async () => {
		story.seed('Leads', leads(150));
		const options = { maxCredits: 2, parallel: 1 };

		const told = await story.read(addresses, lookUp({ whenRowsFail: 'sendToFailed', options }));

		expect(told.found).toHaveLength(100);
		expect(told.notFound).toHaveLength(50);
		expect(told.notFound[0].json).toMatchObject({ row: 100, outcome: 'notSent' });
	});

	it('does so too where On Error says to go on', async () => {
		story.seed('Leads', leads(150));
		story.zoho.faults.add({
			match: { name: 'coql.query', nth: 2, times: 'always' },
			fault: { kind: 'status', status: 500, when: 'after' },
		});

		const told = await story.read(addresses, lookUp({ options: { parallel: 1 } }), {
			onError: 'continueRegularOutput',
		});

		expect(told.found).toHaveLength(50);
		expect(told.notFound).toHaveLength(100);
		expect(told.report.uncertain).toBe(3);
	});

	it('keeps the spending of earlier tries of Retry On Fail', async () => {
		story.seed('Leads', leads(150));
		story.zoho.faults.add({
			match: { name: 'coql.query', nth: 2, times: 3 },
			fault: { kind: 'status', status: 500, when: 'after' },
		});

		const told = await story.read(addresses, lookUp({ options: { parallel: 1 } }), {
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 0,
		});

		expect(told.found).toHaveLength(150);
		expect(told.report).toMatchObject({ calls: 7, cost: 7, uncertain: 3 });
	});
});
