/** A piece of a text: a reference to another sub-request's answer, or what stands between two. */
export interface Piece {
	text: string;
	isReference: boolean;
}

/** `@{id:$.path}` (https://www.zoho.com/crm/developer/docs/api/v7/composite-api.html, "references"). */
const REFERENCE = /@\{[^{}]*\}/g;

/** A text cut at its references. */
export function pieces(text: string): Piece[] {
	const found: Piece[] = [];
	let from = 0;
	for (const match of text.matchAll(REFERENCE)) {
		if (match.index > from) found.push({ text: text.slice(from, match.index), isReference: false });
		found.push({ text: match[0], isReference: true });
		from = match.index + match[0].length;
	}
	if (from < text.length || found.length === 0)
		found.push({ text: text.slice(from), isReference: false });
	return found;
}

/** One reference and the key it stands in: `body.data[0].Account_Name.id`. */
export interface Reference {
	key: string;
	text: string;
	/** The sub-request it points at. */
	to: string;
	path: string;
}

/** All references in a value, however deep. */
export function referencesIn(value: unknown, key: string): Reference[] {
	if (typeof value === 'string') {
		return pieces(value)
			.filter(({ isReference }) => isReference)
			.map(({ text }) => readReference(text, key));
	}
	if (Array.isArray(value)) {
		return value.flatMap((each, at) => referencesIn(each, `${key}[${at}]`));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, each]) => referencesIn(each, `${key}.${name}`));
}

function readReference(text: string, key: string): Reference {
	const inside = text.slice(2, -1);
	const colon = inside.indexOf(':');
	const [to, path] = colon < 0 ? [inside, ''] : [inside.slice(0, colon), inside.slice(colon + 1)];
	return { key, text, to: to.trim(), path: path.trim() };
}

/** Half of a pair of code units, as cutting a text leaves it, fits no URL. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** A segment of a path, made safe for a URL; references in it stay as they are. */
export const pathSegment = (text: string): string =>
	pieces(text)
		.map((piece) => (piece.isReference ? piece.text : encodeURIComponent(wellFormed(piece.text))))
		.join('');
