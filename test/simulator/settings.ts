import { fieldView, picklistView } from './fieldView';
import { isReply } from './moduleAccess';
import { moduleView } from './moduleView';
import { isNewer, modifiedSince } from './readParameters';
import { answer, noContent, notModified } from './replies';
import type { Route, SimCall, SimReply } from './route';
import { moduleNamed } from './schema';
import {
	listCustomViews,
	listLayouts,
	listRelatedLists,
	oneCustomView,
	oneLayout,
	oneRelatedList,
} from './settingsLists';
import { invalidId, invalidModule, moduleParam } from './settingsModule';

function listModules(call: SimCall): SimReply {
	const wanted = call.query.get('status')?.split(',') ?? ['visible', 'user_hidden'];
	const since = call.org.switches.modulesNotModifiedHeader ? modifiedSince(call) : undefined;
	const modules = [...call.org.modules.values()]
		.filter(({ schema }) => wanted.includes(schema.status))
		.filter(({ schema }) => {
			if (since === undefined) return true;
			return schema.modifiedTime !== null && isNewer(call, Date.parse(schema.modifiedTime), since);
		});
	if (modules.length === 0) return since === undefined ? noContent() : notModified();
	return answer({ modules: modules.map((module) => moduleView(call.org, module)) });
}

function oneModule(call: SimCall, name: string): SimReply {
	const byId = [...call.org.modules.values()].find(({ schema }) => schema.id === name);
	const module = byId ?? moduleNamed(call.org.modules, name);
	if (!module) return invalidModule({ resource_path_index: call.path.length - 1 });
	return answer({ modules: [moduleView(call.org, module)] });
}

function listFields(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	// `type=unused` asks for fields on no layout; the simulator's fields are all on one.
	const { fields } = module.schema;
	if (call.query.get('type') === 'unused' || fields.length === 0) return noContent();
	return answer({ fields: fields.map((field) => fieldView(call.org, module, field)) });
}

function fieldWith(call: SimCall, id: string) {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const field = module.schema.fields.find((one) => one.id === id || one.apiName === id);
	return field ? { module, field } : invalidId(call);
}

function oneField(call: SimCall, id: string): SimReply {
	const found = fieldWith(call, id);
	if (isReply(found)) return found;
	return answer({ fields: [fieldView(call.org, found.module, found.field)] });
}

function picklistOf(call: SimCall, id: string): SimReply {
	const found = fieldWith(call, id);
	if (isReply(found)) return found;
	if (found.field.picklist.length === 0) return noContent();
	return answer({ pick_list_values: found.field.picklist.map(picklistView) });
}

function route(
	path: string,
	name: string,
	area: string,
	handle: (call: SimCall, id: string) => SimReply,
): Route {
	return {
		method: 'GET',
		tree: 'crm',
		path,
		name: `settings.${name}`,
		scopes: () => [`ZohoCRM.settings.${area}.READ`],
		price: () => 1,
		handle: (call, params) => handle(call, params.id),
	};
}

/** Metadata: one credit a read (facts §1.4), no `If-Modified-Since` but by switch for the module list (facts §5.7). */
export const settingsRoutes: Route[] = [
	route('settings/modules', 'modules', 'modules', listModules),
	route('settings/modules/:id', 'module', 'modules', oneModule),
	route('settings/fields', 'fields', 'fields', listFields),
	route('settings/fields/:id', 'field', 'fields', oneField),
	route('settings/fields/:id/pick_list_values', 'pickListValues', 'fields', picklistOf),
	// Orgs start without global picklists.
	route('settings/global_picklists', 'globalPicklists', 'global_picklist', noContent),
	route('settings/layouts', 'layouts', 'layouts', listLayouts),
	route('settings/layouts/:id', 'layout', 'layouts', oneLayout),
	route('settings/related_lists', 'relatedLists', 'related_lists', listRelatedLists),
	route('settings/related_lists/:id', 'relatedList', 'related_lists', oneRelatedList),
	route('settings/custom_views', 'customViews', 'custom_views', listCustomViews),
	route('settings/custom_views/:id', 'customView', 'custom_views', oneCustomView),
];
