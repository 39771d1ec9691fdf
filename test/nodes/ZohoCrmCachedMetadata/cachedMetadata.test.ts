import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmCachedMetadata } from '../../../nodes/ZohoCrmCachedMetadata/ZohoCrmCachedMetadata.node';
import { addField, hideModule } from '../../simulator/schemaChanges';
import { errorOf, hintsOf, itemsOf, jsonOf } from '../../support/results';
import { createEngine } from '../../support/engine';
import type { Story } from '../../support/story';
import { costOf, creditsOf, openStory } from '../../support/story';
import { chain } from '../../support/workflow';

const NODE = 'zohoCrmCachedMetadata';
const of = (module: string): INodeParameters => ({
	module: { __rl: true, mode: 'name', value: module },
});
const get = (kinds: string[], more: INodeParameters = {}): INodeParameters => ({
	operation: 'get',
	kinds,
	modulesFrom: 'one',
	...of('Leads'),
	...more,
});

let story: Story;
beforeEach(async () => {
	story = await openStory({ nodes: [new ZohoCrmCachedMetadata()] });
});
afterEach(async () => await story.close());

async function told(parameters: INodeParameters, items: IDataObject[] = [{}]) {
	const mark = story.zoho.meter.mark();
	const run = await story.run(NODE, items, parameters);
	const reading = story.zoho.meter.since(mark);
	return { run, json: jsonOf(run, NODE), meter: reading.total(), calls: reading.entries.length };
}

describe('everything about a module', () => {
	it('cold is one composite of five reads for one credit (R76), warm is nothing', async () => {
		const cold = await told(get(['everything']));
		expect(cold.json.map(({ metadata }) => metadata)).toEqual([
			'module',
			'fields',
			'layouts',
			'relatedLists',
			'customViews',
		]);
		expect(cold).toMatchObject({ meter: 1, calls: 1 });
		expect(costOf(cold.run, NODE)).toBe(1);
		expect(creditsOf(cold.run, NODE)[0].run).toMatchObject({
			cost: 1,
			calls: 1,
			overhead: 1,
			baseline: 5,
			saved: 4,
		});

		const warm = await told(get(['everything']));
		expect(warm).toMatchObject({ meter: 0, calls: 0 });
		expect(warm.json.every(({ cache }) => (cache as IDataObject).hit === true)).toBe(true);
		expect(warm.json.map(({ entries }) => entries)).toEqual(
			cold.json.map(({ entries }) => entries),
		);
	});

	it('holds what Zoho says, and where it came from', async () => {
		const { json } = await told(get(['fields']));
		const [{ entries, count, module, cache }] = json as Array<
			IDataObject & { entries: IDataObject[] }
		>;
		expect(entries.find(({ api_name: name }) => name === 'Email')).toMatchObject({
			data_type: 'email',
		});
		expect({ module, count }).toEqual({ module: 'Leads', count: entries.length });
		expect(cache).toMatchObject({ hit: false, age: 0, store: 'memory' });
		expect(Date.parse(String((cache as IDataObject).expiresAt))).toBeGreaterThan(
			Date.now() + 11 * 3_600_000,
		);
	});

	it('splits into items when asked', async () => {
		const { json } = await told(get(['fields'], { options: { split: true } }));
		expect(json.length).toBeGreaterThan(20);
		expect(json[0]).toMatchObject({
			metadata: 'fields',
			module: 'Leads',
			api_name: expect.any(String),
		});
	});

	it('says in a hint what it cost', async () => {
		const { run } = await told(get(['fields']));
		expect(hintsOf(run, NODE)[0].message).toContain('Spent 1 credit in 1 call');
	});
});

describe('many modules', () => {
	it('packs the reads of several items five at a time', async () => {
		const modules = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Products', 'Tasks'];
		const perItem = { module: { __rl: true, mode: 'name', value: '={{ $json.module }}' } };
		const { json, meter, calls } = await told(
			get(['fields', 'layouts'], perItem),
			modules.map((module) => ({ module })),
		);
		expect(json.map(({ module }) => module)).toEqual(modules.flatMap((module) => [module, module]));
		expect({ meter, calls }).toEqual({ meter: 3, calls: 3 });
	});

	it('reads what many items ask for once, and gives it to each of them', async () => {
		const items = Array.from({ length: 12 }, () => ({}));
		const plan = await told(get(['fields'], { options: { dryRun: true } }), items);
		expect(plan.json[0]).toMatchObject({ wanted: 1, cached: 0, plan: { calls: 1, credits: 1 } });

		const { run, json, meter, calls } = await told(get(['fields']), items);
		expect({ meter, calls }).toEqual({ meter: 1, calls: 1 });
		expect(costOf(run, NODE)).toBe(1);
		expect(json.map(({ module }) => module)).toEqual(items.map(() => 'Leads'));
		expect(json.every(({ count }) => count === json[0].count)).toBe(true);
		expect(itemsOf(run, NODE).map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	it('all modules: the list and then packs; a hidden one is told in its item', async () => {
		hideModule(story.zoho.org(), 'Products', story.zoho.clock.now());
		const { json, meter } = await told(get(['fields', 'layouts'], { modulesFrom: 'all' }));
		const modules = new Set(json.map(({ module }) => module));
		expect(meter).toBe(1 + Math.ceil((modules.size * 2) / 5));
		expect(
			json
				.filter(({ available }) => available === false)
				.every(({ code }) => typeof code === 'string'),
		).toBe(true);
		expect(json.some(({ available }) => available === true)).toBe(true);
	});

	it('reads organisation-wide kinds once, whatever the number of items, paired with all of them (R146)', async () => {
		const { run, json, meter } = await told(get(['organization', 'profiles', 'roles', 'users']), [
			{},
			{},
			{},
		]);
		expect(json.map(({ metadata }) => metadata)).toEqual([
			'organization',
			'profiles',
			'roles',
			'users',
		]);
		const all = [{ item: 0 }, { item: 1 }, { item: 2 }];
		for (const { pairedItem } of itemsOf(run, NODE)) expect(pairedItem).toEqual(all);
		expect(meter).toBe(2);
	});
});

describe('how long it is believed', () => {
	it('R70: refresh reads anew and shows a new field', async () => {
		await told(get(['fields']));
		addField(
			story.zoho.org(),
			'Leads',
			{ apiName: 'Fresh', dataType: 'text' } as never,
			story.zoho.clock.now(),
		);
		const names = ({ json }: { json: IDataObject[] }) =>
			(json[0].entries as IDataObject[]).map(({ api_name: name }) => name);
		expect(names(await told(get(['fields'])))).not.toContain('Fresh');
		const refreshed = await told(get(['fields'], { options: { refresh: true } }));
		expect(names(refreshed)).toContain('Fresh');
		expect(refreshed.meter).toBe(1);
		expect(names(await told(get(['fields'])))).toContain('Fresh');
	});

	it('Check for Changes costs one credit and forgets only what moved', async () => {
		await told(get(['fields']));
		await told(get(['fields'], of('Contacts')));
		const before = await told({ operation: 'check' });
		expect(before.meter).toBe(1);
		expect(before.json[0]).toMatchObject({ cached: 2, changed: [] });
		addField(
			story.zoho.org(),
			'Leads',
			{ apiName: 'Fresh', dataType: 'text' } as never,
			story.zoho.clock.now(),
		);
		const after = await told({ operation: 'check' });
		expect(after.json[0]).toMatchObject({ changed: ['Leads'], dropped: 1 });
		expect((await told(get(['fields'], of('Contacts')))).meter).toBe(0);
		expect((await told(get(['fields']))).meter).toBe(1);
	});

	it('Clear forgets one module or all, for nothing', async () => {
		await told(get(['fields']));
		await told(get(['fields'], of('Contacts')));
		const one = await told({ operation: 'clear', clear: 'module', ...of('Leads') });
		expect(one).toMatchObject({ meter: 0 });
		expect(one.json[0]).toMatchObject({ dropped: 1 });
		expect((await told(get(['fields'], of('Contacts')))).meter).toBe(0);
		await told({ operation: 'clear', clear: 'all' });
		expect((await told(get(['fields'], of('Contacts')))).meter).toBe(1);
	});
});

describe('who sees it', () => {
	it('another credential does not, nor does the same one after it goes elsewhere (R72)', async () => {
		const { id } = story.credential;
		const sandbox = { environment: 'sandbox', customBaseUrl: `${story.origin}/sandbox` };
		const others = [
			story.connect(),
			story.connect({ id, ...sandbox }, { environment: 'sandbox' }),
			story.connect({ id, organizationId: '5725767000000099999' }),
		];
		const costs: number[] = [];
		for (const credential of [story.credential, ...others, story.credential]) {
			const engine = createEngine({
				nodes: [new ZohoCrmCachedMetadata()],
				credentials: [credential],
			});
			const step = { type: NODE, parameters: get(['fields']) };
			costs.push(costOf(await engine.run(chain([{}], step)), NODE));
		}
		expect(costs).toEqual([1, 1, 1, 1, 0]);
	});

	it('fifty executions at once read a cold module once', async () => {
		story.zoho.setLatency(50);
		const mark = story.zoho.meter.mark();
		const runs = await Promise.all(
			Array.from({ length: 50 }, async () => await story.run(NODE, [{}], get(['everything']))),
		);
		expect(story.zoho.meter.since(mark).total()).toBe(1);
		expect(runs.reduce((sum, run) => sum + costOf(run, NODE), 0)).toBe(1);
		expect(runs.every((run) => jsonOf(run, NODE).length === 5)).toBe(true);
	});
});

describe('what can go wrong', () => {
	it("a module that is not there: Zoho's words, and the report", async () => {
		const { run, meter } = await told(get(['fields'], of('Nonsense')));
		const error = errorOf(run) as unknown as { message: string; context: IDataObject };
		expect(error.message).toContain('Nonsense');
		expect(error.message).toContain('INVALID_MODULE');
		expect(error.context.credits).toMatchObject({ cost: meter });
	});

	it('a login without the composite scope still gets everything, one read a credit', async () => {
		await story.close();
		story = await openStory({
			nodes: [new ZohoCrmCachedMetadata()],
			token: { scopes: ['ZohoCRM.settings.ALL'] },
		});
		const { json, meter } = await told(get(['everything']));
		expect(json).toHaveLength(5);
		expect(meter).toBe(5);
	});

	it('Retry On Fail counts what the failed try spent', async () => {
		const lost = { kind: 'status', status: 500, when: 'after' } as const;
		story.zoho.faults.add({ match: { times: 3 }, fault: lost });
		const mark = story.zoho.meter.mark();
		const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const run = await story.run(NODE, [{}], get(['everything']), retried);
		expect(errorOf(run)).toBeUndefined();
		expect(story.zoho.meter.since(mark).total()).toBe(4);
		expect(costOf(run, NODE)).toBe(4);
		expect(creditsOf(run, NODE)[0].run).toMatchObject({ cost: 4, calls: 4, uncertain: 3 });
	});

	it('Dry Run says what would be read and asks nobody', async () => {
		const { json, calls } = await told(get(['everything'], { options: { dryRun: true } }));
		expect(calls).toBe(0);
		expect(json[0]).toMatchObject({
			outcome: 'planned',
			wanted: 5,
			cached: 0,
			plan: { calls: 1, credits: 1 },
		});
	});

	it('Max Credits for This Run stops before the first read that does not fit', async () => {
		const modules = ['Leads', 'Contacts', 'Accounts'].map((module) => ({ module }));
		const { run, meter } = await told(
			get(['everything'], {
				module: { __rl: true, mode: 'name', value: '={{ $json.module }}' },
				options: { maxCredits: 2 },
			}),
			modules,
		);
		expect(errorOf(run)?.message).toContain('allowed for this run');
		expect(meter).toBe(2);
	});
});
