import type { Org } from './org';
import { resolveColumn, type ResolvedColumn } from './coqlColumns';
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

function limitExceeded(by: string, limit: number, message = 'limit exceeded'): SimReply {
	return refuse(400, 'LIMIT_EXCEEDED', message, { by, limit });
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

function firstDouble(names: string[]): string | undefined {
	return names.find((name, index) => names.indexOf(name) !== index);
}

function duplicateFault(query: CoqlQuery): SimReply | undefined {
	const aliases = query.columns.filter(({ alias }) => alias).map(({ key }) => key);
	if (aliases.some((alias) => alias.trim() === '')) {
		return refuse(400, 'INVALID_ALIAS', 'The alias name cannot be an empty string');
	}
	const alias = firstDouble(aliases);
	if (alias) return refuse(400, 'DUPLICATE_ALIAS', 'duplicate alias', { alias });
	const lists = [
		query.columns.map(({ aggregate, path }) => (aggregate ? `${aggregate}(${path})` : path)),
		query.orderBy.map(({ column }) => column),
		query.groupBy,
	];
	const double = lists.map(firstDouble).find((name) => name !== undefined);
	if (!double) return undefined;
	return refuse(400, 'DUPLICATE_DATA', 'duplicate data', { column_name: double });
}

/** Limits of https://zoho.com/crm/developer/docs/api/v7/COQL-Limitations.html; 200 rows a query before v4. */
function limitFault(org: Org, version: number, query: CoqlQuery): SimReply | undefined {
	const rows = version >= 4 ? 2000 : 200;
	const { coqlColumns, coqlReach } = org.switches;
	const reach = version >= 7 ? coqlReach : 10_000;
	const limit = query.limit ?? 200;
	if (limit > rows) return limitExceeded('limit', rows);
	if (query.offset + limit > reach) {
		return limitExceeded('offset', reach, 'Max records limit exceeded');
	}
	if (query.columns.length > coqlColumns) return limitExceeded('select', coqlColumns);
	if (testsIn(query.where).length > 25) return limitExceeded('criteria', 25);
	if (query.orderBy.length > 10) return limitExceeded('order by', 10);
	if (query.groupBy.length > 4) return limitExceeded('group by', 4);
	const aggregates = query.columns.filter(({ aggregate }) => aggregate);
	return aggregates.length > 5 ? limitExceeded('aggregate', 5) : undefined;
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
