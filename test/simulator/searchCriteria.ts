/** A search condition as written: `((Company:equals:ABC)and(Last_Name:starts_with:M))`. */
export type SearchNode =
	| { kind: 'test'; field: string; operator: string; values: string[] }
	| { kind: 'and' | 'or'; parts: SearchNode[] };

/** Criteria that are no criteria; the search answers INVALID_QUERY. */
export class CriteriaSyntaxError extends Error {}

/** Value text up to the closing parenthesis, split at commas; `\` takes the next character as it is. */
function splitValues(text: string): string[] {
	const values = [''];
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (character === '\\' && index + 1 < text.length) {
			index += 1;
			values[values.length - 1] += text[index];
		} else if (character === ',') values.push('');
		else values[values.length - 1] += character;
	}
	return values;
}

function testOf(text: string): SearchNode {
	const [field, operator, ...rest] = text.split(':');
	if (!field || !operator || rest.length === 0) {
		throw new CriteriaSyntaxError(`No condition: ${text}`);
	}
	return {
		kind: 'test',
		field: field.trim(),
		operator: operator.trim(),
		values: splitValues(rest.join(':')),
	};
}

/** Index behind the parenthesis that closes the one at `start`. */
function closing(text: string, start: number): number {
	let depth = 0;
	for (let index = start; index < text.length; index += 1) {
		if (text[index] === '\\') index += 1;
		else if (text[index] === '(') depth += 1;
		else if (text[index] === ')') {
			depth -= 1;
			if (depth === 0) return index + 1;
		}
	}
	throw new CriteriaSyntaxError('Parentheses do not match');
}

function parseGroup(text: string): SearchNode {
	const parts: SearchNode[] = [];
	let joint: 'and' | 'or' | undefined;
	let at = 0;
	while (at < text.length) {
		const end = closing(text, at);
		parts.push(parseCriteria(text.slice(at, end)));
		const word = /^\s*(and|or)\s*(?=\()/i.exec(text.slice(end));
		if (!word) {
			if (text.slice(end).trim() !== '') throw new CriteriaSyntaxError('and / or expected');
			break;
		}
		const operator = word[1].toLowerCase() === 'and' ? 'and' : 'or';
		if (joint && joint !== operator) throw new CriteriaSyntaxError('and and or in one group');
		joint = operator;
		at = end + word[0].length;
	}
	return parts.length === 1 ? parts[0] : { kind: joint ?? 'and', parts };
}

/**
 * Parses the `criteria` of a search: groups in parentheses, joined by `and` / `or`, each test `field:operator:value`
 * (https://www.zoho.com/crm/developer/docs/api/v7/search-records.html).
 * @throws CriteriaSyntaxError
 */
export function parseCriteria(text: string): SearchNode {
	const trimmed = text.trim();
	if (!trimmed.startsWith('(')) return testOf(trimmed);
	if (closing(trimmed, 0) !== trimmed.length) return parseGroup(trimmed);
	const inner = trimmed.slice(1, -1).trim();
	return inner.startsWith('(') ? parseGroup(inner) : testOf(inner);
}

export function testsIn(node: SearchNode): Array<SearchNode & { kind: 'test' }> {
	return node.kind === 'test' ? [node] : node.parts.flatMap(testsIn);
}
