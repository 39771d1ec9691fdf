import { isReply, recordModule } from './moduleAccess';
import type { Org } from './org';
import { pageNumber, refusePageNumber } from './paging';
import type { DeletedRecord } from './recordStore';
import { isNewer, modifiedSince } from './readParameters';
import { zohoTime } from './recordTime';
import { answer, noContent, notModified, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { moduleNamed } from './schema';
import { userRef } from './writeResults';

const day = 24 * 60 * 60 * 1000;
/** Records stay in the recycle bin for 60 days and are gone for good then. */
const recycleDays = 60;

function kindOf(gone: DeletedRecord, now: number): 'recycle' | 'permanent' {
	const expired = now - gone.deletedTime >= recycleDays * day;
	return gone.purged || expired ? 'permanent' : 'recycle';
}

/** Somebody emptied the recycle bin: these records (default: all) are listed as permanently deleted. */
export function purgeRecycleBin(org: Org, apiName: string, ids?: string[]): void {
	for (const gone of moduleNamed(org.modules, apiName)?.store.deleted ?? []) {
		if (!ids || ids.includes(gone.id)) gone.purged = true;
	}
}

function view(call: SimCall, gone: DeletedRecord) {
	return {
		deleted_by: userRef(call.org, gone.deletedBy),
		id: gone.id,
		display_name: gone.displayName,
		type: kindOf(gone, call.now),
		created_by: userRef(call.org, gone.createdBy),
		deleted_time: zohoTime(gone.deletedTime, call.org.timeZone),
	};
}

const types = ['all', 'recycle', 'permanent'];

/**
 * `GET /{module}/deleted?type=all|recycle|permanent`, newest first, deleted since `If-Modified-Since` where the header is given
 * (https://www.zoho.com/crm/developer/docs/api/v7/get-deleted-records.html).
 */
export function deletedRecords(call: SimCall, apiName: string): SimReply {
	const module = recordModule(call, apiName);
	if (isReply(module)) return module;
	const type = call.query.get('type') ?? 'all';
	if (!types.includes(type)) {
		const details = { param_name: 'type', supported_values: types };
		return refuse(400, 'INVALID_DATA', 'invalid data', details);
	}
	const page = pageNumber(call, 'page', 1);
	const size = pageNumber(call, 'per_page', 200);
	if (page === undefined) return refusePageNumber('page');
	if (size === undefined) return refusePageNumber('per_page');
	const since = modifiedSince(call);
	const list = module.store.deleted
		.filter((gone) => type === 'all' || kindOf(gone, call.now) === type)
		.filter((gone) => since === undefined || isNewer(call, gone.deletedTime, since))
		.reverse();
	if (since !== undefined && list.length === 0) return notModified();
	const shown = list.slice((page - 1) * size, page * size);
	if (shown.length === 0) return noContent();
	return answer({
		data: shown.map((gone) => view(call, gone)),
		info: {
			per_page: size,
			count: shown.length,
			page,
			more_records: page * size < list.length,
		},
	});
}
