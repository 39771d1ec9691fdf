import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { RunReport } from '../core/report';
import { ZohoStop } from '../zoho/stop';

interface ErrorExtras {
	report?: RunReport;
	/** Said after the fix: counts and the first rows. */
	summary?: string;
}

/** The error n8n shows: what happened, how to go on, Zoho's own words whole, and the credit report. */
export function nodeErrorFor(node: INode, error: unknown, extras: ErrorExtras = {}): Error {
	if (!(error instanceof ZohoStop)) {
		return error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	}
	const { said } = error;
	const words = said
		? `Zoho said: ${said.code} ${said.message} ${JSON.stringify(said.details)}`
		: '';
	const description = [error.fix, extras.summary, words].filter(Boolean).join('\n\n');
	const shown = said
		? new NodeApiError(node, { ...said } as unknown as JsonObject, {
				message: error.message,
				description,
				httpCode: said.status === null ? undefined : String(said.status),
			})
		: new NodeOperationError(node, error.message, { description });
	// n8n replaces a message that holds a code such as ECONNRESET by words of its own.
	shown.message = error.message;
	Object.assign(shown.context, {
		stop: error.reason,
		said,
		...(extras.report ? { credits: extras.report } : {}),
	});
	return shown;
}
