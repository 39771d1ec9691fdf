import type { BulkRowOptions } from '../shared/core/bulkRow';
import { checkBulkRow } from '../shared/core/bulkRow';
import type { ImportPlan } from '../shared/core/importPlan';
import { planImport } from '../shared/core/importPlan';
import { mustBeFilled } from '../shared/core/fieldMeta';
import type { NotWritten } from '../shared/core/outcome';
import type { LivePrices } from '../shared/core/prices';
import type { Row } from '../shared/core/row';
import { passOn, ZohoStop } from '../shared/zoho/stop';
import type { ImportMetadata } from './importMetadata';
import type { ImportParameters } from './importParameters';
import type { ImportSource } from './importSource';

export interface Prepared {
	plan: ImportPlan;
	/** Rows refused before sending, by their place. */
	refused: Map<number, NotWritten>;
}

/** What a key of our own begins with: the same in every try of one execution, another one in the next. */
export type KeyPrefix = string;

interface Known {
	zone: string;
	keyPrefix: KeyPrefix;
	isOpen(row: number): boolean;
	/** Zoho's own, where they were read. */
	prices: LivePrices | null;
}

/**
 * Checks every row, and plans files and batches for those that are fit and still open.
 * @throws ZohoStop `refused` when Zoho's limits cannot be kept
 */
export function prepareImport(
	{ rows }: ImportSource,
	parameters: ImportParameters,
	{ fields }: Pick<ImportMetadata, 'fields'>,
	{ zone, keyPrefix, isOpen, prices }: Known,
): Prepared {
	demandFree(rows, parameters.options.rowKeyField);
	const refused = new Map<number, NotWritten>();
	const fit: Row[] = [];
	const options = checksOf(parameters, fields, zone);
	rows.forEach((row, index) => {
		const checked = 'outcome' in row ? row : checkBulkRow(row, options);
		if ('outcome' in checked) refused.set(index, checked);
		else if (isOpen(index)) fit.push(checked);
	});
	const { module, write, findBy, route } = parameters;
	const { lookups, layout, rowKeyField } = parameters.options;
	const numberedKeys = NUMBERS.has(fields.get(rowKeyField ?? '')?.dataType ?? '');
	try {
		const wish = {
			module,
			write,
			findBy,
			lookups,
			layout,
			rowKeyField,
			rowKeyOf: (row: number) => `${numberedKeys ? '' : keyPrefix}${row + 1}`,
			numberedKeys,
			mayBatch: route === 'cheapest' && canBatch(parameters, fields),
			prices,
		};
		const plan = planImport(fit, wish, fields);
		if (write !== 'update') demandMapped(plan, fields);
		return { plan, refused };
	} catch (error) {
		throw error instanceof RangeError ? tooLarge(error.message) : passOn(error);
	}
}

/** @throws ZohoStop for a job that Zoho would refuse (MANDATORY_FIELDS_NOT_MAPPED), after the upload and for a credit */
function demandMapped({ files }: ImportPlan, fields: ImportMetadata['fields']): void {
	const mandatory = [...fields.values()].filter(mustBeFilled);
	for (const { columns, rows } of files) {
		const missing = mandatory.filter(({ apiName }) => !columns.includes(apiName));
		if (missing.length === 0) continue;
		const names = missing.map(({ label, apiName }) => `'${label}' (${apiName})`).join(', ');
		throw new ZohoStop(
			'refused',
			`No row of a job of ${rows.length} fills ${names}, and Zoho refuses jobs that may create records without`,
			"Nothing was sent. Fill the field in the rows that are to be created, or set 'Write' to Update Existing Records.",
		);
	}
}

const tooLarge = (why: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`The rows do not fit into a bulk job: ${why}`,
		'Nothing was sent. Import fewer columns at a time: a second import can update the rest of them by the same field.',
	);

const checksOf = (
	{ write, findBy, options }: ImportParameters,
	fields: ImportMetadata['fields'],
	zone: string,
): BulkRowOptions => ({
	write,
	findBy,
	clear: options.clear,
	lookups: options.lookups,
	refuseEmptyKey: options.refuseEmptyKey,
	fields,
	check: {
		fields: fields.size > 0 ? fields : null,
		unknownFields: options.unknownFields,
		emptySubforms: true,
		subforms: new Map(),
		splitText: true,
		zone,
		creates: write === 'insert',
	},
});

/** @throws ZohoStop when rows fill the field for our own key: they would lose what they have there */
function demandFree(rows: ImportSource['rows'], field: string | null): void {
	if (field === null) return;
	const at = rows.findIndex((row) => 'record' in row && field in row.record);
	if (at < 0) return;
	throw new ZohoStop(
		'refused',
		`Row ${at} fills ${field}, the field under 'Row Key Field'`,
		'Nothing was sent. Choose a field that no row fills; the node writes a key of its own into it.',
	);
}

const NUMBERS = new Set(['bigint', 'integer', 'double', 'currency', 'percent']);

/**
 * Whether a batch does to a row what a job would: the records API has no field to update by but the ID, skips only
 * what it keeps unique, and finds the record of a lookup by its ID alone.
 */
function canBatch(
	{ write, findBy, options }: ImportParameters,
	fields: ImportMetadata['fields'],
): boolean {
	if (options.lookups.size > 0) return false;
	if (write === 'update') return findBy === 'id';
	if (write === 'insert') return findBy === null || fields.get(findBy)?.unique === true;
	return true;
}
