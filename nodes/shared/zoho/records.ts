import type { WriteOperation } from '../core/batchOutcome';
import type { ExternalIds } from '../core/externalIds';
import { externalHeader, NO_EXTERNAL_IDS } from '../core/externalIds';
import { RECORDS_PER_CREDIT } from '../core/limits';
import type { CallName } from '../core/prices';
import type { Row, ZohoRecord } from '../core/row';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';

/** What goes beside `data` in the body of a write; keys as Zoho spells them (api/v8/upsert-records.html). */
export interface WriteExtras {
	duplicate_check_fields?: string[];
	/** Left out: Zoho runs all automations. Empty: none. */
	trigger?: string[];
	lar_id?: string;
	skip_feature_execution?: Array<{ name: 'cadences'; action?: 'insert' | 'update' }>;
	apply_feature_execution?: Array<{ name: 'layout_rules' }>;
}

const CALLS: Record<WriteOperation, { name: CallName; method: ZohoCall['method']; right: string }> =
	{
		insert: { name: 'records.insert', method: 'POST', right: 'CREATE' },
		update: { name: 'records.update', method: 'PUT', right: 'UPDATE' },
		upsert: { name: 'records.upsert', method: 'POST', right: 'WRITE' },
		delete: { name: 'records.delete', method: 'DELETE', right: 'DELETE' },
		massUpdate: { name: 'records.massUpdate', method: 'POST', right: 'UPDATE' },
	};

/** One write of up to 100 records (500 ids for `massUpdate`). A lost answer is never repeated blindly here. */
export function writeCall(
	operation: WriteOperation,
	module: string,
	rows: readonly Row[],
	extras: WriteExtras,
	values: ZohoRecord = {},
	external: ExternalIds = NO_EXTERNAL_IDS,
): ZohoCall {
	const { name, method, right } = CALLS[operation];
	const byIds = operation === 'delete' || operation === 'massUpdate';
	const header = externalHeader(module, external);
	return {
		name,
		size: rows.length,
		method,
		path: `crm/${API_VERSION}/${encodeURIComponent(module)}`,
		repeat: 'never',
		units: 1,
		heavy: rows.length > RECORDS_PER_CREDIT && !byIds,
		purpose: 'work',
		scope: `ZohoCRM.modules.${module.toLowerCase()}.${right}`,
		module,
		...(header === undefined ? {} : { headers: { 'X-EXTERNAL': header } }),
		...(operation === 'delete'
			? deletion(rows, extras, external.own ?? 'id')
			: operation === 'massUpdate'
				? massUpdate(module, rows, values)
				: { body: JSON.stringify({ data: rows.map((row) => row.record), ...extras }) }),
		...(operation === 'upsert'
			? { path: `crm/${API_VERSION}/${encodeURIComponent(module)}/upsert` }
			: {}),
	};
}

const idsOf = (rows: readonly Row[], field = 'id'): string[] =>
	rows.map((row) => String(row.record[field]));

/**
 * `wf_trigger` is what deletes know of automations (api/v8/delete-records.html); under X-EXTERNAL `ids` takes external
 * values (api/v8/delete-records-ext.html).
 */
function deletion(
	rows: readonly Row[],
	extras: WriteExtras,
	idField: string,
): Pick<ZohoCall, 'query'> {
	const query: Record<string, string> = { ids: idsOf(rows, idField).join(',') };
	if (extras.trigger?.length === 0) query.wf_trigger = 'false';
	return { query };
}

/** api/v8/mass-update-records.html, by ids ("non-scheduler type"). */
const massUpdate = (
	module: string,
	rows: readonly Row[],
	values: ZohoRecord,
): Pick<ZohoCall, 'path' | 'scope' | 'body'> => ({
	path: `crm/${API_VERSION}/${encodeURIComponent(module)}/actions/mass_update`,
	scope: 'ZohoCRM.mass_update.UPDATE',
	body: JSON.stringify({ data: [values], ids: idsOf(rows), over_write: true }),
});
