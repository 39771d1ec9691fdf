import type { Service } from './compositeServices';
import { limitExceeded } from './coqlLimits';
import { parseCoql } from './coqlParse';
import { CoqlSyntaxError, type CoqlQuery } from './coqlSyntax';
import { isObject } from './recordBody';
import type { SimCall, SimReply } from './route';

const READ = 25;

/** The sub-request as it is served within the limits of composites, or its refusal (v7 composite page, "Allowed APIs"). */
export function limited(call: SimCall, service: Service): SimCall | SimReply {
	if (service.records === 1) return writtenOnce(call, service);
	if (service.records === 'any') return call;
	if (service.path === 'coql') return limitedQuery(call);
	return service.paged ? limitedPage(call) : call;
}

function writtenOnce(call: SimCall, { list = '' }: Service): SimCall | SimReply {
	const records = isObject(call.body) ? call.body[list] : undefined;
	return Array.isArray(records) && records.length > 1 ? limitExceeded(list, 1) : call;
}

function limitedPage(call: SimCall): SimCall | SimReply {
	const given = call.query.get('per_page');
	if (given !== null) return Number(given) > READ ? limitExceeded('per_page', READ) : call;
	if (call.org.switches.compositePageSize === 'refused') return limitExceeded('per_page', READ);
	const query = new URLSearchParams(call.query);
	query.set('per_page', String(READ));
	return { ...call, query };
}

function limitedQuery(call: SimCall): SimCall | SimReply {
	const text = isObject(call.body) ? call.body.select_query : undefined;
	const query = typeof text === 'string' ? parsed(text) : undefined;
	// What is no query is refused by the API itself.
	if (typeof text !== 'string' || !query) return call;
	if (query.limit !== undefined) return query.limit > READ ? limitExceeded('limit', READ) : call;
	if (call.org.switches.compositeCoqlWithoutLimit === 'refused') {
		return limitExceeded('limit', READ);
	}
	const unlimited = text.replace(/\s+offset\s+\d+\s*$/i, '');
	return { ...call, body: { select_query: `${unlimited} limit ${READ} offset ${query.offset}` } };
}

function parsed(text: string): CoqlQuery | undefined {
	try {
		return parseCoql(text);
	} catch (error) {
		if (error instanceof CoqlSyntaxError) return undefined;
		throw error;
	}
}
