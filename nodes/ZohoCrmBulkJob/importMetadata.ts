import { barredFromBulk } from '../shared/core/bulkCell';
import type { FieldMeta } from '../shared/core/fieldMeta';
import type { MetadataKey } from '../shared/core/metadataKinds';
import { systemDuplicateField } from '../shared/core/modules';
import { nearestKey } from '../shared/core/nearestName';
import { keptOf, metadataOf, metadataRefused } from '../shared/zoho/metadata';
import { textOf } from '../shared/zoho/readBody';
import type { Session } from '../shared/zoho/session';
import { fieldsIn } from '../shared/zoho/settings';
import { ZohoStop } from '../shared/zoho/stop';
import type { ImportParameters } from './importParameters';

export interface ImportMetadata {
	/** By API name; empty when nothing is known (Dry Run only). */
	fields: ReadonlyMap<string, FieldMeta>;
	/** The organisation's id, which the upload asks for. */
	zgid: string;
}

/**
 * The module's fields and the organisation's id: cached for nothing, else together in one composite for one credit.
 * @throws ZohoStop when Zoho refuses to tell
 */
export async function importMetadata(session: Session, module: string): Promise<ImportMetadata> {
	const keys: MetadataKey[] = [{ kind: 'fields', module }, { kind: 'organization' }];
	const [fields, organization] = await metadataOf(session, keys);
	if (fields.kind === 'refused') throw metadataRefused('fields', module, fields.said);
	if (organization.kind === 'refused')
		throw metadataRefused('organization', undefined, organization.said);
	const zgid = textOf(organization.list[0], 'zgid');
	if (zgid === undefined) throw noZgid();
	return { fields: byName(fields.list), zgid };
}

const noZgid = (): ZohoStop =>
	new ZohoStop(
		'refused',
		'Zoho did not tell the id of the organisation (zgid), which an upload needs',
		"Nothing was sent. The connected user's profile must be allowed to read the organisation.",
	);

/** What is cached, and the credits that reading the rest would cost. */
export async function cachedMetadata(
	session: Session,
	module: string,
): Promise<{ fields: ImportMetadata['fields']; overhead: number }> {
	const fields = await keptOf(session, { kind: 'fields', module });
	const organization = await keptOf(session, { kind: 'organization' });
	return { fields: byName(fields?.list ?? []), overhead: fields && organization ? 0 : 1 };
}

const byName = (list: unknown[]): Map<string, FieldMeta> =>
	new Map(fieldsIn({ fields: list }).map((field) => [field.apiName, field]));

/**
 * Refuses names that cannot work before 500 credits are spent: a field to find by that is not unique finds nothing, and
 * every row becomes a new record (public report R48).
 * @throws ZohoStop `refused`
 */
export function checkNames(parameters: ImportParameters, { fields }: ImportMetadata): void {
	const { module, findBy, options } = parameters;
	const { rowKeyField, clear, lookups } = options;
	for (const [name, where] of [
		...[...clear].map((each) => [each, 'Clear When Empty'] as const),
		...[...lookups.keys()].map((each) => [each, 'Lookups Found By'] as const),
		...(rowKeyField === null ? [] : [[rowKeyField, 'Row Key Field'] as const]),
		...(findBy === null || findBy === 'id' ? [] : [[findBy, 'Find By'] as const]),
	]) {
		if (!fields.has(name)) throw noField(module, name, where, fields);
	}
	const key = rowKeyField === null ? undefined : fields.get(rowKeyField);
	const barred = key && barredFromBulk(key);
	if (barred) {
		throw new ZohoStop(
			'refused',
			`The 'Row Key Field' ${rowKeyField ?? ''} cannot be imported: ${barred}`,
			'Nothing was sent. Choose a text field that nothing else fills.',
		);
	}
	const found = findBy === null ? undefined : fields.get(findBy);
	if (!found || found.unique || found.apiName === systemDuplicateField(module)) return;
	const unique = [...fields.values()].filter((field) => field.unique && !field.readOnly);
	const can = ['id', systemDuplicateField(module), ...unique.map(({ apiName }) => apiName)];
	throw new ZohoStop(
		'refused',
		`Zoho does not keep ${found.apiName} unique, so it finds no records by the field under 'Find By'`,
		`Nothing was sent. It finds records of ${module} by ${[...new Set(can)].join(', ')}. To find by ${found.apiName}, mark it as unique in Zoho CRM first.`,
	);
}

function noField(
	module: string,
	name: string,
	where: string,
	fields: ImportMetadata['fields'],
): ZohoStop {
	const near = nearestKey(name, fields);
	return new ZohoStop(
		'refused',
		`${module} has no field ${name}, the one under '${where}'`,
		`Nothing was sent. ${near ? `Did you mean ${near}?` : 'Give the API name of a field.'}`,
	);
}
