import { sum } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { Told } from './scene';

/** Words that only a mistake of a program puts before a person. */
const PROGRAM_WORDS =
	/\bundefined\b|\[object |\bNaN\b|is not a function|is not iterable|Cannot (read|set|convert|destructure|use 'in')|Invalid (array length|time value|string length)|Maximum call stack|Reduce of empty|Unexpected (token|end of JSON)|circular structure|does not exist in type|toISOString|\bat Object\./;

/**
 * What is wrong with how a run ended; empty when nothing is.
 * @param harmless texts of the person's own, which may be told back
 * @param honest whether the server's answers were its own: only then can the report be held to the meter
 */
export function complaints(
	told: Told,
	harmless: string | readonly string[] = '',
	honest = true,
): string[] {
	return [
		...saidBadly(told, [harmless].flat()),
		...counted(told, honest),
		...secretsIn(told),
		...(Object.keys(Object.prototype).length > 0 || 'polluted' in {}
			? ['a prototype was changed']
			: []),
	];
}

const OURS = ['NodeOperationError', 'NodeApiError'];

/**
 * Words of a program, and errors that are not ours or say no way on.
 * @param harmless texts of the person's own
 */
export function saidBadly(
	{ error, items }: Pick<Told, 'error' | 'items'>,
	harmless: readonly string[],
): string[] {
	const texts = items.flatMap(({ json }) => [json.message, json.reason]).filter(isText);
	const bad = (text: string) =>
		PROGRAM_WORDS.test(
			harmless
				.filter(Boolean)
				.reduce((rest, own) => rest.replaceAll(own, ''), text)
				.replace(/"[^"\n]*"/g, '')
				.replace(/Unexpected (token .*|end of JSON input).*/g, ''),
		);
	const found = texts.filter(bad).map((text) => `a row says: ${text.slice(0, 300)}`);
	if (!error) return found.slice(0, 1);
	const whole = `${error.message}\n${error.description ?? ''}`;
	if (isOfExpression(error)) return found;
	if (!OURS.includes(error.name))
		found.push(
			`thrown ${error.name}: ${error.message.slice(0, 200)}\n${error.stack?.split('\n').slice(1, 5).join('\n')}`,
		);
	else if (!error.description) found.push(`no fix: ${error.message.slice(0, 200)}`);
	if (bad(whole)) found.push(`words of a program: ${whole.slice(0, 400)}`);
	return found;
}

/** What n8n says of an expression is not ours to word. */
export const isOfExpression = ({ stack = '' }: Error): boolean =>
	/resolveSimpleParameterValue|renderExpression/.test(stack);

const isText = (value: unknown): value is string => typeof value === 'string';

interface Report {
	cost: number;
	uncertain: number;
	calls: number;
}

/** Items, report and meter say the same; a doubt is named. */
function counted({ items, error, meter, calls, run }: Told, honest: boolean): string[] {
	const costs = items.map(({ json }) => (json.credits as { cost?: unknown } | undefined)?.cost);
	const inItem = items.find(({ json }) => (json.credits as IDataObject | undefined)?.run);
	const report = (error?.context?.credits ?? (inItem?.json.credits as IDataObject)?.run) as
		| Report
		| undefined;
	const found: string[] = [];
	if (!error && run.status !== 'waiting') {
		if (costs.some((cost) => !Number.isInteger(cost) || (cost as number) < 0))
			found.push(`costs of items: ${JSON.stringify(costs.slice(0, 5))}`);
		else if (sum(costs) !== (report?.cost ?? 0))
			found.push(`items say ${sum(costs)}, the report ${report?.cost}`);
	}
	if (!report) {
		if (meter > 0 && run.status !== 'waiting') found.push(`${meter} credits spent, and no report`);
		return found;
	}
	if (!Number.isInteger(report.cost) || !Number.isInteger(report.uncertain))
		found.push(`the report says ${report.cost}, ${report.uncertain} uncertain`);
	if (!honest) return found;
	if (meter > report.cost || meter < report.cost - report.uncertain)
		found.push(`meter ${meter}, report ${report.cost} with ${report.uncertain} uncertain`);
	if (report.calls !== calls.length) found.push(`${calls.length} calls, report ${report.calls}`);
	return found;
}

function secretsIn({ run, secrets }: Told): string[] {
	const told = everythingIn([run.data.resultData.error, run.data.resultData.runData]);
	return secrets.filter((one) => told.includes(one)).map(() => 'a secret is in what the run left');
}

/** All that a value carries, enumerable or not. */
export function everythingIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	if (Buffer.isBuffer(value)) return value.toString('latin1');
	return Object.getOwnPropertyNames(value)
		.map((name) => `${name}: ${everythingIn((value as Record<string, unknown>)[name], seen)}`)
		.join('\n');
}
