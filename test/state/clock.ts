export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A clock that only moves when told; begins on a full hour, so at the start of a five-minute bucket. */
export function handClock(start = Date.UTC(2026, 2, 1, 9)) {
	let at = start;
	return {
		now: () => at,
		forward: (ms: number) => {
			at += ms;
		},
	};
}
