import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { seedRecords } from '../../simulator/seedRecords';
import { editorOf } from '../../support/editor';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, leads, mapping, matching, named, NODE, openBatch } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const sendToFailed = { whenRowsFail: 'sendToFailed' };
const lead = (changes: IDataObject, at = 0): IDataObject => ({ ...leads(1, at)[0], ...changes });
const seed = (module: string, records: IDataObject[]): string[] =>
	seedRecords(story.zoho.org(), module, records, { now: story.zoho.clock.now() });
const tagsOf = (): unknown[] =>
	[...story.zoho.org().modules.get('Leads')!.store.records.values()].map(({ tags }) =>
		tags.map(({ name }) => name),
	);

describe('tags', () => {
	it('as text with commas, as names, or in the form of Zoho', async () => {
		const given = ['hot, trade fair ,hot', ['hot', { name: ' partner ' }], [], ''];
		const rows = given.map((Tag, at) => lead({ Tag: Tag as IDataObject[] }, at));
		const told = await story.write(rows);
		expect(told.success).toHaveLength(4);
		expect(tagsOf()).toEqual([['hot', 'trade fair'], ['hot', 'partner'], [], []]);
		const [, , , unsaid] = bodiesOf(told)[0].data as IDataObject[];
		expect(unsaid).not.toHaveProperty('Tag');
		expect(told.meter).toBe(1);
	});

	it('more than ten, or what names no tag, are refused before a credit is spent', async () => {
		const many = Array.from({ length: 11 }, (_, at) => `tag ${at}`).join();
		const rows = [lead({ Tag: many }), lead({ Tag: [{ colour: 'red' }] }, 1)];
		const { failed, calls } = await story.write(rows, form(sendToFailed));
		expect(failed.map(({ code, field }) => [code, field])).toEqual([
			['TOO_MANY_TAGS', 'Tag'],
			['INVALID_DATA', 'Tag'],
		]);
		expect(failed[0].reason).toContain('names 11 tags, and a Zoho record has at most 10');
		expect(calls).toEqual([]);
	});

	it('are refused for Update Many with Same Values, which does not take them', async () => {
		const ids = seed('Leads', leads(2));
		const parameters = form({
			operation: 'massUpdate',
			columns: mapping({ Tag: 'hot' }, { Tag: 'string' }),
		});
		const { error, calls } = await story.write(
			ids.map((id) => ({ id })),
			parameters,
		);
		expect(error?.message).toContain('tags cannot be set by a mass update');
		expect(calls).toEqual([]);
	});
});

describe('text for a multi-select field (R53)', () => {
	const subscriptions = (options: INodeParameters = {}) =>
		form({
			module: named('Subscriptions'),
			matchingFields: matching('Name'),
			...sendToFailed,
			options: { splitText: true, ...options },
		});
	const interests = () => story.records('Subscriptions').map(({ Interests: list }) => list);

	it('is split by semicolons or commas where the person says so', async () => {
		const given = ['Analytics; Support', 'Analytics, Hardware', 'Training', ['Support'], ''];
		const rows = given.map((Interests, at) => ({ Name: `s${at}`, Interests }));
		const told = await story.write(rows, subscriptions());
		expect(told.failed).toEqual([]);
		expect(interests().slice(0, 4)).toEqual([
			['Analytics', 'Support'],
			['Analytics', 'Hardware'],
			['Training'],
			['Support'],
		]);
		expect(told.report).toMatchObject({ cost: 2, overhead: 1 });
	});

	it('is refused with the list it might be while the option is off', async () => {
		await story.write([{ Name: 'first' }], subscriptions());
		const rows = [{ Name: 'a', Interests: 'Analytics, Support' }];
		const { failed, calls } = await story.write(rows, subscriptions({ splitText: false }));
		expect(failed[0].reason).toContain('["Analytics","Support"]');
		expect(failed[0].reason).toContain("'Split Text for Multi-Select'");
		expect(calls).toEqual([]);
	});

	it('is what the column mapper then takes, text or a list', async () => {
		const typeOf = async (options: INodeParameters) => {
			const editor = editorOf(story.engine, NODE, subscriptions(options));
			const { fields } = await editor.mapping('getColumns');
			return fields.find(({ id }) => id === 'Interests')?.type;
		};
		expect(await typeOf({})).toBe('string');
		expect(await typeOf({ splitText: false })).toBe('array');
		const types = { Name: 'string', Interests: 'string' };
		const rows = [{ list: 'Analytics;Support' }, { list: ['Training', 'Support'] }];
		const value = { Name: '={{ "s" + $itemIndex }}', Interests: '={{ $json.list }}' };
		const parameters = {
			...subscriptions(),
			recordsFrom: 'mapper',
			columns: mapping(value, types),
		};
		const told = await story.write(rows, parameters);
		expect(told.failed).toEqual([]);
		expect(interests()).toEqual([
			['Analytics', 'Support'],
			['Training', 'Support'],
		]);
	});

	it('is counted by a Dry Run, which does not read the fields', async () => {
		const rows = [{ Name: 'a', Interests: 'Analytics; Support' }];
		const dry = await story.write(rows, subscriptions({ dryRun: true }));
		expect(dry.report.plan).toMatchObject({ credits: 2, overhead: 1 });
		expect(dry.calls).toEqual([]);
	});

	it('is split for Update Many with Same Values too', async () => {
		const ids = seed('Subscriptions', [{ Name: 'a' }, { Name: 'b' }]);
		const parameters = {
			...subscriptions(),
			operation: 'massUpdate',
			columns: mapping({ Interests: 'Support;Training' }, { Interests: 'string' }),
		};
		const told = await story.write(
			ids.map((id) => ({ id })),
			parameters,
		);
		expect(told.success).toHaveLength(2);
		expect(interests()).toEqual(Array(2).fill(['Support', 'Training']));
	});
});

describe('subforms (R59)', () => {
	const subscriptions = (changes: INodeParameters = {}) =>
		form({
			module: named('Subscriptions'),
			matchingFields: matching('Name'),
			...sendToFailed,
			...changes,
		});
	/** Caches the fields of the module, and those of the subform's rows if wished. */
	const warm = async (...modules: string[]) => {
		for (const module of modules)
			await story.write(
				[{ Item: 'x', Name: 'first' }],
				form({
					module: named(module),
					matchingFields: {},
					...sendToFailed,
					options: { check: 'always', unknownFields: 'drop' },
				}),
			);
	};
	const itemsOf = (name: string): IDataObject[] =>
		story.records('Subscriptions').find((record) => record.Name === name)
			?.Line_Items as IDataObject[];

	it('keep rows with an id and add those without', async () => {
		const rows = [{ Name: 's', Line_Items: [{ Item: 'a', Quantity: 1 }, { Item: 'b' }] }];
		await story.write(rows, subscriptions());
		const [a, b] = itemsOf('s');
		const changed = [{ id: a.id, Quantity: 2 }, { id: b.id }, { Item: 'c' }];
		const told = await story.write([{ Name: 's', Line_Items: changed }], subscriptions());
		expect(told.failed).toEqual([]);
		expect(itemsOf('s').map(({ Item: item, Quantity: quantity }) => [item, quantity])).toEqual([
			['a', 2],
			['b', undefined],
			['c', undefined],
		]);
		expect(itemsOf('s')[0].id).toBe(a.id);
	});

	it('what Zoho refuses in a row names subform, row and field', async () => {
		await warm('Subscriptions');
		const rows = [
			{ Name: 'good', Line_Items: [{ Item: 'a' }] },
			{ Name: 'bad', Line_Items: [{ Item: 'a' }, { Item: 'b', Quantity: 'two' }] },
			{ Name: 'worse', Line_Items: [{ Item: 'a' }, { Item: 'b' }, { Quantity: 1 }] },
		];
		const told = await story.write(rows, subscriptions());
		expect(told.success).toHaveLength(1);
		expect(told.failed.map(({ row, field, subformRow }) => [row, field, subformRow])).toEqual([
			[1, 'Line_Items', 2],
			[2, 'Line_Items', 3],
		]);
		expect(told.failed[0].reason).toContain(`'Line Items' row 2, field Quantity = "two"`);
		expect(told.failed[1].reason).toContain(`'Line Items' row 3, field Item (not given)`);
		const again = await story.write(
			rows.slice(1, 2),
			subscriptions({ options: { check: 'always' } }),
		);
		expect(again.report.overhead).toBe(0);
	});

	it('are checked cell by cell before sending once their fields are cached', async () => {
		await warm('Subscriptions', 'Line_Items');
		const item = { Item: 'a' };
		const given: unknown[] = [
			[item, { Item: 'b', Quantty: 1 }],
			[item, { Quantity: 1 }],
			[{ ...item, Delivered_On: 'soon' }],
			[item, item, { Item: 'x'.repeat(101) }],
			['a'],
			{ Item: 'a' },
			[{ id: 12, Item: 'a' }],
			[],
			null,
		];
		const rows = given.map((Line_Items, at) => ({ Name: `s${at}`, Line_Items }) as IDataObject);
		const told = await story.write(rows, subscriptions());
		expect(told.calls).toEqual([]);
		expect(told.failed.map(({ code, subformRow }) => [code, subformRow])).toEqual([
			['UNKNOWN_FIELD', 2],
			['MANDATORY_NOT_FOUND', 2],
			['INVALID_DATA', 1],
			['INVALID_DATA', 3],
			['INVALID_DATA', 1],
			['INVALID_DATA', undefined],
			['ID_NOT_VALID', 1],
			['SUBFORM_WOULD_BE_EMPTIED', undefined],
			['SUBFORM_WOULD_BE_EMPTIED', undefined],
		]);
		expect(new Set(told.failed.map(({ field }) => field))).toEqual(new Set(['Line_Items']));
		expect(told.failed[0].reason).toMatch(
			/^'Line Items' row 2: the subform has no field Quantty\. Did you mean Quantity\?/,
		);
		expect(told.failed[1].reason).toContain("'Item' (Item) must be filled in a new row");
	});

	it('take dates in any form, and may be emptied where the person says so', async () => {
		await warm('Subscriptions', 'Line_Items');
		const delivered = { Item: 'a', Delivered_On: '2026-03-01T09:30:00.5Z' };
		await story.write([{ Name: 's', Line_Items: [delivered] }], subscriptions());
		expect(itemsOf('s')[0].Delivered_On).toBe('2026-03-01');
		const options = { emptySubforms: true };
		const told = await story.write([{ Name: 's', Line_Items: [] }], subscriptions({ options }));
		expect(told.success).toHaveLength(1);
		expect(itemsOf('s')).toEqual([]);
	});

	it('are refused for Update Many with Same Values, which does not write them', async () => {
		await warm('Subscriptions');
		const ids = seed('Subscriptions', [{ Name: 'a' }]);
		const parameters = subscriptions({
			operation: 'massUpdate',
			columns: mapping({ Line_Items: '={{ [{ Item: "x" }] }}' }, { Line_Items: 'array' }),
		});
		const { error, calls } = await story.write(
			ids.map((id) => ({ id })),
			parameters,
		);
		expect(error?.message).toContain("'Line Items' (Line_Items) is a subform");
		expect(calls).toEqual([]);
	});
});

describe('notes and tasks in Create', () => {
	const create = (module: string) =>
		form({ operation: 'create', module: named(module), ...sendToFailed });

	it('hang on records of any module that the row names', async () => {
		const [id] = seed('Leads', leads(1));
		const [account] = seed('Accounts', [{ Account_Name: 'Acme' }]);
		const note = { Note_Title: 'Call', Note_Content: 'They called' };
		const notes = [
			{ ...note, Parent_Id: id, $se_module: 'Leads' },
			{ ...note, Parent_Id: { id: account }, $se_module: 'Accounts' },
			{ ...note, Parent_Id: { id: account, module: { api_name: 'Accounts' } } },
		];
		const told = await story.write(notes, create('Notes'));
		expect(told.success).toHaveLength(3);
		expect(story.records('Notes').map(({ Parent_Id: parent }) => parent)).toEqual([
			id,
			account,
			account,
		]);
		const sent = JSON.parse(told.calls[0].requestBody ?? '') as { data: IDataObject[] };
		expect(sent.data[0]).toEqual({
			...note,
			Parent_Id: { id, module: { api_name: 'Leads' } },
			$se_module: 'Leads',
		});

		const task = { Subject: 'Call back', What_Id: account, $se_module: 'Accounts' };
		const tasks = await story.write([task, { Subject: 'Alone' }], create('Tasks'));
		expect(tasks.success).toHaveLength(2);
		expect([told.meter, tasks.meter]).toEqual([1, 1]);
	});

	it('say how to name the record and its module, before a credit is spent', async () => {
		const [id] = seed('Leads', leads(1));
		const rows = [
			{ Parent_Id: id, $se_module: 'Leads' },
			{ Note_Content: 'x' },
			{ Note_Content: 'x', Parent_Id: id },
			{ Note_Content: 'x', Parent_Id: 'Acme', $se_module: 'Accounts' },
		];
		const notes = await story.write(rows, create('Notes'));
		expect(notes.failed.map(({ code, field }) => [code, field])).toEqual([
			['MANDATORY_NOT_FOUND', 'Note_Content'],
			['NOTE_PARENT_MISSING', 'Parent_Id'],
			['NOTE_MODULE_MISSING', 'Parent_Id'],
			['NOTE_PARENT_NOT_AN_ID', 'Parent_Id'],
		]);
		expect(notes.failed[1].reason).toContain("give the record's ID in 'Parent_Id'");
		expect(notes.failed[2].reason).toContain("add '$se_module'");
		expect(notes.failed[3].reason).toContain("option 'Resolve Lookups'");
		const task = [{ Subject: 'x', What_Id: id }];
		const tasks = await story.write(task, create('Tasks'));
		expect(tasks.failed[0]).toMatchObject({ code: 'SE_MODULE_MISSING', field: '$se_module' });
		expect([...notes.calls, ...tasks.calls]).toEqual([]);
	});
});
