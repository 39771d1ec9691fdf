import { LARGEST_EXACT_NUMBER } from './limits';

/**
 * Where in a value a whole number stands that JavaScript no longer keeps exactly, as ids of 18 or 19 digits turn
 * into when they are not text (public reports R61, R62); undefined when there is none.
 * @returns the path below `key` (`body.data[0].Account_Name.id`) and the number as it came
 */
export function inexactNumber(
	value: unknown,
	key: string,
): { key: string; value: number } | undefined {
	if (typeof value === 'number') {
		return Number.isInteger(value) && Math.abs(value) > LARGEST_EXACT_NUMBER
			? { key, value }
			: undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const found = inexactNumber(inner, Array.isArray(value) ? `${key}[${name}]` : `${key}.${name}`);
		if (found) return found;
	}
	return undefined;
}
