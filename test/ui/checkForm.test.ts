import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import { seedRecords } from '../simulator/seedRecords';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { openStory } from '../support/story';

let story: Story;
beforeEach(async () => {
	story = await openStory({
		nodes: [new ZohoCrmBatchUpsert(), new ZohoCrmApiCredits(), new ZohoCrmCompositeRequest()],
	});
});
afterEach(async () => await story.close());

const UPSERT = 'zohoCrmBatchUpsert';
const COMPOSITE = 'zohoCrmCompositeRequest';
const leads = { __rl: true, mode: 'name', value: 'Leads' };
const rows: IDataObject[] = [
	{ Last_Name: 'Adler', Company: 'Acme', Email: 'a@example.com', cap: 5 },
	{ Last_Name: 'Blau', Company: 'Acme', Email: 'b@example.com', cap: null },
];
const create = (changes: INodeParameters): INodeParameters => ({
	operation: 'create',
	module: leads,
	recordsFrom: 'json',
	recordJson: '={{ { Last_Name: $json.Last_Name, Company: $json.Company } }}',
	...changes,
});

async function refusal(type: string, parameters: INodeParameters, items = rows) {
	const run = await story.run(type, items, parameters);
	expect(story.zoho.meter.total()).toBe(0);
	const { name, message, description } = errorOf(run)!;
	return { name, message, fix: description };
}

describe('An expression that comes to something else than its field is for', () => {
	it.each([
		['{{ $json.nothing }}', "'Max Credits for This Run' is empty"],
		["{{ 'ten' }}", '\'Max Credits for This Run\' is "ten", not a number'],
		['{{ 0 / 0 }}', "'Max Credits for This Run' is the result of a failed calculation"],
		['{{ -1 }}', "'Max Credits for This Run' is -1"],
	])('is no cap that would let everything through: %s', async (cap, message) => {
		const said = await refusal(UPSERT, create({ options: { maxCredits: `=${cap}` } }));

		expect(said.name).toBe('NodeOperationError');
		expect(said.message).toContain(message);
		expect(said.fix).toMatch(/number/);
	});

	it('is no Dry Run that would write after all', async () => {
		const said = await refusal(UPSERT, create({ options: { dryRun: "={{ 'true' }}" } }));

		expect(said.message).toBe('\'Dry Run\' is "true", not true or false');
	});

	it('names its choices where it is none of them', async () => {
		const said = await refusal('zohoCrmApiCredits', {
			operation: 'plan',
			work: '={{ $json.Company }}',
		});

		expect(said.message).toBe('\'Work\' is "Acme", which is none of its choices');
		expect(said.fix).toMatch(/^Choose one of Create \(insert\), Create or Update \(upsert\)/);
	});

	it('names the row, when the first one is well', async () => {
		const said = await refusal(
			UPSERT,
			create({ whenRowsFail: "={{ $json.cap ? 'errorIfAny' : 'x' }}" }),
		);

		expect(said.message).toBe('\'When Rows Fail\' is "x", which is none of its choices, in row 1');
	});

	it('names the field inside a list of lines', async () => {
		const parameters = {
			...create({}),
			operation: 'upsert',
			matchingFields: { fields: [{ field: '={{ [1] }}' }] },
		};

		const said = await refusal(UPSERT, parameters);

		expect(said.message).toBe("'Field Name or ID' is a list, not text");
	});

	it('is told on Failed for every row, when n8n is to go on', async () => {
		const parameters = create({ options: { dryRun: "={{ 'true' }}" } });

		const run = await story.run(UPSERT, rows, parameters, { onError: 'continueRegularOutput' });

		expect(errorOf(run)).toBeUndefined();
		const failed = itemsOf(run, UPSERT, 1).map(({ json }) => json.message);
		expect(failed).toEqual(Array(2).fill('\'Dry Run\' is "true", not true or false'));
	});

	it('fails one sub-request alone, where each item is one', async () => {
		const parameters = {
			operation: 'sendMany',
			requestsFrom: 'form',
			preset: 'metadata',
			module: leads,
			metadata: "={{ $json.cap ? 'fields' : 'flieds' }}",
			whenRowsFail: 'sendToFailed',
		};

		const run = await story.run(COMPOSITE, rows, parameters);

		expect(itemsOf(run, COMPOSITE, 0)).toHaveLength(1);
		const [failed] = itemsOf(run, COMPOSITE, 1);
		expect(failed.json.reason).toContain('\'Metadata\' is "flieds", which is none of its choices');
	});
});

describe('An expression that a reader of the field understands', () => {
	it('fails its row alone, where each row has its own record', async () => {
		const recordJson = '={{ ({ Last_Name: $json.at.toDateTime().toISODate(), Company: 1 + "" }) }}';
		const items = [{ at: '2026-03-01' }, { at: 'soon' }];

		const run = await story.run(
			UPSERT,
			items,
			create({ recordJson, whenRowsFail: 'sendToFailed' }),
		);

		expect(errorOf(run)).toBeUndefined();
		expect(itemsOf(run, UPSERT, 0)).toHaveLength(1);
		const [{ json }] = itemsOf(run, UPSERT, 1);
		expect(json).toMatchObject({ row: 1, code: 'ROW_NOT_READ' });
	});

	it("may be a time of n8n's for a day, and a list for names between commas", async () => {
		const [who] = seedRecords(story.zoho.org(), 'Leads', [{ Last_Name: 'Adler', Company: 'A' }], {
			now: Date.now(),
		});
		const form = { operation: 'sendMany', requestsFrom: 'form', module: leads, recordId: who };
		const dueDate = "={{ DateTime.fromISO('2026-03-31T12:00:00') }}";
		const send = async (parameters: INodeParameters) => {
			const run = await story.run(COMPOSITE, rows.slice(0, 1), { ...form, ...parameters });
			expect(errorOf(run)).toBeUndefined();
			expect(itemsOf(run, COMPOSITE, 0)).toHaveLength(1);
		};

		await send({ preset: 'createTask', subject: 'Call', dueDate });
		await send({ preset: 'addTags', tags: "={{ ['hot', 'new'] }}" });
		await send({ preset: 'listRecords', fields: "={{ ['Last_Name', 'Company'] }}" });

		const [task] = story.zoho.org().modules.get('Tasks')!.store.records.values();
		expect(task.values.Due_Date).toBe('2026-03-31');
	});
});

describe("A 'Module' that can be none", () => {
	it.each(['Leads/1', '../org', 'Le ads', 'x'.repeat(101), '😀', '\ud83d'])(
		'is refused before a credit is spent: %j',
		async (value) => {
			const said = await refusal(UPSERT, create({ module: { ...leads, value } }));

			expect(said.message).toMatch(/^'Module' ".*" is no API name of a module$/);
			expect(said.fix).toMatch(/letters, digits and underscores/);
		},
	);

	it.each(['={{ 7 }}', '={{ ({ a: 1 }) }}', '={{ [1] }}'])('is no text: %s', async (value) => {
		const said = await refusal(UPSERT, create({ module: { ...leads, value } }));

		expect(said.message).toBe("'Module' is no text");
	});
});
