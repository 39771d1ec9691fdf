import { notExternal } from '../shared/core/externalIds';
import type { FieldMeta } from '../shared/core/fieldMeta';
import type { LookupTask } from '../shared/core/lookupNames';
import type { LookupWish } from '../shared/core/lookupWish';
import { nearestName } from '../shared/core/nearestName';
import { fieldsOf } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import { ZohoStop } from '../shared/zoho/stop';
import type { Parameters } from './readParameters';

/** What `lookup.module` of the metadata names where each record says itself which module it means. */
const ANY_MODULE = 'se_module';

/**
 * The lookups to fill by reads, each with the module it points at. In a Dry Run nothing is fetched: a lookup whose module
 * is not known then counts by itself.
 * @throws ZohoStop `refused` for a wish that no row could fulfil
 */
export async function lookupTasks(
	session: Session,
	{ module, operation, options }: Parameters,
	fields: FieldMeta[] | null,
): Promise<LookupTask[]> {
	if (operation === 'delete') return [];
	const tasks: LookupTask[] = [];
	for (const wish of options.resolve) {
		if (wish.matchBy !== 'name' && wish.keyField === '')
			throw refused(wish, "'Key Field' is empty", 'Name the field of the other module.');
		const field = await fieldAt(session, module, wish, fields, !options.dryRun);
		const target = field ? pointedAt(wish, field) : wish.path;
		const numeric = target === null ? null : await checkKey(session, wish, target);
		if (wish.matchBy !== 'external') tasks.push({ ...wish, module: target, numeric });
	}
	return tasks;
}

/** The field a wish speaks of; undefined where that is not known, in a Dry Run. */
async function fieldAt(
	session: Session,
	module: string,
	wish: LookupWish,
	fields: FieldMeta[] | null,
	fetch: boolean,
): Promise<FieldMeta | undefined> {
	const [name, cell] = wish.path.split('.');
	if (fields === null) return undefined;
	const field = named(wish, name, module, fields);
	if (cell === undefined) return field;
	if (field.dataType !== 'subform' || field.module === null)
		throw refused(wish, `${name} is no subform`, 'Give Subform.Field for a field in its rows.');
	const cells = await fieldsOf(session, field.module, fetch);
	return cells ? named(wish, cell, name, cells) : undefined;
}

function named(wish: LookupWish, name: string, holder: string, fields: FieldMeta[]): FieldMeta {
	const field = fields.find(({ apiName }) => apiName === name);
	if (field) return field;
	const near = nearestName(
		name,
		fields.map(({ apiName }) => apiName),
	);
	throw refused(
		wish,
		`${holder} has no field ${name}`,
		near ? `Did you mean ${near}?` : 'Choose one from the list.',
	);
}

/** The module a lookup points at; null where each record says so. */
function pointedAt(wish: LookupWish, { dataType, module }: FieldMeta): string | null {
	if (dataType === 'lookup') return module === ANY_MODULE ? null : module;
	const isUser = dataType === 'ownerlookup' || dataType === 'userlookup';
	throw refused(
		wish,
		isUser ? 'it holds a user' : `it is of the type ${dataType}, which is no lookup`,
		isUser ? "Use the option 'Owner by Email'." : 'Choose a lookup field.',
	);
}

/**
 * Checks the key field as far as the other module's fields are cached.
 * @returns whether it holds numbers; null when that is not known
 */
async function checkKey(
	session: Session,
	wish: LookupWish,
	target: string,
): Promise<boolean | null> {
	if (wish.matchBy === 'name') return false;
	const known = await fieldsOf(session, target, false);
	if (known === null) return null;
	if (wish.matchBy === 'external') {
		const wrong = notExternal(target, wish.keyField, known);
		if (wrong) throw refused(wish, wrong.message, wrong.fix);
		return false;
	}
	return NUMBERS.has(named(wish, wish.keyField, target, known).dataType);
}

const NUMBERS = new Set(['bigint', 'currency', 'double', 'integer', 'percent']);

const refused = ({ path }: LookupWish, what: string, fix: string): ZohoStop =>
	new ZohoStop('refused', `'Resolve Lookups' cannot fill ${path}: ${what}`, fix);
