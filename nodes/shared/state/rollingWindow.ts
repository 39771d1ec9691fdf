/**
 * Rolling windows are kept as five-minute buckets, because remembering each call of a day would cost
 * more than it tells. A bucket counts until it is wholly outside the window, so a sum is never too small.
 */
export const BUCKET_MS = 5 * 60_000;

/** Zoho's credits roll over 24 h, the longest window it has; older buckets are forgotten. */
export const LONGEST_WINDOW_MS = 24 * 60 * 60_000;

export function bucketOf(at: number): number {
	return at - (at % BUCKET_MS);
}

export function insideWindow(bucket: number, at: number, windowMs: number): boolean {
	return bucket + BUCKET_MS > at - windowMs;
}

/** Throws a RangeError for a window whose older buckets are already forgotten. */
export function checkWindow(windowMs: number): void {
	if (!(windowMs > 0 && windowMs <= LONGEST_WINDOW_MS)) {
		throw new RangeError(
			`A window is between 1 ms and ${LONGEST_WINDOW_MS} ms, not ${windowMs} ms`,
		);
	}
}

/** Throws a RangeError for what would poison a sum: one NaN and a counter tells nothing any more. */
export function checkAmount(amount: number): void {
	if (!(Number.isFinite(amount) && amount >= 0)) {
		throw new RangeError(`An amount is a number from 0 up, not ${amount}`);
	}
}
