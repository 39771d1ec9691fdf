import type { RequestFault } from '../simulator/faults';

/** Losses of an answer after Zoho did the work. */
export const lostAfterWork: Array<[string, RequestFault]> = [
	['a 500 after the work', { kind: 'status', status: 500, when: 'after' }],
	['a reset after the work', { kind: 'reset', when: 'after' }],
	['a reset in the middle of the answer', { kind: 'reset', when: 'midAnswer' }],
	['half a JSON', { kind: 'malformedJson' }],
];
/** Losses before it did. */
export const lostBeforeWork: Array<[string, RequestFault]> = [
	['a 500 before the work', { kind: 'status', status: 500, when: 'before' }],
	['a reset before the work', { kind: 'reset', when: 'before' }],
];

/** Each loss with automations on and off. */
export const withAutomations = (losses: Array<[string, RequestFault]>) =>
	losses.flatMap(([loss, fault]) => [
		{ loss, fault, automations: 'on', extras: {}, most: 60 },
		{ loss, fault, automations: 'off', extras: { trigger: [] }, most: 0 },
	]);
