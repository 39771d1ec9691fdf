import { checkActivity } from '../shared/core/activityCheck';
import { withExternalLookups } from '../shared/core/lookupWish';
import { massUpdateRefusal } from '../shared/core/massUpdateCheck';
import { checkedFields } from '../shared/core/modules';
import type { NotWritten } from '../shared/core/outcome';
import type { Row, ZohoRecord } from '../shared/core/row';
import type { RowCheckOptions } from '../shared/core/rowCheck';
import { checkRow } from '../shared/core/rowCheck';
import type { SubformCheckOptions } from '../shared/core/subformRows';
import type { FieldMeta } from '../shared/core/fieldMeta';
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
	subforms: SubformCheckOptions['subforms'],
	zone: string,
): Prepared {
	const { operation, module, matchingFields, options } = parameters;
	const checks = checksOf(parameters, fields, zone, subforms);
	const writesRecords = operation !== 'delete' && operation !== 'massUpdate';
	const prepared: Prepared = { rows: new Map(), refused: new Map(), keyFields: [] };
	read.forEach((row, index) => {
		const checked = 'outcome' in row || !writesRecords ? row : checkOne(row, parameters, checks);
		if ('outcome' in checked) prepared.refused.set(index, checked);
		else prepared.rows.set(index, checked);
	});
	const unique = (fields ?? []).filter((field) => field.unique).map((field) => field.apiName);
	if (operation === 'upsert') prepared.keyFields = checkedFields(module, matchingFields, unique);
	// A Create can be read back only by a field that Zoho keeps unique; the system field is not one of them.
	if (operation === 'insert') prepared.keyFields = unique;
	if (standsForId(parameters)) prepared.keyFields = [options.externalId];
	return prepared;
}

/** Whether rows are found by an External ID field alone. */
export const standsForId = ({
	operation,
	options,
}: Pick<Parameters, 'operation' | 'options'>): boolean =>
	options.externalId !== '' && (operation === 'update' || operation === 'delete');

function checkOne(
	row: Row,
	{ operation, module, options }: Parameters,
	checks: RowCheckOptions,
): Row | NotWritten {
	const checked = checkRow(row, checks);
	if ('outcome' in checked) return checked;
	if (operation !== 'insert' && options.resolve.length === 0) return checked;
	const resolved = new Set(options.resolve.map(({ path }) => path));
	const activity =
		operation === 'insert' ? checkActivity(module, checked.record, resolved) : checked;
	if ('outcome' in activity) return activity;
	return { index: row.index, record: withExternalLookups(activity.record, options.resolve) };
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
	const { operation, values, options } = parameters;
	if (operation !== 'massUpdate') return values;
	const barred = massUpdateRefusal(values, fields, options.resolve);
	if (barred) throw valuesRefused(barred);
	const checked = checkRow(
		{ index: 0, record: values },
		checksOf(parameters, fields, zone, new Map()),
	);
	if (!('outcome' in checked)) return checked.record;
	throw valuesRefused(checked.reason);
}

export const valuesRefused = (reason: string): ZohoStop =>
	new ZohoStop(
		'refused',
		`'Values to Set' would be refused: ${reason}`,
		"Nothing was sent. Correct the value or leave the field out of 'Values to Set'.",
	);

const checksOf = (
	{ operation, options }: Parameters,
	fields: FieldMeta[] | null,
	zone: string,
	subforms: SubformCheckOptions['subforms'],
): RowCheckOptions => ({
	splitText: options.splitText,
	subforms,
	fields:
		fields && options.check !== 'never'
			? new Map(fields.map((field) => [field.apiName, field]))
			: null,
	unknownFields: options.unknownFields,
	emptySubforms: options.emptySubforms,
	zone,
	creates: operation === 'insert',
});
