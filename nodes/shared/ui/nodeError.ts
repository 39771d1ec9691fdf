import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { RunReport } from '../core/report';
import { ZohoStop } from '../zoho/stop';

interface ErrorExtras {
	report?: RunReport;
	/** Said after the fix: counts and the first rows. */
	summary?: string;
}

/** The error n8n shows: what happened, how to go on, Zoho's own words whole, and the credit report, whatever was thrown. */
export function nodeErrorFor(node: INode, error: unknown, extras: ErrorExtras = {}): Error {
	const shown =
		error instanceof ZohoStop ? stopShown(node, error, extras) : otherShown(node, error);
	if (extras.report) Object.assign(shown.context, { credits: extras.report });
	return shown;
}

function stopShown(
	node: INode,
	{ message, fix, reason, said }: ZohoStop,
	{ summary }: ErrorExtras,
): NodeApiError | NodeOperationError {
	const words = said
		? `Zoho said: ${said.code} ${said.message} ${JSON.stringify(said.details)}`
		: '';
	const description = [fix, summary, words].filter(Boolean).join('\n\n');
	const shown = said
		? new NodeApiError(node, { ...said } as unknown as JsonObject, {
				message,
				description,
				httpCode: said.status === null ? undefined : String(said.status),
			})
		: new NodeOperationError(node, message, { description });
	// n8n replaces a message that holds a code such as ECONNRESET by words of its own.
	shown.message = message;
	Object.assign(shown.context, { stop: reason, said });
	return shown;
}

const otherShown = (node: INode, error: unknown): NodeApiError | NodeOperationError =>
	error instanceof NodeApiError || error instanceof NodeOperationError
		? error
		: new NodeOperationError(node, error instanceof Error ? error : String(error));
