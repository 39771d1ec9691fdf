import type { Row } from './row';
import type { WriteCall } from './writePlan';

/**
 * Cuts a plan to what a number of credits can pay, in its order; a call that fits in part goes out with
 * the rows that fit.
 * @param priceOf credits of a call of that many rows
 * @returns the calls to send and the rows left over
 */
export function fitBudget(
	calls: readonly WriteCall[],
	credits: number,
	priceOf: (rows: number) => number,
): { calls: WriteCall[]; left: Row[] } {
	let available = credits;
	const fitting: WriteCall[] = [];
	const left: Row[] = [];
	for (const call of calls) {
		let rows = call.rows.length;
		while (rows > 0 && priceOf(rows) > available) rows--;
		// The places of `after` must keep their meaning, so that nothing is sent behind a call that was cut.
		if (rows === call.rows.length && left.length === 0) {
			fitting.push(call);
			available -= priceOf(rows);
			continue;
		}
		if (rows > 0 && left.length === 0) {
			fitting.push({ rows: call.rows.slice(0, rows), after: call.after });
			available -= priceOf(rows);
			left.push(...call.rows.slice(rows));
		} else left.push(...call.rows);
	}
	return { calls: fitting, left };
}
