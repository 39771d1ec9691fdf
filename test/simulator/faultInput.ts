import type { Fault, FaultMatch, FaultRule } from './faults';

const WHEN = ['before', 'after'];

/** The values each kind takes, by key: a list of them, or the type of any. */
const FORMS: Record<Fault['kind'], Record<string, unknown[] | 'number' | 'string' | 'rows'>> = {
	throttle: { reason: ['concurrency', 'credits'] },
	status: { status: [500, 502, 503], when: WHEN },
	reset: { when: [...WHEN, 'midAnswer'] },
	slow: { ms: 'number' },
	expireToken: {},
	malformedJson: {},
	html: { status: 'number', when: WHEN },
	partial: { rows: 'rows', code: 'string', message: 'string' },
	timeout: { when: WHEN },
	callback: { effect: ['drop', 'duplicate', 'early', 'forged', 'reorder', 'delay'] },
	job: { code: 'string', message: 'string' },
};

/** `{ match, fault }` of `POST /_sim/faults`. @throws Error that names what is wrong. */
export function faultRuleIn(body: Record<string, unknown>): FaultRule {
	const fault = body.fault;
	if (!isObject(fault)) throw new Error('"fault" must be an object with a "kind"');
	const kind = fault.kind;
	const form = typeof kind === 'string' && isKind(kind) ? FORMS[kind] : undefined;
	if (!form) throw new Error(`There is no fault ${JSON.stringify(kind)}`);
	for (const [key, wanted] of Object.entries(form)) {
		if (!fits(fault[key], wanted)) throw new Error(`A fault "${String(kind)}" needs "${key}"`);
	}
	const match = body.match ?? {};
	if (!isObject(match)) throw new Error('"match" must be an object');
	// Both were checked just now.
	return { match: match as FaultMatch, fault: fault as unknown as Fault };
}

function fits(value: unknown, wanted: unknown[] | 'number' | 'string' | 'rows'): boolean {
	if (Array.isArray(wanted)) return wanted.includes(value);
	if (wanted !== 'rows') return typeof value === wanted;
	return Array.isArray(value) && value.every(Number.isInteger);
}

function isKind(kind: string): kind is Fault['kind'] {
	return Object.hasOwn(FORMS, kind);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
