import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RunPlan } from '../../../nodes/shared/core/report';
import { seedRecords } from '../../simulator/seedRecords';
import { hintsOf } from '../../support/results';
import type { BatchStory, Told } from './batchStory';
import { bodiesOf, form, mapping, named, NODE, openBatch } from './batchStory';

let story: BatchStory;
let accounts: string[];
const seed = (module: string, records: IDataObject[]): string[] =>
	seedRecords(story.zoho.org(), module, records, { now: story.zoho.clock.now() });
beforeEach(async () => {
	story = await openBatch();
	const rows = Array.from({ length: 120 }, (_, at) => ({
		Account_Name: `Account ${at}`,
		Account_Number: String(1000 + at),
		Erp_Id: `E${at}`,
	}));
	accounts = seed('Accounts', rows);
});
afterEach(async () => await story.close());

const byName = { field: 'Account_Name' };
const lookups = (...wishes: INodeParameters[]): INodeParameters => ({ lookups: wishes });
/** Contacts by their address, with these lookups to resolve. */
const contacts = (wishes: INodeParameters[], options: INodeParameters = {}): INodeParameters =>
	form({
		module: named('Contacts'),
		whenRowsFail: 'sendToFailed',
		options: { resolveLookups: lookups(...wishes), ...options },
	});
const people = (count: number, more: (at: number) => IDataObject): IDataObject[] =>
	Array.from({ length: count }, (_, at) => ({
		Last_Name: `Person ${at}`,
		Email: `person${at}@example.com`,
		...more(at),
	}));
/** Reads the module's fields, so that what follows costs only what it says. */
const warm = async (module = 'Contacts') =>
	await story.write(
		[{ Last_Name: 'first', Name: 'first', Email: 'first@example.com' }],
		form({
			module: named(module),
			matchingFields: {},
			options: { check: 'always', unknownFields: 'drop' },
		}),
	);
const accountsOf = (): unknown[] =>
	story.records('Contacts').map(({ Account_Name: account }) => account);
const callsOf = ({ report }: Told) => report.byCall.map(({ call, calls }) => [call, calls]);

describe('a lookup given by the name of its record (R38)', () => {
	it('becomes its id: 50 names a credit, each name asked once, the rest of the row as it is', async () => {
		await warm();
		const rows = people(200, (at) => ({ Account_Name: `Account ${at % 100}` }));
		const told = await story.write(rows, contacts([byName]));
		expect(told.success).toHaveLength(200);
		expect(accountsOf().slice(1)).toEqual(rows.map((_, at) => accounts[at % 100]));
		expect(callsOf(told)).toEqual([
			['coql.query', 2],
			['records.upsert', 2],
		]);
		expect(told.report).toMatchObject({ cost: 22, overhead: 2, baseline: 400, saved: 378 });
		expect(told.meter).toBe(22);
	});

	it('reads the fields once, for a credit, when they are not cached', async () => {
		const rows = people(10, () => ({ Account_Name: 'Account 7' }));
		const cold = await story.write(rows, contacts([byName]));
		expect(cold.report).toMatchObject({ cost: 3, overhead: 2 });
		const again = await story.write(rows, contacts([byName]));
		expect(again.report).toMatchObject({ cost: 2, overhead: 1 });
	});

	it('as { name } or with spaces and in another case is found, and ids pass unasked', async () => {
		await warm();
		const told = await story.write(
			people(4, (at) => ({
				Account_Name: [{ name: 'Account 1' }, ' ACCOUNT 2 ', accounts[3], { id: accounts[4] }][at],
			})),
			contacts([byName]),
		);
		expect(told.success).toHaveLength(4);
		expect(accountsOf().slice(1)).toEqual(accounts.slice(1, 5));
		const onlyIds = people(3, (at) => ({ Account_Name: at === 0 ? '' : accounts[at] }));
		const unasked = await story.write(onlyIds, contacts([byName]));
		expect(callsOf(unasked)).toEqual([['records.upsert', 1]]);
		expect(unasked.report).toMatchObject({ baseline: 3, overhead: 0 });
	});

	it('that no record has: the row is refused with a reason, or sent without the field', async () => {
		await warm();
		const rows = people(2, (at) => ({ Account_Name: `Account ${at * 999}` }));
		const { success, failed } = await story.write(rows, contacts([byName]));
		expect(success).toHaveLength(1);
		expect(failed).toEqual([
			expect.objectContaining({
				row: 1,
				outcome: 'refused',
				code: 'LOOKUP_NOT_FOUND',
				field: 'Account_Name',
				input: rows[1],
			}),
		]);
		expect(failed[0].reason).toContain('no record of Accounts has "Account 999" in Account_Name');

		const [{ id }] = success;
		const lenient = contacts([{ ...byName, whenNotFound: 'leaveOut' }]);
		const told = await story.write([{ ...rows[0], Account_Name: 'Nowhere' }, rows[1]], lenient);
		expect(told.success).toHaveLength(2);
		expect(bodiesOf(told)[0].data).toEqual(
			rows.map(({ Last_Name, Email }) => ({ Last_Name, Email })),
		);
		const kept = story.records('Contacts').find((record) => record.id === id);
		expect(kept?.Account_Name).toBe(accounts[0]);
	});

	it('that several records have: the row is refused, naming the candidates', async () => {
		await warm();
		const twins = seed('Accounts', [{ Account_Name: 'Twin' }, { Account_Name: 'Twin' }]);
		const rows = people(2, (at) => ({ Account_Name: ['Twin', 'Account 5'][at] }));
		const { success, failed } = await story.write(rows, contacts([byName]));
		expect(success).toHaveLength(1);
		expect(failed[0]).toMatchObject({ row: 0, code: 'LOOKUP_AMBIGUOUS', field: 'Account_Name' });
		expect(failed[0].details).toMatchObject({
			count: 2,
			candidates: twins.map((id) => ({ id, name: 'Twin' })),
		});
		expect(failed[0].reason).toContain(`Twin (${twins[0]}), Twin (${twins[1]})`);
	});

	it('that two records have in different cases: the one written just so is meant', async () => {
		await warm();
		const [upper] = seed('Accounts', [{ Account_Name: 'ACME' }, { Account_Name: 'Acme' }]);
		const rows = people(2, (at) => ({ Account_Name: ['ACME', 'acme'][at] }));
		const { failed } = await story.write(rows, contacts([byName]));
		expect(failed).toEqual([expect.objectContaining({ row: 1, code: 'LOOKUP_AMBIGUOUS' })]);
		expect(accountsOf().at(-1)).toBe(upper);
	});

	it('with quotes and backslashes in it', async () => {
		await warm();
		const names = [`O'Neil "Sons"`, 'C:\\temp', `it's`];
		const ids = seed(
			'Accounts',
			names.map((Account_Name) => ({ Account_Name })),
		);
		const rows = people(3, (at) => ({ Account_Name: names[at] }));
		const { failed } = await story.write(rows, contacts([byName]));
		expect(failed).toEqual([]);
		expect(accountsOf().slice(1)).toEqual(ids);
	});
});

describe('a lookup given by a key', () => {
	it('of another field, text or number, is found by it', async () => {
		await warm();
		const rows = people(2, (at) => ({ Account_Name: [1004, '1005'][at] }));
		await warm('Accounts');
		const wish = { ...byName, matchBy: 'field', keyField: 'Account_Number' };
		const told = await story.write(rows, contacts([wish]));
		expect(told.failed).toEqual([]);
		expect(accountsOf().slice(1)).toEqual([accounts[4], accounts[5]]);
		expect(told.report).toMatchObject({ cost: 2, overhead: 1 });
	});

	it('of an External ID field, which Zoho takes itself: no read at all', async () => {
		await warm();
		const rows = people(3, (at) => ({ Account_Name: ['E4', 'E999', { id: accounts[6] }][at] }));
		const wish = { ...byName, matchBy: 'external', keyField: 'Erp_Id' };
		const told = await story.write(rows, contacts([wish]));
		expect(callsOf(told)).toEqual([['records.upsert', 1]]);
		expect(told.report).toMatchObject({ cost: 1, overhead: 0 });
		expect((bodiesOf(told)[0].data as IDataObject[])[0].Account_Name).toEqual({ Erp_Id: 'E4' });
		expect(accountsOf().slice(1)).toEqual([accounts[4], accounts[6]]);
		expect(told.failed).toEqual([expect.objectContaining({ row: 1, code: 'INVALID_DATA' })]);
		expect(told.failed[0].field).toBe('Account_Name');
		const next = await story.write(
			people(1, () => ({ Account_Name: 'E4' })),
			contacts([wish]),
		);
		expect(next.report).toMatchObject({ cost: 1, overhead: 0 });
	});
});

describe('lookups of several fields and modules', () => {
	it('into one module share their queries', async () => {
		await warm('Subscriptions');
		const [person] = seed('Contacts', [{ First_Name: 'Ada', Last_Name: 'Adler' }]);
		const row = { Name: 's', Account: 'Account 1', Contact: 'Ada Adler' };
		const items = { ...row, Line_Items: [{ Item: 'x', Product: 'Pump' }, { Item: 'y' }] };
		const [pump] = seed('Products', [{ Product_Name: 'Pump' }]);
		const wishes = ['Account', 'Contact', 'Line_Items.Product'].map((field) => ({ field }));
		const told = await story.write([items], {
			...contacts(wishes),
			module: named('Subscriptions'),
			matchingFields: {},
		});
		expect(told.failed).toEqual([]);
		const record = story.records('Subscriptions').at(-1) as IDataObject;
		expect([record.Account, record.Contact]).toEqual([accounts[1], person]);
		expect((record.Line_Items as IDataObject[])[0].Product).toBe(pump);
		expect(callsOf(told)).toEqual([
			['settings.fields', 1],
			['coql.query', 3],
			['records.upsert', 1],
		]);

		const wrong = { ...items, Line_Items: [{ Item: 'x' }, { Item: 'y', Product: 'Pomp' }] };
		const { failed } = await story.write([wrong], {
			...contacts(wishes),
			module: named('Subscriptions'),
			matchingFields: {},
		});
		expect(failed[0]).toMatchObject({
			code: 'LOOKUP_NOT_FOUND',
			field: 'Line_Items',
			subformRow: 2,
		});
		expect(failed[0].reason).toContain("'Line_Items' row 2");
	});

	it('that may point into any module go by what each row says', async () => {
		const [lead] = seed('Leads', [{ First_Name: 'Lea', Last_Name: 'Lind', Company: 'L' }]);
		const note = { Note_Content: 'Hello', Parent_Id: 'Account 3', $se_module: 'Accounts' };
		const rows = [
			note,
			{ ...note, Parent_Id: 'Lea Lind', $se_module: 'Leads' },
			{ ...note, $se_module: '' },
		];
		const told = await story.write(rows, {
			...contacts([{ field: 'Parent_Id' }]),
			operation: 'create',
			module: named('Notes'),
		});
		expect(story.records('Notes').map(({ Parent_Id: parent }) => parent)).toEqual([
			accounts[3],
			lead,
		]);
		expect(told.failed).toEqual([expect.objectContaining({ row: 2, code: 'NOTE_MODULE_MISSING' })]);
	});
});

describe('what cannot be resolved', () => {
	it.each([
		[{ field: 'Acount_Name' }, 'Contacts has no field Acount_Name', 'Did you mean Account_Name?'],
		[{ field: 'Owner' }, 'it holds a user', "option 'Owner by Email'"],
		[{ field: 'Phone' }, 'it is of the type phone, which is no lookup', 'Choose a lookup field'],
		[{ ...byName, matchBy: 'field' }, "'Key Field' is empty", 'Name the field'],
		[
			{ ...byName, matchBy: 'external', keyField: 'VAT_Number' },
			'VAT_Number of Accounts is no External ID field',
			'Erp_Id',
		],
		[
			{ ...byName, matchBy: 'field', keyField: 'VAT_Numbr' },
			'Accounts has no field VAT_Numbr',
			'Did you mean VAT_Number?',
		],
	])('%j: the run ends before a credit is spent', async (wish, message, fix) => {
		await warm();
		await warm('Accounts');
		const rows = people(3, () => ({ Account_Name: 'Account 1' }));
		const told = await story.write(rows, {
			...contacts([wish]),
			whenRowsFail: 'errorIfNothingWritten',
		});
		expect(told.error?.message).toContain("'Resolve Lookups' cannot fill");
		expect(told.error?.message).toContain(message);
		expect(`${told.error?.message} ${told.error?.description}`).toContain(fix);
		expect(told.calls).toEqual([]);
	});

	it('a key field that Zoho itself refuses: nothing is written', async () => {
		await warm();
		const wish = { ...byName, matchBy: 'field', keyField: 'No_Such_Field' };
		const rows = people(3, () => ({ Account_Name: 'x' }));
		const told = await story.write(rows, {
			...contacts([wish]),
			whenRowsFail: 'errorIfNothingWritten',
		});
		expect(told.error?.message).toContain('Zoho refused to give records of Accounts');
		expect(callsOf(told)).toEqual([['coql.query', 1]]);
	});

	it('rows refused for something else, or without a key, are not asked about', async () => {
		await warm();
		const rows = [
			{ Last_Name: 'x'.repeat(200), Email: 'long@example.com', Account_Name: 'Account 1' },
			{ Last_Name: 'Keyless', Account_Name: 'Account 2' },
		];
		const told = await story.write(rows, contacts([byName]));
		expect(told.failed.map(({ code }) => code)).toEqual(['INVALID_DATA', 'EMPTY_KEY']);
		expect(told.calls).toEqual([]);
	});
});

describe('what resolving costs', () => {
	const planOf = async (rows: IDataObject[], parameters: INodeParameters) => {
		const dry = { ...parameters, options: { ...(parameters.options as object), dryRun: true } };
		const told = await story.write(rows, dry as INodeParameters);
		expect([told.calls, told.report.cost]).toEqual([[], 0]);
		return { told, plan: told.report.plan as RunPlan };
	};

	it('is in the plan of a Dry Run, cached or not', async () => {
		const rows = people(120, (at) => ({ Account_Name: `Account ${at}` }));
		const cold = await planOf(rows, contacts([byName]));
		expect(cold.plan).toEqual({
			calls: 6,
			credits: 16,
			overhead: 4,
			basis: 'documented',
			atLeast: true,
		});
		expect(cold.told.report.baseline).toBe(240);
		expect(hintsOf(cold.told.run, NODE)[0].message).toContain('at least 16 credits in 6 calls');
		const real = await story.write(rows, contacts([byName]));
		expect(real.report).toMatchObject({ cost: 16, calls: 6, overhead: 4 });
		expect((await planOf(rows, contacts([byName]))).plan).toMatchObject({
			credits: 15,
			overhead: 3,
		});
	});

	it('is kept within the cap, and no name is looked up for rows that it leaves out', async () => {
		await warm();
		const rows = people(120, (at) => ({ Account_Name: `Account ${at}` }));
		const capped = contacts([byName], { maxCredits: 7 });
		const { plan } = await planOf(rows, capped);
		const told = await story.write(rows, capped);
		expect(plan.credits).toBe(told.report.cost);
		expect(told.report).toMatchObject({ cost: 6, overhead: 1 });
		expect([told.success.length, told.failed.length]).toEqual([50, 70]);
		expect(told.failed.every(({ outcome }) => outcome === 'notSent')).toBe(true);
	});

	it('is spent once when the answer to the write is lost and the rows are read back', async () => {
		await warm();
		await story.zoho.clock.advance(10_000);
		story.zoho.faults.add({
			match: { name: 'records.upsert' },
			fault: { kind: 'reset', when: 'after' },
		});
		const rows = people(20, (at) => ({ Account_Name: `Account ${at}` }));
		const told = await story.write(rows, contacts([byName]));
		expect(told.success.map(({ confirmedBy }) => confirmedBy)).toEqual(Array(20).fill('readBack'));
		expect(callsOf(told)).toEqual([
			['coql.query', 2],
			['records.upsert', 1],
		]);
	});

	it('is spent once more by a retry, for the rows still open alone', async () => {
		await warm();
		story.zoho.faults.add({
			match: { name: 'records.upsert', nth: 2 },
			fault: { kind: 'throttle', reason: 'credits' },
		});
		const rows = people(120, (at) => ({ Account_Name: `Account ${at}` }));
		const first = await story.write(rows, {
			...contacts([byName], { parallel: 1 }),
			whenRowsFail: 'errorIfNothingWritten',
		});
		expect(first.error).toBeDefined();
		const second = await story.retry(first);
		expect(second.success).toHaveLength(120);
		expect(callsOf(second)).toEqual([
			['coql.query', 1],
			['records.upsert', 1],
		]);
		expect(accountsOf().slice(1)).toEqual(accounts);
	});

	it('stays reported when the run ends there', async () => {
		await warm();
		story.zoho.faults.add({
			match: { name: 'coql.query', nth: 2, times: 'always' },
			fault: { kind: 'status', status: 503, when: 'before' },
		});
		const rows = people(60, (at) => ({ Account_Name: `Account ${at}` }));
		const told = await story.write(rows, {
			...contacts([byName]),
			whenRowsFail: 'errorIfNothingWritten',
		});
		expect(told.error?.message).toContain('lost');
		expect(story.records('Contacts')).toHaveLength(1);
		expect(told.report.overhead).toBe(told.report.cost);
	});
});

describe('Update Many with Same Values', () => {
	it('resolves the one value once, for all records', async () => {
		await warm();
		const ids = seed(
			'Contacts',
			people(30, () => ({})),
		);
		const parameters = {
			...contacts([byName]),
			operation: 'massUpdate',
			columns: mapping({ Account_Name: 'Account 9' }, { Account_Name: 'string' }),
		};
		const told = await story.write(
			ids.map((id) => ({ id })),
			parameters,
		);
		expect(told.success).toHaveLength(30);
		expect(new Set(accountsOf().slice(1))).toEqual(new Set([accounts[9]]));
		expect(told.report).toMatchObject({ cost: 2, overhead: 1 });

		const nowhere = { ...parameters, columns: mapping({ Account_Name: 'Nowhere' }, {}) };
		const { error } = await story.write(
			ids.map((id) => ({ id })),
			nowhere,
		);
		expect(error?.message).toContain("'Values to Set' would be refused: Account_Name: no record");
	});
});
