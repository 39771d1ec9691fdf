import { isObject, type Body } from './recordBody';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { ApiEntry, ApiOperation } from './apisList';

/** What is left of one path; undefined when nothing is. */
export type ApiFilter = (entry: ApiEntry) => ApiEntry | undefined;

const PARAM = { param_name: 'filters' };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const SCOPES = [
	...['settings', 'modules', 'users', 'templates', 'org', 'mass_convert', 'features'],
	...['mass_delete', 'mass_update', 'share', 'change_owner', 'send_mail', 'bulk'],
	...['composite_requests', 'notifications', 'coql'],
];
/** Modules that the page names, also those that an org does not have. */
const MODULES = [
	...['Leads', 'Accounts', 'Contacts', 'Deals', 'Campaigns', 'Tasks', 'Cases', 'Events', 'Calls'],
	...['Solutions', 'Products', 'Vendors', 'Price_Books', 'Quotes', 'Sales_Orders'],
	...['Purchase_Orders', 'Invoices', 'Appointments__s', 'Appointments_Rescheduled_History__s'],
	...['Services__s'],
];

function invalid(apiName: string, jsonPath: string): SimReply {
	const details = { api_name: apiName, json_path: jsonPath, ...PARAM };
	return refuse(400, 'INVALID_DATA', `the ${apiName} given seems to be invalid`, details);
}

function wrongType(apiName: string, expected: string): SimReply {
	const details = { expected_data_type: expected, api_name: apiName, ...PARAM };
	return refuse(400, 'INVALID_DATA', 'invalid data', details);
}

function missing(apiName: string, jsonPath: string): SimReply {
	const details = { api_name: apiName, json_path: jsonPath, ...PARAM };
	return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
}

/** `value` hangs on `field`: without it there is nothing to compare with. */
function missingValue(): SimReply {
	return refuse(400, 'DEPENDENT_FIELD_MISSING', 'dependent field missing', {
		dependee: { api_name: 'api_name', json_path: '$.field.api_name' },
		api_name: 'value',
		json_path: '$.value',
		...PARAM,
	});
}

/**
 * The `filters` parameter: one criterion of `equals`
 * (https://www.zoho.com/crm/developer/docs/api/v7/list-available-rest-apis.html).
 */
export function apiFilter(call: SimCall, text: string): ApiFilter | SimReply {
	const filters = parsed(text);
	if (!isObject(filters)) return wrongType('filters', 'jsonobject');
	const { field, comparator, value } = filters;
	if (field === undefined) return missing('field', '$.field');
	if (!isObject(field)) return wrongType('field', 'jsonobject');
	if (field.api_name === undefined) return missing('api_name', '$.field.api_name');
	if (comparator === undefined) return missing('comparator', '$.comparator');
	if (comparator !== 'equals') return invalid('comparator', '$.comparator');
	if (value === undefined) return missingValue();
	if (typeof value !== 'string') return wrongType('value', 'string');
	const filter = filterOn(call, field, value);
	return filter ?? invalid('value', '$.value');
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function filterOn(call: SimCall, field: Body, value: string): ApiFilter | SimReply | undefined {
	if (field.api_name === 'operation_types.method') {
		return METHODS.includes(value) ? only(({ method }) => method === value) : undefined;
	}
	if (field.api_name === 'operation_types.oauth_scope') {
		if (!SCOPES.includes(value.split('.')[0])) return undefined;
		const start = `zohocrm.${value}.`.toLowerCase();
		return only(({ oauth_scope }) => oauth_scope.toLowerCase().startsWith(start));
	}
	if (field.api_name !== 'module') return invalid('api_name', '$.field.api_name');
	return moduleFilter(call, value);
}

function only(wanted: (operation: ApiOperation) => boolean): ApiFilter {
	return ({ path, operation_types }) => {
		const left = operation_types.filter(wanted);
		return left.length > 0 ? { path, operation_types: left } : undefined;
	};
}

/** Custom modules go by `custom`; their own names are not taken. */
function moduleFilter({ org }: SimCall, value: string): ApiFilter | undefined {
	const own = org.modules.get(value)?.schema.generatedType === 'default';
	if (value !== 'custom' && !own && !MODULES.includes(value)) return undefined;
	const segment = value === 'custom' ? '{{module}}' : value;
	return (entry) => (entry.path.split('/')[3] === segment ? entry : undefined);
}
