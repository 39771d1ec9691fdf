/** Whether a value off the wire, or out of an item, is an object with named parts: no list, not null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
