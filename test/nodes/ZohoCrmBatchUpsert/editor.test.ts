import type { INodeParameters } from 'n8n-workflow';
import { CREDIT_WINDOW_MS } from '../../../nodes/shared/core/limits';
import { processState } from '../../../nodes/shared/state/memory';
import { deals } from '../../simulator/schemaDeals';
import { buildModule } from '../../simulator/schemaBuild';
import { editorOf } from '../../support/editor';
import type { BatchStory } from './batchStory';
import { form, matching, named, NODE, openBatch } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const opened = (changes: INodeParameters = {}) => editorOf(story.engine, NODE, form(changes));
const calls = () => story.zoho.log.entries().filter(({ name }) => !name.startsWith('oauth.'));

/** Opens the whole form, as a person does who looks at every list. */
async function openForm(changes: INodeParameters = {}) {
	const editor = opened(changes);
	return {
		modules: (await editor.search('searchModules')).results,
		matching: await editor.options('getMatchingFields'),
		multiSelects: await editor.options('getMultiSelectFields'),
		externalIds: await editor.options('getExternalIdFields'),
		lookups: await editor.options('getReferenceFields'),
		columns: (await editor.mapping('getColumns')).fields,
	};
}

describe('the form in the editor', () => {
	it('costs two credits at the first opening and none after (R73)', async () => {
		const mark = story.zoho.meter.mark();
		const first = await openForm();
		expect(story.zoho.meter.since(mark).total()).toBe(2);
		expect(await openForm()).toEqual(first);
		expect(story.zoho.meter.since(mark).total()).toBe(2);
	});

	it('many lists at one time read the same once', async () => {
		const editor = opened();
		await Promise.all([
			editor.options('getMatchingFields'),
			editor.options('getMultiSelectFields'),
			editor.mapping('getColumns'),
		]);
		expect(calls()).toHaveLength(1);
	});

	it("is counted in the ledger under ui, so that items and ledger are Zoho's meter", async () => {
		await openForm();
		const told = await story.write([{ Last_Name: 'x', Company: 'y', Email: 'x@example.com' }]);
		const ledger = await processState().counted(
			`ledger:${story.credential.id}:production`,
			CREDIT_WINDOW_MS,
		);
		const byNode = new Map<string, number>();
		for (const [field, cost] of Object.entries(ledger.byField)) {
			const [, node] = JSON.parse(field) as string[];
			byNode.set(node, (byNode.get(node) ?? 0) + cost);
		}
		expect(Object.fromEntries(byNode)).toEqual({ ui: 2, [NODE]: told.report.cost });
		expect(ledger.total).toBe(story.zoho.meter.total());
	});

	it('serves the check of the rows for nothing', async () => {
		await openForm();
		const rows = [{ Last_Name: 'x', Company: 'y', email: 'x@example.com' }];
		const { failed, meter } = await story.write(rows, form({ whenRowsFail: 'sendToFailed' }));
		expect(failed[0]).toMatchObject({ code: 'UNKNOWN_FIELD', field: 'email' });
		expect(meter).toBe(0);
	});
});

describe('the list of modules', () => {
	it('has those that hold records, by label, and finds by label or API name', async () => {
		const { modules } = await openForm();
		const values = modules.map(({ value }) => value);
		expect(values).toEqual(expect.arrayContaining(['Leads', 'Tasks', 'Subscriptions']));
		expect(values).not.toContain('Activities');
		expect(values).not.toContain('Line_Items');
		expect(modules.map(({ name }) => name)).toEqual(
			[...modules.map(({ name }) => name)].sort((a, b) => a.localeCompare(b)),
		);
		const { results } = await opened().search('searchModules', 'meet');
		expect(results).toEqual([{ name: 'Meetings', value: 'Events' }]);
	});
});

describe('the fields to match by', () => {
	it.each([
		['Leads', ['Email', 'Customer_Key']],
		['Contacts', ['Email', 'Legacy_Id', 'Passport_Number']],
		['Subscriptions', ['Name', 'Contract_Key', 'Billing_Id']],
	])('of %s', async (module, fields) => {
		const found = (await openForm({ module: named(module) })).matching.map(({ value }) => value);
		expect(found.sort()).toEqual([...fields].sort());
	});

	it('are exactly those that Zoho takes', async () => {
		const found = (await openForm()).matching.map(({ value }) => String(value));
		const { error } = await story.write(
			[{ Last_Name: 'x', Company: 'y', Email: 'x@example.com' }],
			form({ matchingFields: matching(...found) }),
		);
		expect(error).toBeUndefined();
	});
});

describe('the lists of every module', () => {
	it('ask for its fields by its API name, orders included, and no module twice (R07)', async () => {
		const org = story.zoho.org();
		for (const name of ['Purchase_Orders', 'Sales_Orders']) {
			const row = { ...deals, apiName: name, singular: name, plural: name, nameField: 'Subject' };
			org.modules.set(
				name,
				buildModule(row, () => org.newId(), org.modules.size + 1),
			);
		}
		const { modules } = await openForm();
		const names = modules.map(({ value }) => String(value));
		expect(names).toEqual(expect.arrayContaining(['Purchase_Orders', 'Sales_Orders']));
		for (const name of names) {
			const { columns } = await openForm({ module: named(name), operation: 'create' });
			expect(columns.length).toBeGreaterThan(0);
		}
		const asked = calls().filter(({ name }) => name === 'settings.fields');
		expect(asked.map(({ query }) => query.module).sort()).toEqual([...names].sort());
		expect(asked.every(({ status }) => status === 200)).toBe(true);
	});
});

describe('the fields that name other records', () => {
	it.each([
		['Contacts', ['Legacy_Id'], ['Account_Name', 'Reporting_To']],
		['Subscriptions', ['Billing_Id'], ['Account', 'Contact']],
		['Leads', [], []],
	])('of %s: External IDs %j, lookups %j', async (module, externalIds, lookups) => {
		const found = await openForm({ module: named(module) });
		expect(found.externalIds.map(({ value }) => value)).toEqual(externalIds);
		expect(found.lookups.map(({ value }) => value)).toEqual(lookups);
	});
});

describe('the columns of the mapper', () => {
	const columnsOf = async (operation: string) => (await openForm({ operation })).columns;

	it('can be written; computed and read-only fields are not there', async () => {
		const ids = (await columnsOf('create')).map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(['Last_Name', 'Email', 'Interests']));
		for (const computed of ['Full_Name', 'Created_Time', 'Converted__s', 'id'])
			expect(ids).not.toContain(computed);
	});

	it.each<[string, boolean | undefined, string[]]>([
		['create', undefined, ['Company', 'Last_Name']],
		['upsert', false, []],
		['update', true, []],
		['massUpdate', undefined, []],
	])('%s: id needed %s, mandatory fields %j', async (operation, idRequired, mandatory) => {
		const columns = await columnsOf(operation);
		expect(columns.find(({ id }) => id === 'id')?.required).toBe(idRequired);
		const required = columns.filter((column) => column.required && column.id !== 'id');
		expect(required.map(({ id }) => id).sort()).toEqual(mandatory);
	});

	it('have the type of their field; ids, lookups and days are text', async () => {
		const columns = (await openForm({ module: named('Subscriptions') })).columns;
		const types = Object.fromEntries(columns.map(({ id, type }) => [id, type]));
		expect(types).toMatchObject({
			Name: 'string',
			Account: 'string',
			Meter_Number: 'string',
			Starts_On: 'string',
			Renews_At: 'dateTime',
			Seats: 'number',
			Active: 'boolean',
			Interests: 'array',
			Line_Items: 'array',
			Plan: 'options',
		});
		const plan = columns.find(({ id }) => id === 'Plan');
		expect(plan?.options?.map(({ value }) => value)).toContain('Professional');
	});
});

describe('the multi-select fields', () => {
	it('are the ones whose values can be added to', async () => {
		expect((await openForm()).multiSelects).toEqual([
			{ name: 'Interests', value: 'Interests', description: 'Interests' },
		]);
	});
});

describe('a module that can be none', () => {
	it.each([42, { a: 1 }, 'Leads?fields=x', '../../x'])(
		'%j is refused for nothing',
		async (module) => {
			const editor = opened({ module: { ...named(''), value: module } as INodeParameters });
			for (const list of ['getMatchingFields', 'getReferenceFields'])
				await expect(editor.options(list)).rejects.toMatchObject({
					message: expect.stringContaining("'Module'"),
					description: expect.stringContaining('list'),
				});
			await expect(editor.mapping('getColumns')).rejects.toThrow("'Module'");
			expect(story.zoho.meter.total()).toBe(0);
		},
	);
});

describe('a login without the metadata scope', () => {
	it('says which scope is missing (R31, R32)', async () => {
		await story.close();
		story = await openBatch({ token: { scopes: ['ZohoCRM.modules.ALL'] } });
		await expect(opened().search('searchModules')).rejects.toThrow('ZohoCRM.settings.modules.READ');
		await expect(opened().options('getMatchingFields')).rejects.toThrow(
			'ZohoCRM.settings.fields.READ',
		);
	});
});
