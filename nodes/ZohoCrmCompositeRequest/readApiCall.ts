import type { IExecuteFunctions } from 'n8n-workflow';

import { placeOf, wireAddress } from '../shared/core/compositeRequest';
import { inexactNumber } from '../shared/core/exactNumbers';
import { FormMistake, objectIn } from '../shared/core/presetValues';
import { nameCall } from '../shared/core/servicePrice';
import { scopeFor } from '../shared/core/serviceScope';
import { onlyReads } from '../shared/core/services';
import type { ZohoCall } from '../shared/zoho/call';
import { mayReceiveToken } from '../shared/zoho/hosts';
import type { Session } from '../shared/zoho/session';
import { hostOf } from '../shared/zoho/wordings';
import { apiCallFields } from './apiCallFields';
import { checkItem, readJson } from './formValues';
import type { SentBody } from './sentBody';
import { sentBody } from './sentBody';

/** One call of an item, and how its answer comes out. */
export interface ApiRequest {
	call: ZohoCall;
	answer: 'whole' | 'entries' | 'file';
	outputField: string;
	/** Null: one call. `most`: rows, null for all. */
	paging: { by: 'page' | 'token'; most: number | null } | null;
	reads: boolean;
}

/**
 * Reads the form of API Call for one item.
 * @throws FormMistake naming the field; n8n's own error for an expression that fails
 */
export async function readApiCall(
	ctx: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<ApiRequest> {
	const parameter = (name: string, otherwise: unknown = null) =>
		ctx.getNodeParameter(name, item, otherwise);
	checkItem(ctx, apiCallFields, item);
	const method = parameter('method') as ZohoCall['method'];
	const params = jsonObject(parameter('params'), 'params', 'Query Parameters');
	const address = addressOf(session, String(parameter('path') ?? ''), params);
	const headers = headersOf(jsonObject(parameter('headers'), 'headers', 'Headers'));
	const body = method === 'GET' ? {} : await sentBody(ctx, item);
	const answer = parameter('answer') as ApiRequest['answer'];
	const call = callOf(method, address, headers, body);
	const by = method === 'GET' && answer === 'entries' ? parameter('paging') : 'none';
	return {
		call: answer === 'file' ? { ...call, answer: 'file' } : call,
		answer,
		outputField: String(parameter('outputField') ?? 'data') || 'data',
		paging: by === 'page' || by === 'token' ? { by, most: mostOf(parameter) } : null,
		reads: call.repeat === 'safe',
	};
}

const mostOf = (parameter: (name: string) => unknown): number | null =>
	parameter('returnAll') === true
		? null
		: Math.max(1, Math.floor(Number(parameter('limit') ?? 50)));

function jsonObject(value: unknown, name: string, field: string): Record<string, unknown> {
	return objectIn({ [name]: readJson(value, field) }, name, field) ?? {};
}

interface Address {
	uri: string;
	params: Record<string, unknown>;
}

/** @throws FormMistake for another host: the token goes to the API host and nowhere else */
function addressOf(session: Session, path: string, given: Record<string, unknown>): Address {
	const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(path.trim()) || /^[/\\]{2}/.test(path.trim());
	const below = path.trim().slice(session.base.length);
	const isOurs =
		mayReceiveToken(path.trim(), session.credential) &&
		path.trim().startsWith(session.base) &&
		below.startsWith('/');
	if (isUrl && !isOurs) {
		const host = hostOf(session.base);
		throw new FormMistake('Path', `names another host; calls with this login go to ${host} only`);
	}
	const { uri, params = {} } = wireAddress(isUrl ? below : path, given);
	if (!placeOf(uri) || uri.split(/[/\\]/).includes('..'))
		throw new FormMistake('Path', `is no path of the API: '${path}'`);
	if (uri.includes('__composite_requests'))
		throw new FormMistake('Path', "is the composite request itself; the operation 'Send' sends it");
	return { uri, params };
}

function headersOf(given: Record<string, unknown>): Record<string, string> {
	const named = Object.entries(given).map(
		([name, value]) => [name.toLowerCase(), String(value)] as const,
	);
	if (named.some(([name]) => name === 'authorization'))
		throw new FormMistake('Headers', 'must not hold Authorization; the credential signs the call');
	return Object.fromEntries(named);
}

function callOf(
	method: ZohoCall['method'],
	{ uri, params }: Address,
	headers: Record<string, string>,
	{ wire, read, type }: SentBody,
): ZohoCall {
	const wrong = inexactNumber(params, 'Query Parameters');
	if (wrong)
		throw new FormMistake(wrong.key, `is the number ${wrong.value}; give ids as text (in quotes)`);
	const segments = placeOf(uri)?.segments ?? [];
	const { name, size, heavy } = nameCall({ method, segments, params, body: read });
	return {
		name,
		size,
		method,
		path: uri.slice(1),
		query: Object.fromEntries(
			Object.entries(params).map(([key, value]) => [key, queryText(value)]),
		),
		headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
		...(wire === undefined ? {} : { body: wire }),
		repeat: onlyReads(method, name) ? 'safe' : 'never',
		units: 1,
		heavy,
		purpose: 'work',
		scope: scopeFor(method, uri),
		...(name.startsWith('records.') ? { module: segments[0] } : {}),
	};
}

const queryText = (value: unknown): string =>
	Array.isArray(value)
		? value.map(String).join(',')
		: typeof value === 'object' && value !== null
			? JSON.stringify(value)
			: String(value);
