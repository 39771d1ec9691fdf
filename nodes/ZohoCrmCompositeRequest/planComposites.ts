import { creditsFor } from '../shared/core/prices';
import type { RunPlan } from '../shared/core/report';
import { subFailure } from '../shared/core/compositeResult';
import { notSentFor } from '../shared/zoho/notSent';
import { environmentCheckDue } from '../shared/zoho/organization';
import type { Composite, CompositeResult } from '../shared/zoho/sendComposite';
import { onlyReads, wireCall } from '../shared/zoho/sendComposite';
import type { Session } from '../shared/zoho/session';
import { overRunCap } from '../shared/zoho/wordings';

/** Says of each sub-request which call would carry it, and prices the run as if all went well. Nothing is sent. */
export async function planComposites(
	session: Session,
	composites: readonly Composite[],
	{ outcomes }: CompositeResult,
): Promise<RunPlan> {
	const writes = !composites.every(onlyReads);
	const overhead = writes && (await environmentCheckDue(session)) ? 1 : 0;
	const { basis } = creditsFor('composite.send', 1, session.prices);
	const plan: RunPlan = { calls: overhead, credits: overhead, overhead, basis };
	let call = 0;
	let isFull = false;
	for (const composite of composites) {
		const { name, size } = wireCall(composite);
		const price = creditsFor(name, size, session.prices).credits;
		isFull ||= session.runCap !== null && plan.credits + price > session.runCap;
		if (isFull) {
			const { reason, ...stopped } = notSentFor(
				overRunCap(session.runCap as number, price, plan.credits),
			);
			const left = { ...subFailure('notSent', stopped.code, reason), message: stopped.message };
			for (const { place } of composite.parts) outcomes.set(place, left);
			continue;
		}
		plan.calls++;
		plan.credits += price;
		call++;
		for (const { place } of composite.parts) outcomes.set(place, { outcome: 'planned', call });
	}
	return plan;
}
