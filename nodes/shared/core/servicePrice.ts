import { recordsIn } from './compositeServices';
import { COQL_DEFAULT_ROWS, coqlLimit } from './coqlLimit';
import { RECORDS_PER_CREDIT } from './limits';
import type { CallName, LivePrices, Price } from './prices';
import { creditsFor } from './prices';
import { serviceAt } from './services';

/** A call by what is on the wire. */
export interface BareCall {
	method: string;
	/** Below the version; bulk paths begin with `bulk`. */
	segments: readonly string[];
	params?: Record<string, unknown>;
	body?: unknown;
}

/** What a call is in prices and reports: its name, and the size that its price goes by. */
export interface NamedCall {
	name: CallName;
	size: number;
	/** Takes one of Zoho's ten places for heavy calls: https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html. */
	heavy: boolean;
}

const PER_RECORD = new Set<CallName>(['records.insert', 'records.update', 'records.upsert']);
const BY_IDS = new Set<CallName>(['records.massUpdate', 'records.massDelete', 'records.tagMany']);
const ALWAYS_HEAVY = new Set<CallName>([
	'coql.query',
	'records.convert',
	'mail.send',
	'composite.send',
]);

/** The call that a method and path stand for; one that no page prices is `other.call`, assumed to cost 1. */
export function nameCall({ method, segments, params = {}, body }: BareCall): NamedCall {
	const listed = serviceAt(method, segments)?.call ?? 'other.call';
	const name =
		listed === 'records.list' && params.cvid !== undefined ? 'records.listByView' : listed;
	const size = sizeOf(name, params, body);
	const heavy =
		ALWAYS_HEAVY.has(name) ||
		name === 'records.listByView' ||
		(name === 'records.list' && params.sort_by !== undefined) ||
		(PER_RECORD.has(name) && size > RECORDS_PER_CREDIT);
	return { name, size, heavy };
}

function sizeOf(name: CallName, params: Record<string, unknown>, body: unknown): number {
	if (name === 'coql.query') {
		const { select_query: query } = (body ?? {}) as { select_query?: unknown };
		return coqlLimit(String(query ?? '')) ?? COQL_DEFAULT_ROWS;
	}
	if (PER_RECORD.has(name)) return Math.max(1, recordsIn(body).count);
	if (!BY_IDS.has(name)) return 1;
	const { ids } = (body ?? {}) as { ids?: unknown };
	const given = ids ?? params.ids;
	return Math.max(1, Array.isArray(given) ? given.length : String(given ?? '').split(',').length);
}

/** What a call costs by itself. */
export function priceOfCall(call: BareCall, live: LivePrices | null = null): Price {
	const { name, size } = nameCall(call);
	return creditsFor(name, size, live);
}
