import { moduleNamed } from '../../simulator/schema';
import { editorOf } from '../../support/editor';
import { jsonOf, leads, named, NODE, openReads } from './readStory';
import type { ReadStory } from './readStory';

let story: ReadStory;
beforeEach(async () => {
	story = await openReads();
});
afterEach(async () => await story.close());

describe('the form in the editor', () => {
	it('lists what can be read and what can be looked up, for one credit once', async () => {
		const mark = story.zoho.meter.mark();
		const editor = editorOf(story.engine, NODE, { module: named('Subscriptions') });

		const readable = (await editor.options('getReadableFields')).map(({ value }) => value);
		const comparable = (await editor.options('getLookupFields')).map(({ value }) => value);

		expect(readable).toEqual(expect.arrayContaining(['Name', 'Email']));
		expect(readable).not.toContain('Line_Items');
		expect(comparable).toContain('Name');
		expect(comparable).not.toContain('Line_Items');
		expect(story.zoho.meter.since(mark).total()).toBe(1);
	});

	it('has no fields to offer before a module is chosen', async () => {
		const editor = editorOf(story.engine, NODE, {});

		expect(await editor.options('getReadableFields')).toEqual([]);
		expect(story.zoho.meter.total()).toBe(0);
	});
});

describe('cached fields', () => {
	const lookUp = { operation: 'lookUp', module: named('Leads'), value: '={{ $json.Email }}' };
	const warm = async () => await editorOf(story.engine, NODE, lookUp).options('getReadableFields');

	it('keep a look-up by an unknown or unfit field from costing anything', async () => {
		await warm();

		const unknown = await story.read(leads(1), { ...lookUp, field: 'E_mail' });
		const unfit = await story.read(leads(1), { ...lookUp, field: 'Description' });

		expect(unknown.error?.message).toBe(
			"'Field Name or ID': Leads has no field E_mail. Did you mean Email?",
		);
		expect(unfit.error?.message).toContain('of the type textarea');
		expect([unknown.meter, unfit.meter]).toEqual([0, 0]);
	});

	it('are dropped when an answer of Zoho proves them out of date (R71)', async () => {
		await warm();
		const { schema } = moduleNamed(story.zoho.org().modules, 'Leads')!;
		schema.fields = schema.fields.filter(({ apiName }) => apiName !== 'Fax');

		const stale = await story.read(leads(1), { ...lookUp, field: 'Email', fields: ['Fax'] });
		const dry = await story.read([{ id: '1' }], {
			operation: 'getByIds',
			module: named('Leads'),
			options: { dryRun: true },
		});

		expect(stale.error?.message).toContain('(field Fax)');
		expect(dry.report.plan).toMatchObject({ overhead: 1 });
		expect(jsonOf(dry.found)).toMatchObject([{ outcome: 'planned' }]);
	});
});
