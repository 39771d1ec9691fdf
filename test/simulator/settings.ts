import { isReply } from './moduleAccess';
import { pageNumber, refusePageNumber } from './paging';
import { isNewer, modifiedSince } from './recordRead';
import { answer, noContent, notModified, refuse } from './replies';
import type { Route, SimCall, SimReply } from './route';
import { moduleNamed, type ModuleData } from './schema';
import {
	customViewView,
	fieldView,
	layoutView,
	moduleView,
	picklistView,
	relatedListView,
} from './settingsViews';

function invalidModule(details: Record<string, unknown>): SimReply {
	return refuse(400, 'INVALID_MODULE', 'the module name given seems to be invalid', details);
}

/** The module named by the `module` parameter, by API name or id. */
function moduleParam(call: SimCall): ModuleData | SimReply {
	const name = call.query.get('module');
	if (!name) {
		const message = 'One of the expected parameter is missing';
		return refuse(400, 'REQUIRED_PARAM_MISSING', message, { param_name: 'module' });
	}
	const byId = [...call.org.modules.values()].find(({ schema }) => schema.id === name);
	return byId ?? moduleNamed(call.org.modules, name) ?? invalidModule({ param_name: 'module' });
}

function invalidId(call: SimCall): SimReply {
	const details = { resource_path_index: call.path.length - 1 };
	return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', details);
}

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

function listLayouts(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const { layouts } = module.schema;
	return answer({ layouts: layouts.map((layout) => layoutView(call.org, module, layout)) });
}

function oneLayout(call: SimCall, id: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const layout = module.schema.layouts.find((one) => one.id === id);
	return layout ? answer({ layouts: [layoutView(call.org, module, layout)] }) : invalidId(call);
}

function listRelatedLists(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const { relatedLists } = module.schema;
	if (relatedLists.length === 0) return noContent();
	return answer({
		related_lists: relatedLists.map((list, index) => relatedListView(call.org, list, index + 1)),
	});
}

function oneRelatedList(call: SimCall, id: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const index = module.schema.relatedLists.findIndex((list) => list.id === id);
	if (index < 0) return invalidId(call);
	const list = relatedListView(call.org, module.schema.relatedLists[index], index + 1);
	return answer({ related_lists: [list] });
}

function listCustomViews(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const page = pageNumber(call, 'page', 1);
	const size = pageNumber(call, 'per_page', 200);
	if (page === undefined) return refusePageNumber('page');
	if (size === undefined) return refusePageNumber('per_page');
	const { customViews } = module.schema;
	const shown = customViews.slice((page - 1) * size, page * size);
	if (shown.length === 0) return noContent();
	return answer({
		custom_views: shown.map((view) => customViewView(module, view, false)),
		info: {
			per_page: size,
			count: shown.length,
			page,
			more_records: page * size < customViews.length,
			default: customViews.find(({ isDefault }) => isDefault)?.id ?? null,
			translation: { public_views: 'Public Views', created_by_me: 'Created By Me' },
		},
	});
}

function oneCustomView(call: SimCall, id: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const view = module.schema.customViews.find((one) => one.id === id);
	return view ? answer({ custom_views: [customViewView(module, view, true)] }) : invalidId(call);
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
	route('settings/layouts', 'layouts', 'layouts', listLayouts),
	route('settings/layouts/:id', 'layout', 'layouts', oneLayout),
	route('settings/related_lists', 'relatedLists', 'related_lists', listRelatedLists),
	route('settings/related_lists/:id', 'relatedList', 'related_lists', oneRelatedList),
	route('settings/custom_views', 'customViews', 'custom_views', listCustomViews),
	route('settings/custom_views/:id', 'customView', 'custom_views', oneCustomView),
];
