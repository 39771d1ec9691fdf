import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { ZohoCrmNotificationTrigger } from '../../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import { editorOf } from '../../support/editor';
import type { TriggerStory } from './triggerStory';
import { leadsForm, NODE, openTriggers, watching } from './triggerStory';

let story: TriggerStory;
beforeEach(async () => {
	story = await openTriggers();
});
afterEach(async () => await story.close());

describe('The form in the editor', () => {
	it('offers the fields of the module in the same entry', async () => {
		const form = leadsForm({ modules: { watch: [watching('Leads'), watching('Deals')] } });
		const editor = editorOf(story.engine, NODE, form);
		const [leads, deals] = await Promise.all(
			[0, 1].map(
				async (at) =>
					await editor.options('getWatchableFields', `parameters.modules.watch[${at}].fields`),
			),
		);
		expect(leads.map(({ value }) => value)).toContain('Lead_Source');
		expect(deals.map(({ value }) => value)).toContain('Stage');
		expect(deals.map(({ value }) => value)).not.toContain('Company');
	});

	it('offers nothing before a module is chosen, for nothing', async () => {
		const editor = editorOf(story.engine, NODE, leadsForm({ modules: { watch: [watching('')] } }));
		const offered = await editor.options(
			'getWatchableFields',
			'parameters.modules.watch[0].fields',
		);
		expect(offered).toEqual([]);
		expect(story.zoho.meter.total()).toBe(0);
	});

	it('asks for no module that can be none: an expression offers nothing, anything else is refused, for nothing', async () => {
		const offered = async (module: unknown) => {
			const entry = { ...watching(''), module } as INodeParameters;
			const editor = editorOf(story.engine, NODE, leadsForm({ modules: { watch: [entry] } }));
			return await editor.options('getWatchableFields', 'parameters.modules.watch[0].fields');
		};
		expect(await offered('={{ $json.module }}')).toEqual([]);
		await expect(offered('Leads/x')).rejects.toThrow('is no API name of a module');
		expect(story.zoho.meter.total()).toBe(0);
	});

	it('starts with all events of one module, records not fetched, catching up', () => {
		const { properties } = new ZohoCrmNotificationTrigger().description;
		const parameters = { modules: { watch: [{ module: 'Leads' }] } };
		const filled = NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null);
		expect(filled).toMatchObject({
			modules: { watch: [{ operations: ['create', 'edit', 'delete'], fields: [] }] },
			fetchRecord: false,
			catchUp: true,
			options: {},
		});
	});

	it('takes a module by expression as plain text, and fields as text with commas', async () => {
		const entry = {
			module: '={{ "Leads" }}',
			operations: ['edit'],
			fields: '={{ "Email, Phone" }}',
		};
		await story.publish({ modules: { watch: [entry] } });
		const [channel] = story.channels();
		expect(channel.events).toEqual([{ module: 'Leads', operation: 'edit' }]);
		expect(channel.conditions).toHaveLength(1);
	});
});
