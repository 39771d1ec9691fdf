import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import get from 'lodash/get';
import set from 'lodash/set';

/** Where the files of Zoho's folder refer to one another. */
export const HOME =
	'https://raw.githubusercontent.com/Zohocorp-Pvt-Ltd/crm-oas/refs/heads/main/v8.0/';

export interface Reference {
	$ref: string;
}

/** An OpenAPI 3.0 file by its name, with every reference made absolute. */
export type Documents = Map<string, Record<string, unknown>>;

/** An object of a file, and where it stands. */
export interface Found<T> {
	object: T;
	file: string;
	pointer: string[];
}

/**
 * Zoho's OpenAPI files (https://github.com/zoho/crm-oas, v8.0), read from a folder. Files that they refer to and the folder
 * lacks allow everything.
 *
 * `oneOf` becomes `alternatives`, which `SchemaLibrary` reads: the files use it for "one of these", and their alternatives
 * overlap. An error is an object without required keys, which every object is; taken by the letter nearly every answer
 * fits two of them, and taken as `anyOf` every answer would do.
 * @throws Error when the folder holds no OpenAPI file
 */
export function readDocuments(folder: string): { documents: Documents; missing: string[] } {
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'));
	const documents: Documents = new Map(
		texts.map((text, index) => [names[index], readable(JSON.parse(text), names[index])]),
	);
	if (![...documents.values()].some(({ openapi }) => openapi !== undefined)) {
		throw new Error(`There is no OpenAPI file in ${folder}`);
	}
	const missing = missingIn(texts.join('\n'), names);
	for (const [name, pointers] of missing) documents.set(name, openAt(pointers));
	return { documents, missing: [...missing.keys()] };
}

function readable(document: unknown, file: string): Record<string, unknown> {
	return JSON.parse(JSON.stringify(document), (key, value: unknown) => {
		if (key === '$ref' && typeof value === 'string' && value.startsWith('#')) {
			return `${HOME}${file}${value}`;
		}
		if (typeof value !== 'object' || value === null || !('oneOf' in value)) return value;
		const { oneOf, ...rest } = value;
		return { ...rest, alternatives: oneOf };
	}) as Record<string, unknown>;
}

/** Files that are referred to and not there, each with the places asked for. */
function missingIn(text: string, names: string[]): Map<string, string[]> {
	const missing = new Map<string, string[]>();
	for (const [, name, pointer] of text.matchAll(
		/"\$ref":\s*"https:[^"#]*\/([^"#/]+)#\/([^"]+)"/g,
	)) {
		if (!names.includes(name)) missing.set(name, [...(missing.get(name) ?? []), pointer]);
	}
	return missing;
}

/** A document with a schema that allows everything at each of these places. */
function openAt(pointers: string[]): Record<string, unknown> {
	return pointers.reduce((document, pointer) => set(document, pointer.split('/'), {}), {});
}

/** The object itself where a reference stands. */
export function follow<T>(documents: Documents, found: Found<T | Reference>): Found<T> {
	const { object } = found;
	if (!isReference(object)) return found as Found<T>;
	const [url, path] = object.$ref.split('#/');
	const file = url.slice(HOME.length);
	const pointer = path.split('/').map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
	const target = get(documents.get(file), pointer) as T | Reference;
	return follow(documents, { object: target, file, pointer });
}

const isReference = (object: unknown): object is Reference =>
	typeof object === 'object' && object !== null && '$ref' in object;
