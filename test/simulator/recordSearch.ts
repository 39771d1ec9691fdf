import { withConverted } from './convertedLeads';
import { alsoNeeds, isReply, recordModule } from './moduleAccess';
import { pageNumber, refusePageNumber } from './paging';
import { fieldsParam, viewParam } from './readParameters';
import { orderedRecords } from './recordOrder';
import type { StoredRecord } from './recordStore';
import { everyField, listedRecord } from './recordView';
import { answer, noContent, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { ModuleData } from './schema';
import { emailFilter, phoneFilter, wordFilter } from './quickSearch';
import { criteriaFilter, type RecordTest } from './searchFilter';

/** A record as the search index holds it, which trails writes by `searchDelaySeconds`; undefined: not there yet. */
function indexed(call: SimCall, record: StoredRecord): Record<string, unknown> | undefined {
	const delay = call.org.switches.searchDelaySeconds * 1000;
	if (delay > 0 && call.now < record.createdTime + delay) return undefined;
	const { previous } = record;
	return previous && call.now < previous.until ? previous.values : record.values;
}

/** The one search parameter that counts: criteria before email before phone before word. */
function filterOf(call: SimCall, module: ModuleData): RecordTest | SimReply | undefined {
	const criteria = call.query.get('criteria');
	if (criteria !== null) return criteriaFilter(call.org, module, criteria);
	const email = call.query.get('email');
	if (email !== null) return emailFilter(module, email);
	const phone = call.query.get('phone');
	if (phone !== null) return phoneFilter(module, phone);
	const word = call.query.get('word');
	if (word === null) return undefined;
	if (word.trim().length >= 2) return wordFilter(module, word);
	return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'word', minimum_length: 2 });
}

function found(call: SimCall, module: ModuleData, test: RecordTest) {
	const order = { sortBy: 'id', sortOrder: 'desc' } as const;
	const list = withConverted(call, orderedRecords(call.org, module, order, undefined));
	return list.flatMap((record) => {
		const values = indexed(call, record);
		return values && test(values, record.id) ? [{ record, values }] : [];
	});
}

const searchScope = ['ZohoSearch.securesearch.READ'];

/** `GET /{module}/search` by https://www.zoho.com/crm/developer/docs/api/v7/search-records.html. */
export function searchRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const refusal = alsoNeeds(call, searchScope);
	if (refusal) return refusal;
	const test = filterOf(call, module);
	if (test === undefined) {
		return refuse(400, 'EXPECTED_PARAM_MISSING', 'mandatory param missing', {
			param_names: ['criteria', 'email', 'phone', 'word'],
		});
	}
	if (typeof test !== 'function') return test;
	const fields = fieldsParam(call);
	if (fields && !Array.isArray(fields)) return fields;
	const page = pageNumber(call, 'page', 1);
	const size = pageNumber(call, 'per_page', 200);
	if (page === undefined) return refusePageNumber('page');
	if (size === undefined) return refusePageNumber('per_page');
	if (page * size > 2000) {
		return refuse(400, 'LIMIT_REACHED', 'Maximum response iteration limit reached', {
			limit: 2000,
		});
	}
	const all = found(call, module, test);
	const shown = all.slice((page - 1) * size, page * size);
	if (shown.length === 0) return noContent();
	const names = fields ?? everyField(module);
	return answer({
		data: shown.map(({ record, values }) => listedRecord(call.org, module, record, names, values)),
		info: {
			per_page: size,
			count: shown.length,
			sort_by: 'id',
			page,
			sort_order: 'desc',
			more_records: page * size < all.length,
		},
	});
}

const layoutsScope = ['ZohoCRM.settings.layouts.READ'];

/** `GET /{module}/actions/count` by https://zoho.com/crm/developer/docs/api/v8/module_record_count.html. */
export function countRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const layouts = call.org.switches.countNeedsLayoutsScope ? layoutsScope : [];
	const refusal = alsoNeeds(call, searchScope) ?? alsoNeeds(call, layouts);
	if (refusal) return refusal;
	const searched = ['criteria', 'email', 'phone', 'word'].filter((name) => call.query.has(name));
	if (call.query.has('cvid') && searched.length > 0) {
		const names = ['cvid', ...searched].map((name) => ({ param_name: name }));
		const message =
			'Please use either Cvid or Search Params. Combination of both the params is not allowed';
		const details = { ambiguity_due_to: names };
		return refuse(400, 'AMBIGUITY_DURING_PROCESSING', message, details);
	}
	const test = filterOf(call, module);
	if (typeof test === 'function') return answer({ count: found(call, module, test).length });
	if (test) return test;
	const view = viewParam(call, module);
	if (view && 'accepted' in view) return view;
	if (!view) return answer({ count: module.store.records.size });
	const order = { sortBy: 'id', sortOrder: 'asc' } as const;
	return answer({ count: orderedRecords(call.org, module, order, view).length });
}
