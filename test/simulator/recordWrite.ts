import { isEqual } from 'lodash';
import { drawAutoNumbers, recompute } from './computedValues';
import { announce } from './recordEvents';
import type { CheckedRecord, Writer } from './recordCheck';
import { addRecord, changeRecord, removeRecord, type StoredRecord } from './recordStore';
import { tagsNamed } from './recordTags';
import { wholeSecond, zohoTime } from './recordTime';
import type { ModuleData } from './schema';

function emptyValues(module: ModuleData): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const field of module.schema.fields) {
		if (field.type === 'boolean') values[field.apiName] = false;
		else if (field.type === 'multiselectpicklist' || field.type === 'subform') {
			values[field.apiName] = [];
		} else values[field.apiName] = null;
	}
	return values;
}

/** Writes a checked record as a new one. */
export function insertRecord(
	writer: Writer,
	module: ModuleData,
	checked: CheckedRecord,
): StoredRecord {
	const { org, user } = writer;
	const time = wholeSecond(writer.now);
	const stamp = zohoTime(time, org.timeZone);
	const values = {
		...emptyValues(module),
		Owner: user.id,
		...checked.values,
		Created_By: user.id,
		Modified_By: user.id,
		Created_Time: stamp,
		Modified_Time: stamp,
	};
	drawAutoNumbers(module, values);
	recompute(module.schema, values);
	const record: StoredRecord = {
		id: org.newId(),
		layoutId: checked.layout.id,
		values,
		createdTime: time,
		modifiedTime: time,
		tags: tagsNamed(org, module, checked.tags ?? []),
	};
	addRecord(module.store, record);
	announce(org, {
		module: module.schema.apiName,
		operation: 'insert',
		id: record.id,
		changedFields: Object.keys(checked.values),
		values,
		userId: user.id,
		time,
	});
	return record;
}

/** Writes a checked record over an existing one; fields not given keep what they hold. */
export function updateRecord(
	writer: Writer,
	module: ModuleData,
	record: StoredRecord,
	checked: CheckedRecord,
): StoredRecord {
	const { org, user } = writer;
	const time = wholeSecond(writer.now);
	const values: Record<string, unknown> = {
		...record.values,
		...checked.values,
		Modified_By: user.id,
		Modified_Time: zohoTime(time, org.timeZone),
	};
	recompute(module.schema, values);
	const changedFields = Object.keys(checked.values).filter(
		(name) => !isEqual(values[name], record.values[name]),
	);
	const searchableFrom = writer.now + org.switches.searchDelaySeconds * 1000;
	changeRecord(module.store, record, values, searchableFrom);
	record.modifiedTime = time;
	record.layoutId = checked.layout.id;
	if (checked.tags) record.tags = tagsNamed(org, module, checked.tags);
	announce(org, {
		module: module.schema.apiName,
		operation: 'update',
		id: record.id,
		changedFields,
		values,
		userId: user.id,
		time,
	});
	return record;
}

/** Moves a record to the recycle bin: gone for reads and duplicate checks, listed by `/deleted`. */
export function deleteRecord(writer: Writer, module: ModuleData, record: StoredRecord): void {
	const { org, user } = writer;
	const time = wholeSecond(writer.now);
	const name = record.values[module.schema.nameField];
	removeRecord(module.store, record, {
		id: record.id,
		displayName: typeof name === 'string' ? name : null,
		createdBy: String(record.values.Created_By),
		deletedBy: user.id,
		deletedTime: time,
		purged: false,
	});
	announce(org, {
		module: module.schema.apiName,
		operation: 'delete',
		id: record.id,
		changedFields: [],
		values: record.values,
		userId: user.id,
		time,
	});
}
