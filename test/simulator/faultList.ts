import type {
	CallbackFault,
	Fault,
	FaultMatch,
	FaultRule,
	FaultSubject,
	JobFault,
	RequestFault,
	SubFault,
} from './faults';

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
