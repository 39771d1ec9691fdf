import { csvTable, ROWS_LIMIT, type CsvTable } from './bulkCsv';
import { unpacked, type UploadedFile } from './bulkFiles';
import { mappingsIn, type Mapping } from './bulkMapping';
import { BulkRefusal } from './bulkRefusal';
import { emptyIn, fileIn, invalidFormat, moduleIn, operationIn, resourceIn } from './bulkWriteBody';
import { mayBeChecked } from './duplicates';
import type { Org } from './org';
import type { SimCall } from './route';
import { fieldOf, type FieldSchema, type LayoutSchema, type ModuleData } from './schema';

export type WriteOperation = 'insert' | 'update' | 'upsert';

/** What a write job is to do, checked as far as it can be before a row is read. */
export interface WritePlan {
	org: Org;
	operation: WriteOperation;
	module: ModuleData;
	file: UploadedFile;
	table: CsvTable;
	encoding: string;
	mappings: Mapping[];
	/** `id`, a field that tells records apart, or a field that finds nothing; null: not asked for. */
	findBy: { name: string; field: FieldSchema | null; finds: boolean } | null;
	ignoreEmpty: boolean;
	layout: LayoutSchema | undefined;
}

function findByIn(plan: Omit<WritePlan, 'findBy' | 'layout'>, raw: unknown): WritePlan['findBy'] {
	const { org, module, operation, mappings } = plan;
	if (raw === undefined || raw === null) {
		if (operation === 'insert') return null;
		const message = 'Required key find_by is not available';
		throw new BulkRefusal('MANDATORY_NOT_FOUND', message, { key: 'find_by' });
	}
	const name = String(raw);
	const field = fieldOf(module.schema, name) ?? null;
	if (!field && name !== 'id') {
		const message = `invalid mapping. invalid api_name ${name}.`;
		throw new BulkRefusal('INVALID_FIELD', message, { api_name: name });
	}
	const finds = name === 'id' || mayBeChecked(module.schema, name);
	if (!finds && org.switches.bulkFindByNotUnique === 'refused') throw invalidFormat('find_by');
	if (mappings.some(({ apiName }) => apiName === name)) return { name, field, finds };
	const message = 'the column of find_by is not mapped';
	throw new BulkRefusal('COLUMN_INDEX_NOT_FOUND', message, { api_name: name });
}

/** Every field that the module demands must be mapped; those of one layout only do not count (v7 create page). */
function demandMandatory({
	operation,
	module,
	mappings,
}: Pick<WritePlan, 'operation' | 'module' | 'mappings'>) {
	if (operation === 'update') return;
	const missing = module.schema.fields
		.filter(({ systemMandatory, readOnly }) => systemMandatory && !readOnly)
		.filter((field) => !mappings.some(({ apiName }) => apiName === field.apiName));
	if (missing.length === 0) return;
	const message = 'All mandatory fields are not mapped for the layout';
	const fields = missing.map(({ apiName }) => apiName);
	throw new BulkRefusal('MANDATORY_FIELDS_NOT_MAPPED', message, { fields });
}

function layoutIn({ schema }: ModuleData, mappings: Mapping[]): LayoutSchema | undefined {
	const mapping = mappings.find(({ apiName }) => apiName === 'Layout');
	if (!mapping) return undefined;
	const layout = schema.layouts.find(({ id }) => id === mapping.defaultValue);
	if (layout) return layout;
	throw new BulkRefusal('INVALID_FIELD', 'invalid mapping. invalid api_name Layout.');
}

/** Reads the body of a new job and the file it names. @throws BulkRefusal with the codes of facts §8.3 */
export function writePlan(call: SimCall, body: Record<string, unknown>): WritePlan {
	const { org } = call;
	const operation = operationIn(body);
	const resource = resourceIn(body);
	const module = moduleIn(call, resource.module);
	const file = fileIn(call, resource);
	const encoding = String(body.character_encoding ?? 'UTF-8');
	const table = csvTable(unpacked(file), encoding);
	if (table.rows.length > ROWS_LIMIT && org.switches.bulkTooManyRows === 'refused') {
		throw new BulkRefusal('FILE_NOT_SUPPORTED', 'File not supported for bulk write');
	}
	const mappings = mappingsIn({ org, module, header: table.header }, resource.field_mappings);
	const ignoreEmpty = emptyIn(body.ignore_empty, resource.ignore_empty);
	const plan = { org, operation, module, file, table, encoding, mappings, ignoreEmpty };
	const findBy = findByIn(plan, resource.find_by);
	demandMandatory(plan);
	return { ...plan, findBy, layout: layoutIn(module, mappings) };
}
