import { filesOf, type UploadedFile } from './bulkFiles';
import { BulkRefusal } from './bulkRefusal';
import type { WriteOperation } from './bulkWritePlan';
import { moduleScopes } from './moduleAccess';
import { isObject } from './recordBody';
import type { SimCall } from './route';
import { moduleNamed, type ModuleData } from './schema';
import { granted } from './scopes';

/** Of the modules simulated here, those that cannot be imported (limitations page, facts §8.2). */
const UNWRITABLE = ['Notes', 'Attachments', 'Events', 'Calls'];

function missingKey(key: string): BulkRefusal {
	const message = `required key ${key} is not found in request body.`;
	return new BulkRefusal('MISSING_REQUIRED_KEY', message, { key });
}

export function invalidFormat(apiName: string): BulkRefusal {
	return new BulkRefusal('INVALID_FORMAT', 'invalid format', { api_name: apiName });
}

export function operationIn(body: Record<string, unknown>): WriteOperation {
	const { operation } = body;
	if (operation === undefined) throw missingKey('operation');
	if (operation === 'insert' || operation === 'update' || operation === 'upsert') return operation;
	throw invalidFormat('operation');
}

export function resourceIn({ resource }: Record<string, unknown>): Record<string, unknown> {
	if (resource === undefined) throw missingKey('resource');
	if (!Array.isArray(resource) || !isObject(resource[0])) throw invalidFormat('resource');
	if (resource.length > 1) {
		// Parents with children are not simulated.
		throw new BulkRefusal('FILE_NOT_SUPPORTED', 'File not supported for bulk write');
	}
	if (resource[0].type === undefined) throw missingKey('type');
	if (resource[0].type !== 'data') throw invalidFormat('type');
	return resource[0];
}

export function moduleIn(call: SimCall, raw: unknown): ModuleData {
	const name = isObject(raw) ? raw.api_name : undefined;
	if (typeof name !== 'string') throw missingKey('module');
	const module = moduleNamed(call.org.modules, name);
	const schema = module?.schema;
	if (
		!schema?.apiSupported ||
		schema.status !== 'visible' ||
		schema.generatedType === 'subform' ||
		UNWRITABLE.includes(schema.apiName)
	) {
		const message = `Requested module '${name}' is not available.`;
		throw new BulkRefusal('MODULE_NOT_AVAILABLE', message);
	}
	const needed = moduleScopes(call, schema.apiName, ['CREATE', 'WRITE']);
	if (module && granted(call.scopes, needed)) return module;
	const message = 'invalid oauth scope to access this URL';
	throw new BulkRefusal('OAUTH_SCOPE_MISMATCH', message, {}, 401);
}

export function fileIn({ org }: SimCall, resource: Record<string, unknown>): UploadedFile {
	if (resource.file_id === undefined) throw missingKey('file_id');
	const file = filesOf(org).get(String(resource.file_id));
	if (!file) throw new BulkRefusal('INVALID_FILE_ID', 'improper file id');
	const names = resource.file_names;
	if (names === undefined && org.switches.bulkFileNamesMandatory) throw missingKey('file_names');
	if (names === undefined || (Array.isArray(names) && names[0] === file.name)) return file;
	throw new BulkRefusal('FILE_NOT_SUPPORTED', 'File not supported for bulk write', {
		file_names: names,
	});
}

export function emptyIn(root: unknown, ofResource: unknown): boolean {
	// At the root by the pages, in the resource by the newer OpenAPI.
	const given = ofResource ?? root ?? false;
	if (typeof given !== 'boolean') throw invalidFormat('ignore_empty');
	return given;
}
