import { checkedFields } from '../shared/core/modules';
import type { NotWritten } from '../shared/core/outcome';
import type { Row, ZohoRecord } from '../shared/core/row';
import type { RowCheckOptions } from '../shared/core/rowCheck';
import { checkRow } from '../shared/core/rowCheck';
import type { WritePlan } from '../shared/core/writePlan';
import { planWrites } from '../shared/core/writePlan';
import type { FieldMeta } from '../shared/core/fieldMeta';
import { IDS_PER_MASS_UPDATE } from '../shared/core/limits';
import { ZohoStop } from '../shared/zoho/stop';
import type { Parameters } from './readParameters';

export interface Prepared {
	/** Rows fit to send, by item index. */
	rows: Map<number, Row>;
	/** Rows refused before sending. */
	refused: Map<number, NotWritten>;
	/** The fields by which Zoho, and a read-back, finds a row's record. */
	keyFields: string[];
}

/** Brings rows into the form Zoho takes, and refuses what is known to be refused before a credit is spent. */
export function prepareRows(
	read: ReadonlyArray<Row | NotWritten>,
	parameters: Parameters,
	fields: FieldMeta[] | null,
	zone: string,
): Prepared {
	const { operation, module, matchingFields } = parameters;
	const checks = checksOf(parameters, fields, zone);
	const writesRecords = operation !== 'delete' && operation !== 'massUpdate';
	const prepared: Prepared = { rows: new Map(), refused: new Map(), keyFields: [] };
	read.forEach((row, index) => {
		const checked = 'outcome' in row || !writesRecords ? row : checkRow(row, checks);
		if ('outcome' in checked) prepared.refused.set(index, checked);
		else prepared.rows.set(index, checked);
	});
	const unique = (fields ?? []).filter((field) => field.unique).map((field) => field.apiName);
	if (operation === 'upsert') prepared.keyFields = checkedFields(module, matchingFields, unique);
	// A Create can be read back only by a field that Zoho keeps unique; the system field is not one of them.
	if (operation === 'insert') prepared.keyFields = unique;
	return prepared;
}

/**
 * The values of 'Update Many with Same Values' in the form Zoho takes.
 * @throws ZohoStop `refused` when no record could take them
 */
export function prepareValues(
	parameters: Parameters,
	fields: FieldMeta[] | null,
	zone: string,
): ZohoRecord {
	const { operation, values } = parameters;
	if (operation !== 'massUpdate') return values;
	const checked = checkRow({ index: 0, record: values }, checksOf(parameters, fields, zone));
	if (!('outcome' in checked)) return checked.record;
	throw new ZohoStop(
		'refused',
		`'Values to Set' would be refused: ${checked.reason}`,
		"Nothing was sent. Correct the value or leave the field out of 'Values to Set'.",
	);
}

const checksOf = (
	{ operation, options }: Parameters,
	fields: FieldMeta[] | null,
	zone: string,
): RowCheckOptions => ({
	fields:
		fields && options.check !== 'never'
			? new Map(fields.map((field) => [field.apiName, field]))
			: null,
	unknownFields: options.unknownFields,
	emptySubforms: options.emptySubforms,
	zone,
	creates: operation === 'insert',
});

/** The calls for rows that have no outcome yet. */
export function planRun(
	rows: readonly Row[],
	{ keyFields }: Prepared,
	{ operation, options }: Parameters,
): WritePlan {
	const byKey = operation === 'upsert';
	return planWrites(rows, {
		keyFields: byKey ? keyFields : [],
		keepApart: operation !== 'insert',
		sameKey: byKey || operation === 'update' ? options.sameKey : 'firstWins',
		emptyKey: byKey ? options.emptyKey : 'insert',
		batchSize: operation === 'massUpdate' ? IDS_PER_MASS_UPDATE : options.batchSize,
	});
}
