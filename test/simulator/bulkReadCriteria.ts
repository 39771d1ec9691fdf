import { comparatorsFor, isOfKind, valueKind } from './bulkComparators';
import { readColumn } from './bulkReadColumns';
import { BulkRefusal } from './bulkRefusal';
import { passes, type Comparator } from './comparing';
import type { Org } from './org';
import { isObject } from './recordBody';
import type { StoredRecord } from './recordStore';
import { fieldOf, type ModuleData } from './schema';

/** A condition that was read: how to test a record, and how the job shows it. */
export interface ReadCriteria {
	test(record: StoredRecord): boolean;
	view: Record<string, unknown>;
	/** Names of all fields compared, as often as they are. */
	fields: string[];
}

const EMPTY = '${EMPTY}';

type Leaf = { name: string; comparator: Comparator; value: unknown };

const incompatible = (what: string, { name, comparator }: Leaf, more: Record<string, unknown>) =>
	new BulkRefusal(`${what}_IN_CRITERIA_NOT_COMPATIBLE`, 'the criteria given is not compatible', {
		api_name: name,
		comparator,
		...more,
	});

function nameIn(raw: Record<string, unknown>): string {
	const { field, api_name: older } = raw;
	const name = isObject(field) ? field.api_name : older;
	if (typeof name !== 'string') {
		throw new BulkRefusal('INVALID_CRITERIA', 'the criteria given is invalid', {
			api_name: 'field',
		});
	}
	return name;
}

/** The values of a leaf: one, several for `in`, two for `between`. */
function valuesIn(org: Org, leaf: Leaf, kind: string): unknown[] {
	const { comparator, value } = leaf;
	const ranged = comparator === 'between' || comparator === 'not_between';
	const several = ranged || comparator === 'in' || comparator === 'not_in';
	const values = Array.isArray(value) ? value : [value];
	const fits = several === Array.isArray(value) && values.length > 0;
	if (!fits || (ranged && values.length !== 2)) {
		throw incompatible('COMPARATOR_AND_VALUE', leaf, {});
	}
	if (values.length > org.switches.bulkReadValues) {
		const details = { api_name: leaf.name, limit: org.switches.bulkReadValues };
		throw new BulkRefusal('VALUE_LIMIT_EXCEEDED_IN_CRITERIA', 'too many values', details);
	}
	if (!values.every((one) => isOfKind(kind, one))) {
		throw incompatible('FIELD_AND_VALUE', leaf, { expected_data_type: kind });
	}
	return values.map((one) => (kind === 'boolean' ? String(one) : one));
}

function leafIn(org: Org, module: ModuleData, raw: Record<string, unknown>): ReadCriteria {
	const name = nameIn(raw);
	const details = { api_name: name, module: module.schema.apiName };
	const column = readColumn(org, module, name);
	if (!column) {
		const message = 'the field in criteria is not available';
		throw new BulkRefusal('FIELD_IN_CRITERIA_NOT_AVAILABLE', message, details);
	}
	const supported = comparatorsFor(column.type);
	if (supported.length === 0) {
		const message = 'the field in criteria is not supported';
		throw new BulkRefusal('FIELD_IN_CRITERIA_NOT_SUPPORTED', message, details);
	}
	const comparator = supported.find((one) => one === raw.comparator);
	const leaf: Leaf = { name, comparator: raw.comparator as Comparator, value: raw.value };
	if (!comparator) throw incompatible('FIELD_AND_COMPARATOR', leaf, { supported });
	const id = fieldOf(module.schema, name)?.id ?? null;
	const view = { field: { api_name: name, id }, comparator, value: raw.value };
	if (raw.value === EMPTY) {
		if (comparator !== 'equal' && comparator !== 'not_equal') {
			throw incompatible('COMPARATOR_AND_VALUE', leaf, {});
		}
		const wanted = comparator === 'equal' ? 'is_null' : 'is_not_null';
		const test = (record: StoredRecord) =>
			passes(org, column.type, wanted, column.stored(record), []);
		return { view, fields: [name], test };
	}
	const values = valuesIn(org, leaf, valueKind(column.type));
	const test = (record: StoredRecord) =>
		passes(org, column.type, comparator, column.stored(record), values);
	return { view, fields: [name], test };
}

function groupIn(org: Org, module: ModuleData, raw: Record<string, unknown>): ReadCriteria {
	const { group_operator: operator, group } = raw;
	if (!Array.isArray(group) || group.length === 0) {
		const message = 'a group operator needs a group';
		throw new BulkRefusal('AMBIGUOUS_GROUP_IN_CRITERIA', message);
	}
	if (operator !== 'and' && operator !== 'or') {
		const details = { supported: ['and', 'or'] };
		throw new BulkRefusal('GROUP_OPERATOR_NOT_SUPPORTED', 'unknown group operator', details);
	}
	const parts = group.map((part) => criteriaIn(org, module, part));
	return {
		view: { group_operator: operator, group: parts.map(({ view }) => view) },
		fields: parts.flatMap(({ fields }) => fields),
		test: (record) =>
			operator === 'and'
				? parts.every(({ test }) => test(record))
				: parts.some(({ test }) => test(record)),
	};
}

function criteriaIn(org: Org, module: ModuleData, raw: unknown): ReadCriteria {
	if (!isObject(raw)) {
		throw new BulkRefusal('INVALID_CRITERIA', 'the criteria given is invalid');
	}
	const grouped = 'group' in raw || 'group_operator' in raw;
	if (grouped && ('comparator' in raw || 'field' in raw)) {
		throw new BulkRefusal('AMBIGUOUS_CRITERIA', 'a condition and a group in one criteria');
	}
	return grouped ? groupIn(org, module, raw) : leafIn(org, module, raw);
}

/** Reads `query.criteria`: one condition or groups of them. @throws BulkRefusal */
export function readCriteria(org: Org, module: ModuleData, raw: unknown): ReadCriteria {
	const criteria = criteriaIn(org, module, raw);
	const limit = org.switches.bulkReadCriteria;
	if (criteria.fields.length <= limit) return criteria;
	throw new BulkRefusal('CRITERIA_LIMIT_EXCEEDED', 'too many conditions', { limit });
}
