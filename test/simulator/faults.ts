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
