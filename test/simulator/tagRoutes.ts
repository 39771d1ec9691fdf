import { moduleScopes } from './moduleAccess';
import type { Route, SimCall, SimReply } from './route';
import { countTagged, deleteTag, mergeTags } from './tagRemoval';
import { createTags, listTags, updateTags } from './tagSettings';
import { tagRecord, tagRecords, taggedIds } from './taggedRecords';

const OPERATIONS = {
	GET: ['READ'],
	POST: ['CREATE', 'WRITE'],
	PUT: ['UPDATE', 'WRITE'],
	DELETE: ['DELETE'],
};

function settings(
	method: keyof typeof OPERATIONS,
	path: string,
	name: string,
	handle: (call: SimCall, id: string) => SimReply,
): Route {
	return {
		...{ method, tree: 'crm', path: `settings/tags${path}`, name: `tags.${name}` },
		scopes: () => OPERATIONS[method].map((operation) => `ZohoCRM.settings.tags.${operation}`),
		price: () => 1,
		handle: (call, { id }) => handle(call, id),
	};
}

const scopes = (call: SimCall) => moduleScopes(call, call.path[0], ['CREATE', 'WRITE']);

/** One credit for each 50 records begun (limits page); `GET __apis` prints a maximum of 50 instead: switch `tagManyPer`. */
const priceOfMany = (call: SimCall) =>
	Math.max(1, Math.ceil(taggedIds(call).length / call.org.switches.tagManyPer));

function many(action: 'add' | 'remove'): Route {
	return {
		...{ method: 'POST', tree: 'crm', path: `:module/actions/${action}_tags` },
		name: `records.${action}TagsToMany`,
		scopes,
		price: priceOfMany,
		handle: (call, { module }) => tagRecords(call, module, action),
	};
}

function one(action: 'add' | 'remove'): Route {
	return {
		...{ method: 'POST', tree: 'crm', path: `:module/:id/actions/${action}_tags` },
		name: `records.${action}Tags`,
		scopes,
		price: () => 1,
		handle: (call, params) => tagRecord(call, params, action),
	};
}

/** Tags: https://www.zoho.com/crm/developer/docs/api/v8/tags-overview.html; prices by facts §1.4. */
export const tagRoutes: Route[] = [
	settings('GET', '', 'list', listTags),
	settings('POST', '', 'create', createTags),
	settings('PUT', '', 'update', (call) => updateTags(call)),
	settings('PUT', '/:id', 'updateOne', updateTags),
	settings('DELETE', '/:id', 'delete', deleteTag),
	settings('POST', '/:id/actions/merge', 'merge', mergeTags),
	settings('GET', '/:id/actions/records_count', 'count', countTagged),
	...[one('add'), one('remove'), many('add'), many('remove')],
];
