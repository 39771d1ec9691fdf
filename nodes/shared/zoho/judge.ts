import type { LivePrices, Price } from '../core/prices';
import { creditsFor, creditsForRefusal } from '../core/prices';
import type { ZohoCall, ZohoReply } from './call';
import { asObject, textOf } from './readBody';
import type { Exchange } from './request';
import type { Spent } from './spending';
import { saidIn } from './wordings';

/** What one try came to. */
export type Try =
	| { kind: 'answered'; reply: ZohoReply }
	| { kind: 'busy'; reply: ZohoReply }
	| { kind: 'notSent'; code: string }
	| { kind: 'lost'; reason: string };

/** What an exchange means. Anything that leaves open whether Zoho did the work is `lost`. */
export function judge(exchanged: Exchange): Try {
	if (exchanged.kind === 'broken') {
		return exchanged.sent
			? { kind: 'lost', reason: `the connection broke (${exchanged.code})` }
			: { kind: 'notSent', code: exchanged.code };
	}
	const { reply } = exchanged;
	if ((reply.bytes ?? reply.stream) && reply.status < 300) return { kind: 'answered', reply };
	if (reply.status === 429) return { kind: 'busy', reply };
	if (reply.status >= 500)
		return { kind: 'lost', reason: `Zoho answered ${reply.status} ${saidIn(reply).code}` };
	if (isRedirect(reply.status))
		return { kind: 'lost', reason: `a redirect came for an answer (${reply.status})` };
	// An answer without content is a 204 (api/v8/status-codes.html); any other empty one has lost its body on the way.
	const empty = reply.text.trim() === '';
	const unreadable = reply.body === undefined && (!empty || isFullAnswer(reply.status));
	if (unreadable) return { kind: 'lost', reason: `the answer (${reply.status}) was not readable` };
	return { kind: 'answered', reply };
}

/** From something on the way, as Zoho documents none; whether Zoho saw the request is not known. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

const isFullAnswer = (status: number): boolean => status < 300 && status !== 204;

/** The price of a call, by Zoho's own list where it was read. */
export const priceOf = (
	{ name, size, module }: ZohoCall,
	live: LivePrices | null,
	outcomeSize = size,
): Price => creditsFor(name, outcomeSize, live, module);

/** An answer with `data` (or any 2xx) was taken on and costs its price, whatever became of each record. */
export function costOf(call: ZohoCall, outcome: Try, live: LivePrices | null): Spent {
	const price = priceOf(call, live);
	if (outcome.kind === 'notSent') return { credits: 0, basis: price.basis, uncertain: false };
	if (outcome.kind === 'lost') return { ...price, uncertain: true };
	const { status, body } = outcome.reply;
	const size = call.sizeOf?.(outcome.reply);
	if (size !== undefined) return { ...priceOf(call, live, size), uncertain: false };
	const takenOn = status < 300 || (status === 400 && Array.isArray(asObject(body)?.data));
	const cost = takenOn ? price : creditsForRefusal(status);
	// Without a word from Zoho it may be a gateway's: for an address that is too long, say (414, 431).
	return { ...cost, uncertain: body === undefined && status >= 400 && cost.credits > 0 };
}

/**
 * Both kinds of 429 carry one code; fewer credits left than the call costs, or the words "24 hours", tell credits
 * from too many at once (https://help.zoho.com/portal/en/community/topic/kaizen-203-answering-your-questions-handling-api-limits-and-error-responses).
 */
export function isCreditsGone(reply: ZohoReply, price: number): boolean {
	const remaining = remainingIn(reply);
	if (remaining !== undefined && remaining < price) return true;
	return /24\s*h|day|daily|credit/i.test(textOf(reply.body, 'message') ?? '');
}

/** X-API-CREDITS-REMAINING; undefined when Zoho sent none. */
export function remainingIn({ headers }: ZohoReply): number | undefined {
	const text = headers['x-api-credits-remaining'];
	return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
