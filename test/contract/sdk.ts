import { bulkReadWithDownload } from './sdk/bulkRead';
import { bulkWriteWithUpload } from './sdk/bulkWrite';
import { getRecords } from './sdk/get';
import { fields, modules } from './sdk/metadata';
import { notifications } from './sdk/notifications';
import { tokens } from './sdk/token';
import { upsertWithPartialFailure } from './sdk/upsert';

/** What Zoho's own TypeScript SDK (8.0) does with the simulator; each throws when the SDK or its caller is not content. */
export const SDK_CHECKS: Array<[title: string, check: () => Promise<void>]> = [
	['SDK: token', tokens],
	['SDK: upsert with partial failure', upsertWithPartialFailure],
	['SDK: get', getRecords],
	['SDK: fields', fields],
	['SDK: modules', modules],
	['SDK: bulk read with download', bulkReadWithDownload],
	['SDK: bulk write with upload', bulkWriteWithUpload],
	['SDK: notifications', notifications],
];
