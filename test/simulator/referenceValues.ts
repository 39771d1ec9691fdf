import { recordByExternalId, type ExternalIds } from './externalIds';
import type { Org } from './org';
import {
	invalidData,
	mandatoryMissing,
	recordError,
	wrongType,
	type RecordError,
} from './recordErrors';
import { moduleNamed, SE_MODULE, type FieldSchema } from './schema';

export type Reference = { id: string } | { error: RecordError };

function objectIn(raw: unknown): Record<string, unknown> | undefined {
	const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
	return isObject ? (raw as Record<string, unknown>) : undefined;
}

function idIn(raw: unknown): string | undefined {
	if (typeof raw === 'string' && /^\d+$/.test(raw)) return raw;
	// Whoever sends an id as a JSON number above 2^53 has lost its end already; smaller ones are no ids of an org.
	if (typeof raw === 'number') return String(raw);
	return undefined;
}

function badReference(field: FieldSchema, jsonPath: string): RecordError {
	return recordError('INVALID_DATA', 'the id given seems to be invalid', {
		api_name: field.apiName,
		json_path: jsonPath,
	});
}

function externalReference(
	org: Org,
	field: FieldSchema,
	raw: unknown,
	externalField: string,
	jsonPath: string,
): Reference {
	const target = moduleNamed(org.modules, field.linkedModule ?? '');
	const value = objectIn(raw)?.[externalField];
	const record = target && recordByExternalId(target, externalField, value);
	if (record) return { id: record.id };
	return {
		error: recordError(
			'INVALID_DATA',
			'The external ID of the lookup field or the Price Book is incorrect',
			{ api_name: externalField, json_path: `${jsonPath}.${externalField}` },
		),
	};
}

function exists(org: Org, field: FieldSchema, id: string, seModule: string): boolean {
	if (field.type !== 'lookup') {
		return org.users.some((user) => user.id === id && user.status === 'active');
	}
	const name = field.linkedModule === SE_MODULE ? seModule : (field.linkedModule ?? '');
	return moduleNamed(org.modules, name)?.store.records.has(id) ?? false;
}

/** The module that an id of any module belongs to: beside the id (v8 create-notes page), or in `$se_module` (Kaizen 36). */
function seModuleOf(given: Record<string, unknown> | undefined, otherwise: unknown): string {
	const named = objectIn(given?.module)?.api_name ?? otherwise;
	return typeof named === 'string' ? named : '';
}

/**
 * A lookup or an owner: an id as text, or `{ id }`. A name alone points at nothing: the pages give ids only.
 * @param lookupPath `Account_Name`, or `Line_Items.Product` inside a subform, as the X-EXTERNAL header names it
 */
export function parseReference(
	org: Org,
	field: FieldSchema,
	raw: unknown,
	place: { jsonPath: string; lookupPath: string; external: ExternalIds; seModule?: unknown },
): Reference {
	const externalField = place.external.lookups.get(place.lookupPath);
	const given = objectIn(raw);
	if (externalField !== undefined && !(given && 'id' in given)) {
		return externalReference(org, field, raw, externalField, place.jsonPath);
	}
	if (given && !('id' in given)) {
		return {
			error: invalidData({
				api_name: 'id',
				parent_api_name: field.apiName,
				json_path: `${place.jsonPath}.id`,
				expected_data_type: 'bigint',
			}),
		};
	}
	const id = idIn(given ? given.id : raw);
	if (id === undefined) {
		return { error: wrongType(field.apiName, place.jsonPath, 'jsonobject') };
	}
	const seModule = seModuleOf(given, place.seModule);
	if (field.linkedModule === SE_MODULE && seModule === '') {
		const jsonPath = place.jsonPath.replace(/[^.]*$/, '$$se_module');
		return { error: mandatoryMissing('$se_module', jsonPath) };
	}
	if (!exists(org, field, id, seModule)) {
		const jsonPath = given ? `${place.jsonPath}.id` : place.jsonPath;
		return { error: badReference(field, jsonPath) };
	}
	return { id };
}
