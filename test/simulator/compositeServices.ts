import type { SimCall } from './route';
import { fits, literalness } from './router';

/** One API that a composite may call, with the records it may read or write in one. */
export interface Service {
	name: string;
	method: SimCall['method'];
	path: string;
	/** `any` number, one record written, or 25 read. */
	records: 'any' | 1 | 25;
	/** Where a write has its records in the body. */
	list?: string;
	/** Takes `per_page`. */
	paged?: boolean;
}

type Row = [name: string, calls: string, extra?: Pick<Service, 'list' | 'paged'>];

/** The table "Allowed APIs" of https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html; paths from each API's own page. */
const ANY: Row[] = [
	['Get Org', 'GET org'],
	['Get Modules', 'GET settings/modules, GET settings/modules/:id'],
	['Get Fields', 'GET settings/fields, GET settings/fields/:id'],
	['Get Picklist Values', 'GET settings/fields/:id/pick_list_values'],
	['Get Global Picklists', 'GET settings/global_picklists, GET settings/global_picklists/:id'],
	['Get Layouts', 'GET settings/layouts, GET settings/layouts/:id'],
	['Get Related Lists', 'GET settings/related_lists, GET settings/related_lists/:id'],
	['Get Custom Views', 'GET settings/custom_views, GET settings/custom_views/:id'],
	['Get Layout Rules', 'GET settings/layout_rules'],
	['Get Validation Rules', 'GET settings/validation_rules'],
	['Get Custom Links', 'GET settings/custom_links, GET settings/custom_links/:id'],
	['Get/Add/Update Roles', 'GET settings/roles, GET settings/roles/:id'],
	['Get/Add/Update Roles', 'POST settings/roles, PUT settings/roles/:id'],
	['Get Profiles', 'GET settings/profiles, GET settings/profiles/:id'],
	['Get Variables/Variable Groups', 'GET settings/variables, GET settings/variables/:id'],
	[
		'Get Variables/Variable Groups',
		'GET settings/variable_groups, GET settings/variable_groups/:id',
	],
	['Get Tags', 'GET settings/tags'],
	['Get Currencies', 'GET org/currencies, GET org/currencies/:id'],
	['Get Assignment Rules', 'GET settings/automation/assignment_rules'],
	['Get Assignment Rules', 'GET settings/automation/assignment_rules/:id'],
	['Get/Add/Update Pipeline', 'GET settings/pipeline, GET settings/pipeline/:id'],
	['Get/Add/Update Pipeline', 'POST settings/pipeline, PUT settings/pipeline/:id'],
	['Get Wizards', 'GET settings/wizards, GET settings/wizards/:id'],
	['Get List of From Addresses', 'GET settings/emails/actions/from_addresses'],
	['Delete Notifications', 'DELETE actions/watch'],
	["Get Records' Count", 'GET :module/actions/count'],
	['Convert a Lead', 'POST :module/:id/actions/convert'],
	['Get/Update Blueprint', 'GET :module/:id/actions/blueprint, PUT :module/:id/actions/blueprint'],
	['Add/Remove Tags for a record', 'POST :module/:id/actions/add_tags'],
	['Add/Remove Tags for a record', 'POST :module/:id/actions/remove_tags'],
	['Get Shared Record Details', 'GET :module/:id/actions/share'],
	['Get List of Attachments', 'GET :module/:id/Attachments'],
	['Delete Photo', 'DELETE :module/:id/photo'],
];

const ONE: Row[] = [
	['Add/Update/Delete Users', 'POST users, PUT users, PUT users/:id', { list: 'users' }],
	['Add/Update/Delete Users', 'DELETE users/:id'],
	['Add/Delete Variables', 'POST settings/variables', { list: 'variables' }],
	['Add/Delete Variables', 'DELETE settings/variables/:id'],
	['Create/Update/Merge Tags', 'POST settings/tags, PUT settings/tags', { list: 'tags' }],
	['Create/Update/Merge Tags', 'PUT settings/tags/:id', { list: 'tags' }],
	['Create/Update/Merge Tags', 'POST settings/tags/:id/actions/merge', { list: 'tags' }],
	['Add/Update Currency', 'POST org/currencies, PUT org/currencies', { list: 'currencies' }],
	['Add/Update Currency', 'PUT org/currencies/:id', { list: 'currencies' }],
	['Add/Update/PATCH Notifications', 'POST actions/watch, PUT actions/watch', { list: 'watch' }],
	['Add/Update/PATCH Notifications', 'PATCH actions/watch', { list: 'watch' }],
	['Create/Update/Upsert/Delete Records', 'POST :module, PUT :module', { list: 'data' }],
	['Create/Update/Upsert/Delete Records', 'POST :module/upsert', { list: 'data' }],
	['Create/Update/Upsert/Delete Records', 'PUT :module/:id', { list: 'data' }],
	['Create/Update/Upsert/Delete Records', 'DELETE :module/:id'],
	['Create/Update/Delete Notes', 'POST Notes, PUT Notes, PUT Notes/:id', { list: 'data' }],
	['Create/Update/Delete Notes', 'DELETE Notes/:id'],
	['Create/Update/Delete Notes', 'POST :module/:id/Notes, PUT :module/:id/Notes', { list: 'data' }],
	['Create/Update/Delete Notes', 'PUT :module/:id/Notes/:note', { list: 'data' }],
	['Create/Update/Delete Notes', 'DELETE :module/:id/Notes/:note'],
	['Update/Delink Related Records', 'PUT :module/:id/:related', { list: 'data' }],
	['Update/Delink Related Records', 'PUT :module/:id/:related/:other', { list: 'data' }],
	['Update/Delink Related Records', 'DELETE :module/:id/:related/:other'],
];

const TWENTY_FIVE: Row[] = [
	['Get Territories', 'GET settings/territories', { paged: true }],
	['Get Email/Inventory Templates', 'GET settings/email_templates', { paged: true }],
	['Get Email/Inventory Templates', 'GET settings/inventory_templates', { paged: true }],
	['Get Email/Inventory Templates', 'GET settings/email_templates/:id'],
	['Get Email/Inventory Templates', 'GET settings/inventory_templates/:id'],
	['Get Notifications', 'GET actions/watch', { paged: true }],
	['Get Users', 'GET users', { paged: true }],
	['Get Users', 'GET users/:id'],
	['Get records through a COQL query', 'POST coql'],
	['Get/Search Records', 'GET :module, GET :module/search', { paged: true }],
	['Get/Search Records', 'GET :module/:id'],
	['Get Deleted Records', 'GET :module/deleted', { paged: true }],
	['Get Notes', 'GET Notes, GET :module/:id/Notes', { paged: true }],
	['Get Notes', 'GET Notes/:id, GET :module/:id/Notes/:note'],
	['Get Related Records', 'GET :module/:id/:related', { paged: true }],
	['Get Related Records', 'GET :module/:id/:related/:other'],
];

function services(records: Service['records'], rows: Row[]): Service[] {
	return rows.flatMap(([name, calls, extra]) =>
		calls.split(', ').map((call): Service => {
			const [method, path] = call.split(' ');
			return { name, method: method as SimCall['method'], path, records, ...extra };
		}),
	);
}

const SERVICES = [...services('any', ANY), ...services(1, ONE), ...services(25, TWENTY_FIVE)];

/** What `NOT_SUPPORTED` lists. */
export const SERVICE_NAMES = [...new Set(SERVICES.map(({ name }) => name))];

/** Segments that are parts of other APIs' paths, and so no module, id or related list. */
const FIXED =
	/^(__.*|actions|settings|users|org|coql|files|upsert|search|deleted|photo|Attachments|Emails|Locking_Information__s)$/;

function isMeant({ path }: Service, segments: string[]): boolean {
	return path
		.split('/')
		.every((part, index) => !part.startsWith(':') || !FIXED.test(segments[index]));
}

/** The API that a sub-request calls; undefined for one that composites do not allow. */
export function serviceOf(call: SimCall): Service | undefined {
	if (call.tree !== 'crm') return undefined;
	const fitting = SERVICES.filter(
		(one) => one.method === call.method && fits(one.path, call.path) && isMeant(one, call.path),
	);
	return fitting.sort((a, b) => (literalness(a.path) < literalness(b.path) ? 1 : -1))[0];
}
