import { cellOf, headerOf, readRow, type RowFault } from './bulkRows';
import type { WritePlan } from './bulkWritePlan';
import { findMatch, uniqueClashes } from './duplicates';
import { checkRecord, type Writer } from './recordCheck';
import type { RecordError } from './recordErrors';
import { automations } from './recordEvents';
import type { StoredRecord } from './recordStore';
import { insertRecord, updateRecord } from './recordWrite';
import { logAutomations } from './writeResults';

export type RowStatus = 'added' | 'updated' | 'skipped' | 'unprocessed';

/** What became of a row. */
export interface RowOutcome {
	status: RowStatus;
	/** Id of the record written; empty otherwise. */
	id: string;
	faults: RowFault[];
}

const NOTHING_HIDDEN: ReadonlySet<string> = new Set();
const ALL_AUTOMATIONS = { ran: automations, applied: [], skipped: [], assignmentRule: null };

export function skipped(...faults: RowFault[]): RowOutcome {
	return { status: 'skipped', id: '', faults };
}

interface Key {
	header: string;
	/** The cell of `find_by`. */
	text: string;
	record: StoredRecord | undefined;
}

/** The record that a row is about, by `find_by`. */
function keyOf(plan: WritePlan, row: string[]): Key | undefined {
	const { findBy, org, module, mappings } = plan;
	if (!findBy) return undefined;
	const { name, field, finds } = findBy;
	const mapping = mappings.find(({ apiName }) => apiName === name)!;
	const text = cellOf(mapping, row) || String(mapping.defaultValue ?? '');
	const header = headerOf(plan, name);
	if (!finds || text === '') return { header, text, record: undefined };
	const record = field
		? findMatch(org, module, [field], { [name]: text }, NOTHING_HIDDEN)?.record
		: module.store.records.get(text);
	return { header, text, record };
}

/** Why a row is skipped before its values are looked at. */
function keyFault({ operation, findBy }: WritePlan, key: Key | undefined): RowFault | undefined {
	if (!key) return undefined;
	const { header, text, record } = key;
	if (operation === 'insert') return record && { code: 'DUPLICATE_DATA', header };
	if (record) return undefined;
	if (operation === 'update' && text === '') return { code: 'MANDATORY_NOT_FOUND', header };
	const mustExist = operation === 'update' || (findBy?.name === 'id' && text !== '');
	return mustExist ? { code: 'RESOURCE_NOT_FOUND', header } : undefined;
}

/** The faults of a record as those of its columns. */
function asFaults(plan: WritePlan, errors: RecordError[]): RowFault[] {
	return errors.map(({ code, details }) => ({
		code,
		header: headerOf(plan, String(details.parent_api_name ?? details.api_name)),
	}));
}

/** Writes one row of a file, by the rules of the record APIs (facts §8.6 has the codes). */
export function writeRow(plan: WritePlan, writer: Writer, row: string[]): RowOutcome {
	const { module, layout } = plan;
	const key = keyOf(plan, row);
	const fault = keyFault(plan, key);
	if (fault) return skipped(fault);
	const { input, faults } = readRow(plan, row);
	const existing = plan.operation === 'insert' ? undefined : key?.record;
	const checked = checkRecord(writer, module, input, existing, '$');
	const clashes = uniqueClashes(writer, module, checked.values, existing, '$');
	// A cell that could not be read has been named; that its field is empty now is no second fault.
	const named = new Set(faults.map(({ header }) => header));
	const others = asFaults(plan, [...checked.errors, ...clashes]).filter(
		({ header }) => !named.has(header),
	);
	if (faults.length + others.length > 0) return skipped(...faults, ...others);
	const inLayout = layout ? { ...checked, layout } : checked;
	const record = existing
		? updateRecord(writer, module, existing, inLayout)
		: insertRecord(writer, module, inLayout);
	if (writer.org.switches.bulkWriteAutomations) {
		const operation = existing ? 'update' : 'insert';
		logAutomations(writer, module, record, operation, ALL_AUTOMATIONS);
	}
	return { status: existing ? 'updated' : 'added', id: record.id, faults: [] };
}
