import { asObject, isObject } from '../core/isObject';

export { asObject };

/** Strings are matched first so that digits inside them are left alone. */
const STRINGS_AND_LONG_INTEGERS = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g;

/**
 * Where a whole number can stand, which is never right behind a quotation mark, as ids are: most answers have none so long,
 * and are spared being read token by token. Text in strings may look like one; that costs only time.
 */
const PERHAPS_LONG_INTEGER = /(?:^|[:,[\s])-?\d{16}/;

/**
 * Parses an answer of Zoho. Whole numbers beyond 2^53 become text, since JavaScript would round them
 * (public report R61).
 * @returns undefined for an empty body or one that is not JSON
 */
export function readBody(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(
			PERHAPS_LONG_INTEGER.test(text)
				? text.replace(STRINGS_AND_LONG_INTEGERS, quoteInexact)
				: text,
		);
	} catch {
		return undefined;
	}
}

function quoteInexact(token: string): string {
	return token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}

/** The objects in a list of an answer; none where there is no list. */
export const listIn = (value: unknown, key: string): Array<Record<string, unknown>> => {
	const list = asObject(value)?.[key];
	return Array.isArray(list) ? list.filter(isObject) : [];
};

/** An id in an answer; Zoho's pages show text, and a number that JavaScript keeps exactly will do. */
export const idIn = (value: unknown, key: string): string | undefined => {
	const found = asObject(value)?.[key];
	return typeof found === 'string' || Number.isSafeInteger(found) ? String(found) : undefined;
};

/** `code` and the like of an answer, or undefined. */
export const textOf = (value: unknown, key: string): string | undefined => {
	const found = asObject(value)?.[key];
	return typeof found === 'string' ? found : undefined;
};
