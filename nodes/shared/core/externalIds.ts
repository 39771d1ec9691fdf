import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import { nearestName } from './nearestName';
import type { FieldMeta } from './fieldMeta';

/**
 * Values of External ID fields stand for record ids where the header `X-EXTERNAL` names those fields:
 * `Contacts.Legacy_Id` for the records themselves, `Contacts.Account_Name.Erp_Id` for those their lookups mean
 * (api/v8/update-records-ext.html, insert-records-ext.html, delete-records-ext.html).
 */
export interface ExternalIds {
	/** External ID field that stands for the id of the records written; null for the id itself. */
	own: string | null;
	/** Lookup (`Account_Name`, `Line_Items.Product`) to External ID field of the module it points at. */
	lookups: ReadonlyMap<string, string>;
}

export const NO_EXTERNAL_IDS: ExternalIds = { own: null, lookups: new Map() };

/** The header's value; undefined when the call needs none. */
export function externalHeader(module: string, { own, lookups }: ExternalIds): string | undefined {
	const names = [
		...(own === null ? [] : [`${module}.${own}`]),
		...[...lookups].map(([lookup, field]) => `${module}.${lookup}.${field}`),
	];
	return names.length === 0 ? undefined : names.join(', ');
}

/**
 * The external value of a row as text, or why the row cannot be found by it.
 * @param inUrl the value goes into a list with commas
 */
export function externalValue(value: unknown, field: string, inUrl: boolean): string | NotWritten {
	const text =
		typeof value === 'number' && Number.isSafeInteger(value)
			? String(value)
			: typeof value === 'string'
				? value.trim()
				: '';
	if (text === '') {
		return refuse(
			'EXTERNAL_ID_MISSING',
			`The row has no text in ${field}, the External ID field that stands for its record ID`,
			{ api_name: field },
		);
	}
	if (!inUrl || !text.includes(',')) return text;
	return refuse(
		'EXTERNAL_ID_HAS_COMMA',
		`${field} holds ${JSON.stringify(text)}: Zoho takes the values to delete as a list with commas. Delete this record by its record ID`,
		{ api_name: field },
	);
}

/** What is wrong with a field named as External ID field, in words with a way out; undefined when nothing is known to be. */
export function notExternal(
	module: string,
	name: string,
	fields: readonly FieldMeta[],
): { message: string; fix: string } | undefined {
	if (fields.some(({ apiName, external }) => apiName === name && external)) return undefined;
	const external = fields.filter((field) => field.external).map(({ apiName }) => apiName);
	const isKnown = fields.some(({ apiName }) => apiName === name);
	const near = nearestName(
		name,
		external.length > 0 ? external : fields.map((field) => field.apiName),
	);
	return {
		message: isKnown
			? `${name} of ${module} is no External ID field`
			: `${module} has no field ${name}`,
		fix: isKnown
			? `Mark it under Setup > Modules and Fields > ${module} > Edit Properties > Set as external field, or choose ${external.length ? external.join(', ') : 'none'}.`
			: near
				? `Did you mean ${near}?`
				: 'Choose one from the list.',
	};
}
