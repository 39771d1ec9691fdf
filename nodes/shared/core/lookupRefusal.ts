import type { LookupWish } from './lookupWish';
import { nameField } from './modules';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { ZohoRecord } from './row';

const MOST_SHOWN = 10;

/** Several records have the name: none of them is taken. */
export function ambiguous(
	{ path }: LookupWish,
	module: string,
	keyField: string,
	text: string,
	found: readonly ZohoRecord[],
): NotWritten {
	const candidates = found
		.slice(0, MOST_SHOWN)
		.map((record) => ({ id: record.id, name: record[nameField(module)] ?? record[keyField] }));
	const list = candidates.map(({ id, name }) => `${String(name)} (${String(id)})`).join(', ');
	return refuse(
		'LOOKUP_AMBIGUOUS',
		`${path}: ${found.length} records of ${module} have ${JSON.stringify(text)} in ${keyField}: ${list}` +
			`${found.length > MOST_SHOWN ? ', …' : ''}. Give the ID of the right one, or match by a field that is unique`,
		{ api_name: path, module, field: keyField, candidates, count: found.length },
	);
}

export const notFound = (
	{ path }: LookupWish,
	module: string,
	keyField: string,
	text: string,
): NotWritten =>
	refuse(
		'LOOKUP_NOT_FOUND',
		`${path}: no record of ${module} has ${JSON.stringify(text)} in ${keyField}. Create it first, or let 'Resolve Lookups' leave the field out`,
		{ api_name: path, module, field: keyField },
	);

export const moduleMissing = ({ path }: LookupWish): NotWritten =>
	refuse(
		'SE_MODULE_MISSING',
		`${path} may point at records of several modules: add '$se_module' to the record with the API name of the right one (such as Accounts)`,
		{ api_name: path },
	);
