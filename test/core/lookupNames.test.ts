import type { LookupTask } from '../../nodes/shared/core/lookupNames';
import { planLookupGroups, withLookups } from '../../nodes/shared/core/lookupNames';
import { wishedValue, withExternalLookups } from '../../nodes/shared/core/lookupWish';
import type { ZohoRecord } from '../../nodes/shared/core/row';

const task = (changes: Partial<LookupTask> = {}): LookupTask => ({
	path: 'Account_Name',
	matchBy: 'name',
	keyField: '',
	whenNotFound: 'refuse',
	module: 'Accounts',
	numeric: false,
	...changes,
});
const rows = (...records: ZohoRecord[]) => records.map((record, index) => ({ index, record }));
const account = (id: string, Account_Name: string) => ({ id, Account_Name });

/** Resolves one record against these accounts. */
const resolve = (record: ZohoRecord, tasks: LookupTask[], ...accounts: ZohoRecord[]) => {
	const { groups } = planLookupGroups(rows(record), tasks);
	for (const { matches } of groups.values()) matches.add(accounts);
	return withLookups(record, tasks, groups);
};

describe('What is asked for', () => {
	it('is each value once for a module and field, 50 in a query, over all lookups that point there', () => {
		const records = Array.from({ length: 80 }, (_, at) => ({
			Account_Name: `Name ${at}`,
			Parent: `Name ${at + 40}`,
		}));
		const tasks = [task(), task({ path: 'Parent' })];
		const { groups, places } = planLookupGroups(rows(...records), tasks);
		expect([...groups.keys()]).toEqual(['Accounts.Account_Name']);
		const [{ queries }] = groups.values();
		expect(queries.map(({ values }) => values.length)).toEqual([50, 50, 20]);
		expect(places).toBe(160);
	});

	it.each<[unknown, boolean | null, unknown]>([
		['Acme', false, { text: 'Acme', bare: false }],
		[' Acme ', false, { text: 'Acme', bare: false }],
		[{ name: 'Acme' }, false, { text: 'Acme', bare: false }],
		[{ Code: 7, name: 'Acme' }, true, { text: '7', bare: true }],
		[12, null, { text: '12', bare: true }],
		[12, false, { text: '12', bare: false }],
		['12', true, { text: '12', bare: true }],
		['554023000000131', false, undefined],
		[{ id: '554023000000131', name: 'Acme' }, false, undefined],
		['', false, undefined],
		[null, false, undefined],
		[true, false, undefined],
		[{}, false, undefined],
	])('of the value %j, a key that holds numbers: %j, is %j', (value, numeric, wished) => {
		expect(wishedValue(value, 'Code', numeric)).toEqual(wished);
	});
});

describe('What comes of a lookup', () => {
	const record = { Last_Name: 'A', Account_Name: 'Acme' };

	it('is the id of the one record, and the row given stays as it is', () => {
		const done = resolve(record, [task()], account('1', 'acme'), account('2', 'Other'));
		expect(done).toEqual({ record: { Last_Name: 'A', Account_Name: { id: '1' } } });
		expect(record.Account_Name).toBe('Acme');
	});

	it('is a refusal with the candidates where there are several, at most ten shown', () => {
		const many = Array.from({ length: 12 }, (_, at) => account(String(at), 'Acme'));
		const done = resolve(record, [task()], ...many);
		expect(done).toMatchObject({ refusal: { code: 'LOOKUP_AMBIGUOUS', details: { count: 12 } } });
		if (!('refusal' in done)) throw new Error('not refused');
		expect(done.refusal.details.candidates).toHaveLength(10);
		expect(done.refusal.reason).toContain('Acme (9), …');
	});

	it('is nothing where none is found and the wish says so', () => {
		expect(resolve(record, [task({ whenNotFound: 'leaveOut' })])).toEqual({
			record: { Last_Name: 'A' },
		});
		expect(resolve(record, [task()])).toMatchObject({ refusal: { code: 'LOOKUP_NOT_FOUND' } });
	});

	it('goes by the module that the row names, where the lookup points at any', () => {
		const parent = [task({ path: 'Parent_Id', module: null, numeric: null })];
		const note = { Parent_Id: { name: 'Acme', module: { api_name: 'Accounts' } } };
		expect(resolve(note, parent, account('1', 'Acme'))).toEqual({
			record: { Parent_Id: { id: '1', module: { api_name: 'Accounts' } } },
		});
		expect(resolve({ Parent_Id: 'Acme' }, parent)).toMatchObject({
			refusal: { code: 'SE_MODULE_MISSING' },
		});
	});

	it('lies in each row of a subform, which a refusal counts from 1', () => {
		const inLines = [task({ path: 'Lines.Account' })];
		const lines = { Lines: [{ Account: 'Acme' }, { Item: 'x' }, { Account: 'Nowhere' }] };
		const done = resolve(lines, inLines, account('1', 'Acme'));
		expect(done).toMatchObject({
			refusal: { details: { parent_api_name: 'Lines', subform_row: 3 } },
		});
		const found = resolve({ Lines: lines.Lines.slice(0, 2) }, inLines, account('1', 'Acme'));
		expect(found).toEqual({ record: { Lines: [{ Account: { id: '1' } }, { Item: 'x' }] } });
	});
});

describe('A lookup that Zoho finds by an External ID field', () => {
	it('holds the value under that field; what is no plain value stays', () => {
		const wish = { ...task({ matchBy: 'external', keyField: 'Erp_Id' }) };
		const given = [
			{ Account_Name: ' E1 ' },
			{ Account_Name: 7 },
			{ Account_Name: { id: '1' } },
			{},
		];
		expect(given.map((record) => withExternalLookups(record, [wish]))).toEqual([
			{ Account_Name: { Erp_Id: 'E1' } },
			{ Account_Name: { Erp_Id: '7' } },
			{ Account_Name: { id: '1' } },
			{},
		]);
	});
});
