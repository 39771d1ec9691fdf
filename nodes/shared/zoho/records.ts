import type { WriteOperation } from '../core/batchOutcome';
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
): ZohoCall {
	const { name, method, right } = CALLS[operation];
	const path = `crm/${API_VERSION}/${encodeURIComponent(module)}`;
	const common = {
		name,
		size: rows.length,
		method,
		repeat: 'never',
		units: 1,
		heavy: rows.length > RECORDS_PER_CREDIT && !['delete', 'massUpdate'].includes(operation),
		purpose: 'work',
		scope: `ZohoCRM.modules.${module.toLowerCase()}.${right}`,
		module,
	} as const satisfies Partial<ZohoCall>;
	const ids = rows.map((row) => String(row.record.id));
	if (operation === 'delete') {
		const query: Record<string, string> = { ids: ids.join(',') };
		if (extras.trigger?.length === 0) query.wf_trigger = 'false';
		return { ...common, path, query };
	}
	if (operation === 'massUpdate') {
		return {
			...common,
			path: `${path}/actions/mass_update`,
			scope: 'ZohoCRM.mass_update.UPDATE',
			body: JSON.stringify({ data: [values], ids, over_write: true }),
		};
	}
	return {
		...common,
		path: operation === 'upsert' ? `${path}/upsert` : path,
		body: JSON.stringify({ data: rows.map((row) => row.record), ...extras }),
	};
}
