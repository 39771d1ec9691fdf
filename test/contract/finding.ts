import type { ErrorObject } from 'ajv';
import type { Operation } from './openApi';
import type { Explain } from './schema';
import type { Traffic } from './traffic';

/** A place where traffic and Zoho's files differ. */
export interface Finding {
	/** `POST /crm/v8/{module_api_name}/upsert`. */
	operation: string;
	side: 'request' | 'answer';
	/** HTTP status of the answer, whichever side is meant. */
	status: number;
	/** `/data/#/details/api_name must be string, is null`; numbers of places left out. */
	what: string;
	/** One of the requests it was seen in. */
	seen: Traffic;
}

/** Where the request or its answer is not as the files say. */
export function findingsIn(operation: Operation, seen: Traffic): Finding[] {
	const of = (side: Finding['side']) => (what: string) => {
		return { operation: operation.title, side, status: seen.status, what, seen };
	};
	return [
		...parameterFindings(operation, seen).map(of('request')),
		...bodyFindings(operation.request, seen.requestBody).map(of('request')),
		...answerFindings(operation, seen).map(of('answer')),
	];
}

function parameterFindings({ parameters }: Operation, { query }: Traffic): string[] {
	const known = new Set(parameters.map(({ name }) => name));
	return [
		...Object.keys(query)
			.filter((name) => !known.has(name))
			.map((name) => `parameter ${name} is not in the files`),
		...parameters.flatMap(({ name, required, explain }) => {
			if (!(name in query)) return required ? [`parameter ${name} is required`] : [];
			return explain(query[name]).map(
				(error) => `parameter ${told(error).replace(/^\/value/, name)}`,
			);
		}),
	];
}

/** Faults after which it was not Zoho who answered, or its answer did not come whole. */
const NO_ANSWER = /^(reset|html|malformedJson|status\.(before|after)$)/;

/**
 * A status that the files lack is told; its body has to be Zoho's plain error
 * (https://www.zoho.com/crm/developer/docs/api/v8/status-codes.html) or else as the files say of another status.
 */
function answerFindings({ answers }: Operation, traffic: Traffic): string[] {
	const { status, responseBody, fault } = traffic;
	if (fault !== undefined && NO_ANSWER.test(fault)) return [];
	if (answers.has(String(status))) return bodyFindings(answers.get(String(status)), responseBody);
	const told = [`status ${status} is not in the files`];
	if (status >= 400 && PLAIN_ERROR.test(responseBody ?? '')) return told;
	const others = [...answers.values()].map((explain) => bodyFindings(explain, responseBody));
	const nearest = others.reduce((a, b) => (b.length < a.length ? b : a), others[0] ?? []);
	return [...told, ...nearest];
}

const PLAIN_ERROR =
	/^\{(?=.*"code":"[A-Z_]+")(?=.*"details":\{)(?=.*"message":")(?=.*"status":"error").*\}$/s;

function bodyFindings(explain: Explain | undefined, text: string | undefined): string[] {
	if (!explain || text === undefined || text === '') return [];
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return ['the body is no JSON'];
	}
	return [...new Set(explain(body).map(told))];
}

function told({ instancePath, keyword, message, params, data }: ErrorObject): string {
	const where = instancePath.replace(/\/\d+(?=\/|$)/g, '/#') || '/';
	if (keyword === 'type') return `${where} ${message}, is ${kindOf(data)}`;
	if (keyword !== 'enum') return `${where} ${message}`;
	const allowed = (params as { allowedValues: unknown[] }).allowedValues;
	return `${where} is ${JSON.stringify(data)}, not among ${JSON.stringify(allowed).slice(0, 80)}`;
}

const kindOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
