/** Deeper than any record, and less deep than what the stack of JavaScript holds. */
const MOST_LEVELS = 1000;

/** Objects of which JSON would make `{}`, whatever is in them. */
const EMPTIED = /^(Map|Set|WeakMap|WeakSet|WeakRef|Promise|RegExp|Error|Generator)$/;

/**
 * What in a value JSON cannot hold, or would leave out without a word: items carry whatever other nodes made.
 * @returns a noun, `a function`; undefined for a value that JSON holds (dates and others that say how they are written included;
 * big integers are written as text by n8n: n8n-workflow `utils.js`, BigInt.prototype.toJSON)
 */
export function strangeIn(value: unknown): string | undefined {
	return strangeAt(value, new Set());
}

function strangeAt(value: unknown, around: Set<unknown>): string | undefined {
	if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
	if (typeof value !== 'object' || value === null) return undefined;
	if (around.has(value)) return 'an object that holds itself';
	if (around.size > MOST_LEVELS) return 'more than 1,000 levels';
	if ('toJSON' in value && typeof value.toJSON === 'function') return strangeWritten(value, around);
	const kind = Object.prototype.toString.call(value).slice(8, -1);
	if (EMPTIED.test(kind)) return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
	return strangeInside(value, around);
}

function strangeInside(value: object, around: Set<unknown>): string | undefined {
	around.add(value);
	for (const inner of Object.values(value)) {
		const strange = strangeAt(inner, around);
		if (strange) return strange;
	}
	around.delete(value);
	return undefined;
}

/** Of what `toJSON` gives, JSON asks no `toJSON` again. */
function strangeWritten(value: object, around: Set<unknown>): string | undefined {
	let written: unknown;
	try {
		written = (value as { toJSON: () => unknown }).toJSON();
	} catch {
		return 'an object that JSON cannot be made of';
	}
	return typeof written === 'object' && written !== null
		? strangeInside(written, around)
		: strangeAt(written, around);
}

/** A value as a message shows it: its JSON, cut. */
export function shownValue(value: unknown, most = 80): string {
	if (value === undefined) return 'nothing';
	if (typeof value === 'bigint') return String(value).slice(0, most);
	return strangeIn(value) ?? JSON.stringify(value).slice(0, most);
}

/** JavaScript's own words for values that it could not handle, and a person's. */
const WORDS: Array<[RegExp, string]> = [
	[/circular structure/, 'a value holds itself'],
	[/call stack/, 'a value holds itself, or is nested too deeply'],
	[/to primitive value/, 'a value is an object that is no text'],
];

/** Why something failed, said so that it can be shown with a row. */
export function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
