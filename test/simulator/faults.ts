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

/** A sub-request of a composite took too long: it never reached its API, or its work was done all the same. */
export interface TimeoutFault {
	kind: 'timeout';
	when: 'before' | 'after';
}

/** What goes wrong with a call that Zoho makes to its client (`callbacks.ts` tells the effects). */
export interface CallbackFault {
	kind: 'callback';
	effect: 'drop' | 'duplicate' | 'early' | 'forged' | 'reorder' | 'delay';
	/** Of `delay`: milliseconds of the simulator's clock; default one minute. */
	ms?: number;
}

/** A bulk job ends in failure, after so many of its rows (default none) were written. */
export interface JobFault {
	kind: 'job';
	code: string;
	message: string;
	afterRows?: number;
}

export type Fault = RequestFault | TimeoutFault | CallbackFault | JobFault;

export interface FaultMatch {
	/**
	 * Route name: `records.upsert`, `oauth.token`; for callbacks `callback.notification`, `callback.bulkRead`,
	 * `callback.bulkWrite`; for jobs `bulkRead.job`, `bulkWrite.job`.
	 * Sub-requests of composites are met by rules with a name only: their route's, or `composite.sub`.
	 */
	name?: string;
	/** Only the sub-request at this place (0-based) in its composite. */
	index?: number;
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
	/** Place in its composite, for a sub-request. */
	index?: number;
}

/** What can happen to a sub-request: the connection and the token are the composite's. */
export type SubFault =
	| Extract<RequestFault, { kind: 'throttle' | 'status' | 'slow' | 'partial' }>
	| TimeoutFault;

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
		const fault = this.take(subject, isRequestFault)?.fault;
		return fault && isRequestFault(fault) ? fault : undefined;
	}

	/** For a sub-request of a composite: `subject.index` is its place. */
	takeSub(subject: FaultSubject): SubFault | undefined {
		const fault = this.take(subject, isSubFault)?.fault;
		return fault && isSubFault(fault) ? fault : undefined;
	}

	/** What happens to a callback; `subject.path` is its URL. */
	takeCallback(subject: FaultSubject): CallbackFault | undefined {
		const fault = this.take(subject, ({ kind }) => kind === 'callback')?.fault;
		return fault?.kind === 'callback' ? fault : undefined;
	}

	/** Whether a bulk job fails, asked when it is created. */
	takeJob(subject: FaultSubject): JobFault | undefined {
		const fault = this.take(subject, ({ kind }) => kind === 'job')?.fault;
		return fault?.kind === 'job' ? fault : undefined;
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

function isRequestFault(fault: Fault): fault is RequestFault {
	return fault.kind !== 'callback' && fault.kind !== 'timeout' && fault.kind !== 'job';
}

const SUB_FAULTS: ReadonlyArray<Fault['kind']> = [
	'throttle',
	'status',
	'slow',
	'partial',
	'timeout',
];

function isSubFault(fault: Fault): fault is SubFault {
	return SUB_FAULTS.includes(fault.kind);
}

function fitsName({ name }: FaultMatch, subject: FaultSubject): boolean {
	if (subject.index === undefined) return name === undefined || name === subject.name;
	return name === subject.name || name === 'composite.sub';
}

function fits(match: FaultMatch, subject: FaultSubject): boolean {
	return (
		fitsName(match, subject) &&
		(match.index === undefined || match.index === subject.index) &&
		(match.method === undefined || match.method === subject.method) &&
		(match.path === undefined || new RegExp(match.path).test(subject.path))
	);
}
