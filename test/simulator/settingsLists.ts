import { layoutView } from './layoutView';
import { customViewView, relatedListView } from './listViews';
import { isReply } from './moduleAccess';
import { pageNumber, refusePageNumber } from './paging';
import { answer, noContent } from './replies';
import type { SimCall, SimReply } from './route';
import { invalidId, moduleParam } from './settingsModule';

export function listLayouts(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const { layouts } = module.schema;
	return answer({ layouts: layouts.map((layout) => layoutView(call.org, module, layout)) });
}

export function oneLayout(call: SimCall, id: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const layout = module.schema.layouts.find((one) => one.id === id);
	return layout ? answer({ layouts: [layoutView(call.org, module, layout)] }) : invalidId(call);
}

export function listRelatedLists(call: SimCall): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const { relatedLists } = module.schema;
	if (relatedLists.length === 0) return noContent();
	return answer({
		related_lists: relatedLists.map((list, index) => relatedListView(call.org, list, index + 1)),
	});
}

export function oneRelatedList(call: SimCall, id: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const index = module.schema.relatedLists.findIndex((list) => list.id === id);
	if (index < 0) return invalidId(call);
	const list = relatedListView(call.org, module.schema.relatedLists[index], index + 1);
	return answer({ related_lists: [list] });
}

export function listCustomViews(call: SimCall): SimReply {
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
			translation: {
				public_views: 'Public Views',
				created_by_me: 'Created By Me',
				shared_with_me: 'Shared With Me',
				other_users_views: "Other Users' Views",
			},
		},
	});
}

export function oneCustomView(call: SimCall, id: string): SimReply {
	const module = moduleParam(call);
	if (isReply(module)) return module;
	const view = module.schema.customViews.find((one) => one.id === id);
	return view ? answer({ custom_views: [customViewView(module, view, true)] }) : invalidId(call);
}
