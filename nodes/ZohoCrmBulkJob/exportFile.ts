import type { IBinaryData } from 'n8n-workflow';

import { headerOf, csvOfRows } from '../shared/core/exportCsv';
import { UnsafeZip } from '../shared/core/exportZip';
import { emptyTally, joinPages } from '../shared/core/exportJoin';
import type { JoinTally } from '../shared/core/exportJoin';
import { csvOf, openResult } from '../shared/zoho/bulkReadResult';
import type { ByteStream } from '../shared/zoho/call';
import { queryPages } from '../shared/zoho/readQuery';
import { queryColumns } from '../shared/core/exportPlan';
import type { Session } from '../shared/zoho/session';
import { ZohoStop, passOn } from '../shared/zoho/stop';
import type { ExportPlan } from './exportPlanning';
import type { ResultContext } from './finishing';

const CSV = 'text/csv';

/** A download that breaks off is begun anew, a credit for each page. */
const TRIES = 3;

/** A file in n8n's binary store, and what went into it. */
export interface StoredCsv {
	file: IBinaryData;
	tally: JoinTally;
}

/**
 * The results of these jobs as one CSV with one header. Goes from Zoho into n8n's binary store as it comes: zip,
 * inflated bytes and file are never whole in memory, in n8n's filesystem mode.
 * @throws ZohoStop, also for a zip that is not what Zoho makes
 */
export async function storeResults(
	ctx: ResultContext,
	session: Session,
	ids: readonly string[],
	fileName: string,
): Promise<StoredCsv> {
	for (let attempt = 1; ; attempt++) {
		const tally = emptyTally();
		const first = await openResult(session, ids[0]);
		const file = joined(first, session, ids.slice(1), tally);
		try {
			return { file: await ctx.helpers.prepareBinaryData(file, fileName, CSV), tally };
		} catch (error) {
			if (error instanceof UnsafeZip && !error.isBroken) throw unsafeResult(ids, error);
			if (error instanceof ZohoStop || attempt === TRIES) throw lostResult(ids, error);
		}
	}
}

/** n8n wants a stream of Node's, whose module community nodes may not import: the download makes one of itself. */
function joined(
	first: ByteStream,
	session: Session,
	others: readonly string[],
	tally: JoinTally,
): ByteStream {
	const pages = others.map((id) => async () => csvOf(await openResult(session, id)));
	const composed: unknown = first.compose(async function* (zip: AsyncIterable<unknown>) {
		yield* asBuffers(joinPages([async () => csvOf(zip), ...pages], tally));
	});
	return composed as ByteStream;
}

async function* asBuffers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	for await (const piece of pieces)
		yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

const unsafeResult = (ids: readonly string[], error: UnsafeZip): ZohoStop =>
	new ZohoStop(
		'refused',
		`The result of ${namesOf(ids)} is no zip as Zoho makes it: ${error.message}`,
		'It was not unpacked. Run the Export again, and tell Zoho when it happens again.',
	);

function lostResult(ids: readonly string[], error: unknown): ZohoStop {
	if (error instanceof ZohoStop) return error;
	const why = passOn(error).message;
	return new ZohoStop(
		'unreachable',
		`The result of ${namesOf(ids)} could not be fetched whole: ${why}`,
		"Zoho keeps it for a day: fetch it with 'Get Result'.",
	);
}

const namesOf = (ids: readonly string[]): string =>
	`${ids.length === 1 ? 'the job' : 'the jobs'} ${ids.join(', ')}`;

/**
 * The same file by queries. Held in memory: this way pays only for some ten thousand records.
 * @throws ZohoStop, also when n8n cannot store it
 */
export async function storeQuery(
	ctx: ResultContext,
	session: Session,
	{ wish, columns, where, counted }: ExportPlan,
): Promise<StoredCsv> {
	const tally = { ...emptyTally(), header: headerOf(columns) };
	const pieces = [tally.header];
	const module = wish.viewId === undefined ? wish.module : `${wish.module}#${wish.viewId}`;
	const asked = queryColumns(columns);
	const query = {
		select: `select ${(asked.length > 0 ? asked : ['id']).join(', ')}`,
		module,
		where: where ?? '',
		rest: '',
		limit: null,
		offset: 0,
		byId: 'asc' as const,
	};
	if (counted !== 0) {
		const all = { stillWanted: () => null, expected: counted ?? 0 };
		for await (const { rows } of queryPages(session, query, all)) {
			tally.rows += rows.length;
			pieces.push(csvOfRows(columns, rows));
		}
	}
	return { file: await stored(ctx, pieces.join(''), wish.fileName), tally };
}

/** @throws ZohoStop where n8n cannot store it: a full disk, for one */
async function stored(
	{ helpers }: ResultContext,
	csv: string,
	fileName: string,
): Promise<IBinaryData> {
	try {
		return await helpers.prepareBinaryData(Buffer.from(csv), fileName, CSV);
	} catch (error) {
		throw notStored(passOn(error).message);
	}
}

const notStored = (why: string): ZohoStop =>
	new ZohoStop(
		'unreachable',
		`The file could not be stored: ${why}`,
		'Run the Export again when n8n has room for it.',
	);
