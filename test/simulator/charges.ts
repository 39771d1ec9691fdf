import { refuse } from './replies';
import type { SimReply } from './route';
import type { Switches } from './switches';

/** What Zoho charges for a call that ended so; `price` is its route's. Undocumented but for accepted calls (facts §1.5). */
export function costOf(reply: SimReply, price: number, switches: Switches): number {
	if (reply.accepted) return reply.cost ?? price;
	if (reply.status === 401) return switches.unauthorizedCost;
	if (reply.status === 429) return switches.throttledCost;
	if (reply.status === 304) return switches.notModifiedCost;
	return reply.status >= 500 ? 0 : switches.refusedCallCost;
}

/** 429: only the message tells the two reasons apart (facts §2). */
const REASONS = {
	concurrency: 'Many requests fired in concurrent than the allowed limit.',
	credits: 'Too many requests fired in the past 24 hours.',
};

export function throttledReply(reason: keyof typeof REASONS, switches: Switches): SimReply {
	return refuse(429, switches.throttleCode, REASONS[reason]);
}
