import { undoable } from './transaction';
import type { FieldSchema, ModuleData, ModuleSchema } from './schema';

function formulaValue(field: FieldSchema, values: Record<string, unknown>): number | null {
	const parts = (field.formula?.parts ?? []).map((part) => values[part]);
	if (parts.length === 0 || parts.some((part) => typeof part !== 'number')) return null;
	// The simulator's formulas are products of fields and constants: `Amount * Probability / 100`.
	const expression = field.formula!.expression;
	return expression.split(/(?=[*/])/).reduce((product, piece) => {
		const divides = piece.startsWith('/');
		const name = piece.replace(/^[*/]/, '').trim();
		const factor = /^\d/.test(name) ? Number(name) : (values[name] as number);
		return divides ? product / factor : product * factor;
	}, 1);
}

function fullName(values: Record<string, unknown>): string | null {
	const parts = [values.First_Name, values.Last_Name].filter((part) => typeof part === 'string');
	return parts.length ? parts.join(' ') : null;
}

/** Fills what the system works out itself after each write: formulas and the full name. */
export function recompute(schema: ModuleSchema, values: Record<string, unknown>): void {
	for (const field of schema.fields) {
		if (field.type === 'formula') values[field.apiName] = formulaValue(field, values);
		else if (field.apiName === 'Full_Name') values.Full_Name = fullName(values);
	}
}

/** The next number of each auto-number field, for a new record. */
export function drawAutoNumbers(module: ModuleData, values: Record<string, unknown>): void {
	for (const field of module.schema.fields) {
		if (!field.autoNumber) continue;
		const next = module.store.autoNumbers.get(field.apiName) ?? field.autoNumber.start;
		module.store.autoNumbers.set(field.apiName, next + 1);
		undoable(() => module.store.autoNumbers.set(field.apiName, next));
		values[field.apiName] = `${field.autoNumber.prefix}${next}`;
	}
}
