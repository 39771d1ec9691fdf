import type { IExecuteFunctions } from 'n8n-workflow';

import type { FieldMeta } from '../shared/core/fieldMeta';
import { externalLookups } from '../shared/core/lookupWish';
import type { NotWritten } from '../shared/core/outcome';
import type { ZohoRecord } from '../shared/core/row';
import type { BatchJob, BatchResult } from '../shared/zoho/batchWrite';
import type { Session } from '../shared/zoho/session';
import { checkExternalField, checkMatchingFields } from './checkMatchingFields';
import { fieldsForCheck, subformFields } from './fieldsForCheck';
import { lookupTasks } from './lookupTasks';
import type { Prepared } from './prepare';
import { rowsWithoutKey } from './planRun';
import { prepareRows, prepareValues, standsForId } from './prepare';
import type { Parameters } from './readParameters';
import { readRows } from './readRows';
import type { Naming } from './resolveNames';
import { namingOf } from './resolveNames';

/** What is known before Zoho is asked for names, or written to. */
export interface Ready {
	/** The module's fields; null when they are not known. */
	fields: FieldMeta[] | null;
	naming: Naming;
	job: BatchJob;
	/** The rows that may be sent; whoever settles one takes it out. */
	prepared: Prepared;
}

/**
 * Reads and checks the rows; those refused get their outcome.
 * @throws ZohoStop for parameters that no row could be written by
 */
export async function makeReady(
	ctx: IExecuteFunctions,
	session: Session,
	parameters: Parameters,
	result: BatchResult,
): Promise<Ready> {
	const zone = ctx.getTimezone();
	const read = readRows(ctx, parameters);
	const fields = await fieldsForCheck(session, parameters, read);
	checkExternalField(parameters, fields);
	checkMatchingFields(parameters, fields);
	const tasks = await lookupTasks(session, parameters, fields);
	const subforms = await subformFields(session, fields, read);
	const prepared = prepareRows(read, parameters, fields, subforms, zone);
	settle(prepared.refused, result);
	settleKeyless(prepared, parameters, result);
	const job = jobOf(parameters, prepared, prepareValues(parameters, fields, zone), fields);
	return { fields, naming: namingOf(parameters.options, fields, tasks), job, prepared };
}

/** Rows without a key need no names: they are not sent, whatever the others hold. */
function settleKeyless(prepared: Prepared, parameters: Parameters, result: BatchResult): void {
	const open = [...prepared.rows.values()].filter(({ index }) => !result.outcomes.has(index));
	for (const [index, outcome] of rowsWithoutKey(open, prepared, parameters)) {
		result.outcomes.set(index, outcome);
		prepared.rows.delete(index);
	}
}

const jobOf = (
	{ operation, module, extras, options }: Parameters,
	{ keyFields }: Prepared,
	values: ZohoRecord,
	fields: FieldMeta[] | null,
): BatchJob => ({
	operation,
	module,
	extras,
	values,
	keyFields,
	parallel: options.parallel,
	external: {
		own: standsForId({ operation, options }) ? options.externalId : null,
		lookups: operation === 'delete' ? new Map() : externalLookups(options.resolve),
	},
	labels: new Map(fields?.map(({ apiName, label }) => [apiName, label])),
});

/** Gives rows an outcome that have none yet. */
export function settle(settled: ReadonlyMap<number, NotWritten>, result: BatchResult): void {
	for (const [index, outcome] of settled)
		if (!result.outcomes.has(index)) result.outcomes.set(index, outcome);
}
