/** Whether a value off the wire, or out of an item, is an object with named parts: no list, not null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or undefined where it is none. */
export const asObject = (value: unknown): Record<string, unknown> | undefined =>
	isObject(value) ? value : undefined;
