import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import type { JobMark } from '../../../nodes/shared/core/bulkJob';
import { errorOf, hintsOf, itemsOf, jsonOf } from '../../support/results';
import { chain } from '../../support/workflow';
import { importOf, leads, NODE, openBulk } from './bulkStory';
import type { Bulk } from './bulkStory';

let bulk: Bulk;
beforeEach(async () => {
	bulk = await openBulk();
});
afterEach(async () => await bulk.close());

const start = async (rows: IDataObject[], parameters: INodeParameters): Promise<IRun> =>
	await bulk.run(NODE, rows, importOf({ wait: 'none', ...parameters }));

/** The jobs' results, once they have ended. */
async function result(run: IRun): Promise<IRun> {
	await bulk.jobsEnd();
	const items = itemsOf(run, NODE).map(({ json, binary }) => ({
		json,
		...(binary ? { binary } : {}),
	}));
	const parameters = { operation: 'getResult', whenRowsFail: 'sendToFailed' };
	return await bulk.engine.run(chain(items, { type: NODE, parameters }));
}

const all = (run: IRun) => [...jsonOf(run, NODE, 0), ...jsonOf(run, NODE, 1)];
const reportOf = (run: IRun) =>
	(jsonOf(run, NODE)[0].credits as { run: Record<string, unknown> }).run;

describe('the cheapest route', () => {
	it('is the batch for 200 rows: 20 credits, with automations off (R120)', async () => {
		const run = await start(leads(200), {});
		expect(all(run).every(({ outcome, route }) => outcome === 'written' && route === 'batch')).toBe(
			true,
		);
		const { cost, overhead, baseline } = reportOf(run);
		expect([Number(cost) - Number(overhead), baseline]).toEqual([20, 200]);
		expect(bulk.zoho.meter.total()).toBe(cost);
		const [{ requestBody }] = bulk.callsTo('records.upsert');
		expect(JSON.parse(String(requestBody))).toMatchObject({
			trigger: [],
			duplicate_check_fields: ['Email'],
		});
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(0);
	});

	it('is one job and a batch for the tail of 26,000 rows: 600 credits and overhead', async () => {
		const run = await start(leads(26_000), {});
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
		const { cost, overhead } = reportOf(run);
		expect(Number(cost) - Number(overhead)).toBe(600);
		expect(bulk.zoho.meter.total()).toBe(cost);
		const marks = jsonOf(run, NODE).map(({ job }) => job as unknown as JobMark);
		expect(marks.map(({ id }) => id !== null).lastIndexOf(true)).toBe(24_999);
		expect(marks.slice(25_000).every(({ settled }) => settled?.outcome === 'written')).toBe(true);
		expect(bulk.records('Leads')).toHaveLength(1000);
		await bulk.jobsEnd();
		expect(bulk.records('Leads')).toHaveLength(26_000);
	}, 60_000);

	it('sends everything by job when asked to', async () => {
		await start(leads(20), { route: 'bulk' });
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
		expect(bulk.callsTo('records.upsert')).toHaveLength(0);
	});

	it('is the job where a batch would do something else: update by a unique field', async () => {
		await start([{ Customer_Key: 'a', Phone: '1' }], { write: 'update', findBy: 'Customer_Key' });
		expect(bulk.callsTo('bulkWrite.create')).toHaveLength(1);
	});

	it('is known before: a Dry Run prices it and sends nothing', async () => {
		const run = await start(leads(30), { route: 'bulk', options: { dryRun: true } });
		expect(reportOf(run).plan).toEqual({ calls: 5, credits: 503, overhead: 1, basis: 'assumed' });
		expect(all(run).every(({ outcome }) => outcome === 'planned')).toBe(true);
		expect(bulk.zoho.meter.total()).toBe(0);
		expect(all(run).map(({ route }) => route)).toEqual(Array(30).fill('bulk'));
		expect(hintsOf(run, NODE)[0].message).toMatch(/^30 rows planned\. Nothing was sent/);
	});

	it('says above the output how many rows were written, and how many not', async () => {
		const run = await start([...leads(3), { Company: 'No name', Email: 'n@example.com' }], {});
		expect(hintsOf(run, NODE)[0].message).toMatch(/^3 rows written, 1 refused\. Spent/);
	});

	it('stops at the credits allowed, and says so row by row', async () => {
		const parameters = {
			route: 'bulk',
			options: { maxCredits: 400 },
			whenRowsFail: 'sendToFailed',
		};
		const run = await start(leads(5), parameters);
		expect(all(run).map(({ outcome }) => outcome)).toEqual(Array(5).fill('notSent'));
		expect(bulk.zoho.meter.total()).toBe(1);
	});
});

describe('what is written', () => {
	it('leaves the fields of empty cells and missing keys as they are, by job and by batch', async () => {
		const before = leads(40).map((lead, at) => ({ ...lead, Phone: `0${at}`, Fax: `9${at}` }));
		bulk.zoho.seed({ orgs: [{ records: { Leads: before } }] });
		const rows = before.map(({ Phone: _phone, Fax: _fax, ...lead }, at) => ({
			...lead,
			Company: 'New',
			...(at % 2 === 0 ? {} : { Phone: '', Fax: null }),
		}));
		for (const route of ['bulk', 'cheapest']) {
			await result(await start(rows, { route }));
			const found = bulk
				.records('Leads')
				.map(({ values }) => [values.Phone, values.Fax, values.Company]);
			expect(found).toEqual(before.map(({ Phone, Fax }) => [Phone, Fax, 'New']));
		}
	});

	it('empties a field where that is asked for, and no other', async () => {
		const before = leads(3).map(
			(lead): Record<string, string> => ({ ...lead, Phone: '1', Fax: '2' }),
		);
		bulk.zoho.seed({ orgs: [{ records: { Leads: before } }] });
		const rows = [
			{ Email: before[0].Email, Last_Name: 'A', Company: 'New', Phone: '' },
			{ Email: before[1].Email, Last_Name: 'B', Company: 'New' },
			{ Email: before[2].Email, Last_Name: 'C', Company: 'New', Phone: '3' },
		];
		for (const route of ['bulk', 'cheapest']) {
			await result(await start(rows, { route, options: { clearFields: 'Phone' } }));
			expect(bulk.records('Leads').map(({ values }) => [values.Phone ?? null, values.Fax])).toEqual(
				[
					[null, '2'],
					['1', '2'],
					['3', '2'],
				],
			);
		}
		const ignored = bulk
			.callsTo('bulkWrite.create')
			.map(
				({ requestBody }) =>
					(JSON.parse(String(requestBody)) as { ignore_empty: boolean }).ignore_empty,
			);
		expect(ignored.sort()).toEqual([false, true]);
	});

	it('is what the cells hold: formulas, quotes, newlines, delimiters, other scripts, numbers, dates, lists, lookups', async () => {
		const [account] = bulk.zoho.seed({
			orgs: [{ records: { Accounts: [{ Account_Name: 'Zylker' }] } }],
		}).ids[0].Accounts;
		const rich = {
			...leads(1)[0],
			Last_Name: '=SUM(A1;B2) | "quoted", Ж 日本 😀',
			Description: 'first line\nsecond; line, "x"',
			Phone: '+49 30 1',
			No_of_Employees: 12,
			Annual_Revenue: 1234.5,
			Email_Opt_Out: true,
			Interests: ['Analytics', 'Support'],
			First_Contact_Date: '2024-02-29',
			Next_Call_At: '2024-03-01T10:30:00+02:00',
		};
		const ended = await result(await start([rich], { route: 'bulk' }));
		expect(all(ended)).toMatchObject([{ outcome: 'written' }]);
		const [{ values }] = bulk.records('Leads');
		const { Next_Call_At: at, ...others } = rich;
		expect(values).toMatchObject(others);
		expect(Date.parse(String(values.Next_Call_At))).toBe(Date.parse(at));
		const contacts = [{ Last_Name: 'A', Email: 'a@x.example', Account_Name: { id: account } }];
		const written = await result(
			await start(contacts, {
				module: { __rl: true, mode: 'name', value: 'Contacts' },
				route: 'bulk',
			}),
		);
		expect(all(written)).toMatchObject([{ outcome: 'written' }]);
		expect(bulk.records('Contacts')[0].values.Account_Name).toBe(account);
	});

	it('finds a lookup by another field than its ID', async () => {
		bulk.zoho.seed({ orgs: [{ records: { Accounts: [{ Account_Name: 'Zylker' }] } }] });
		const contacts = [{ Last_Name: 'A', Email: 'a@x.example', Account_Name: 'Zylker' }];
		const lookups = { fields: [{ field: 'Account_Name', findBy: 'Account_Name' }] };
		const module = { __rl: true, mode: 'name', value: 'Contacts' };
		const ended = await result(await start(contacts, { module, options: { lookups } }));
		expect(all(ended)).toMatchObject([{ outcome: 'written', route: 'bulk' }]);
		const [{ id }] = bulk.records('Accounts');
		expect(bulk.records('Contacts')[0].values.Account_Name).toBe(id);
	});
});

describe('rows of a result', () => {
	const createOnly = { write: 'insert', findBy: '', route: 'bulk' };

	it('are told by a key of our own where nothing else tells them, and the node says where it wrote it', async () => {
		const rows = Array.from({ length: 4 }, () => ({ Last_Name: 'Same', Company: 'Acme' }));
		const run = await start(rows, { ...createOnly, options: { rowKeyField: 'Customer_Key' } });
		expect(hintsOf(run, NODE)[0].message).toContain('written into Customer_Key');
		const ended = await result(run);
		const ids = jsonOf(ended, NODE).map(({ id }) => id);
		expect(new Set(ids).size).toBe(4);
		const keys = new Map(bulk.records('Leads').map(({ id, values }) => [id, values.Customer_Key]));
		expect(
			ids.map((id) =>
				String(keys.get(String(id)))
					.split('-')
					.at(-1),
			),
		).toEqual(['1', '2', '3', '4']);
	});

	it('are told by up to three columns that are together unique', async () => {
		const rows = [
			['A', 'X', '1'],
			['A', 'X', '2'],
			['A', 'Y', '1'],
		].map(([Last_Name, Company, City]) => ({ Country: 'AT', Last_Name, Company, City }));
		const ended = await result(await start(rows, createOnly));
		const found = bulk.records('Leads').map(({ id, values: { Last_Name, Company, City } }) => ({
			id,
			key: [Last_Name, Company, City].join(),
		}));
		expect(jsonOf(ended, NODE).map(({ id }) => found.find((one) => one.id === id)?.key)).toEqual([
			'A,X,1',
			'A,X,2',
			'A,Y,1',
		]);
	});

	it('that nothing tells apart are unknown, and the node says before that they will be', async () => {
		const twins = { Last_Name: 'Same', Company: 'Acme' };
		const run = await start([twins, { Last_Name: 'Other', Company: 'Acme' }, twins], createOnly);
		expect(hintsOf(run, NODE)[0].message).toContain('2 rows are not alone');
		const ended = await result(run);
		expect(jsonOf(ended, NODE, 0)).toMatchObject([{ outcome: 'written', job: { row: 1 } }]);
		expect(jsonOf(ended, NODE, 1)).toMatchObject([
			{ outcome: 'unknown', row: 0, code: 'ROWS_ALIKE' },
			{ outcome: 'unknown', row: 2, code: 'ROWS_ALIKE' },
		]);
	});
});

describe('before a credit is spent on it, an import refuses', () => {
	it.each<[string, INodeParameters, RegExp]>([
		[
			'a field to find by that is not unique (R48)',
			{ findBy: 'City' },
			/does not keep City unique/,
		],
		['a field to find by that is none', { findBy: 'Emial' }, /no field Emial/],
		['nothing to find by', { findBy: '' }, /'Find By' is empty/],
		[
			'a module without bulk import',
			{ module: { __rl: true, mode: 'name', value: 'Notes' } },
			/no bulk import/,
		],
		[
			'a row key field that rows fill',
			{ options: { rowKeyField: 'Company' } },
			/Row 0 fills Company/,
		],
		[
			'an address that Zoho cannot reach (R118)',
			{ wait: 'otherUrl', callbackUrl: 'http://localhost:5678/x' },
			/Zoho cannot call it/,
		],
	])('%s', async (_what, parameters, message) => {
		const run = await start(leads(2), { route: 'bulk', ...parameters });
		expect(errorOf(run)?.message).toMatch(message);
		// Fields and organisation, read together.
		expect(bulk.zoho.meter.total()).toBeLessThanOrEqual(1);
	});

	it('a job that no row fills a mandatory field of', async () => {
		const rows = [{ Email: 'a@x.example', Company: 'A' }];
		const run = await start(rows, { route: 'bulk' });
		expect(errorOf(run)?.message).toMatch(/'Last Name' \(Last_Name\)/);
		expect(bulk.callsTo('bulkWrite.upload')).toHaveLength(0);
		const known = await start(rows, { route: 'bulk', write: 'update' });
		expect(errorOf(known)).toBeUndefined();
	});

	it('what no file can hold, and rows without their key, each with its reason; the others go out', async () => {
		const rows = [
			{ ...leads(1)[0] },
			{ ...leads(2)[1], Email: '' },
			{ ...leads(3)[2], $append_values: { Interests: true } },
		];
		const run = await start(rows, { whenRowsFail: 'sendToFailed' });
		expect(all(run)).toMatchObject([
			{ outcome: 'written' },
			{ outcome: 'refused', code: 'KEY_MISSING', field: 'Email' },
			{ outcome: 'refused', code: 'NOT_IN_BULK' },
		]);
	});
});
