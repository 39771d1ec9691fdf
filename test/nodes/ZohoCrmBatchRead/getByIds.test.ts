import type { INodeParameters } from 'n8n-workflow';
import { moduleNamed } from '../../simulator/schema';
import { jsonOf, leads, named, openReads } from './readStory';
import type { ReadStory } from './readStory';

let story: ReadStory;
beforeEach(async () => {
	story = await openReads();
});
afterEach(async () => await story.close());

const byIds = (changes: INodeParameters = {}): INodeParameters => ({
	operation: 'getByIds',
	module: named('Leads'),
	recordId: '={{ $json.id }}',
	fields: ['Last_Name', 'Email'],
	...changes,
});

const withIds = (ids: unknown[]) => ids.map((id) => ({ id }) as { id: string });

describe('Get by IDs', () => {
	it('reads 250 records in 3 calls for 3 credits, in the order of the input', async () => {
		const ids = story.seed('Leads', leads(250)).reverse();

		const told = await story.read(withIds(ids), byIds());

		expect(jsonOf(told.found).map(({ id }) => id)).toEqual(ids);
		expect(told.found.map(({ pairedItem }) => pairedItem)).toEqual(
			ids.map((_, item) => ({ item })),
		);
		expect(told.report).toMatchObject({
			cost: 3,
			calls: 3,
			overhead: 0,
			baseline: 250,
			saved: 247,
		});
		const carriers = jsonOf(told.found).flatMap(({ credits }, at) =>
			(credits as { cost: number }).cost > 0 ? [at] : [],
		);
		expect(carriers).toEqual([0, 100, 200]);
		expect(told.hint).toContain('250 records found');
	});

	it('asks once for an id that comes often, and gives the record to each', async () => {
		const [id] = story.seed('Leads', leads(1));

		const told = await story.read(withIds(Array(150).fill(id)), byIds());

		expect(told.calls).toHaveLength(1);
		expect(told.found).toHaveLength(150);
		expect(jsonOf(told.found).every(({ Email }) => Email === 'lead0@example.com')).toBe(true);
		expect(told.report).toMatchObject({ cost: 1, baseline: 150 });
	});

	it('tells number ids, empty ones, text that is none, and ids of another module apart', async () => {
		const [lead] = story.seed('Leads', leads(1));
		const [contact] = story.seed('Contacts', [{ Last_Name: 'Other' }]);

		const told = await story.read(
			withIds([lead, 3652397000009851001, '', null, 'ada', contact]),
			byIds(),
		);

		expect(jsonOf(told.found)).toMatchObject([{ id: lead, Last_Name: 'Lead 0' }]);
		expect(jsonOf(told.notFound)).toMatchObject([
			{ row: 1, outcome: 'refused', code: 'ID_IS_A_NUMBER' },
			{ row: 2, outcome: 'refused', code: 'ID_MISSING' },
			{ row: 3, outcome: 'refused', code: 'ID_MISSING' },
			{ row: 4, outcome: 'refused', code: 'ID_NOT_VALID', input: { id: 'ada' } },
			{ row: 5, outcome: 'notFound', code: 'NOT_FOUND', input: { id: contact } },
		]);
		expect(String(told.notFound[4].json.reason)).toContain('may belong to another module');
		expect(told.notFound[4].pairedItem).toEqual({ item: 5 });
		expect(told.meter).toBe(1);
	});

	it('keeps every digit of ids (R61, R62)', async () => {
		const [account] = story.seed('Accounts', [{ Account_Name: 'Zylker' }]);
		const [contact] = story.seed('Contacts', [{ Last_Name: 'A', Account_Name: account }]);

		const told = await story.read(
			[{ id: contact }],
			byIds({ module: named('Contacts'), fields: ['Account_Name', 'Owner'] }),
		);

		expect(told.found[0].json).toMatchObject({
			id: contact,
			Account_Name: { id: account, name: 'Zylker' },
			Owner: { id: story.zoho.org().users[0].id },
		});
	});

	it('gives dates and times as Zoho writes them, offset included (R56)', async () => {
		story.zoho.setOrg({ timeZone: 'Asia/Kolkata' });
		const fields = ['Modified_Time', 'Next_Call_At', 'First_Contact_Date'];
		const given = { Next_Call_At: '2024-02-01T09:30:00+05:30', First_Contact_Date: '2024-01-31' };
		const [id] = story.seed('Leads', [{ ...leads(1)[0], ...given }]);

		const told = await story.read([{ id }], byIds({ fields }));

		expect(told.found[0].json).toMatchObject({
			...given,
			Modified_Time: '2024-03-01T17:30:00+05:30',
		});
		const { data } = JSON.parse(told.calls.at(-1)!.responseBody!) as { data: object[] };
		expect(told.found[0].json).toMatchObject(data[0]);
	});

	it('spends nothing when no row can be asked for, and fails', async () => {
		const told = await story.read(withIds([1, 2]), byIds());

		expect(told.error?.message).toContain('None of the 2 rows was read');
		expect(told.error?.message).toContain('is a number');
		expect(told.meter).toBe(0);
	});

	it('finds none of the ids without failing', async () => {
		const told = await story.read(withIds(['1', '2']), byIds());

		expect(told.error).toBeUndefined();
		expect(jsonOf(told.notFound)).toMatchObject([{ outcome: 'notFound' }, { outcome: 'notFound' }]);
		expect(told.meter).toBe(1);
	});
});

describe('Fields of Get by IDs', () => {
	it('are the first fifty of the module when none are chosen: 1 credit, then none (R68)', async () => {
		const [id] = story.seed('Leads', leads(1));

		const cold = await story.read([{ id }], byIds({ fields: [] }));
		const warm = await story.read([{ id }], byIds({ fields: [] }));

		expect(cold.report).toMatchObject({ cost: 2, overhead: 1 });
		expect(warm.report).toMatchObject({ cost: 1, overhead: 0 });
		expect(cold.found[0].json).toMatchObject({ id, Company: 'Acme', Email: 'lead0@example.com' });
	});

	it('that the cached module does not have are refused for nothing, with the nearest name', async () => {
		const [id] = story.seed('Leads', leads(1));
		await story.read([{ id }], byIds({ fields: [] }));

		const told = await story.read([{ id }], byIds({ fields: ['Last_Name', 'E_mail'] }));

		expect(told.error?.message).toBe(
			"'Field Names or IDs': Leads has no field E_mail. Did you mean Email?",
		);
		expect(told.meter).toBe(0);
	});

	it('that Zoho leaves out without a word are named above the output', async () => {
		const [id] = story.seed('Leads', leads(1));

		const told = await story.read([{ id }], byIds({ fields: ['Last_Name', 'Nonsense'] }));

		expect(told.found).toHaveLength(1);
		expect(told.hint).toContain('Zoho gave no Nonsense with the records of Leads');
	});

	it('beyond fifty are refused, or read in parts when asked', async () => {
		const names = Array.from({ length: 60 }, (_, at) => `Extra_${at}`);
		const { schema } = moduleNamed(story.zoho.org().modules, 'Leads')!;
		const text = schema.fields.find(({ apiName }) => apiName === 'City')!;
		schema.fields.push(...names.map((apiName) => ({ ...text, apiName })));
		const ids = story.seed(
			'Leads',
			leads(101).map((lead) => ({ ...lead, Extra_59: 'last' })),
		);
		const fields = names.join(',');

		const refused = await story.read(withIds(ids), byIds({ fields }));
		const told = await story.read(withIds(ids), byIds({ fields, options: { moreFields: true } }));

		expect(refused.error?.message).toBe(
			"'Field Names or IDs' holds 60 fields, and Zoho gives 50 a read",
		);
		expect(refused.meter).toBe(0);
		expect(told.found).toHaveLength(101);
		expect(told.found[100].json).toMatchObject({ id: ids[100], Extra_0: null, Extra_59: 'last' });
		expect(told.report).toMatchObject({ cost: 4, calls: 4 });
	});
});
