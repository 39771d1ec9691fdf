import { sendAuthorized } from './authorize';
import { ledgerIsFull, setAside } from './budget';
import type { Answer, ZohoCall, ZohoReply } from './call';
import type { Try } from './judge';
import { costOf, isCreditsGone, judge, priceOf, remainingIn } from './judge';
import { noteOrganization } from './orgAllowance';
import { backOff, pause } from './pause';
import { inPlaces } from './places';
import { textOf } from './readBody';
import type { Session } from './session';
import { afterwards, writeDown } from './spending';
import {
	creditsGone,
	saidIn,
	stoppedByUser,
	tooManyAtOnce,
	unreachable,
	wrongDataCenter,
} from './wordings';

/** Tries in all, by what went wrong. A 429 was not executed and is not charged (docs/routes.md, open doubts). */
const TRIES = { busy: 6, broken: 3 } as const;
const PAUSE_MS = { busy: 1000, broken: 500, most: 30_000 } as const;

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
		await checkForEnd(session, call, outcome);
		if (outcome.kind === 'answered') return { ...outcome, charges, sentAt };
		if (!mayRepeat(call, outcome, attempt)) {
			if (outcome.kind === 'busy') throw tooManyAtOnce(saidIn(outcome.reply));
			if (outcome.kind === 'notSent') throw unreachable(call.base ?? session.base, outcome.code);
			return { ...outcome, charges, sentAt };
		}
		await pause(session, pauseBefore(outcome, attempt));
	}
}

/**
 * Nothing after these can succeed. A write whose answer the person did not wait for is given back as lost:
 * it may have been done.
 */
async function checkForEnd(session: Session, call: ZohoCall, outcome: Try): Promise<void> {
	if (outcome.kind === 'busy' && (await hasNothingLeft(session, call, outcome.reply)))
		throw creditsGone(saidIn(outcome.reply));
	if (outcome.kind === 'answered' && textOf(outcome.reply.body, 'code') === 'INVALID_HOST')
		throw wrongDataCenter(session.credential.dataCenter, saidIn(outcome.reply));
	const unfinished = outcome.kind === 'notSent' || outcome.kind === 'lost';
	if (
		unfinished &&
		session.signal?.aborted &&
		!(outcome.kind === 'lost' && call.repeat === 'never')
	)
		throw stoppedByUser();
}

/** By Zoho's answer; where it says nothing either way, by our ledger (public report R92). */
async function hasNothingLeft(
	session: Session,
	call: ZohoCall,
	reply: ZohoReply,
): Promise<boolean> {
	if (isCreditsGone(reply, priceOf(call, session.prices).credits)) return true;
	return remainingIn(reply) === undefined && (await ledgerIsFull(session));
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
	const price = priceOf(call, session.prices);
	const reserved = await setAside(session, call.name, call.module, price.credits);
	let cost = 0;
	try {
		const outcome = judge(await sendAuthorized(session, call));
		const spent = costOf(call, outcome, session.prices);
		if (outcome.kind !== 'notSent') writeDown(session, call, spent);
		cost = spent.credits;
		if (cost > 0) charges.push(cost);
		if (outcome.kind === 'answered' || outcome.kind === 'busy')
			await afterwards(noteAnswer(session, call, outcome.reply));
		return outcome;
	} finally {
		await afterwards(reserved.settle(cost));
	}
}

async function noteAnswer(session: Session, call: ZohoCall, reply: ZohoReply): Promise<void> {
	if (call.name === 'org.get') await noteOrganization(session, reply.body);
	const now = session.pace.now();
	const date = Date.parse(reply.headers.date ?? '');
	if (!Number.isNaN(date)) session.clockOffset = date - now;
	const remaining = remainingIn(reply);
	if (remaining === undefined) return;
	session.remaining = { value: remaining, at: now };
	await session.state.put(`remaining:${session.org}`, session.remaining, 24 * 60 * 60 * 1000);
}
