import type { ExportField } from '../core/exportColumns';
import { modulesReached } from '../core/exportColumns';
import { metadataOf, metadataRefused } from './metadata';
import { asObject, textOf } from './readBody';
import type { Session } from './session';
import { fieldsIn } from './settings';

const USERS = new Set(['ownerlookup', 'userlookup']);

/** The fields of a module with what an export needs beside (api/v8/field-meta.html). */
export function exportFieldsIn(list: readonly unknown[]): ExportField[] {
	const listed = list.map(asObject).filter((field) => field !== undefined);
	return fieldsIn({ fields: listed }).map((field) => {
		const own = listed.find((each) => each.api_name === field.apiName);
		return {
			...field,
			jsonType: textOf(own, 'json_type') ?? null,
			linksTo: USERS.has(field.dataType)
				? 'users'
				: (textOf(asObject(own?.lookup)?.module, 'api_name') ?? null),
		};
	});
}

/**
 * The fields of a module: from the cache for nothing, else one credit of overhead.
 * @throws ZohoStop `refused` for a module Zoho does not know
 */
export async function exportFieldsOf(session: Session, module: string): Promise<ExportField[]> {
	const [entry] = await metadataOf(session, [{ kind: 'fields', module }]);
	if (entry.kind === 'list') return exportFieldsIn(entry.list);
	throw metadataRefused('fields', module, entry.said);
}

/**
 * The fields of the modules that paths through lookups reach into (`Account_Name.Phone`), by module.
 * @throws ZohoStop `refused` for a module Zoho does not know
 */
export async function fieldsBeyond(
	session: Session,
	paths: readonly string[],
	fields: readonly ExportField[],
): Promise<Map<string, ExportField[]>> {
	const beyond = new Map<string, ExportField[]>();
	for (const module of modulesReached(paths, fields))
		beyond.set(module, await exportFieldsOf(session, module));
	return beyond;
}
