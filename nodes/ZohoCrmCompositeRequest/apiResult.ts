import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { SubFailure } from '../shared/core/compositeResult';

/** What became of the call or calls of one item. */
export interface ApiOutcome {
	outcome: 'done' | 'planned' | SubFailure['outcome'];
	/** What came out before a failure, or in all. */
	entries: Array<{ json: IDataObject; binary?: IBinaryKeyData }>;
	failure?: SubFailure;
	/** A retry may send it again: it only reads. */
	mayResend?: true;
}

export const failed = (
	failure: SubFailure,
	entries: ApiOutcome['entries'] = [],
	mayResend = false,
): ApiOutcome => ({
	outcome: failure.outcome,
	entries,
	failure,
	...(mayResend ? { mayResend: true } : {}),
});
