import { checkQuery } from './coqlCheck';
import { parseCoql } from './coqlParse';
import { runQuery } from './coqlRun';
import { CoqlSyntaxError, type CoqlQuery } from './coqlSyntax';
import { alsoNeeds, isReply, moduleScopes, recordModule } from './moduleAccess';
import { orderedRecords } from './recordOrder';
import { bodyOf, refuseBody } from './recordBody';
import { answer, noContent, refuse } from './replies';
import type { SimCall, SimReply } from './route';

function queryText(call: SimCall): string | undefined {
	const text = bodyOf(call)?.select_query;
	return typeof text === 'string' ? text : undefined;
}

/** LIMIT 1–200: 1 credit, 201–1,000: 2, 1,001–2,000: 3; 200 where none is given (COQL overview). */
export function coqlPrice(call: SimCall): number {
	try {
		const limit = parseCoql(queryText(call) ?? '').limit ?? 200;
		return limit <= 200 ? 1 : limit <= 1000 ? 2 : 3;
	} catch (error) {
		if (error instanceof CoqlSyntaxError) return 1;
		throw error;
	}
}

function parsed(text: string): CoqlQuery | SimReply {
	try {
		return parseCoql(text);
	} catch (error) {
		if (!(error instanceof CoqlSyntaxError)) throw error;
		return refuse(400, 'SYNTAX_ERROR', error.message, { ...error.details });
	}
}

/**
 * `POST /coql` with `{ select_query }`: rows with `id` and the columns asked for; 204 when there are none
 * (https://www.zoho.com/crm/developer/docs/api/v7/Get-Records-through-COQL-Query.html).
 */
export function queryRecords(call: SimCall): SimReply {
	if (!bodyOf(call)) return refuseBody();
	const text = queryText(call);
	if (text === undefined) {
		const details = { api_name: 'select_query', json_path: '$.select_query' };
		return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
	}
	const query = parsed(text);
	if (isReply(query)) return query;
	const module = recordModule(call, query.module);
	if (isReply(module)) {
		// Seen for an unknown module as for an unknown column.
		return refuse(400, 'INVALID_QUERY', 'column given seems to be invalid', {
			module: query.module,
		});
	}
	const refusal = alsoNeeds(call, moduleScopes(call, module.schema.apiName, ['READ']));
	if (refusal) return refusal;
	const view = module.schema.customViews.find(({ id }) => id === query.viewId);
	if (query.viewId !== null && !view) {
		return refuse(400, 'INVALID_QUERY', 'invalid query formed', { cvid: query.viewId });
	}
	const checked = checkQuery(call.org, call.version, module, query);
	if (isReply(checked)) return checked;
	const order = { sortBy: 'id', sortOrder: 'asc' } as const;
	const base = view && [...orderedRecords(call.org, module, order, view)];
	const { rows, more } = runQuery(call.org, module, checked, base);
	if (rows.length === 0) return noContent();
	return answer({ data: rows, info: { count: rows.length, more_records: more } });
}
