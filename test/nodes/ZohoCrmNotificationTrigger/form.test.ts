import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { TriggerNode } from '../../support/activation';
import type { TriggerStory } from './triggerStory';
import { DAY, lead, leadsForm, openTriggers, watching } from './triggerStory';

const ADDRESS = 'https://n8n.example.com/webhook/hook-1/zoho-crm';

let story: TriggerStory;
beforeEach(async () => {
	story = await openTriggers();
});
afterEach(async () => await story.close());

const fetching = (options: INodeParameters = {}, more: INodeParameters = {}): INodeParameters =>
	leadsForm({ fetchRecord: true, gatherSeconds: 0, options, ...more });

/** n8n tries to activate it, and takes it back. */
async function refusalOf(parameters: INodeParameters): Promise<string> {
	const trigger = story.node(story.workflow(parameters));
	try {
		if (!(await trigger.hook('checkExists'))) await trigger.hook('create');
	} catch (error) {
		await trigger.hook('delete');
		const { message, description } = error as Error & { description: string };
		return `${message}. ${description}`;
	}
	throw new Error('it was activated');
}

/** The expressions of a published workflow come to something else from now on. */
async function turn(parameters: INodeParameters): Promise<TriggerNode> {
	const trigger = story.node(story.workflow(parameters));
	await trigger.listen();
	story.receivers.set(ADDRESS, trigger);
	return trigger;
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `Field_${at}`).join(',');

describe('A form whose values mean nothing', () => {
	it.each([
		['a choice that is none', leadsForm({ options: { creditDetail: 'all' } }), /'Credit Detail'/],
		['text for a switch', leadsForm({ fetchRecord: 'yes' }), /'Fetch Record' is "yes"/],
		['nothing for a switch', leadsForm({ catchUp: '={{ undefined }}' }), /'Catch Up After Gaps'/],
		['text for seconds', fetching({}, { gatherSeconds: 'a while' }), /'Gather for \(Seconds\)'/],
		['an object for names', fetching({ fetchFields: '={{ ({}) }}' }), /'Fields to Fetch'/],
		['a broken expression', fetching({}, { gatherSeconds: '={{ $json.a }}' }), /'Gather for/],
		[
			'a number for a module',
			leadsForm({ modules: { watch: [{ module: 7 }] } }),
			/'Module' is no text/,
		],
		[
			'no API name',
			leadsForm({ modules: { watch: [watching('Leads/1')] } }),
			/"Leads\/1" is no API name/,
		],
		[
			'other events',
			leadsForm({ modules: { watch: [watching('Leads', ['all'])] } }),
			/'Events' is "all"/,
		],
		[
			'51 fields to fetch',
			fetching({ fetchFields: names(51) }),
			/'Fields to Fetch' names 51 .* 50 at once/,
		],
		[
			'50, and who it was',
			fetching({ fetchFields: names(50), ignoreOwn: true }),
			/49 at once beside/,
		],
	])('is refused by the name of the field, for nothing: %s', async (_, form, message) => {
		expect(await refusalOf(form)).toMatch(message);
		expect(story.zoho.log.entries()).toEqual([]);
	});

	it('takes a list of names where an expression makes one', async () => {
		await story.publish(fetching({ fetchFields: "={{ ['Last_Name', 'City'] }}" }));
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		expect(Object.keys((await story.events())[0].record as IDataObject)).toContain('City');
	});
});

describe('An expression that comes to nonsense while the workflow is active', () => {
	const broken = fetching({}, { modules: '={{ $vars.modules }}', gatherSeconds: '={{ null }}' });

	it('holds no event back: it comes with a notice that names the field', async () => {
		await story.publish(fetching());
		await turn(broken);
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		const [event] = await story.events();
		expect(event).toMatchObject({ module: 'Leads', operation: 'create', record: {} });
		expect(event.notices).toEqual([expect.stringMatching(/form is wrong now.*'/)]);
	});

	it('makes one failed execution, and calls nobody', async () => {
		await story.publish(fetching());
		const trigger = await turn(broken);
		const mark = story.mark();
		for (let look = 0; look < 3; look++) await trigger.crons[0].tick();
		expect(trigger.failures.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^'(Modules|Gather for \(Seconds\))'/),
		]);
		expect(story.watchCalls(mark)).toEqual([]);
	});

	it('that comes to something else each time is told of once', async () => {
		await story.publish(fetching());
		const seconds = "={{ 'for ' + Math.random() }}";
		const trigger = await turn(fetching({}, { gatherSeconds: seconds }));
		for (let look = 0; look < 3; look++) await trigger.crons[0].tick();
		expect(trigger.failures).toHaveLength(1);
	});

	it('is forgotten when it is mended, and what was missed meanwhile is read', async () => {
		const running = await story.publish(fetching());
		await running.tick();
		const trigger = await turn(broken);
		await story.clock.advance(8 * DAY);
		await trigger.crons[0].tick();
		story.seed('Leads', [lead('Ada')]);
		await story.settle();
		const mended = await turn(fetching());
		await mended.crons[0].tick();
		expect(mended.failures).toEqual([]);
		expect(story.channels()).toHaveLength(1);
		expect((await story.events()).map(({ caughtUp }) => caughtUp)).toEqual([true]);
	});

	it('leaves no channel behind when the workflow is taken off', async () => {
		await story.publish(fetching());
		await story.clock.advance(DAY);
		await story.node(story.workflow(broken)).hook('delete', 'update');
		expect(story.channels()).toEqual([]);
	});

	it('leaves no channel behind when n8n starts again, and takes it off once in five tries', async () => {
		const running = await story.publish(fetching());
		await running.close();
		const mark = story.mark();
		for (let time = 0; time < 5; time++) await refusalOf(broken);
		expect(story.channels()).toEqual([]);
		expect(story.watchCalls(mark).map(({ name }) => name)).toEqual(['notifications.delete']);
	});
});
