import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
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

		const run = await story.run('zohoCrmCompositeRequest', rows, parameters);

		expect(itemsOf(run, 'zohoCrmCompositeRequest', 0)).toHaveLength(1);
		const [failed] = itemsOf(run, 'zohoCrmCompositeRequest', 1);
		expect(failed.json.reason).toContain('\'Metadata\' is "flieds", which is none of its choices');
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
