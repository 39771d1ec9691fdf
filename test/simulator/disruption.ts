import { throttledReply } from './charges';
import type { RequestFault } from './faults';
import type { SimReply } from './route';
import type { Switches } from './switches';

/** What goes out: a reply, and how its sending fails if it does. */
export interface Answer {
	reply: SimReply;
	broken?: 'reset' | 'midAnswer';
}

/** The answer of a fault that strikes before the work is done; undefined when the work goes on. */
export function insteadOfWork(
	fault: RequestFault | undefined,
	switches: Switches,
): Answer | undefined {
	if (fault?.kind === 'throttle') {
		const reply = throttledReply(fault.reason, switches);
		const headers = fault.reason === 'credits' ? { 'X-API-CREDITS-REMAINING': '0' } : undefined;
		return { reply: { ...reply, headers } };
	}
	if (fault === undefined || !('when' in fault) || fault.when !== 'before') return undefined;
	return replaced(fault);
}

/** What a fault makes of the answer to work that was done. */
export function spoiled(fault: RequestFault | undefined, reply: SimReply): Answer {
	if (fault?.kind === 'malformedJson') return { reply: halfJson(reply) };
	if (fault?.kind === 'reset' && fault.when === 'midAnswer') return { reply, broken: 'midAnswer' };
	if (fault === undefined || !('when' in fault) || fault.when !== 'after') return { reply };
	return replaced(fault);
}

/** For the log: `reset.after`, `throttle.credits`, `slow`. */
export function faultLabel(fault: RequestFault | undefined): string | undefined {
	if (!fault) return undefined;
	const detail =
		'when' in fault ? fault.when : fault.kind === 'throttle' ? fault.reason : undefined;
	return detail === undefined ? fault.kind : `${fault.kind}.${detail}`;
}

function replaced(fault: Extract<RequestFault, { when: string }>): Answer {
	if (fault.kind === 'reset') return { reply: { status: 0, accepted: false }, broken: 'reset' };
	if (fault.kind === 'html') return { reply: htmlReply(fault.status) };
	return { reply: serverError(fault.status) };
}

/** 500 INTERNAL_ERROR is Zoho's own JSON; 502 and 503 come from what stands before it, as HTML. */
function serverError(status: 500 | 502 | 503): SimReply {
	if (status !== 500) return htmlReply(status);
	const body = {
		code: 'INTERNAL_ERROR',
		details: {},
		message: 'Internal Server Error',
		status: 'error',
	};
	return { status, body, accepted: false };
}

export function htmlReply(
	status: number,
	text = 'The server is temporarily unable to answer',
): SimReply {
	return {
		status,
		bytes: new TextEncoder().encode(`<html><body><h1>${text}</h1></body></html>`),
		headers: { 'content-type': 'text/html;charset=utf-8' },
		accepted: false,
	};
}

function halfJson(reply: SimReply): SimReply {
	const text = JSON.stringify(reply.body ?? {});
	const bytes = new TextEncoder().encode(text.slice(0, Math.ceil(text.length / 2)));
	const headers = { ...reply.headers, 'content-type': 'application/json;charset=utf-8' };
	return { ...reply, body: undefined, bytes, headers };
}
