import type { SubRequest } from './compositeRequest';
import { placeOf } from './compositeRequest';
import { inexactNumber } from './exactNumbers';
import type { Mistake } from './referenceCheck';

/** All limits here: https://www.zoho.com/crm/developer/docs/api/v8/composite-api.html, "request JSON". */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_]*$/;
const LONGEST_NAME = 100;
const LONGEST_URI = 2048;
const FORBIDDEN_HEADERS = ['authorization', 'x-crm-org'];
const VERSION = 8;

export type Found = Omit<Mistake, 'at'>;

const invalid = (key: string, reason: string, code = 'INVALID_DATA'): Found => ({
	key,
	code,
	reason,
});

/** A name that Zoho does not take, or that another sub-request has. */
export function nameMistake(
	{ sub_request_id: name }: SubRequest,
	at: number,
	requests: readonly SubRequest[],
): Found | undefined {
	const key = 'sub_request_id';
	if (name === '') return invalid(key, 'it has no name', 'MANDATORY_NOT_FOUND');
	if (!NAME.test(name) || name.length > LONGEST_NAME) {
		return invalid(
			key,
			`a name is made of letters, digits and underscores (the first no underscore), ${LONGEST_NAME} at most`,
		);
	}
	const first = requests.findIndex((request) => request.sub_request_id === name);
	if (first === at) return undefined;
	return invalid(key, `sub-request ${first + 1} has the same name`, 'DUPLICATE_DATA');
}

/** Method, address, headers and body, each by itself. */
export function formMistake({ method, uri, params, headers, body }: SubRequest): Found | undefined {
	if (!METHODS.includes(method))
		return invalid('method', `'${method}' is none of ${METHODS.join(', ')}`);
	const forbidden = Object.keys(headers ?? {}).find((name) =>
		FORBIDDEN_HEADERS.includes(name.toLowerCase()),
	);
	if (forbidden !== undefined)
		return invalid(`headers.${forbidden}`, 'Zoho does not take this header in a sub-request');
	if (Array.isArray(body) || (body !== undefined && typeof body !== 'object'))
		return invalid('body', 'the body of a sub-request is an object');
	return addressMistake(uri) ?? numberMistake(params, 'params') ?? numberMistake(body, 'body');
}

function addressMistake(uri: string): Found | undefined {
	const place = placeOf(uri);
	if (!place) {
		return invalid(
			'uri',
			`'${uri}' is no path of the API: write Leads/123 or /crm/v8/Leads/123, without host`,
		);
	}
	if (uri.length > LONGEST_URI)
		return invalid('uri', `it has ${uri.length} characters, and Zoho takes ${LONGEST_URI}`);
	if (place.version > VERSION) {
		const reason = `version ${place.version} is newer than that of the composite, ${VERSION}`;
		return invalid('uri', reason, 'NOT_ALLOWED');
	}
	return undefined;
}

function numberMistake(value: unknown, key: string): Found | undefined {
	const found = inexactNumber(value, key);
	if (!found) return undefined;
	return invalid(
		found.key,
		`${found.value} is a number, and JavaScript does not keep that many digits exactly; give it as text (in quotes) where it comes from`,
	);
}
