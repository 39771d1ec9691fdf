import type { Org, User } from './org';
import type { StoredRecord } from './recordStore';
import type { ModuleData } from './schema';

/** One refused record, as it stands in `data[]` (facts §3.6; v8 insert page). */
export interface RecordError {
	code: string;
	details: Record<string, unknown>;
	message: string;
	status: 'error';
}

export function recordError(
	code: string,
	message: string,
	details: Record<string, unknown>,
): RecordError {
	return { code, details, message, status: 'error' };
}

export function invalidData(details: Record<string, unknown>): RecordError {
	return recordError('INVALID_DATA', 'invalid data', details);
}

export function wrongType(apiName: string, jsonPath: string, expected: string): RecordError {
	return invalidData({ expected_data_type: expected, api_name: apiName, json_path: jsonPath });
}

export function mandatoryMissing(apiName: string, jsonPath: string): RecordError {
	return recordError('MANDATORY_NOT_FOUND', 'required field not found', {
		api_name: apiName,
		json_path: jsonPath,
	});
}

/** An id that no record of the module has. */
export function unknownId(jsonPath: string): RecordError {
	return recordError('INVALID_DATA', 'the id given seems to be invalid', {
		api_name: 'id',
		json_path: jsonPath,
	});
}

/** A unique field whose value another record holds; newer versions say which record in full. */
export function duplicateData(
	org: Org,
	module: ModuleData,
	field: { apiName: string; jsonPath: string },
	holder: StoredRecord,
	version: number,
): RecordError {
	const owner = org.users.find((user: User) => user.id === holder.values.Owner);
	const holderInFull = {
		Owner: owner && { name: owner.fullName, id: owner.id, zuid: owner.zuid },
		module: { api_name: module.schema.apiName, id: module.schema.id },
		id: holder.id,
	};
	return recordError('DUPLICATE_DATA', 'duplicate data', {
		api_name: field.apiName,
		json_path: field.jsonPath,
		id: holder.id,
		...(version >= org.switches.duplicateRecordFromVersion && {
			duplicate_record: holderInFull,
			more_records: false,
		}),
	});
}

/**
 * What Zoho says when a record has more than one fault: duplicates are listed together with the rest in
 * MULTIPLE_OR_MULTI_ERRORS, several wrong fields without a duplicate are answered by the first.
 */
export function joinErrors(org: Org, errors: RecordError[]): RecordError {
	const wrap =
		org.switches.severalErrorsInOneRecord === 'wrapped' ||
		errors.some((error) => error.code === 'DUPLICATE_DATA');
	if (errors.length === 1 || !wrap) return errors[0];
	return recordError('MULTIPLE_OR_MULTI_ERRORS', 'Multiple errors in the request', { errors });
}
