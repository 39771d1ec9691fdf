import type { ZohoCall, ZohoReply } from './call';
import { API_VERSION } from './call';
import { asObject, listIn } from './readBody';

/** One COQL query (api/v8/Get-Records-through-COQL-Query.html); priced by its LIMIT. */
export function coqlCall(
	query: string,
	limit: number,
	purpose: ZohoCall['purpose'],
	module: string,
): ZohoCall {
	return {
		name: 'coql.query',
		size: limit,
		method: 'POST',
		path: `crm/${API_VERSION}/coql`,
		body: JSON.stringify({ select_query: query }),
		repeat: 'safe',
		units: 1,
		heavy: true,
		purpose,
		scope: ['ZohoCRM.coql.READ', `ZohoCRM.modules.${module.toLowerCase()}.READ`],
		module,
	};
}

/** The rows of a query's answer; none for 204; undefined when Zoho refused the query. */
export function coqlRows(reply: ZohoReply): Array<Record<string, unknown>> | undefined {
	if (reply.status === 204) return [];
	const isList = Array.isArray(asObject(reply.body)?.data);
	return reply.status === 200 && isList ? listIn(reply.body, 'data') : undefined;
}
