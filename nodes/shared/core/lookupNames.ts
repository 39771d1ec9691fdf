import omit from 'lodash/omit';

import { relatedModule } from './activityCheck';
import { isObject } from './isObject';
import type { LookupQuery } from './lookupPlan';
import { LookupMatches, planLookups } from './lookupPlan';
import { ambiguous, moduleMissing, notFound } from './lookupRefusal';
import type { LookupValue } from './lookupValue';
import type { Changed, LookupWish, Replacement } from './lookupWish';
import { mapLookup, wishedValue } from './lookupWish';
import { nameField } from './modules';
import type { Row, ZohoRecord } from './row';

/** A wish with what metadata tells. */
export interface LookupTask extends LookupWish {
	/** The module the lookup points at; null where each record says so itself, by `$se_module`. */
	module: string | null;
	/** Whether the key field holds numbers; null when that is not known. */
	numeric: boolean | null;
}

/** One field of one module by which records are looked for, with all values wanted of it. */
export interface LookupGroup {
	module: string;
	keyField: string;
	/** At most 50 values each. */
	queries: LookupQuery[];
	/** What was found; filled by whoever asks Zoho. */
	matches: LookupMatches;
}

/** By `groupKey`. */
export type LookupGroups = Map<string, LookupGroup>;

const groupKey = (module: string, keyField: string): string => `${module}.${keyField}`;

const moduleFor = (task: LookupTask, record: ZohoRecord): string | undefined =>
	task.module ?? relatedModule(record, task.path);

const keyFieldOf = ({ matchBy, keyField }: LookupWish, module: string): string =>
	matchBy === 'name' ? nameField(module) : keyField;

/**
 * What has to be asked so that the lookups of these records can be filled: each value once per module and field.
 * @returns the groups, and in how many places of all records a value is to be found
 */
export function planLookupGroups(
	rows: Iterable<Row>,
	tasks: readonly LookupTask[],
): { groups: LookupGroups; places: number } {
	const values = new Map<string, { module: string; keyField: string; all: LookupValue[] }>();
	let places = 0;
	for (const { record } of rows) {
		for (const task of tasks) {
			const module = moduleFor(task, record);
			if (module === undefined) continue;
			const keyField = keyFieldOf(task, module);
			mapLookup(record, task.path, (value) => {
				const wished = wishedValue(value, keyField, task.numeric);
				if (wished === undefined) return { value };
				places++;
				const key = groupKey(module, keyField);
				const group = values.get(key) ?? { module, keyField, all: [] };
				group.all.push(wished);
				values.set(key, group);
				return { value };
			});
		}
	}
	const groups: LookupGroups = new Map();
	for (const [key, { module, keyField, all }] of values) {
		const matches = new LookupMatches(keyField, false);
		groups.set(key, { module, keyField, queries: planLookups(all), matches });
	}
	return { groups, places };
}

/** A record whose lookups hold ids, by what the groups have found; or why it cannot be sent. */
export function withLookups(
	record: ZohoRecord,
	tasks: readonly LookupTask[],
	groups: LookupGroups,
): Changed {
	let changed = record;
	for (const task of tasks) {
		const done = mapLookup(changed, task.path, (value) =>
			replacementFor(value, task, changed, groups),
		);
		if ('refusal' in done) return done;
		changed = done.record;
	}
	return { record: changed };
}

function replacementFor(
	value: unknown,
	task: LookupTask,
	record: ZohoRecord,
	groups: LookupGroups,
): Replacement {
	const module = moduleFor(task, record);
	const keyField = module === undefined ? task.keyField : keyFieldOf(task, module);
	const wished = wishedValue(value, keyField, task.numeric);
	if (wished === undefined) return { value };
	if (module === undefined) return { refusal: moduleMissing(task) };
	const found = groups.get(groupKey(module, keyField))?.matches.of(wished) ?? [];
	const fitting = found.length > 1 ? exactOf(found, keyField, wished) : found;
	if (fitting.length > 1)
		return { refusal: ambiguous(task, module, keyField, wished.text, fitting) };
	if (fitting.length === 1) return { value: { ...keptOf(value, keyField), id: fitting[0].id } };
	if (task.whenNotFound === 'leaveOut') return 'leaveOut';
	return { refusal: notFound(task, module, keyField, wished.text) };
}

/** Of records that differ by case alone, those written just so. */
function exactOf(found: ZohoRecord[], keyField: string, { text }: LookupValue): ZohoRecord[] {
	const exact = found.filter((record) => String(record[keyField]).trim() === text);
	return exact.length > 0 ? exact : found;
}

/** What the value says beside the name: the module of a note's parent. */
function keptOf(value: unknown, keyField: string): ZohoRecord {
	return isObject(value) ? omit(value, 'name', keyField) : {};
}
