import { createHmac, timingSafeEqual } from 'crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Name of the one parameter that we add to n8n's address. */
export const JOB_PARAMETER = 'job';

/**
 * Tells a callback of ours from one for another job of the same execution, which has the same address, and from one
 * that a stranger made up: number of the job, and an HMAC of it with the client secret.
 * @param identity `callbackIdentity` of the execution that waits
 */
export const jobParameter = (secret: string, identity: string, job: number): string =>
	`${job}-${createHmac('sha256', secret).update(`${identity}:${job}`).digest('hex').slice(0, 32)}`;

/** What a callback must be for: another execution or node has another parameter. */
export const callbackIdentity = (ctx: IExecuteFunctions | IWebhookFunctions): string =>
	`${ctx.getExecutionId()}:${ctx.getNode().id}`;

/** Which of our jobs a callback is for; undefined for anybody else's. */
export function jobNumber(given: unknown, secret: string, identity: string): number | undefined {
	const [, number] = /^(\d{1,4})-[0-9a-f]{32}$/.exec(String(given)) ?? [];
	if (number === undefined) return undefined;
	const wanted = Buffer.from(jobParameter(secret, identity, Number(number)));
	const found = Buffer.from(String(given));
	return wanted.length === found.length && timingSafeEqual(wanted, found)
		? Number(number)
		: undefined;
}

/** The rest of the address stays as it is, letter by letter: its signature is n8n's key (public report R133). */
export const withJob = (url: string, parameter: string): string =>
	`${url}${url.includes('?') ? '&' : '?'}${JOB_PARAMETER}=${parameter}`;
