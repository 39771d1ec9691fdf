import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FieldMeta } from '../shared/core/fieldMeta';
import type { LookupQuery } from '../shared/core/lookupPlan';
import { LookupMatches, planLookups } from '../shared/core/lookupPlan';
import type { LookupValue } from '../shared/core/lookupValue';
import { canBeLookedUp, lookupValueOf } from '../shared/core/lookupValue';
import { namesIn } from '../shared/core/namesIn';
import { fieldsOf } from '../shared/zoho/metadata';
import type { Lookup } from '../shared/zoho/readLookup';
import { readLookup } from '../shared/zoho/readLookup';
import type { Session } from '../shared/zoho/session';
import { moduleNameOf } from '../shared/ui/moduleName';
import { sameForAll } from '../shared/ui/sameForAll';
import { checkNames, chooseFields } from './chooseFields';
import type { RowPlan } from './getByIds';
import type { Options } from './readParameters';
import type { RowCall } from './readRows';
import { isMiss, refusedIn, rowsByText, valuesByRow } from './readRows';

/** Look Up by Field: each input item's records by a value, 50 values a query, equal values asked once. */
export async function planLookUp(
	ctx: IExecuteFunctions,
	session: Session,
	options: Options,
): Promise<RowPlan> {
	const rows = ctx.getInputData().length;
	sameForAll(ctx, 'module', 'Module', rows);
	const module = moduleNameOf(ctx, 0);
	const field = String(sameForAll(ctx, 'field', 'Field Name or ID', rows) ?? '').trim();
	const known = await fieldsOf(session, module, false);
	const meta = checkField(ctx.getNode(), module, field, known);
	const chosen = namesIn(sameForAll(ctx, 'fields', 'Field Names or IDs', rows));
	const columns = await chooseFields(session, module, ['id', ...chosen], [field], options);
	const lookup: Lookup = {
		module,
		field,
		columns: columns.first,
		moreColumns: columns.more,
		matches: ctx.getNodeParameter('matches', 0, 'all') as Lookup['matches'],
	};
	const values = valuesByRow(ctx, 'value', (value) =>
		lookupValueOf(value, meta, ctx.getTimezone()),
	);
	const asked = values.filter((value): value is LookupValue => !isMiss(value));
	const rowsOf = rowsByText(values, ({ text }) => text);
	return {
		refused: refusedIn(values),
		calls: planLookups(asked).map((query) =>
			callFor(session, lookup, query, rowsOf, options.matchCase),
		),
		readsPerCall: 1,
		overhead: 0,
		atLeast: true,
		missing: (row) =>
			`${module} has no record with ${JSON.stringify((values[row] as LookupValue).text)} in ${field}`,
	};
}

function callFor(
	session: Session,
	lookup: Lookup,
	query: LookupQuery,
	rowsOf: ReadonlyMap<string, number[]>,
	sameCase: boolean,
): RowCall {
	const valueOf = new Map<number, LookupValue>();
	for (const value of query.values)
		for (const row of rowsOf.get(value.text) ?? []) valueOf.set(row, value);
	const rows = [...valueOf.keys()].sort((a, b) => a - b);
	return {
		rows,
		async run() {
			const matches = new LookupMatches(lookup.field, sameCase);
			const cost = await readLookup(session, lookup, query, matches);
			const found = rows.map((row) => {
				const all = matches.of(valueOf.get(row) as LookupValue);
				const given = lookup.matches === 'first' ? all.slice(0, 1) : all;
				return given.map((record) => ({ ...record }));
			});
			return { found, cost };
		},
	};
}

/** @throws NodeOperationError for a field that cannot be looked up by */
function checkField(
	node: INode,
	module: string,
	field: string,
	known: readonly FieldMeta[] | null,
): FieldMeta | undefined {
	if (field === '') {
		throw new NodeOperationError(node, "'Field Name or ID' is empty", {
			description: 'Choose the field that holds the values.',
		});
	}
	if (field === 'id') {
		throw new NodeOperationError(node, "'Field Name or ID' is the record ID", {
			description: "Use the operation 'Get by IDs': 100 records a credit instead of 50.",
		});
	}
	if (!known) return undefined;
	checkNames(node, module, [field], known, 'Field Name or ID');
	const meta = known.find(({ apiName }) => apiName === field);
	if (!meta || canBeLookedUp(meta)) return meta;
	throw new NodeOperationError(
		node,
		`'Field Name or ID' ${field} is of the type ${meta.dataType}, which Zoho does not compare with values`,
		{
			description:
				'Nothing was sent. Choose a field that holds text, a number, a date or a record.',
		},
	);
}
