import { DateTime } from 'luxon';

/**
 * All of a value as text: parts with the names that JSON leaves out, loops, and what its class holds.
 * Two that are alike have the same; a value that was changed has another.
 */
export function traceOf(value: unknown, seen = new Map<unknown, number>()): string {
	if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
	const known = seen.get(value);
	if (known !== undefined) return `again ${known}`;
	seen.set(value, seen.size);
	const inside = (one: unknown) => traceOf(one, seen);
	if (value instanceof Map || value instanceof Set)
		return `${value.constructor.name}(${[...value.entries()].flat().map(inside).join()})`;
	// Resolving `{{ $json }}` n8n itself writes moments out, in the item (n8n-core `cleanup-parameter-data.ts`).
	if (DateTime.isDateTime(value)) return `string ${String(value)}`;
	if (isOfClass(value)) return `${value.constructor.name} ${String(value)}`;
	const parts = Reflect.ownKeys(value).map((key) => {
		const { value: part, enumerable } = Object.getOwnPropertyDescriptor(value, key)!;
		return `${String(key)}${enumerable ? '' : ' (hidden)'}: ${inside(part)}`;
	});
	return `${Array.isArray(value) ? 'list' : 'object'} {${parts.join(', ')}}`;
}

/** Such as keep notes of their own of how they were asked, as moments do. */
function isOfClass(value: object): boolean {
	const { constructor } = (Object.getPrototypeOf(value) as object | null) ?? {};
	return typeof constructor === 'function' && ![Object, Array].includes(constructor as never);
}
