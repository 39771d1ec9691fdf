import { mapValues } from 'lodash';
import { readAddress } from './address';
import { limited } from './compositeLimits';
import type { SubRequest } from './compositeForm';
import { SERVICE_NAMES, serviceOf } from './compositeServices';
import { invalidData, recordError, type RecordError } from './recordErrors';
import type { SimCall, SimReply } from './route';
import { wrongUrl } from './router';

/**
 * The call that a sub-request makes, with the composite's token and time. A `SimReply` is what its API answers before
 * any work; an error says why there is no API to ask.
 */
export function callOf(composite: SimCall, sub: SubRequest): SimCall | SimReply | RecordError {
	const headers = headersOf(sub);
	if (!headers) {
		const path = `$.__composite_requests[${sub.index}].headers`;
		return invalidData({ api_name: 'headers', json_path: path });
	}
	const url = new URL(sub.uri, 'http://composite.test');
	const address = readAddress(url.pathname);
	if (address.kind !== 'api') return wrongUrl();
	const call: SimCall = {
		...composite,
		method: sub.method,
		version: address.version,
		tree: address.tree,
		path: address.path,
		query: queryOf(sub, url),
		headers,
		body: sub.body,
		raw: new TextEncoder().encode(sub.body && JSON.stringify(sub.body)),
		partial: undefined,
	};
	const service = serviceOf(call);
	if (service) return limited(call, service);
	return recordError('NOT_SUPPORTED', 'the api is not supported in composite requests', {
		allowed_services: SERVICE_NAMES,
	});
}

function headersOf({ headers }: SubRequest): Headers | undefined {
	try {
		return new Headers(mapValues(headers, String));
	} catch {
		// Characters that no HTTP header has.
		return undefined;
	}
}

function queryOf({ params }: SubRequest, url: URL): URLSearchParams {
	const query = new URLSearchParams(url.searchParams);
	for (const [name, value] of Object.entries(params)) {
		if (value === null || value === undefined) continue;
		query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
	}
	return query;
}
