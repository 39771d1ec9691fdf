import type { PresetName } from '../../nodes/shared/core/compositePresets';
import { presetRequest } from '../../nodes/shared/core/compositePresets';
import { checkComposite } from '../../nodes/shared/core/compositeCheck';
import type { PresetValues } from '../../nodes/shared/core/presetValues';

/** Paths and bodies by the pages of https://www.zoho.com/crm/developer/docs/api/v8/. */
const CASES: Array<[PresetName, PresetValues, string, object]> = [
	[
		'getRecord',
		{ module: 'Leads', recordId: '1', fields: 'Email' },
		'GET /crm/v8/Leads/1',
		{ params: { fields: 'Email' } },
	],
	[
		'listRecords',
		{ module: 'Leads', fields: 'Email' },
		'GET /crm/v8/Leads',
		{ params: { fields: 'Email', per_page: 25 } },
	],
	[
		'createRecord',
		{ module: 'Leads', record: { Last_Name: 'A' } },
		'POST /crm/v8/Leads',
		{ body: { data: [{ Last_Name: 'A' }] } },
	],
	[
		'updateRecord',
		{ module: 'Leads', recordId: '1', record: { City: 'B' } },
		'PUT /crm/v8/Leads/1',
		{ body: { data: [{ City: 'B' }] } },
	],
	[
		'upsertRecord',
		{ module: 'Leads', record: { Email: 'a@b.cd' }, matchingFields: 'Email, Phone' },
		'POST /crm/v8/Leads/upsert',
		{ body: { data: [{ Email: 'a@b.cd' }], duplicate_check_fields: ['Email', 'Phone'] } },
	],
	['deleteRecord', { module: 'Leads', recordId: '1' }, 'DELETE /crm/v8/Leads/1', {}],
	[
		'search',
		{ module: 'Leads', searchBy: 'email', searchFor: 'a@b.cd' },
		'GET /crm/v8/Leads/search',
		{ params: { email: 'a@b.cd', per_page: 25 } },
	],
	[
		'search',
		{ module: 'Leads', searchBy: 'word', searchFor: 'Acme', fields: 'City' },
		'GET /crm/v8/Leads/search',
		{ params: { word: 'Acme', fields: 'City', per_page: 25 } },
	],
	['count', { module: 'Leads' }, 'GET /crm/v8/Leads/actions/count', {}],
	[
		'count',
		{ module: 'Leads', searchBy: 'phone', searchFor: '5' },
		'GET /crm/v8/Leads/actions/count',
		{ params: { phone: '5' } },
	],
	[
		'coql',
		{ query: 'select id from Leads' },
		'POST /crm/v8/coql',
		{ body: { select_query: 'select id from Leads limit 25' } },
	],
	[
		'coql',
		{ query: "select id from Leads where Created_Time > '2026-03-01T09:30:00.123Z'" },
		'POST /crm/v8/coql',
		{
			body: {
				select_query:
					"select id from Leads where Created_Time > '2026-03-01T09:30:00+00:00' limit 25",
			},
		},
	],
	[
		'search',
		{
			module: 'Leads',
			searchBy: 'criteria',
			searchFor: '(Created_Time:less_than:2026-03-01T09:30:00.123Z)',
		},
		'GET /crm/v8/Leads/search',
		{ params: { criteria: '(Created_Time:less_than:2026-03-01T09:30:00+00:00)', per_page: 25 } },
	],
	[
		'listRelated',
		{ module: 'Deals', recordId: '1', relatedList: 'Contact_Roles', fields: 'id' },
		'GET /crm/v8/Deals/1/Contact_Roles',
		{ params: { fields: 'id', per_page: 25 } },
	],
	[
		'linkRelated',
		{
			module: 'Deals',
			recordId: '1',
			relatedList: 'Contact_Roles',
			relatedId: '2',
			record: { Contact_Role: { id: '3' } },
		},
		'PUT /crm/v8/Deals/1/Contact_Roles/2',
		{ body: { data: [{ Contact_Role: { id: '3' } }] } },
	],
	[
		'metadata',
		{ metadata: 'fields', module: 'Leads' },
		'GET /crm/v8/settings/fields',
		{ params: { module: 'Leads' } },
	],
	['metadata', { metadata: 'module', module: 'Leads' }, 'GET /crm/v8/settings/modules/Leads', {}],
	[
		'metadata',
		{ metadata: 'users' },
		'GET /crm/v8/users',
		{ params: { type: 'AllUsers', page: '1', per_page: '25' } },
	],
	['organization', {}, 'GET /crm/v8/org', {}],
	[
		'createNote',
		{ module: 'Leads', recordId: '1', noteTitle: 'T', noteContent: 'C' },
		'POST /crm/v8/Leads/1/Notes',
		{ body: { data: [{ Note_Title: 'T', Note_Content: 'C' }] } },
	],
	[
		'listNotes',
		{ module: 'Leads', recordId: '1', fields: 'Note_Title' },
		'GET /crm/v8/Leads/1/Notes',
		{ params: { fields: 'Note_Title', per_page: 25 } },
	],
	[
		'createTask',
		{ subject: 'Call', dueDate: '2026-03-31T00:00:00', module: 'Deals', recordId: '1' },
		'POST /crm/v8/Tasks',
		{
			body: {
				data: [
					{ Subject: 'Call', Due_Date: '2026-03-31', What_Id: { id: '1' }, $se_module: 'Deals' },
				],
			},
		},
	],
	[
		'createTask',
		{ subject: 'Call', module: 'Contacts', recordId: '1' },
		'POST /crm/v8/Tasks',
		{ body: { data: [{ Subject: 'Call', Who_Id: { id: '1' } }] } },
	],
	[
		'addTags',
		{ module: 'Leads', recordId: '1', tags: 'hot, fair' },
		'POST /crm/v8/Leads/1/actions/add_tags',
		{ body: { tags: [{ name: 'hot' }, { name: 'fair' }] } },
	],
	[
		'removeTags',
		{ module: 'Leads', recordId: '1', tags: 'hot' },
		'POST /crm/v8/Leads/1/actions/remove_tags',
		{ body: { tags: [{ name: 'hot' }] } },
	],
	[
		'convertLead',
		{ recordId: '1', conversion: { overwrite: true } },
		'POST /crm/v8/Leads/1/actions/convert',
		{ body: { data: [{ overwrite: true }] } },
	],
	['getBlueprint', { module: 'Leads', recordId: '1' }, 'GET /crm/v8/Leads/1/actions/blueprint', {}],
	[
		'updateBlueprint',
		{ module: 'Leads', recordId: '1', transitionId: '2', record: { Notes: 'x' } },
		'PUT /crm/v8/Leads/1/actions/blueprint',
		{ body: { blueprint: [{ transition_id: '2', data: { Notes: 'x' } }] } },
	],
	[
		'custom',
		{ method: 'GET', path: 'settings/tags?module=Leads', headers: { 'X-A': '1' } },
		'GET /crm/v8/settings/tags',
		{ params: { module: 'Leads' }, headers: { 'X-A': '1' } },
	],
];

describe('each preset makes the request that Zoho documents', () => {
	it.each(CASES)('%s %j', (preset, values, address, rest) => {
		const { method, uri, sub_request_id: name, ...made } = presetRequest(preset, 'it', values);
		expect(`${method} ${uri}`).toBe(address);
		expect(made).toEqual(rest);
		expect(name).toBe('it');
	});

	it.each(CASES)('%s %j passes the checks of a composite', (preset, values) => {
		const request = presetRequest(preset, 'it', values);
		expect(checkComposite([request], { execution: 'inOrder', allowUnlisted: false })).toEqual([]);
	});
});

describe('a form', () => {
	it('keeps references as they are in a path, and makes all else safe for it', () => {
		const values = { module: 'Leads', recordId: '@{a:$.data[0].details.id}' };
		expect(presetRequest('deleteRecord', 'x', values).uri).toBe(
			'/crm/v8/Leads/@{a:$.data[0].details.id}',
		);
		expect(presetRequest('deleteRecord', 'x', { module: 'Leads', recordId: '1/2?' }).uri).toBe(
			'/crm/v8/Leads/1%2F2%3F',
		);
	});

	it('keeps a reference in a due date', () => {
		const { body } = presetRequest('createTask', 'x', { subject: 's', dueDate: '@{a:$.T}' });
		expect(body).toMatchObject({ data: [{ Due_Date: '@{a:$.T}' }] });
	});

	it.each<[PresetName, PresetValues, string]>([
		['getRecord', { module: 'Leads' }, "'Record ID' is empty"],
		['createRecord', { module: 'Leads' }, "'Record' is empty"],
		['createRecord', { module: 'Leads', record: [] }, "'Record' is not a JSON object"],
		['listRecords', { module: 'Leads' }, "'Fields' is empty"],
		['addTags', { module: 'Leads', recordId: '1', tags: ' , ' }, "'Tags' is empty"],
		['getRecord', { module: 'Leads', recordId: 356686000032329832 }, "'Record ID' is the number"],
	])('%s %j names the field that cannot be used (R62)', (preset, values, message) => {
		expect(() => presetRequest(preset, 'x', values)).toThrow(message);
	});
});
