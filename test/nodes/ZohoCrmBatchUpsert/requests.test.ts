import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, leads, matching, named, openBatch } from './batchStory';

let story: BatchStory;
beforeAll(async () => (story = await openBatch()));
afterAll(async () => await story.close());

const requestOf = async (changes: INodeParameters, items: IDataObject[] = leads(1)) => {
	const told = await story.write(items, form({ whenRowsFail: 'sendToFailed', ...changes }));
	const [{ method, path, query }] = told.calls;
	return { method, path, query, body: bodiesOf(told)[0], told };
};

describe('what is sent', () => {
	it('an upsert: data, fields to match by in their order, nothing else beside them (R41)', async () => {
		const matchingFields = matching('Customer_Key', 'Email', 'Customer_Key');
		const { method, path, query, body } = await requestOf({ matchingFields });
		expect([method, path, query]).toEqual(['POST', '/crm/v8/Leads/upsert', {}]);
		expect(body).toEqual({
			data: leads(1),
			duplicate_check_fields: ['Customer_Key', 'Email'],
		});
	});

	it('no matching field: Zoho chooses', async () => {
		const { body } = await requestOf({ matchingFields: {} });
		expect(body).toEqual({ data: leads(1) });
	});

	it('a Create and an Update', async () => {
		const create = await requestOf({ operation: 'create' });
		expect([create.method, create.path]).toEqual(['POST', '/crm/v8/Leads']);
		expect(create.body).toEqual({ data: leads(1) });
		const rows = [{ id: create.told.success[0].id as string, City: 'Graz' }];
		const update = await requestOf({ operation: 'update' }, rows);
		expect([update.method, update.path]).toEqual(['PUT', '/crm/v8/Leads']);
		expect(update.body).toEqual({ data: rows });
	});

	it.each<[string, INodeParameters, unknown]>([
		['All', { automations: 'all' }, undefined],
		['None', { automations: 'none' }, []],
		[
			'Choose',
			{ automations: 'choose', chosenAutomations: ['workflow', 'blueprint'] },
			['workflow', 'blueprint'],
		],
		['Choose, but nothing', { automations: 'choose', chosenAutomations: [] }, []],
	])('automations: %s', async (_, changes, trigger) => {
		const before = story.automations().length;
		const { body, told } = await requestOf(changes);
		expect(body.trigger).toEqual(trigger);
		expect(told.report.automations).toEqual(
			trigger === undefined ? 'all' : (trigger as string[]).length === 0 ? 'none' : trigger,
		);
		const [ran] = story.automations().slice(before);
		expect(ran.ran).toEqual(trigger ?? expect.arrayContaining(['workflow', 'approval']));
	});

	it('assignment rule, cadences and layout rules', async () => {
		const options = { assignmentRule: '4242', skipCadences: true, layoutRules: true };
		const { body, told } = await requestOf({ options });
		expect(told.success).toHaveLength(1);
		expect(body).toMatchObject({
			lar_id: '4242',
			skip_feature_execution: [{ name: 'cadences' }],
			apply_feature_execution: [{ name: 'layout_rules' }],
		});
		expect(story.automations().at(-1)).toMatchObject({
			applied: ['layout_rules'],
			skipped: ['cadences'],
			assignmentRule: '4242',
		});
	});

	it('a layout, whose mandatory fields Zoho then demands', async () => {
		const layouts = story.zoho.org().modules.get('Leads')!.schema.layouts;
		const { id } = layouts.find(({ name }) => name === 'Partner Leads')!;
		const { body, told } = await requestOf({ operation: 'create', options: { layout: id } });
		expect((body.data as IDataObject[])[0].Layout).toEqual({ id });
		expect(told.failed[0]).toMatchObject({ code: 'MANDATORY_NOT_FOUND', field: 'Phone' });
	});

	it.each([
		['a list', ['Interests']],
		['text of an expression', "={{ 'Interests' }}"],
	])('values added to a multi-select, for the rows that hold it: %s', async (_, appendTo) => {
		await requestOf({}, [{ ...leads(1)[0], Interests: ['Hardware'] }]);
		const rows = [{ ...leads(1)[0], Interests: ['Support'] }, leads(2)[1]];
		const { body } = await requestOf({ options: { appendTo } }, rows);
		const [first, second] = body.data as IDataObject[];
		expect(first.$append_values).toEqual({ Interests: true });
		expect(second).not.toHaveProperty('$append_values');
		expect(story.records('Leads')[0].Interests).toEqual(['Hardware', 'Support']);
	});
});

describe('the module', () => {
	const nothingSent = async (changes: INodeParameters, items = leads(3)) => {
		const { error, calls } = await story.write(items, form(changes));
		expect(calls).toEqual([]);
		return [error?.message, error?.description].join(' ');
	};

	it('Activities holds no records: the error names those that do', async () => {
		expect(await nothingSent({ module: named('Activities') })).toContain('Tasks, Events or Calls');
	});

	it('Tasks takes no upsert: the error names the operations that work', async () => {
		const said = await nothingSent({ module: named('Tasks') });
		expect(said).toContain("no upsert for the 'Module' Tasks");
		expect(said).toContain("'Create' for new records");
		const { success } = await story.write(
			[{ Subject: 'Call back' }],
			form({ module: named('Tasks'), operation: 'create' }),
		);
		expect(success[0].action).toBe('insert');
	});

	it('by an expression is the same for all rows, else the error names the first that differs', async () => {
		const items = leads(3).map((lead, at) => ({ ...lead, in: at === 2 ? 'Contacts' : 'Leads' }));
		const said = await nothingSent({ module: named('={{ $json.in }}') }, items);
		expect(said).toContain("'Module' is not the same for all rows: row 2 differs from row 0");
		const { success } = await story.write(
			items.slice(0, 2),
			form({ module: named('={{ $json.in }}') }),
		);
		expect(success).toHaveLength(2);
	});

	it('that Zoho does not know costs what its refusal costs, once', async () => {
		const told = await story.write(
			leads(300),
			form({ module: named('Leeds'), options: { parallel: 1 } }),
		);
		expect(told.error?.message).toContain('INVALID_MODULE');
		expect(told.error?.description).toContain("Choose another module than Leeds under 'Module'.");
		expect(told.meter).toBe(1);
	});

	it('options by an expression are the same for all rows as well', async () => {
		const items = leads(2).map((lead, at) => ({ ...lead, size: at + 10 }));
		const said = await nothingSent({ options: { batchSize: '={{ $json.size }}' } }, items);
		expect(said).toContain("'Options' is not the same for all rows");
	});
});
