import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import get from 'lodash/get';
import set from 'lodash/set';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Parameter {
	in: string;
	name: string;
	required?: boolean;
}

interface Reference {
	$ref: string;
}

interface Body {
	content?: Record<string, { schema?: unknown }>;
}

interface OperationObject {
	parameters?: Array<Parameter | Reference>;
	requestBody?: Body | Reference;
	responses?: Record<string, Body | Reference>;
}

interface Document {
	paths?: Record<string, Partial<Record<string, OperationObject>>>;
}

/** What Zoho's files say of one method at one path. */
export interface Operation {
	file: string;
	method: string;
	/** `/crm/v8/{module_api_name}/{id}`. */
	template: string;
	parameters: Parameter[];
	/** undefined where the files give no JSON schema. */
	request: ValidateFunction | undefined;
	/** By status; undefined likewise. */
	responses: Map<string, ValidateFunction | undefined>;
}

/** Where the files of the folder refer to one another. */
const HOME = 'https://raw.githubusercontent.com/Zohocorp-Pvt-Ltd/crm-oas/refs/heads/main/v8.0/';
const JSON_TYPE = 'application/json';

/** Reads Zoho's OpenAPI files (https://github.com/zoho/crm-oas, v8.0). Files they refer to and the folder lacks allow everything. */
export function readOpenApi(folder: string): { operations: Operation[]; missing: string[] } {
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const documents = new Map(
		names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Document]),
	);
	const missing = missingIn(folder, names);
	for (const [name, pointers] of missing) documents.set(name, openAt(pointers));
	const ajv = addFormats(new Ajv({ strict: false, allErrors: true, logger: false }));
	for (const [name, document] of documents) ajv.addSchema(document as object, HOME + name);
	const operations = [...documents].flatMap(([file, document]) =>
		Object.entries(document.paths ?? {}).flatMap(([template, item]) =>
			METHODS.filter((method) => item[method]).map((method) =>
				operationAt({ documents, ajv }, { file, method, template }, item[method]!),
			),
		),
	);
	return { operations, missing: [...missing.keys()] };
}

/** Files that are referred to and not there, each with the places asked for. */
function missingIn(folder: string, names: string[]): Map<string, string[]> {
	const texts = names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
	const told = [...texts.matchAll(/"\$ref":\s*"https:[^"#]*\/([^"#/]+)#\/([^"]+)"/g)];
	const missing = new Map<string, string[]>();
	for (const [, name, pointer] of told) {
		if (!names.includes(name)) missing.set(name, [...(missing.get(name) ?? []), pointer]);
	}
	return missing;
}

/** A document with a schema that allows everything at each of these places. */
function openAt(pointers: string[]): object {
	return pointers.reduce((document, pointer) => set(document, pointer.split('/'), {}), {});
}

interface Library {
	documents: Map<string, Document>;
	ajv: Ajv;
}

/** An object of a file and where it stands. */
interface Found<T> {
	object: T;
	file: string;
	pointer: string[];
}

function operationAt(
	library: Library,
	place: Pick<Operation, 'file' | 'method' | 'template'>,
	operation: OperationObject,
): Operation {
	const at = <T>(object: T | Reference, pointer: string[]): Found<T> =>
		follow(library, {
			object,
			file: place.file,
			pointer: ['paths', place.template, place.method, ...pointer],
		});
	const responses = Object.entries(operation.responses ?? {}).map(
		([status, body]) => [status, schemaOf(library, at(body, ['responses', status]))] as const,
	);
	const request = operation.requestBody && at(operation.requestBody, ['requestBody']);
	return {
		...place,
		parameters: (operation.parameters ?? []).map((one, index) => at(one, [`${index}`]).object),
		request: request && schemaOf(library, request),
		responses: new Map(responses),
	};
}

/** The object itself where a reference stands. */
function follow<T>({ documents }: Library, found: Found<T | Reference>): Found<T> {
	const { object } = found;
	if (!isReference(object)) return found as Found<T>;
	const [url, path] = object.$ref.split('#/');
	const file = url === '' ? found.file : url.slice(HOME.length);
	const pointer = path.split('/').map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
	const target = get(documents.get(file), pointer) as T | Reference;
	return follow({ documents } as Library, { object: target, file, pointer });
}

const isReference = (object: unknown): object is Reference =>
	typeof object === 'object' && object !== null && '$ref' in object;

function schemaOf({ ajv }: Library, { object, file, pointer }: Found<Body>) {
	if (object?.content?.[JSON_TYPE]?.schema === undefined) return undefined;
	const escaped = [...pointer, 'content', JSON_TYPE, 'schema'].map((part) =>
		encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')),
	);
	return ajv.compile({ $ref: `${HOME}${file}#/${escaped.join('/')}` });
}
