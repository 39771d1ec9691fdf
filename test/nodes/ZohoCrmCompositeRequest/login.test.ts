import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmCompositeRequest } from '../../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import { AGENT, agent, askAgent } from '../../support/agent';
import { createEngine } from '../../support/engine';
import { itemsOf } from '../../support/results';
import type { CompositeStory } from './compositeStory';
import { create, lead, manyJson, NODE, openComposite, sendJson } from './compositeStory';

let story: CompositeStory;
const open = async (options: Parameters<typeof openComposite>[0] = {}) =>
	(story = await openComposite(options));
afterEach(async () => await story.close());

const org = { method: 'GET', uri: 'org' };
const READS = ['ZohoCRM.modules.READ', 'ZohoCRM.org.READ'];

describe('a login without a scope', () => {
	it('for composites ends the run before anything is done, and names it (R33)', async () => {
		await open({ token: { scopes: READS } });
		const { error, meter } = await story.send([org, org], manyJson());
		expect(error?.message).toContain('ZohoCRM.composite_requests.CUSTOM');
		expect(error?.description).toContain("'Composite Requests' is ticked under 'Features'");
		expect(meter).toBe(0);
	});

	it('for one of the sub-requests fails that one, and names it (R31)', async () => {
		await open({ token: { scopes: [...READS, 'ZohoCRM.composite_requests.CUSTOM'] } });
		const items = [org, create('Leads', lead(1))];
		const { success, failed, meter } = await story.send(items, manyJson());
		expect(success).toHaveLength(1);
		expect(failed[0]).toMatchObject({ statusCode: 401, code: 'OAUTH_SCOPE_MISMATCH' });
		expect(failed[0].reason).toContain('lacks the scope ZohoCRM.modules.leads.CREATE');
		expect(failed[0].reason).toContain("'Records: Read and Write'");
		expect(meter).toBe(1);
	});
});

describe('a sandbox credential', () => {
	it('on a production organisation writes nothing, and reads', async () => {
		await open({ credential: { environment: 'sandbox' } });
		const wrong = await story.send([create('Leads', lead(1))], manyJson());
		expect(wrong.error?.message).toContain("says 'sandbox', but it is connected to a production");
		expect(story.records('Leads')).toEqual([]);
		expect((await story.send([org], manyJson())).success).toHaveLength(1);
	});

	it('on its sandbox is checked once, as overhead on the first item', async () => {
		await open({ token: { environment: 'sandbox' }, credential: { environment: 'sandbox' } });
		const { report, success } = await story.send([create('Leads', lead(1))], manyJson());
		expect(report).toMatchObject({ cost: 2, overhead: 1, baseline: 1 });
		expect(success[0].credits).toMatchObject({ cost: 2 });
	});
});

it('a token that has ended is renewed, and the composite sent once more', async () => {
	await open();
	story.zoho.faults.add({ match: { name: 'composite' }, fault: { kind: 'expireToken' } });
	const told = await story.send([create('Leads', lead(1))], manyJson());
	expect(told.success).toHaveLength(1);
	expect(told.report).toMatchObject({ cost: 1, calls: 2 });
	expect(story.records('Leads')).toHaveLength(1);
});

describe('On Error: continue', () => {
	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'(%s) sends failures to their output, whatever When Rows Fail says',
		async (onError) => {
			await open();
			const items = [org, create('Leads', { Company: 'No name' })];
			const told = await story.send(items, manyJson('inOrder', { whenRowsFail: 'errorIfAny' }), {
				onError,
			});
			expect(told.success).toHaveLength(1);
			expect(told.failed[0]).toMatchObject({ row: 1, code: 'MANDATORY_NOT_FOUND' });
		},
	);
});

describe.each(['engine', 'inline'] as const)('as the tool of an AI agent, %s way', (way) => {
	it('the agent reads all on the one output it knows, the report once', async () => {
		await open();
		const engine = createEngine({
			nodes: [new ZohoCrmCompositeRequest()],
			others: { [AGENT]: agent() },
			credentials: [story.credential],
		});
		const requests = [create('Leads', lead(1)), create('Leads', { Company: 'No name' })];
		const parameters = {
			...sendJson('inOrder', { options: { creditDetail: 'every' } }),
			requestsJson: JSON.stringify(requests),
		};
		const asked = await askAgent(engine, { type: NODE, parameters }, {}, way);
		expect(asked.answer).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', row: 0 }]);
		const runs = (asked.answer as Array<{ credits: IDataObject }>).map(
			({ credits }) => credits.run,
		);
		expect(runs.map((run) => run !== undefined)).toEqual([true, false]);
		if (way === 'engine') expect(itemsOf(asked.run, asked.tool, 1)).toEqual([]);
	});
});

describe('nothing to do', () => {
	it('no items, no calls', async () => {
		await open();
		const told = await story.send([], manyJson());
		expect(told.calls).toEqual([]);
	});
});
