import { isEqual } from 'lodash';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { costOf, creditsOf, openStory } from '../support/story';
import type { Step, StepResult } from './step';

const NODE = 'zohoCrmCompositeRequest';

const inStory = async <T>(tell: (story: Story) => Promise<T>): Promise<T> => {
	const story = await openStory({ nodes: [new ZohoCrmCompositeRequest()] });
	try {
		return await tell(story);
	} finally {
		await story.close();
	}
};

async function measured(
	story: Story,
	items: IDataObject[],
	parameters: INodeParameters,
): Promise<{ run: IRun; result: StepResult }> {
	const mark = story.zoho.meter.mark();
	const run = await story.run(NODE, items, parameters);
	const error = errorOf(run);
	if (error) throw error;
	const report = creditsOf(run, NODE).find(({ run: ran }) => ran)?.run;
	const result: StepResult = {
		items: items.length,
		success: itemsOf(run, NODE, 0).length,
		failed: itemsOf(run, NODE, 1).length,
		calls: report?.calls ?? 0,
		credits: costOf(run, NODE),
		meter: story.zoho.meter.since(mark).total(),
		baseline: (report?.baseline as number | null | undefined) ?? null,
	};
	return { run, result };
}

function expectSame(what: string, found: unknown, wanted: unknown): void {
	if (!isEqual(found, wanted))
		throw new Error(`${what}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`);
}

const create = (module: string, record: IDataObject): IDataObject => ({
	method: 'POST',
	uri: module,
	body: { data: [record] },
});

/** 23 requests as a busy workflow makes them: reads and writes, no two in a row alike. */
function mixedRequests(ids: Record<string, string[]>): IDataObject[] {
	const round = (n: number): IDataObject[] => [
		{ method: 'GET', uri: `Leads/${ids.Leads[n]}` },
		create('Accounts', { Account_Name: `Account ${n}` }),
		{ method: 'GET', uri: 'Contacts/search', params: { email: `contact${n}@example.com` } },
		{
			method: 'PUT',
			uri: `Contacts/${ids.Contacts[n]}`,
			body: { data: [{ Phone: `555-010${n}` }] },
		},
		create('Tasks', { Subject: `Call back ${n}` }),
		{
			method: 'POST',
			uri: 'coql',
			body: { select_query: `select Last_Name from Leads where Last_Name = 'Lead ${n}'` },
		},
		{ method: 'DELETE', uri: `Products/${ids.Products[n]}` },
	];
	return [
		...[0, 1, 2].flatMap(round),
		{ method: 'GET', uri: 'org' },
		{ method: 'GET', uri: 'settings/fields', params: { module: 'Deals' } },
	];
}

function seed({ zoho }: Story): Record<string, string[]> {
	const three = (record: (n: number) => IDataObject) => [0, 1, 2].map(record);
	const [ids] = zoho.seed({
		orgs: [
			{
				records: {
					Leads: three((n) => ({ Last_Name: `Lead ${n}`, Company: 'Acme' })),
					Contacts: three((n) => ({ Last_Name: `C ${n}`, Email: `contact${n}@example.com` })),
					Products: three((n) => ({ Product_Name: `Product ${n}` })),
				},
			},
		],
	}).ids;
	return ids;
}

const mixed23: Step = {
	name: 'composite.mixed23',
	node: 'Composite Request',
	work: '23 mixed reads and writes of seven kinds',
	run: async () =>
		await inStory(async (story) => {
			const requests = mixedRequests(seed(story));
			const parameters = { operation: 'sendMany', execution: 'inOrder', requestsFrom: 'json' };
			const { run, result } = await measured(story, requests, parameters);
			const pairs = itemsOf(run, NODE).map(({ pairedItem }) => pairedItem);
			expectSame(
				'Pairs',
				pairs,
				requests.map((_, item) => ({ item })),
			);
			return result;
		}),
};

const named = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });
const ACCOUNT = '"Account_Name": { "id": "@{account:$.data[0].details.id}" }';

/** A customer, the person to talk to and the first deal, joined by references and made all or not at all. */
const linkedForm = (deal: string): INodeParameters => ({
	operation: 'send',
	execution: 'allOrNothing',
	requestsFrom: 'form',
	whenRowsFail: 'sendToFailed',
	requests: {
		request: [
			{
				name: 'account',
				preset: 'createRecord',
				module: named('Accounts'),
				record: '{ "Account_Name": "King & Partners" }',
			},
			{
				name: 'contact',
				preset: 'createRecord',
				module: named('Contacts'),
				record: `{ "Last_Name": "Frey", ${ACCOUNT} }`,
			},
			{ name: 'deal', preset: 'createRecord', module: named('Deals'), record: deal },
		],
	},
});

const GOOD_DEAL = `{
	"Deal_Name": "First order",
	"Stage": "Qualification",
	"Pipeline": "Standard (Standard)",
	${ACCOUNT},
	"Contact_Name": { "id": "@{contact:$.data[0].details.id}" }
}`;

const countOf = ({ zoho }: Story): number[] =>
	['Accounts', 'Contacts', 'Deals'].map(
		(module) => zoho.org().modules.get(module)?.store.records.size ?? 0,
	);

const linked: Step = {
	name: 'composite.linked',
	node: 'Composite Request',
	work: 'Account, contact and deal by references, all or nothing',
	run: async () =>
		await inStory(async (story) => {
			const { result } = await measured(story, [{}], linkedForm(GOOD_DEAL));
			expectSame('Records', countOf(story), [1, 1, 1]);
			return result;
		}),
};

const rolledBack: Step = {
	name: 'composite.rolledBack',
	node: 'Composite Request',
	work: 'The same with a wrong deal: all is undone',
	run: async () =>
		await inStory(async (story) => {
			const wrong = GOOD_DEAL.replace('"Qualification"', '"Nowhere"');
			const { run, result } = await measured(story, [{}], linkedForm(wrong));
			expectSame('Records', countOf(story), [0, 0, 0]);
			const failed = itemsOf(run, NODE, 1).map(({ json }) => json);
			expectSame(
				'Outcomes',
				failed.map(({ outcome }) => outcome),
				['rolledBack', 'rolledBack', 'refused'],
			);
			const notes = failed.map(
				({ subRequestId, reason }) => `${String(subRequestId)}: ${String(reason)}`,
			);
			return { ...result, notes };
		}),
};

export const compositeSteps: Step[] = [mixed23, linked, rolledBack];
