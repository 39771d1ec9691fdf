import type { IExecuteFunctions } from 'n8n-workflow';

import { namesIn } from '../shared/core/namesIn';
import type { Miss } from '../shared/core/readOutcome';
import { recordIdOf } from '../shared/core/recordId';
import { idChunks, readByIds } from '../shared/zoho/readIds';
import type { Session } from '../shared/zoho/session';
import { moduleNameOf } from '../shared/ui/moduleName';
import { sameForAll } from '../shared/ui/sameForAll';
import { chooseFields } from './chooseFields';
import type { Options } from './readParameters';
import type { RowCall } from './readRows';
import { refusedIn, rowsByText, valuesByRow } from './readRows';

/** What the rows of a run come to before anything is sent. */
export interface RowPlan {
	refused: Map<number, Miss>;
	calls: RowCall[];
	/** Credits and HTTP calls of each call, without metadata. */
	readsPerCall: number;
	/** Metadata that would have to be read first (Dry Run). */
	overhead: number;
	/** Whether a call may take more reads than planned. */
	atLeast: boolean;
	missing(row: number): string;
}

/** Get by IDs: each input item's record, equal ids asked once. */
export async function planByIds(
	ctx: IExecuteFunctions,
	session: Session,
	options: Options,
): Promise<RowPlan> {
	const rows = ctx.getInputData().length;
	sameForAll(ctx, 'module', 'Module', rows);
	const module = moduleNameOf(ctx, 0);
	const chosen = namesIn(sameForAll(ctx, 'fields', 'Field Names or IDs', rows));
	const ids = valuesByRow(ctx, 'recordId', recordIdOf);
	const rowsOf = rowsByText(ids, (id) => id);
	const asked = rowsOf.size > 0;
	const fields = asked ? await chooseFields(session, module, chosen, [], options) : noFields;
	const parts = [fields.first.length > 0 ? fields.first : ['id'], ...fields.more];
	const read = async (chunk: string[], asking: number[]) => {
		const { records, cost } = await readByIds(session, module, chunk, parts);
		noticeAbsent(session, module, fields.first, [...records.values()]);
		const found = asking.map((row) => {
			const record = records.get(String(ids[row]));
			return record ? [{ ...record }] : [];
		});
		return { found, cost };
	};
	return {
		refused: refusedIn(ids),
		calls: idChunks(rowsOf.keys()).map((chunk) => {
			const asking = chunk.flatMap((id) => rowsOf.get(id) ?? []).sort((a, b) => a - b);
			return { rows: asking, run: async () => await read(chunk, asking) };
		}),
		readsPerCall: parts.length,
		overhead: fields.unknown ? 1 : 0,
		atLeast: fields.unknown === true && options.moreFields,
		missing: (row) =>
			`${module} has no record with the id ${String(ids[row])}: it may belong to another module, be deleted or ` +
			'converted, or be hidden from the connected user',
	};
}

const noFields = { first: [], more: [], unknown: undefined };

/** Zoho leaves a field that it does not know out of the answer without a word. */
export function noticeAbsent(
	session: Session,
	module: string,
	fields: readonly string[],
	records: ReadonlyArray<Record<string, unknown>>,
): void {
	if (records.length === 0) return;
	const absent = fields.filter((field) => records.every((record) => !(field in record)));
	if (absent.length === 0) return;
	const notice = `Zoho gave no ${absent.join(', ')} with the records of ${module}: check these API names.`;
	if (!session.notices.includes(notice)) session.notices.push(notice);
}
