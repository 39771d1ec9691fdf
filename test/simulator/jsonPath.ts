const STEP = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\['([^']+)'\]/gy;

/**
 * The value at a path of plain steps (`$.data[0].details.id`, `$['data'][0]`); undefined where nothing is there, and for
 * any other JSONPath: Zoho's samples have no wildcards or filters.
 */
export function valueAt(body: unknown, path: string): unknown {
	if (!path.startsWith('$')) return undefined;
	const steps = [...path.slice(1).matchAll(STEP)];
	const length = steps.reduce((sum, [step]) => sum + step.length, 1);
	if (length !== path.length) return undefined;
	return steps.reduce<unknown>((value, [, name, index, quoted]) => {
		if (index !== undefined) return Array.isArray(value) ? value[Number(index)] : undefined;
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
		const key = name ?? quoted;
		return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
	}, body);
}
