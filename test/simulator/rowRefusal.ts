import type { SimCall } from './route';

/** The result of a row that a `partial` fault refuses; undefined for rows it leaves alone. */
export function rowRefusal(call: SimCall, index: number) {
	if (!call.partial?.rows.includes(index)) return undefined;
	const { code, message } = call.partial;
	return { code, details: {}, message, status: 'error' as const };
}
