import groupBy from 'lodash/groupBy';

import type { ChannelEvent } from '../shared/core/notification';
import type { FetchedRecord } from '../shared/core/notificationItem';
import { fieldParts, listableFields } from '../shared/core/readFields';
import type { ZohoRecord } from '../shared/core/row';
import { isObject } from '../shared/core/isObject';
import { ownUserId } from '../shared/zoho/channelOwner';
import { fieldsOf } from '../shared/zoho/metadata';
import { notSentFor } from '../shared/zoho/notSent';
import { idChunks, readByIds } from '../shared/zoho/readIds';
import type { Session } from '../shared/zoho/session';
import { passOn, ZohoStop } from '../shared/zoho/stop';
import type { Fetching } from './readParameters';

/** An event on its way out: its record where that was asked for, and what reading it cost. */
export interface Outgoing {
	event: ChannelEvent;
	fetched?: FetchedRecord;
	cost: number;
}

/**
 * Reads the records of events, 100 for 1 credit, each record once. An event is never lost because its record could not
 * be read: it then says why.
 */
export async function fetchRecords(
	session: Session,
	events: readonly ChannelEvent[],
	fetching: Fetching,
): Promise<Outgoing[]> {
	const modules = groupBy(
		events.filter(({ operation }) => operation !== 'delete'),
		({ module }) => module,
	);
	const records = new Map<string, FetchedRecord>();
	const costs = new Map<string, number>();
	for (const [module, wanted] of Object.entries(modules)) {
		for (const ids of idChunks(wanted.map(({ id }) => id))) {
			const read = await readChunk(session, module, ids, fetching);
			ids.forEach((id) => records.set(`${module} ${id}`, read.recordOf(id)));
			costs.set(`${module} ${ids[0]}`, read.cost);
		}
	}
	const own = fetching.ignoreOwn ? await ownIdOrNone(session) : undefined;
	return events
		.map((event) => {
			const key = `${event.module} ${event.id}`;
			const fetched = event.operation === 'delete' ? DELETED : (records.get(key) ?? ABSENT);
			const cost = event.operation === 'delete' ? 0 : (costs.get(key) ?? 0);
			if (cost > 0) costs.delete(key);
			return { event, fetched, cost };
		})
		.filter(({ fetched }) => own === undefined || modifierOf(fetched.record) !== own);
}

const missing = (code: string, message: string): FetchedRecord => ({
	record: null,
	recordMissing: { code, message },
});

const DELETED = missing('DELETED', 'The record was deleted: nothing was read.');
const ABSENT = missing(
	'NOT_FOUND',
	'Zoho gave no such record: it was deleted since, or is hidden from the connected user.',
);

async function readChunk(
	session: Session,
	module: string,
	ids: readonly string[],
	fetching: Fetching,
): Promise<{ recordOf(id: string): FetchedRecord; cost: number }> {
	try {
		const parts = await partsFor(session, module, fetching);
		const { records, cost } = await readByIds(session, module, ids, parts);
		const recordOf = (id: string): FetchedRecord => {
			const record = records.get(id);
			return record ? { record } : ABSENT;
		};
		return { recordOf, cost };
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		const { code, reason } = notSentFor(error);
		return { recordOf: () => missing(code, reason), cost: 0 };
	}
}

async function partsFor(
	session: Session,
	module: string,
	{ fields, ignoreOwn }: Fetching,
): Promise<string[][]> {
	const wanted = fields.length > 0 ? fields : listableFields(await fieldsOf(session, module, true));
	const needed = ignoreOwn ? ['Modified_By'] : [];
	const [first] = fieldParts([...new Set([...needed, ...wanted])]);
	return [first];
}

/** When Zoho does not say who is connected, everything comes. */
async function ownIdOrNone(session: Session): Promise<string | undefined> {
	try {
		return await ownUserId(session);
	} catch (error) {
		if (!(error instanceof ZohoStop)) throw passOn(error);
		session.notices.push(`Own changes could not be told from others: ${error.message}`);
		return undefined;
	}
}

const modifierOf = (record: ZohoRecord | null): unknown =>
	isObject(record?.Modified_By) ? record.Modified_By.id : undefined;
