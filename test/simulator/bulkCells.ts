import type { Mapping } from './bulkMapping';
import type { Org } from './org';
import { recordsWith } from './recordStore';
import { moduleNamed, numberTypes, referenceTypes, type FieldSchema } from './schema';

/** A cell as the record APIs would take it; undefined where it cannot be one. */
export type CellValue = { value: unknown } | undefined;

/** The record, or user, that a lookup's cell means; of several the oldest. */
function pointedAt(org: Org, field: FieldSchema, findBy: string, text: string): CellValue {
	if (findBy === 'id') return /^\d+$/.test(text) ? { value: { id: text } } : undefined;
	if (field.type !== 'lookup') {
		const user = org.users.find(({ email }) => email.toLowerCase() === text.toLowerCase());
		return user && { value: { id: user.id } };
	}
	const target = moduleNamed(org.modules, field.linkedModule ?? '');
	const [record] = target ? recordsWith(target.store, findBy, text) : [];
	return record && { value: { id: record.id } };
}

function numberIn(text: string): CellValue {
	return /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : undefined;
}

function truthIn(text: string): CellValue {
	const word = text.toLowerCase();
	return word === 'true' || word === 'false' ? { value: word === 'true' } : undefined;
}

/** Reads a cell that is not empty by the type of its field. */
export function cellValue(org: Org, field: FieldSchema, mapping: Mapping, text: string): CellValue {
	if (referenceTypes.has(field.type)) return pointedAt(org, field, mapping.findBy ?? 'id', text);
	if (numberTypes.has(field.type)) return numberIn(text);
	switch (field.type) {
		case 'boolean':
			return truthIn(text);
		case 'multiselectpicklist':
			return { value: text.split(';').map((one) => one.trim()) };
		case 'date':
		case 'datetime': {
			const value = mapping.readDate?.(text);
			return value === undefined ? undefined : { value };
		}
		default:
			return { value: text };
	}
}
