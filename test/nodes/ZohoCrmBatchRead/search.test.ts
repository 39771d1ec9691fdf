import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonOf, leads, named, openReads } from './readStory';
import type { ReadStory } from './readStory';

let story: ReadStory;
beforeEach(async () => {
	story = await openReads();
});
afterEach(async () => await story.close());

const search = (by: string, text: string, changes: INodeParameters = {}): INodeParameters => ({
	operation: 'search',
	module: named('Leads'),
	searchBy: by,
	[by]: text,
	...changes,
});

describe('Search', () => {
	it('finds by criteria, email, phone and word', async () => {
		const [id] = story.seed('Leads', [
			{ Last_Name: 'Burns,B', Company: 'Zylker', Email: 'b+1@example.com', Phone: '+43 555 0100' },
			{ Last_Name: 'Other', Company: 'Acme' },
		]);

		const found = [
			await story.read([{}], search('criteria', '(Last_Name:equals:Burns\\,B)')),
			await story.read([{}], search('email', 'b+1@example.com')),
			await story.read([{}], search('phone', '+43 555 0100')),
			await story.read([{}], search('word', 'Zylker')),
		];

		for (const told of found) {
			expect(jsonOf(told.found)).toMatchObject([{ id, Company: 'Zylker', Last_Name: 'Burns,B' }]);
			expect(told.meter).toBe(1);
		}
	});

	it('takes $now in criteria as it is, though Zoho takes no milliseconds (R55)', async () => {
		const [id] = story.seed('Leads', leads(1));

		const told = await story.read(
			[{}],
			search('criteria', '=(Created_Time:less_equal:{{ $now.toISO() }})'),
		);

		expect(jsonOf(told.found)).toMatchObject([{ id }]);
	});

	it('tells how criteria are written when Zoho cannot read them', async () => {
		const { error } = await story.read([{}], search('criteria', 'Last_Name=Burns'));
		expect(error?.message).toContain('INVALID_QUERY');
		expect(error?.description).toContain("Write 'Criteria' like (Last_Name:equals:Burns)");
	});

	it('gives the fields asked for', async () => {
		story.seed('Leads', leads(1));

		const told = await story.read([{}], search('word', 'Acme', { fields: ['Email'] }));

		expect(Object.keys(told.found[0].json).sort()).toEqual(['Email', 'credits', 'id']);
	});

	it.each([
		[450, {}, 450, 3],
		[450, { returnAll: false, limit: 50 }, 50, 1],
		[450, { returnAll: false, limit: 250 }, 250, 2],
		[201, {}, 201, 2],
	])(
		'of %i records with %j gives %i in %i pages (R06, R65)',
		async (count, changes, given, pages) => {
			story.seed('Leads', leads(count));

			const told = await story.read([{}], search('word', 'Acme', { returnAll: true, ...changes }));

			expect(new Set(jsonOf(told.found).map(({ id }) => id)).size).toBe(given);
			expect(told.report).toMatchObject({ calls: pages, cost: pages });
		},
	);

	it('ends at 2,000 records and says that there are more (R64)', async () => {
		story.seed('Leads', leads(2001));

		const told = await story.read([{}], search('word', 'Acme', { returnAll: true }));

		expect(told.found).toHaveLength(2000);
		expect(told.meter).toBe(10);
		expect(told.hint).toContain('ends after 2,000 records');
	});

	it('that finds nothing gives one item on Not Found', async () => {
		const told = await story.read([{}], search('word', 'Nobody'));

		expect(jsonOf(told.notFound)).toMatchObject([{ outcome: 'notFound' }]);
	});

	it.each([
		['word', 'a', "'Word' is too short"],
		['email', ' ', "'Email' is empty"],
	])('refuses %s "%s" for nothing', async (by, text, message) => {
		const told = await story.read([{}], search(by, text));

		expect(told.error?.message).toContain(message);
		expect(told.meter).toBe(0);
	});

	it('names the scope when the login may not search', async () => {
		const poor = await openReads({ token: { scopes: ['ZohoCRM.modules.ALL'] } });
		const told = await poor.read([{}] as IDataObject[], search('word', 'Acme'));
		await poor.close();

		expect(told.error?.message).toContain('ZohoSearch.securesearch.READ');
	});
});
