import type { INodeType } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { ZohoCrmBatchRead } from '../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { ZohoCrmCachedMetadata } from '../../nodes/ZohoCrmCachedMetadata/ZohoCrmCachedMetadata.node';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';

/** All nodes but the trigger. */
export const actionNodes: INodeType[] = [
	new ZohoCrmApiCredits(),
	new ZohoCrmBatchRead(),
	new ZohoCrmBatchUpsert(),
	new ZohoCrmBulkJob(),
	new ZohoCrmCachedMetadata(),
	new ZohoCrmCompositeRequest(),
];
