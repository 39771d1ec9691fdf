import groupBy from 'lodash/groupBy';

import { coqlText } from '../core/coqlText';
import type { FoundRecord, ReadBackQuery } from '../core/readBack';
import { plainFields } from '../core/readBack';
import { keyText } from '../core/rowKeys';
import { coqlCall, coqlRows } from './coql';
import { asObject, textOf } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { ZohoStop, passOn } from './stop';

/** Columns beside id, key and times that help to tell whether a record holds what we sent. */
const MOST_COMPARED_FIELDS = 40;

/** Each column that Zoho does not take costs a query; then nothing is compared. */
const MOST_COLUMNS_LEFT_OUT = 3;

/** Records that one query gives for one credit: fifty keys, and room for records that share one. */
const MOST_FOUND = 200;

/** What Zoho holds under the keys, by the comparable text of a key; several records may share one. */
export type ReadBack = { kind: 'found'; records: Records } | { kind: 'failed'; why: string };

/**
 * Looks up to fifty keys up, for one credit of overhead. Where Zoho takes a field of the rows for no column, again
 * without it, and at last without any.
 * @throws ZohoStop when Zoho can no longer be asked
 */
export async function readBackKeys(
	session: Session,
	module: string,
	query: ReadBackQuery,
): Promise<ReadBack> {
	const compared = [...new Set(query.rows.flatMap(plainFields))].slice(0, MOST_COMPARED_FIELDS);
	try {
		const records = await askWithout(session, module, query, compared, MOST_COLUMNS_LEFT_OUT);
		if (!records) return { kind: 'failed', why: 'Zoho refused the query' };
		const found = [...records.values()].reduce((sum, { length }) => sum + length, 0);
		return found < MOST_FOUND
			? { kind: 'found', records }
			: { kind: 'failed', why: 'too many records have the same key' };
	} catch (error) {
		if (error instanceof ZohoStop && error.reason === 'scope')
			return { kind: 'failed', why: error.message };
		throw passOn(error);
	}
}

type Records = Map<string, FoundRecord[]>;

/** @returns undefined when Zoho refuses the query for whatever it asks for */
async function askWithout(
	session: Session,
	module: string,
	query: ReadBackQuery,
	compared: readonly string[],
	mayLeaveOut: number,
): Promise<Records | undefined> {
	const asked = await ask(session, module, query, compared);
	if (asked.records || compared.length === 0) return asked.records;
	const left = compared.filter((column) => column !== asked.refused);
	const goesOn = mayLeaveOut > 0 && left.length < compared.length;
	return await askWithout(session, module, query, goesOn ? left : [], mayLeaveOut - 1);
}

async function ask(
	session: Session,
	module: string,
	{ field, values }: ReadBackQuery,
	compared: readonly string[],
): Promise<{ records?: Records; refused?: string }> {
	const columns = [...new Set(['id', 'Modified_Time', 'Created_Time', field, ...compared])].join(
		', ',
	);
	const list = values.map((value) => (field === 'id' ? value : coqlText(value))).join(', ');
	const text = `select ${columns} from ${module} where ${field} in (${list}) limit ${MOST_FOUND}`;
	const answer = await send(session, coqlCall(text, MOST_FOUND, 'overhead', module));
	if (answer.kind === 'lost')
		throw new ZohoStop(
			'unreachable',
			`Zoho's answer was lost: ${answer.reason}`,
			'Run it again later.',
		);
	const found = coqlRows(answer.reply) as FoundRecord[] | undefined;
	if (!found)
		return { refused: textOf(asObject(asObject(answer.reply.body)?.details), 'column_name') };
	return {
		records: new Map(Object.entries(groupBy(found, (record) => keyText(record[field]) ?? ''))),
	};
}
