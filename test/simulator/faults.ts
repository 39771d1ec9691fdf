/** What goes wrong with one request. `when` says whether the work was done before the answer was lost. */
export type RequestFault =
	/** 429 as Zoho sends it for too many at once, or for no credits left. */
	| { kind: 'throttle'; reason: 'concurrency' | 'credits' }
	| { kind: 'status'; status: 500 | 502 | 503; when: 'before' | 'after' }
	/** The connection dies: before the work, after it, or in the middle of the answer's body. */
	| { kind: 'reset'; when: 'before' | 'after' | 'midAnswer' }
	/** The answer comes `ms` later, holding its place in the concurrency count. */
	| { kind: 'slow'; ms: number }
	/** The access token of this request has just expired. */
	| { kind: 'expireToken' }
	/** The work is done, the answer is cut off JSON. */
	| { kind: 'malformedJson' }
	/** A proxy's HTML page instead of Zoho's JSON. */
	| { kind: 'html'; status: number; when: 'before' | 'after' }
	/** A write refuses these rows (0-based) and takes the others. */
	| { kind: 'partial'; rows: number[]; code: string; message: string };

/** What goes wrong with a call that Zoho makes to its client: read by notifications and bulk jobs. */
export interface CallbackFault {
	kind: 'callback';
	effect: 'drop' | 'duplicate' | 'early' | 'forged';
}

export type Fault = RequestFault | CallbackFault;

export interface FaultMatch {
	/** Route name: `records.upsert`, `oauth.token`; for callbacks `callback.notification`, `callback.bulkWrite` … */
	name?: string;
	method?: string;
	/** Source of a regular expression on the URL path. */
	path?: string;
	/** Starts with the nth request that fits (1 = the first, the default). */
	nth?: number;
	/** How many requests it hits; default 1. */
	times?: number | 'always';
}

export interface FaultRule {
	match: FaultMatch;
	fault: Fault;
}

export interface FaultSubject {
	name: string;
	method: string;
	path: string;
}

interface ArmedRule extends FaultRule {
	seen: number;
	hits: number;
}

/** The faults in force; each request takes at most one, from the oldest rule that is due. */
export class FaultList {
	private rules: ArmedRule[] = [];

	add(rule: FaultRule) {
		this.rules.push({ ...rule, seen: 0, hits: 0 });
	}

	list(): ReadonlyArray<FaultRule & { hits: number }> {
		return this.rules;
	}

	clear() {
		this.rules = [];
	}

	takeRequest(subject: FaultSubject): RequestFault | undefined {
		const rule = this.take(subject, (fault) => fault.kind !== 'callback');
		return rule?.fault.kind === 'callback' ? undefined : rule?.fault;
	}

	/** For the areas that call back: the effect to apply to this callback. */
	takeCallback(subject: FaultSubject): CallbackFault['effect'] | undefined {
		const rule = this.take(subject, (fault) => fault.kind === 'callback');
		return rule?.fault.kind === 'callback' ? rule.fault.effect : undefined;
	}

	private take(subject: FaultSubject, wanted: (fault: Fault) => boolean): ArmedRule | undefined {
		const fitting = this.rules.filter((rule) => wanted(rule.fault) && fits(rule.match, subject));
		for (const rule of fitting) rule.seen += 1;
		const due = fitting.find(isDue);
		if (due) due.hits += 1;
		return due;
	}
}

function isDue({ match, seen, hits }: ArmedRule): boolean {
	const left = match.times === 'always' ? Infinity : (match.times ?? 1) - hits;
	return seen >= (match.nth ?? 1) && left > 0;
}

function fits(match: FaultMatch, subject: FaultSubject): boolean {
	return (
		(match.name === undefined || match.name === subject.name) &&
		(match.method === undefined || match.method === subject.method) &&
		(match.path === undefined || new RegExp(match.path).test(subject.path))
	);
}
