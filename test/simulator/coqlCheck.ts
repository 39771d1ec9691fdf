import type { Org } from './org';
import { resolveColumn, type ResolvedColumn } from './coqlColumns';
import { duplicateFault, limitExceeded, limitFault } from './coqlLimits';
import { testsIn, type CoqlCondition, type CoqlOperator, type CoqlQuery } from './coqlSyntax';
import { isZohoDate, parseZohoTime } from './recordTime';
import { refuse } from './replies';
import type { SimReply } from './route';
import { numberTypes, type FieldType, type ModuleData } from './schema';

type Test = CoqlCondition & { kind: 'test' };

/** A query whose names are found in the schema: columns by the path they were written with. */
export interface CheckedQuery {
	query: CoqlQuery;
	columns: Map<string, ResolvedColumn>;
}

function invalidQuery(message: string, details: Record<string, unknown>): SimReply {
	return refuse(400, 'INVALID_QUERY', message, details);
}

const always: CoqlOperator[] = ['=', '!=', 'in', 'not in', 'is null', 'is not null'];
const ordering: CoqlOperator[] = ['<', '<=', '>', '>=', 'between', 'not between'];
const matching: CoqlOperator[] = ['like', 'not like'];

function operatorsFor(type: FieldType): CoqlOperator[] {
	switch (type) {
		case 'boolean':
			return ['=', '!='];
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
			return always;
		case 'text':
		case 'email':
		case 'phone':
		case 'website':
		case 'picklist':
		case 'multiselectpicklist':
		case 'autonumber':
			return [...always, ...matching];
		// Long texts cannot be in criteria (COQL limitations page); subforms are no columns.
		case 'textarea':
		case 'subform':
			return [];
		default:
			return [...always, ...ordering];
	}
}

/** The type a value of the column must have, as `expected_data_type` names it; undefined where the value fits. */
function misfit(type: FieldType, text: string): string | undefined {
	if (numberTypes.has(type) || type === 'formula') {
		return /^-?\d+(\.\d+)?$/.test(text) ? undefined : type === 'integer' ? 'integer' : 'double';
	}
	switch (type) {
		case 'bigint':
		case 'lookup':
		case 'ownerlookup':
		case 'userlookup':
			return /^-?\d+$/.test(text) ? undefined : 'bigint';
		case 'boolean':
			return /^(true|false)$/i.test(text) ? undefined : 'boolean';
		case 'date':
			return isZohoDate(text) ? undefined : 'date';
		case 'datetime':
			// Milliseconds and Z are seen to be refused here.
			return parseZohoTime(text, 'refused') === undefined ? 'datetime' : undefined;
		default:
			return undefined;
	}
}

function testFault(test: Test, column: ResolvedColumn): SimReply | undefined {
	const { type } = column;
	const details = { column_name: test.path };
	if (type === 'subform' || type === 'textarea') {
		return invalidQuery('data type not supported', { ...details, data_type: type });
	}
	if (!operatorsFor(type).includes(test.operator)) {
		return invalidQuery('invalid query formed', { ...details, operator: test.operator });
	}
	if (test.values.length > 50 && test.operator.endsWith('in')) return limitExceeded('in', 50);
	for (const { text } of test.values) {
		const expected = misfit(type, text);
		if (expected) {
			const message = 'value given seems to be invalid for the column';
			return invalidQuery(message, { expected_data_type: expected, ...details });
		}
	}
	return undefined;
}

function pathsIn(query: CoqlQuery): string[] {
	const aliases = new Map(query.columns.map(({ key, path }) => [key, path]));
	return [
		...query.columns.map(({ path }) => path),
		...testsIn(query.where).map(({ path }) => path),
		...query.groupBy,
		...query.orderBy.map(({ column }) => aliases.get(column) ?? column),
	];
}

/** Finds every name of the query in the schema and holds it against COQL's rules; the first fault refuses it. */
export function checkQuery(
	org: Org,
	version: number,
	module: ModuleData,
	query: CoqlQuery,
): CheckedQuery | SimReply {
	const early = limitFault(org, version, query) ?? duplicateFault(query);
	if (early) return early;
	const columns = new Map<string, ResolvedColumn>();
	for (const path of pathsIn(query)) {
		const column = resolveColumn(org, version, module, path);
		if (!column) return invalidQuery('column given seems to be invalid', { column_name: path });
		if (column.relations.length > 2) return limitExceeded('joins', 2);
		if (column.type === 'subform') {
			return invalidQuery('data type not supported', { column_name: path, data_type: 'subform' });
		}
		columns.set(path, column);
	}
	for (const test of testsIn(query.where)) {
		const fault = testFault(test, columns.get(test.path)!);
		if (fault) return fault;
	}
	return { query, columns };
}
