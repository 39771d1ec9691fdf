import { cloneDeepWith } from 'lodash';
import type { SubRequest } from './compositeForm';
import { valueAt } from './jsonPath';
import { recordError, type RecordError } from './recordErrors';
import { isObject } from './recordBody';
import type { SimReply } from './route';

/** One `@{id:$.json.path}` in a sub-request, and where it stands. */
export interface Reference {
	text: string;
	/** Undefined when it is not of that form. */
	id: string | undefined;
	path: string;
	apiName: string;
	jsonPath: string;
}

const REFERENCE = /@\{([^}]*)\}/g;
const FORM = /^([a-zA-Z0-9][a-zA-Z0-9_]*):(\$.*)$/;

function referencesInside(value: unknown, apiName: string, jsonPath: string): Reference[] {
	if (typeof value === 'string') {
		return [...value.matchAll(REFERENCE)].map(([text, inside]) => {
			const [, id, path] = FORM.exec(inside.trim()) ?? [];
			return { text, id, path: path ?? '', apiName, jsonPath };
		});
	}
	if (Array.isArray(value)) {
		return value.flatMap((one, index) => referencesInside(one, apiName, `${jsonPath}[${index}]`));
	}
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		referencesInside(one, key, `${jsonPath}.${key}`),
	);
}

/** References count in uri, params and body (v8 composite page). */
export function referencesIn({ index, uri, params, body }: SubRequest): Reference[] {
	return Object.entries({ uri, params, body }).flatMap(([key, value]) =>
		referencesInside(value, key, `$.__composite_requests[${index}].${key}`),
	);
}

export function invalidReference({ apiName, jsonPath, text }: Reference): RecordError {
	return recordError('INVALID_REFERENCE', 'invalid reference', {
		api_name: apiName,
		json_path: jsonPath,
		reference: text,
	});
}

/**
 * The sub-request with values in place of its references, or the first one that has none. `answerOf` gives the answer
 * of a sub-request that may be referred to.
 */
export function resolved(
	sub: SubRequest,
	answerOf: (id: string) => SimReply | undefined,
	values: 'text' | 'typed',
): SubRequest | RecordError {
	const found = new Map<string, unknown>();
	for (const reference of referencesIn(sub)) {
		const reply = reference.id === undefined ? undefined : answerOf(reference.id);
		const value = valueAt(reply?.body, reference.path);
		const wrong = values === 'text' && typeof value === 'object';
		if (value === undefined || value === null || wrong) return invalidReference(reference);
		found.set(reference.text, value);
	}
	const { uri, params, body } = sub;
	return { ...sub, ...filled({ uri, params, body }, found, values) };
}

function filled<T>(part: T, found: Map<string, unknown>, values: 'text' | 'typed'): T {
	// lodash's customizer cannot be typed by what it returns; only texts are replaced.
	return cloneDeepWith(part, (value: unknown) => {
		if (typeof value !== 'string') return undefined;
		if (values === 'typed' && found.has(value)) return found.get(value);
		return value.replace(REFERENCE, (text) => {
			const filler = found.get(text);
			return typeof filler === 'object' ? JSON.stringify(filler) : String(filler);
		});
	}) as T;
}
