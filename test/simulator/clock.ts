/** The only time the simulator knows. All times are milliseconds since 1970. */
export interface Clock {
	now(): number;
	/** Moves the time on by `ms`; tasks that fall due run in their order, each at its own time, before it resolves. */
	advance(ms: number): Promise<void>;
	/** Runs `task` at `time`: by `advance`, and on a real clock also when that time comes. Returns a function that cancels. */
	at(time: number, task: Task): () => void;
	/** Cancels all tasks. */
	clear(): void;
}

type Task = () => void | Promise<void>;
interface Entry {
	time: number;
	task: Task;
	timer?: NodeJS.Timeout;
}

/** Stands still at `start` until advanced. */
export function manualClock(start: number): Clock {
	let time = start;
	const due = agenda(() => time);
	return {
		now: () => time,
		advance: async (ms) => {
			const end = time + ms;
			for (let next = due.next(end); next; next = due.next(end)) {
				time = Math.max(time, next.time);
				await next.task();
			}
			time = end;
		},
		at: due.add,
		clear: due.clear,
	};
}

/** Runs with the machine's clock; `advance` jumps ahead of it. */
export function realClock(): Clock {
	let ahead = 0;
	const now = () => Date.now() + ahead;
	const due = agenda(now, true);
	return {
		now,
		advance: async (ms) => {
			ahead += ms;
			for (let next = due.next(now()); next; next = due.next(now())) await next.task();
			due.rearm();
		},
		at: due.add,
		clear: due.clear,
	};
}

/** Tasks in order of time; `timed` also arms a timer for each. */
function agenda(now: () => number, timed = false) {
	const entries: Entry[] = [];
	const drop = (entry: Entry) => {
		const index = entries.indexOf(entry);
		if (index >= 0) entries.splice(index, 1);
		clearTimeout(entry.timer);
	};
	const arm = (entry: Entry) => {
		clearTimeout(entry.timer);
		entry.timer = setTimeout(
			() => {
				// Node's timers go by another clock, a millisecond off at times, and no further than 25 days.
				if (now() < entry.time) return arm(entry);
				drop(entry);
				void entry.task();
			},
			Math.min(Math.max(entry.time - now(), 0), 2 ** 31 - 1),
		);
		entry.timer.unref();
	};
	return {
		add(time: number, task: Task) {
			const entry: Entry = { time, task };
			const after = entries.findIndex((other) => other.time > time);
			entries.splice(after < 0 ? entries.length : after, 0, entry);
			if (timed) arm(entry);
			return () => drop(entry);
		},
		/** Takes the first task due by `until` off the list. */
		next(until: number): Entry | undefined {
			const first = entries[0];
			if (!first || first.time > until) return undefined;
			drop(first);
			return first;
		},
		rearm: () => entries.forEach(arm),
		clear: () => [...entries].forEach(drop),
	};
}
