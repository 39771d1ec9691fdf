import type { QuoteStyle } from '../core/coqlText';
import type { LookupMatches, LookupQuery } from '../core/lookupPlan';
import { dependsOnStyle, lookupWhere } from '../core/lookupPlan';
import type { LookupValue } from '../core/lookupValue';
import { nextLimit } from '../core/queryPlan';
import type { ZohoCall } from './call';
import { coqlCall } from './coql';
import { fillUp } from './readIds';
import type { Page } from './readPage';
import { isRefusal, readPage } from './readPage';
import type { Session } from './session';
import { passOn } from './stop';

/** What is the same for all queries of a look-up. */
export interface Lookup {
	module: string;
	field: string;
	/** At most 50 columns, the field among them. */
	columns: readonly string[];
	/** Columns beyond those, read by id. */
	moreColumns: ReadonlyArray<readonly string[]>;
	/** `first`: the record with the lowest id of each value. */
	matches: 'all' | 'first';
	/** Reads that only prepare a write are overhead; by default the look-up is the work itself. */
	purpose?: ZohoCall['purpose'];
}

/**
 * Reads the records of up to 50 values into `found`: 1 credit where they are at most 200. With `first`, values that
 * have their record are not asked for again.
 * @returns what it cost
 * @throws ZohoStop
 */
export async function readLookup(
	session: Session,
	lookup: Lookup,
	query: LookupQuery,
	found: LookupMatches,
): Promise<number> {
	let cost = 0;
	let [values, offset, more] = [query.values, 0, true];
	for (let calls = 0; more; calls++) {
		const limit = nextLimit({ wanted: null, expected: 0, calls });
		const page = await ask(session, lookup, values, limit, offset);
		const filled = await fillUp(session, lookup.module, page.rows, lookup.moreColumns);
		found.add(filled.records);
		cost += page.cost + filled.cost;
		({ more } = page);
		const open =
			lookup.matches === 'first' ? values.filter((value) => isOpen(value, found)) : values;
		if (open.length === 0) break;
		offset = open.length < values.length ? 0 : offset + limit;
		values = open;
	}
	return cost;
}

const isOpen = (value: LookupValue, found: LookupMatches): boolean => found.of(value).length === 0;

async function ask(
	session: Session,
	lookup: Lookup,
	values: readonly LookupValue[],
	limit: number,
	offset: number,
): Promise<Page> {
	try {
		return await askIn(session, lookup, values, limit, offset, 'doubled');
	} catch (error) {
		if (!isRefusal(error, 'SYNTAX_ERROR') || !dependsOnStyle(values)) throw passOn(error);
		return await askIn(session, lookup, values, limit, offset, 'backslash');
	}
}

async function askIn(
	session: Session,
	{ module, field, columns, purpose = 'work' }: Lookup,
	values: readonly LookupValue[],
	limit: number,
	offset: number,
	style: QuoteStyle,
): Promise<Page> {
	const text = [
		`select ${columns.join(', ')} from ${module}`,
		`where ${lookupWhere(field, values, style)} order by id asc limit ${limit}`,
		...(offset > 0 ? [`offset ${offset}`] : []),
	].join(' ');
	return await readPage(session, coqlCall(text, limit, purpose, module));
}
