import { textTypes, type FieldSchema, type ModuleData } from './schema';
import type { RecordTest } from './searchFilter';

function fieldsOfType(module: ModuleData, type: FieldSchema['type']): string[] {
	return module.schema.fields.filter((field) => field.type === type).map(({ apiName }) => apiName);
}

/** `email`: any of the module's email fields. */
export function emailFilter(module: ModuleData, email: string): RecordTest {
	const names = fieldsOfType(module, 'email');
	const wanted = email.trim().toLowerCase();
	return (values) => names.some((name) => String(values[name] ?? '').toLowerCase() === wanted);
}

/** `phone`: any of the module's phone fields, by its digits. */
export function phoneFilter(module: ModuleData, phone: string): RecordTest {
	const names = fieldsOfType(module, 'phone');
	const digits = (text: unknown) => String(text ?? '').replace(/\D/g, '');
	const wanted = digits(phone);
	return (values) => wanted !== '' && names.some((name) => digits(values[name]) === wanted);
}

/** `word`: any searchable text of the record that contains it. */
export function wordFilter(module: ModuleData, word: string): RecordTest {
	const names = module.schema.fields
		.filter((field) => field.searchable && textTypes.has(field.type))
		.map(({ apiName }) => apiName);
	const wanted = word.trim().toLowerCase();
	return (values) =>
		names.some((name) =>
			String(values[name] ?? '')
				.toLowerCase()
				.includes(wanted),
		);
}
