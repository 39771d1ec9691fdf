import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { BlueprintSeed } from '../../simulator/blueprints';
import type { CompositeStory, Told } from './compositeStory';
import { lead, named, openComposite, sendForm } from './compositeStory';

const nurturing: BlueprintSeed = {
	module: 'Leads',
	field: 'Lead_Status',
	transitions: [{ name: 'Call', from: ['Not Contacted'], to: 'Contacted', fields: ['Phone'] }],
};

let story: CompositeStory;
beforeEach(async () => {
	story = await openComposite({ seed: { orgs: [{ blueprints: [nurturing] }] } });
});
afterEach(async () => await story.close());

const toFailed = { whenRowsFail: 'sendToFailed' };
const open = { ...lead(1), Lead_Status: 'Not Contacted' };
const deal = { Deal_Name: 'First', Stage: 'Qualification', Pipeline: 'Standard (Standard)' };
const tagsOf = (module: string, id: string) =>
	story.zoho
		.org()
		.modules.get(module)!
		.store.records.get(id)!
		.tags.map(({ name }) => name);

/** A sub-request of the form on one lead. */
const onLead = (preset: string, recordId: string, more: INodeParameters = {}): INodeParameters => ({
	...{ name: preset, preset, module: named('Leads'), recordId },
	...more,
});

const note = (id: string, noteContent = 'Called back') =>
	onLead('createNote', id, { noteTitle: 'Call', noteContent });

const bodies = ({ success }: Told) =>
	Object.fromEntries(success.map(({ subRequestId, body }) => [subRequestId, body as IDataObject]));

const transition = (id: string) => {
	const blueprint = story.send([{}], sendForm([onLead('getBlueprint', id)]));
	return blueprint.then((told) => {
		const { transitions } = bodies(told).getBlueprint.blueprint as {
			transitions: Array<{ id: string; fields: Array<{ api_name: string }> }>;
		};
		return transitions[0];
	});
};

describe('a lead in one composite', () => {
	it('is noted, tagged, read and converted for 1 credit instead of 9', async () => {
		const [id] = story.seed('Leads', [open]);
		const requests = [
			note(id),
			onLead('addTags', id, { tags: 'hot, fair 2026' }),
			onLead('listNotes', id),
			{ name: 'count', preset: 'count', module: named('Leads') },
			onLead('convertLead', id, { conversion: JSON.stringify({ Deals: deal }) }),
		];

		const told = await story.send([{}], sendForm(requests));

		expect(told.error).toBeUndefined();
		expect(told.report).toMatchObject({ cost: 1, calls: 1, baseline: 9, saved: 8 });
		const { listNotes, count, convertLead } = bodies(told);
		expect(listNotes.data).toMatchObject([{ Note_Title: 'Call', Note_Content: 'Called back' }]);
		expect(count).toEqual({ count: 1 });
		expect(tagsOf('Leads', id)).toEqual(['hot', 'fair 2026']);
		const [contact] = story.records('Contacts');
		expect(convertLead.data).toMatchObject([{ details: { Contacts: { id: contact.id } } }]);
		expect(story.records('Deals')[0]).toMatchObject({ Contact_Name: contact.id });
	});

	it('goes on in its blueprint with the fields that the transition asks for', async () => {
		const [id] = story.seed('Leads', [open]);
		const { id: transitionId, fields } = await transition(id);
		expect(fields).toMatchObject([{ api_name: 'Phone' }]);

		const move = onLead('updateBlueprint', id, { transitionId, record: '{ "Phone": "1" }' });
		const told = await story.send([{}], sendForm([move, onLead('removeTags', id, { tags: 'x' })]));

		expect(told.success).toHaveLength(2);
		expect(told.report).toMatchObject({ cost: 1, baseline: 2 });
		expect(story.records('Leads')[0]).toMatchObject({ Lead_Status: 'Contacted', Phone: '1' });
	});

	it('gets a task, which belongs to it', async () => {
		const [id] = story.seed('Leads', [open]);
		const task = onLead('createTask', id, { subject: 'Call', dueDate: '2026-03-31T00:00:00' });

		const told = await story.send([{}], sendForm([task]));

		expect(told.success).toHaveLength(1);
		expect(story.records('Tasks')).toMatchObject([{ What_Id: id, Due_Date: '2026-03-31' }]);
	});
});

describe('related records', () => {
	const related = (relatedList: string, more: INodeParameters = {}) => ({
		...{ module: named('Deals'), relatedList },
		...more,
	});

	it('are linked, with what the link holds, and listed', async () => {
		const [recordId] = story.seed('Deals', [deal]);
		const [relatedId] = story.seed('Contacts', [{ Last_Name: 'Frey' }]);
		const record = '{ "Contact_Role": "Buyer" }';
		const requests = [
			{ name: 'link', preset: 'linkRelated', recordId, relatedId, record },
			{ name: 'list', preset: 'listRelated', recordId, fields: 'Last_Name' },
		].map((request) => ({ ...related('Contact_Roles'), ...request }));

		const told = await story.send([{}], sendForm(requests));

		expect(told.report).toMatchObject({ cost: 1, baseline: 2 });
		expect(bodies(told).list.data).toMatchObject([
			{ id: relatedId, Last_Name: 'Frey', Contact_Role: 'Buyer' },
		]);
	});

	it('that are more than 25 are cut, and say so', async () => {
		const [account] = story.seed('Accounts', [{ Account_Name: 'King' }]);
		const person = (n: number) => ({ Last_Name: `P${n}`, Account_Name: account });
		story.seed('Contacts', range(26).map(person));
		const list = related('Contacts', { module: named('Accounts'), recordId: account });

		const told = await story.send(
			[{}],
			sendForm([{ name: 'list', preset: 'listRelated', ...list, fields: 'Last_Name' }]),
		);

		expect(told.success).toMatchObject([{ truncated: true, statusCode: 200 }]);
	});

	it('need their fields, which costs nothing to say', async () => {
		const request = [{ name: 'x', preset: 'listRelated', ...related('Contacts'), recordId: '1' }];
		const { failed, calls } = await story.send([{}], sendForm(request, 'inOrder', toFailed));
		expect(failed[0].reason).toBe("Not sent: sub-request 'x': 'Fields' is empty");
		expect(calls).toEqual([]);
	});
});

describe('what Zoho refuses', () => {
	it.each<[string, INodeParameters, string, string, IDataObject]>([
		['a note', { preset: 'createNote', noteContent: 'x' }, 'INVALID_DATA', 'id given', {}],
		['tags', { preset: 'addTags', tags: 'x' }, 'INVALID_DATA', 'id given', {}],
		['a conversion', { preset: 'convertLead' }, 'INVALID_DATA', 'id given', {}],
		['a blueprint', { preset: 'getBlueprint' }, 'INVALID_DATA', 'id given', {}],
		[
			'related records',
			{ preset: 'listRelated', relatedList: 'Products', fields: 'id' },
			...(['INVALID_DATA', 'id given', {}] as [string, string, IDataObject]),
		],
	])('of a lead that is not there (%s) comes out whole', async (_, request, code, message) => {
		const told = await story.send([{}], sendForm([onLead('x', '5', request)], 'inOrder', toFailed));

		expect(told.failed).toMatchObject([
			{ outcome: 'refused', statusCode: 400, code, details: { resource_path_index: 1 } },
		]);
		expect(told.failed[0].message).toContain(message);
		expect(told.meter).toBe(1);
	});

	it('of records that are there names the field or the reason', async () => {
		const [id] = story.seed('Leads', [open]);
		const { id: transitionId } = await transition(id);
		const requests = [
			onLead('updateBlueprint', id, { transitionId }),
			onLead('addTags', id, { tags: range(11).join(',') }),
			onLead('convertLead', id, { conversion: '{ "Deals": { "Deal_Name": "x" } }' }),
			onLead('linkRelated', id, { relatedList: 'Products', relatedId: '5' }),
			onLead('createNote', id, { noteContent: 'kept' }),
		];

		const told = await story.send([{}], sendForm(requests, 'inOrder', toFailed));

		expect(told.failed.map(({ subRequestId, code }) => [subRequestId, code])).toEqual([
			['updateBlueprint', 'MANDATORY_NOT_FOUND'],
			['addTags', 'LIMIT_EXCEEDED'],
			['convertLead', 'MANDATORY_NOT_FOUND'],
			['linkRelated', 'INVALID_DATA'],
		]);
		expect(told.failed[0].details).toMatchObject({ json_path: '$.blueprint[0].data.Phone' });
		expect(told.failed[2].details).toMatchObject({ api_name: 'Pipeline' });
		expect(told.success).toHaveLength(1);
		expect(story.records('Contacts')).toEqual([]);
	});

	it('under All or Nothing takes note, tag and conversion back', async () => {
		const [id] = story.seed('Leads', [open]);
		const requests = [
			note(id),
			onLead('addTags', id, { tags: 'hot' }),
			onLead('convertLead', id),
			onLead('linkRelated', id, { relatedList: 'Products', relatedId: '5' }),
		];

		const told = await story.send([{}], sendForm(requests, 'allOrNothing', toFailed));

		expect(told.failed.map(({ outcome }) => outcome)).toEqual([
			...['rolledBack', 'rolledBack', 'rolledBack', 'refused'],
		]);
		expect(told.meter).toBe(1);
		expect([...story.records('Notes'), ...story.records('Contacts')]).toEqual([]);
		expect(tagsOf('Leads', id)).toEqual([]);
	});
});

describe('Send Many', () => {
	const many = (preset: string, more: INodeParameters = {}): INodeParameters => ({
		...{ operation: 'sendMany', requestsFrom: 'form', execution: 'inOrder', preset },
		...{ module: named('Leads'), recordId: '={{ $json.id }}', ...toFailed },
		...more,
	});

	it.each<[string, INodeParameters]>([
		['createNote', { noteContent: '=For {{ $json.id }}' }],
		['listNotes', {}],
		['addTags', { tags: 'hot' }],
		['removeTags', { tags: 'hot' }],
		['convertLead', {}],
		['getBlueprint', {}],
		['listRelated', { relatedList: 'Products', fields: 'Product_Name' }],
		['count', {}],
		['createTask', { subject: 'Call' }],
	])('of 7 (%s) is 2 credits, each item with its own answer', async (preset, more) => {
		const ids = story.seed(
			'Leads',
			range(6).map((n) => ({ ...open, ...lead(n) })),
		);
		const items = [...ids, '5'].map((id) => ({ id }));

		const told = await story.send(items, many(preset, more));

		expect(told.report).toMatchObject({ cost: 2, calls: 2 });
		const refused = preset === 'count' ? [] : [6];
		expect(told.failed.map(({ row }) => row)).toEqual(refused);
		expect(told.success).toHaveLength(7 - refused.length);
	});

	it('writes each note to its own lead', async () => {
		const ids = story.seed('Leads', range(6).map(lead));

		await story.send(
			ids.map((id) => ({ id })),
			many('createNote', { noteContent: '=For {{ $json.id }}' }),
		);

		expect(
			story.records('Notes').map(({ Parent_Id, Note_Content }) => [Parent_Id, Note_Content]),
		).toEqual(ids.map((id) => [id, `For ${id}`]));
	});
});
