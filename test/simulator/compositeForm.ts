import { invalidData, mandatoryMissing, recordError, wrongType } from './recordErrors';
import type { RecordError } from './recordErrors';
import { isObject, type Body } from './recordBody';
import type { SimCall } from './route';

/** A sub-request whose keys are in order; its references are not looked at yet. */
export interface SubRequest {
	index: number;
	/** Undefined without `sub_request_id`: nobody can refer to it. */
	id: string | undefined;
	method: SimCall['method'];
	uri: string;
	params: Body;
	headers: Body;
	body: Body | undefined;
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ID = '[a-zA-Z0-9][a-zA-Z0-9_]*';
const URI = '/crm(/.*)?/v[0-9]+([.][0-9]+)?/.*';
const BARRED_HEADERS = ['authorization', 'x-crm-org'];

type Fault = RecordError | undefined;

function textFault(given: Body, key: string, path: string, regex: string, longest: number): Fault {
	const value = given[key];
	if (typeof value !== 'string') return wrongType(key, `${path}.${key}`, 'string');
	const at = { api_name: key, json_path: `${path}.${key}` };
	if (value.length > longest) return invalidData({ ...at, maximum_length: longest });
	return new RegExp(`^${regex}$`).test(value) ? undefined : invalidData({ ...at, regex });
}

function idFault(given: Body, path: string, all: unknown[]): Fault {
	const id = given.sub_request_id;
	if (id === undefined || id === null) return undefined;
	const fault = textFault(given, 'sub_request_id', path, ID, 100);
	if (fault) return fault;
	const sharing = all.flatMap((one, index) =>
		isObject(one) && one.sub_request_id === id ? [index] : [],
	);
	if (sharing.length === 1) return undefined;
	return recordError('DUPLICATE_DATA', 'duplicate data', {
		api_name: 'sub_request_id',
		json_path: `${path}.sub_request_id`,
		sub_request_indexes: sharing,
	});
}

function methodFault({ method }: Body, path: string): Fault {
	if (method === undefined || method === null) return mandatoryMissing('method', `${path}.method`);
	if (typeof method === 'string' && METHODS.includes(method)) return undefined;
	return invalidData({
		api_name: 'method',
		json_path: `${path}.method`,
		supported_values: METHODS,
	});
}

function uriFault(given: Body, path: string, call: SimCall): Fault {
	const { uri } = given;
	if (uri === undefined || uri === null) return mandatoryMissing('uri', `${path}.uri`);
	const fault = textFault(given, 'uri', path, URI, 2048);
	if (fault) return fault;
	const text = String(uri);
	if (text.includes('?') && call.org.switches.compositeQueryInUri === 'refused') {
		return invalidData({ api_name: 'uri', json_path: `${path}.uri`, regex: URI });
	}
	const version = Number(/\/v([0-9]+(?:[.][0-9]+)?)\//.exec(text)?.[1]);
	if (version <= call.version) return undefined;
	return recordError('NOT_ALLOWED', 'version of the sub request is higher than the composite', {
		sub_request_version: version,
		composite_request_version: call.version,
	});
}

function objectFault(given: Body, key: string, path: string): Fault {
	const value = given[key];
	if (value === undefined || value === null || isObject(value)) return undefined;
	return wrongType(key, `${path}.${key}`, 'jsonobject');
}

function headersFault({ headers }: Body, path: string): Fault {
	const names = Object.keys(isObject(headers) ? headers : {});
	const barred = names.filter((name) => BARRED_HEADERS.includes(name.toLowerCase()));
	if (barred.length === 0) return undefined;
	return invalidData({
		api_name: 'headers',
		json_path: `${path}.headers`,
		restricted_headers: BARRED_HEADERS,
	});
}

/** One sub-request out of `all`, or why it will not run (v7 composite page, "Possible Errors For the sub-requests"). */
export function subRequestIn(
	all: unknown[],
	index: number,
	call: SimCall,
): SubRequest | RecordError {
	const path = `$.__composite_requests[${index}]`;
	const given = all[index];
	if (!isObject(given)) return wrongType('__composite_requests', path, 'jsonobject');
	const fault =
		idFault(given, path, all) ??
		methodFault(given, path) ??
		uriFault(given, path, call) ??
		objectFault(given, 'params', path) ??
		objectFault(given, 'headers', path) ??
		headersFault(given, path) ??
		objectFault(given, 'body', path);
	if (fault) return fault;
	const { sub_request_id: id, method, uri, params, headers, body } = given;
	return {
		index,
		id: typeof id === 'string' ? id : undefined,
		method: method as SimCall['method'],
		uri: String(uri),
		params: isObject(params) ? params : {},
		headers: isObject(headers) ? headers : {},
		body: isObject(body) ? body : undefined,
	};
}
