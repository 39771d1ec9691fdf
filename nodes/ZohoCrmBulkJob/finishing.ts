import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { JobStatus } from '../shared/core/bulkJob';
import type { RowOutcome } from '../shared/core/outcome';
import type { Session } from '../shared/zoho/session';

/** Results are turned into items in `execute()` (Poll, Get Result) and in `webhook()` (waking). */
export type ResultContext = IExecuteFunctions | IWebhookFunctions;

/** An item that waits for its jobs: JSON with `job`, and its binary data. */
export type WaitingItem = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What became of a waiting item. */
export interface FinishedItem {
	json: IDataObject;
	binary?: INodeExecutionData['binary'];
	/** Goes to Failed where there is such an output. */
	failed: boolean;
	/** Why, for the error that 'When Rows Fail' may ask for. */
	reason: string | null;
	/** Of a row that has come to its end. */
	outcome?: RowOutcome;
}

/** Everything a result is made from. */
export interface Finishing {
	ctx: ResultContext;
	session: Session;
	/** By job id; jobs that are still running, or were not looked at, may be missing. */
	statuses: ReadonlyMap<string, JobStatus>;
	includeInput: boolean;
	/**
	 * Whether a result that cannot be fetched ends it all, so that a sleeping execution sleeps on; else its rows come out
	 * as unknown, with the reason.
	 */
	strict: boolean;
}
