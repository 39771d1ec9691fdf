import { headerTime } from './recordTime';
import type { RecordOrder, SortField } from './recordOrder';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { CustomViewSchema, ModuleData } from './schema';

/** Names in `fields`: at most 50; undefined where none are given. */
export function fieldsParam(call: SimCall): string[] | undefined | SimReply {
	const given = call.query.get('fields');
	if (!given) return undefined;
	const fields = given.split(',').map((name) => name.trim());
	if (fields.length <= 50) return fields;
	const details = { param_name: 'fields', limit: 50 };
	return refuse(400, 'LIMIT_EXCEEDED', 'Fields limit exceeded', details);
}

function demandsFields(call: SimCall): boolean {
	const { fieldsMandatoryFromVersion, fieldsMandatoryWithIds } = call.org.switches;
	if (call.version < fieldsMandatoryFromVersion) return false;
	return fieldsMandatoryWithIds || !call.query.has('ids');
}

function ambiguity(...names: string[]): SimReply {
	const details = { ambiguity_due_to: names.map((name) => ({ param_name: name })) };
	const message = `You cannot use both ${names.join(' and ')}`;
	return refuse(400, 'AMBIGUITY_DURING_PROCESSING', message, details);
}

function refuseParameter(name: string, details: Record<string, unknown> = {}): SimReply {
	return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: name, ...details });
}

const sortFields: SortField[] = ['id', 'Created_Time', 'Modified_Time'];

/** `sort_by` and `sort_order`: id, Created_Time or Modified_Time, newest id first by default. */
export function orderOf(call: SimCall): RecordOrder | SimReply {
	const sortBy = call.query.get('sort_by') ?? 'id';
	const sortOrder = call.query.get('sort_order') ?? 'desc';
	const field = sortFields.find((name) => name === sortBy);
	if (!field) return refuseParameter('sort_by', { supported_values: sortFields });
	if (sortOrder !== 'asc' && sortOrder !== 'desc') {
		return refuseParameter('sort_order', { supported_values: ['asc', 'desc'] });
	}
	return { sortBy: field, sortOrder };
}

/** The custom view named by `cvid`. */
export function viewParam(
	call: SimCall,
	module: ModuleData,
): CustomViewSchema | undefined | SimReply {
	const id = call.query.get('cvid');
	if (id === null) return undefined;
	const view = module.schema.customViews.find((candidate) => candidate.id === id);
	if (view) return view;
	return refuse(400, 'INVALID_DATA', 'Customview not accessible', { param_name: 'cvid' });
}

/** `If-Modified-Since` in milliseconds; undefined without the header or when it is no time. */
export function modifiedSince(call: SimCall): number | undefined {
	const header = call.headers.get('If-Modified-Since');
	return header === null ? undefined : headerTime(header);
}

export function isNewer(call: SimCall, time: number, since: number): boolean {
	return call.org.switches.modifiedSinceIncludesSameSecond ? time >= since : time > since;
}

/** Parameters that exclude or need one another; all are refused before anything is read. */
export function parameterFault(call: SimCall): SimReply | undefined {
	const has = (name: string) => call.query.has(name);
	if (has('cvid') && has('sort_by')) return ambiguity('cvid', 'sort_by');
	if (has('page') && has('page_token')) return ambiguity('page', 'page_token');
	if (call.query.get('fields') || !demandsFields(call)) return undefined;
	const message = 'One of the expected parameter is missing';
	return refuse(400, 'REQUIRED_PARAM_MISSING', message, { param_name: 'fields' });
}
