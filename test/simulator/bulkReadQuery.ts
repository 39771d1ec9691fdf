import { readColumns, joinsOf, type ReadColumn } from './bulkReadColumns';
import { readCriteria, type ReadCriteria } from './bulkReadCriteria';
import { BulkRefusal } from './bulkRefusal';
import { customViewView } from './listViews';
import { moduleScopes } from './moduleAccess';
import { isObject } from './recordBody';
import type { SimCall } from './route';
import { moduleNamed, type CustomViewSchema, type ModuleData } from './schema';
import { granted } from './scopes';

/** What a job is to read. */
export interface ReadQuery {
	module: ModuleData;
	columns: ReadColumn[];
	criteria: ReadCriteria | undefined;
	view: CustomViewSchema | undefined;
	page: number;
	/** Id of the last row of the page before, when a token goes on from there. */
	after: string | undefined;
	/** As the job shows it, without the page. */
	shown: Record<string, unknown>;
}

/** Modules whose records are not exported (https://www.zoho.com/crm/developer/docs/api/bulk-read/limitations.html). */
const UNREADABLE = ['Notes', 'Attachments', 'Emails'];

function moduleIn(call: SimCall, raw: unknown): ModuleData {
	// Objects came with v3; v2 names the module itself.
	const name = isObject(raw) ? raw.api_name : raw;
	if (typeof name !== 'string' || (call.version >= 3 && !isObject(raw))) {
		throw new BulkRefusal('INVALID_REQUEST', 'invalid data', { api_name: 'module' });
	}
	const module = moduleNamed(call.org.modules, name);
	if (
		UNREADABLE.includes(module?.schema.apiName ?? name) ||
		module?.schema.apiSupported === false
	) {
		throw new BulkRefusal('MODULE_NOT_SUPPORTED', 'the module is not supported', {
			module: name,
		});
	}
	if (!module || module.schema.status !== 'visible') {
		throw new BulkRefusal('MODULE_NOT_AVAILABLE', 'the module is not available', {
			module: name,
		});
	}
	if (granted(call.scopes, moduleScopes(call, module.schema.apiName, ['READ']))) return module;
	const message = 'invalid oauth scope to access this URL';
	throw new BulkRefusal('OAUTH_SCOPE_MISMATCH', message, {}, 401);
}

function pageIn({ org }: SimCall, raw: unknown): number {
	if (raw === undefined || raw === null) return 1;
	const page = typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 ? raw : undefined;
	if (page === undefined) {
		const details = { api_name: 'page', expected_data_type: 'integer' };
		throw new BulkRefusal('INVALID_REQUEST', 'invalid data', details);
	}
	const limit = org.switches.bulkReadPages;
	if (page > limit) {
		throw new BulkRefusal('PAGE_RANGE_EXCEEDED', 'the page is out of range', { max_limit: limit });
	}
	if (page > 1 && org.switches.bulkReadNextPage === 'token') {
		throw new BulkRefusal('PAGE_NOT_SUPPORTED', 'page is not supported, use page_token');
	}
	return page;
}

function viewIn(module: ModuleData, raw: unknown): CustomViewSchema | undefined {
	if (raw === undefined || raw === null) return undefined;
	const view = module.schema.customViews.find(({ id }) => id === raw);
	if (view) return view;
	throw new BulkRefusal('CVID_NOT_SUPPORTED', 'the cvid given is not supported', { cvid: raw });
}

function joinsWithin(call: SimCall, names: string[]) {
	const limit = call.org.switches.bulkReadJoins;
	if (joinsOf(names).size <= limit) return;
	throw new BulkRefusal('JOIN_LIMIT_EXCEEDED', 'too many lookups are reached into', { limit });
}

/** A view's conditions are shown with the job's own. */
function shownCriteria(module: ModuleData, view: CustomViewSchema | undefined, own: unknown) {
	const ofView = view && customViewView(module, view, true).criteria;
	if (ofView && own) return { group_operator: 'and', group: [own, ofView] };
	return own ?? ofView ?? undefined;
}

/** Reads `query` of a new job. @throws BulkRefusal with the codes of facts §7.6 */
export function readQuery(call: SimCall, query: Record<string, unknown>): ReadQuery {
	const { org } = call;
	const module = moduleIn(call, query.module);
	const { apiName, id } = module.schema;
	const view = viewIn(module, query.cvid);
	const columns = readColumns(org, module, query.fields);
	const given = query.criteria;
	const criteria =
		given === undefined || given === null ? undefined : readCriteria(org, module, given);
	joinsWithin(call, [...columns.map(({ name }) => name), ...(criteria?.fields ?? [])]);
	const shown = shownCriteria(module, view, criteria?.view);
	return {
		module,
		columns,
		criteria,
		view,
		page: pageIn(call, query.page),
		after: undefined,
		shown: {
			module: { id, api_name: apiName },
			...(query.fields !== undefined && { fields: query.fields }),
			...(view && { cvid: view.id }),
			...(shown !== undefined && { criteria: shown }),
		},
	};
}
