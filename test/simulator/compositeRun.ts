import { subRequestIn, type SubRequest } from './compositeForm';
import { callOf } from './compositeCall';
import { invalidReference, referencesIn, resolved } from './compositeReferences';
import { loopOf } from './compositeOrder';
import { succeeded, timedOut, type Outcome } from './compositeReplies';
import type { RecordError } from './recordErrors';
import type { SimCall, SimReply } from './route';
import type { SubReply } from './subRequest';

/** Serves one sub-request, at its place in the composite. */
export type SendSub = (call: SimCall, index: number) => Promise<SubReply>;

/** The sub-requests of a composite, each in order or with the reason why it is not. */
export interface Run {
	call: SimCall;
	send: SendSub;
	subs: Array<SubRequest | RecordError>;
}

export function runOf(call: SimCall, send: SendSub, requests: unknown[]): Run {
	return { call, send, subs: requests.map((_, index) => subRequestIn(requests, index, call)) };
}

/** One after the other; a reference finds what ran before it. `stop` ends the run after an outcome. */
export async function inSequence(
	run: Run,
	stop: (outcome: Outcome) => boolean,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const sub of run.subs) {
		const outcome = await execute(run, sub, (id) => replyOf(run, outcomes, id));
		outcomes.push(outcome);
		if (stop(outcome)) break;
	}
	return outcomes;
}

/** All at once, save that a sub-request waits for those it refers to, and fails with them. */
export async function inParallel(run: Run): Promise<Outcome[]> {
	const started = new Map<number, Promise<Outcome>>();
	const outcomeAt = (index: number): Promise<Outcome> => {
		const known = started.get(index);
		if (known) return known;
		const outcome = dependent(run, run.subs[index], outcomeAt);
		started.set(index, outcome);
		return outcome;
	};
	const indexes = [...run.subs.keys()];
	const { compositeParallelOrder } = run.call.org.switches;
	const order = compositeParallelOrder === 'reversed' ? [...indexes].reverse() : indexes;
	await Promise.all(order.map(outcomeAt));
	return Promise.all(indexes.map(outcomeAt));
}

async function dependent(
	run: Run,
	sub: SubRequest | RecordError,
	outcomeAt: (index: number) => Promise<Outcome>,
): Promise<Outcome> {
	if ('code' in sub) return { error: sub, triggered: false };
	const loop = loopOf(run.subs, sub);
	if (loop) return { error: loop, triggered: false };
	const outcomes: Outcome[] = [];
	for (const reference of referencesIn(sub)) {
		const index = indexOf(run, reference.id);
		if (index === undefined || index === sub.index) {
			return { error: invalidReference(reference), triggered: false };
		}
		outcomes[index] = await outcomeAt(index);
		if (!succeeded(outcomes[index])) {
			return { error: invalidReference(reference), triggered: false };
		}
	}
	return execute(run, sub, (id) => replyOf(run, outcomes, id));
}

async function execute(
	{ call, send }: Run,
	sub: SubRequest | RecordError,
	answerOf: (id: string) => SimReply | undefined,
): Promise<Outcome> {
	if ('code' in sub) return { error: sub, triggered: false };
	const whole = resolved(sub, answerOf, call.org.switches.compositeReferenceValue);
	if ('code' in whole) return { error: whole, triggered: false };
	const made = callOf(call, whole);
	if ('code' in made) return { error: made, triggered: false };
	if ('accepted' in made) return { reply: made };
	const reply = await send(made, sub.index);
	return typeof reply === 'string' ? timedOut(reply === 'late') : { reply };
}

function indexOf({ subs }: Run, id: string | undefined): number | undefined {
	const index = subs.findIndex((sub) => 'index' in sub && id !== undefined && sub.id === id);
	return index < 0 ? undefined : index;
}

function replyOf(run: Run, outcomes: Outcome[], id: string): SimReply | undefined {
	const outcome = outcomes[indexOf(run, id) ?? -1];
	return outcome && 'reply' in outcome ? outcome.reply : undefined;
}
