import type { ErrorObject } from 'ajv';
import type { Operation } from './openApi';
import type { Traffic } from './traffic';

/** A place where traffic and Zoho's files differ. */
export interface Finding {
	/** `POST /crm/v8/{module_api_name}/upsert`. */
	operation: string;
	side: 'request' | 'answer';
	/** HTTP status of the answer, whichever side is meant. */
	status: number;
	/** `/data/#/details expected_data_type: must be string`; numbers of places left out. */
	what: string;
	/** One of the requests it was seen in. */
	seen: Traffic;
}

/** What the operation is called in Zoho's files, most literal template first; undefined where they have none. */
export function operationFor(operations: Operation[], { method, path }: Traffic) {
	const normal = path.replace(/\/crm\/(bulk\/)?v[\d.]+\//i, (_, bulk) => `/crm/${bulk ?? ''}v8/`);
	const parts = normal.split('/');
	const fitting = operations.filter(
		({ method: wanted, template }) =>
			wanted === method.toLowerCase() && fits(template.split('/'), parts),
	);
	const literal = ({ template }: Operation) =>
		template.split('/').filter((part) => !part.startsWith('{')).length;
	return fitting.sort((a, b) => literal(b) - literal(a))[0];
}

const fits = (template: string[], parts: string[]): boolean =>
	template.length === parts.length &&
	template.every((part, index) => part.startsWith('{') || part === parts[index]);

/** Where the request or its answer is not as the files say. */
export function findingsIn(operation: Operation, seen: Traffic): Finding[] {
	const finding = (side: Finding['side'], what: string): Finding => ({
		operation: `${operation.method.toUpperCase()} ${operation.template}`,
		side,
		status: seen.status,
		what,
		seen,
	});
	return [
		...parameterFindings(operation, seen).map((what) => finding('request', what)),
		...bodyFindings(operation.request, seen.requestBody).map((what) => finding('request', what)),
		...answerFindings(operation, seen).map((what) => finding('answer', what)),
	];
}

function parameterFindings({ parameters }: Operation, { query }: Traffic): string[] {
	const known = parameters.filter(({ in: place }) => place === 'query');
	const names = new Set(known.map(({ name }) => name));
	const strange = Object.keys(query).filter((name) => !names.has(name));
	const absent = known.filter(({ required, name }) => required && !(name in query));
	return [
		...strange.map((name) => `parameter ${name} is not in the files`),
		...absent.map(({ name }) => `parameter ${name} is required`),
	];
}

function answerFindings(operation: Operation, { status, responseBody }: Traffic): string[] {
	if (!operation.responses.has(String(status))) return [`status ${status} is not in the files`];
	return bodyFindings(operation.responses.get(String(status)), responseBody);
}

function bodyFindings(validate: Operation['request'], text: string | undefined): string[] {
	if (!validate || text === undefined || text === '') return [];
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return ['the body is no JSON'];
	}
	if (validate(body)) return [];
	return [...new Set(deepest(validate.errors ?? []).map(told))];
}

/** Of the branches of a oneOf that all failed, the errors that got farthest into the body. */
function deepest(errors: ErrorObject[]): ErrorObject[] {
	const plain = errors.filter(({ keyword }) => keyword !== 'oneOf' && keyword !== 'anyOf');
	const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
	const most = Math.max(0, ...plain.map(depth));
	const kept = plain.filter((error) => depth(error) === most);
	return kept.length > 0 ? kept : errors;
}

function told({ instancePath, message, params }: ErrorObject): string {
	const where = instancePath.replace(/\/\d+(?=\/|$)/g, '/#');
	const more = 'allowedValues' in params ? ` (${JSON.stringify(params.allowedValues)})` : '';
	return `${where || '/'} ${message}${more}`;
}
