import type { Price } from '../core/prices';
import { creditsFor, creditsForRefusal } from '../core/prices';
import { sendAuthorized } from './authorize';
import { setAside } from './budget';
import type { Answer, ZohoCall, ZohoReply } from './call';
import { backOff, pause } from './pause';
import { inPlaces } from './places';
import { asObject, textOf } from './readBody';
import type { Exchange } from './request';
import type { Session } from './session';
import { passOn } from './stop';
import { creditsGone, saidIn, stoppedByUser, tooManyAtOnce, unreachable } from './wordings';

/** Tries in all, by what went wrong. A 429 was not executed and is not charged (docs/routes.md, open doubts). */
const TRIES = { busy: 6, broken: 3 } as const;
const PAUSE_MS = { busy: 1000, broken: 500, most: 30_000 } as const;

/** What one try came to. */
type Try =
	| { kind: 'answered'; reply: ZohoReply }
	| { kind: 'busy'; reply: ZohoReply }
	| { kind: 'notSent'; code: string }
	| { kind: 'lost'; reason: string };

/**
 * Sends one call and writes down what it cost. Too many calls at once: waits and repeats. An answer that
 * was lost (5xx, broken connection, unreadable): repeated when the call says it is safe, else given back
 * as lost, so that nothing is written twice.
 * @throws ZohoStop when nothing further can succeed
 */
export async function send(session: Session, call: ZohoCall): Promise<Answer> {
	const charges: number[] = [];
	let sentAt = 0;
	for (let attempt = 1; ; attempt++) {
		if (session.signal?.aborted) throw stoppedByUser();
		const outcome = await inPlaces(session, call, async () => {
			sentAt = session.pace.now();
			return await tryOnce(session, call, charges);
		});
		if (outcome.kind === 'answered') return { ...outcome, charges, sentAt };
		const repeats = mayRepeat(call, outcome, attempt);
		if (!repeats && outcome.kind === 'lost') return { ...outcome, charges, sentAt };
		if (!repeats && outcome.kind === 'busy') throw tooManyAtOnce(saidIn(outcome.reply));
		if (!repeats && outcome.kind === 'notSent') throw unreachable(session.base, outcome.code);
		await pause(session, pauseBefore(outcome, attempt));
	}
}

function mayRepeat(call: ZohoCall, outcome: Try, attempt: number): boolean {
	if (outcome.kind === 'busy') return attempt < TRIES.busy;
	if (outcome.kind === 'notSent') return attempt < TRIES.broken;
	return call.repeat === 'safe' && attempt < TRIES.broken;
}

/** Zoho documents no Retry-After; it is honoured should one come. */
function pauseBefore(outcome: Try, attempt: number): number {
	const asked = outcome.kind === 'busy' ? Number(outcome.reply.headers['retry-after']) * 1000 : NaN;
	if (asked > 0) return Math.min(asked, PAUSE_MS.most);
	return backOff(
		attempt - 1,
		outcome.kind === 'busy' ? PAUSE_MS.busy : PAUSE_MS.broken,
		PAUSE_MS.most,
	);
}

async function tryOnce(session: Session, call: ZohoCall, charges: number[]): Promise<Try> {
	const price = creditsFor(call.name, call.size);
	const setAsideFor = await setAside(session, call.name, call.module, price.credits);
	let spent: Spent = { ...price, uncertain: true, made: true };
	try {
		const outcome = judge(session, await sendAuthorized(session, call));
		spent = costOf(call, outcome, price);
		if (outcome.kind === 'answered' || outcome.kind === 'busy')
			await noteHeaders(session, outcome.reply);
		if (outcome.kind === 'busy' && isCreditsGone(outcome.reply))
			throw creditsGone(saidIn(outcome.reply));
		return outcome;
	} catch (error) {
		// Refused at the door (login, scope) or cancelled before sending: not charged.
		if (!wasCancelledInFlight(session, spent)) spent = { ...spent, credits: 0, uncertain: false };
		throw passOn(error);
	} finally {
		await setAsideFor.settle(spent.credits);
		if (spent.made) writeDown(session, call, spent);
		if (spent.credits > 0) charges.push(spent.credits);
	}
}

/** The cost of a try; `made: false` when no request left for Zoho. */
type Spent = Price & { uncertain: boolean; made: boolean };

const wasCancelledInFlight = (session: Session, spent: Spent): boolean =>
	spent.uncertain && session.signal?.aborted === true;

function writeDown(session: Session, call: ZohoCall, spent: Spent): void {
	session.spends.push({
		call: call.name,
		cost: spent.credits,
		basis: spent.basis,
		uncertain: spent.uncertain ? spent.credits : 0,
		purpose: call.purpose,
	});
}

function judge(session: Session, exchanged: Exchange): Try {
	if (exchanged.kind === 'broken') {
		if (session.signal?.aborted) throw stoppedByUser();
		return exchanged.sent
			? { kind: 'lost', reason: `the connection broke (${exchanged.code})` }
			: { kind: 'notSent', code: exchanged.code };
	}
	const { reply } = exchanged;
	if (reply.status === 429) return { kind: 'busy', reply };
	if (reply.status >= 500)
		return { kind: 'lost', reason: `Zoho answered ${reply.status} ${saidIn(reply).code}` };
	const unreadable = reply.body === undefined && reply.text.trim() !== '';
	if (unreadable) return { kind: 'lost', reason: `the answer (${reply.status}) was not readable` };
	return { kind: 'answered', reply };
}

/** An answer with `data` (or any 2xx) was taken on and costs its price, whatever became of each record. */
function costOf(call: ZohoCall, outcome: Try, price: Price): Spent {
	if (outcome.kind === 'notSent')
		return { credits: 0, basis: price.basis, uncertain: false, made: false };
	if (outcome.kind === 'lost') return { ...price, uncertain: true, made: true };
	const { status, body } = outcome.reply;
	const byOutcome = call.costOf?.(outcome.reply);
	if (byOutcome !== undefined)
		return { ...price, credits: byOutcome, uncertain: false, made: true };
	const takenOn = status < 300 || (status === 400 && Array.isArray(asObject(body)?.data));
	return { ...(takenOn ? price : creditsForRefusal(status)), uncertain: false, made: true };
}

/**
 * Both kinds of 429 carry one code; a remaining of 0 or the words "24 hours" tell credits from too many
 * at once (https://help.zoho.com/portal/en/community/topic/kaizen-203-answering-your-questions-handling-api-limits-and-error-responses).
 */
function isCreditsGone(reply: ZohoReply): boolean {
	const remaining = reply.headers['x-api-credits-remaining'];
	if (remaining !== undefined) return Number(remaining) <= 0;
	return /24\s*h|day|daily|credit/i.test(textOf(reply.body, 'message') ?? '');
}

async function noteHeaders(session: Session, reply: ZohoReply): Promise<void> {
	const now = session.pace.now();
	const date = Date.parse(reply.headers.date ?? '');
	if (!Number.isNaN(date)) session.clockOffset = date - now;
	const remaining = Number(reply.headers['x-api-credits-remaining'] ?? NaN);
	if (Number.isNaN(remaining)) return;
	session.remaining = { value: remaining, at: now };
	await session.state.put(`remaining:${session.org}`, session.remaining, 24 * 60 * 60 * 1000);
}
