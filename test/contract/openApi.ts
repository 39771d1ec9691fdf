import type { Documents, Found, Reference } from './documents';
import { follow, readDocuments } from './documents';
import type { Explain } from './schema';
import { SchemaLibrary } from './schema';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const JSON_TYPE = 'application/json';

interface ParameterObject {
	in: string;
	name: string;
	required?: boolean;
	schema?: object;
}

interface Body {
	content?: Record<string, { schema?: unknown }>;
}

interface OperationObject {
	parameters?: Array<ParameterObject | Reference>;
	requestBody?: Body | Reference;
	responses?: Record<string, Body | Reference>;
}

type Paths = Record<string, Partial<Record<string, OperationObject>>>;

/** A parameter of the query. */
export interface Parameter {
	name: string;
	required: boolean;
	explain: Explain;
}

/** What Zoho's files say of one method at one path. */
export interface Operation {
	/** `POST /crm/v8/{module_api_name}/upsert`. */
	title: string;
	method: string;
	/** `/crm/v8/{module_api_name}/{id}`. */
	template: string;
	parameters: Parameter[];
	/** undefined where the files give no JSON schema. */
	request: Explain | undefined;
	/** By status; undefined likewise. */
	answers: Map<string, Explain | undefined>;
}

interface Place {
	file: string;
	method: string;
	template: string;
}

/** @throws Error when the folder holds no OpenAPI file */
export function readOpenApi(folder: string): { operations: Operation[]; missing: string[] } {
	const { documents, missing } = readDocuments(folder);
	const library = { documents, schemas: new SchemaLibrary(documents) };
	const operations = [...documents].flatMap(([file, { paths = {} }]) =>
		Object.entries(paths as Paths).flatMap(([template, item]) =>
			METHODS.flatMap((method) => {
				const operation = item[method];
				return operation ? [operationAt(library, { file, method, template }, operation)] : [];
			}),
		),
	);
	return { operations, missing };
}

interface Library {
	documents: Documents;
	schemas: SchemaLibrary;
}

function operationAt(library: Library, place: Place, operation: OperationObject): Operation {
	const { file, method, template } = place;
	const at = <T>(object: T | Reference, pointer: string[]): Found<T> =>
		follow(library.documents, { object, file, pointer: ['paths', template, method, ...pointer] });
	const answers = Object.entries(operation.responses ?? {}).map(
		([status, body]) => [status, bodyAt(library, at(body, ['responses', status]))] as const,
	);
	const { requestBody, parameters = [] } = operation;
	return {
		title: `${method.toUpperCase()} ${template}`,
		method,
		template,
		parameters: parameters
			.map((one, index) => at(one, [`${index}`]).object)
			.filter((one) => one.in === 'query')
			.map(({ name, required = false, schema = {} }) => ({
				name,
				required,
				explain: library.schemas.ofText(schema),
			})),
		request: requestBody && bodyAt(library, at(requestBody, ['requestBody'])),
		answers: new Map(answers),
	};
}

function bodyAt({ schemas }: Library, { object, file, pointer }: Found<Body>): Explain | undefined {
	if (object?.content?.[JSON_TYPE]?.schema === undefined) return undefined;
	return schemas.at(file, [...pointer, 'content', JSON_TYPE, 'schema']);
}
