import { testsIn, type CoqlQuery } from './coqlSyntax';
import type { Org } from './org';
import { refuse } from './replies';
import type { SimReply } from './route';

export function limitExceeded(by: string, limit: number, message = 'limit exceeded'): SimReply {
	return refuse(400, 'LIMIT_EXCEEDED', message, { by, limit });
}

function firstDouble(names: string[]): string | undefined {
	return names.find((name, index) => names.indexOf(name) !== index);
}

/** The same column, sort field, group or alias twice, or an alias that is none. */
export function duplicateFault(query: CoqlQuery): SimReply | undefined {
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
export function limitFault(org: Org, version: number, query: CoqlQuery): SimReply | undefined {
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
