import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { plainlyNotPublic, PUBLIC_URL_FIX } from '../shared/core/publicUrl';
import type { Session } from '../shared/zoho/session';
import { isTool } from '../shared/ui/isTool';
import { callbackIdentity, jobParameter, withJob } from './jobParameter';

/** How a run waits for its jobs. `urlOf`: the address that Zoho is to call when the job of that number has ended. */
export type Waiting =
	| { how: 'callback'; limitMs: number; urlOf(job: number): string }
	| { how: 'poll'; limitMs: number }
	| { how: 'otherUrl'; urlOf(job: number): string }
	| { how: 'none' };

/** The address for a job, or none. */
export const callbackUrl = (waiting: Waiting, job: number): string | undefined =>
	'urlOf' in waiting ? waiting.urlOf(job) : undefined;

/**
 * Decides how to wait, before a credit is spent.
 * @throws NodeOperationError for an address that Zoho surely cannot reach
 */
export function readWaiting(ctx: IExecuteFunctions, session: Session): Waiting {
	// An agent waits for its tool, and a sleeping tool would never answer.
	if (isTool(ctx)) return { how: 'none' };
	const wait = ctx.getNodeParameter('wait', 0, 'automatic') as string;
	if (wait === 'none') return { how: 'none' };
	if (wait === 'otherUrl') return otherUrl(ctx);
	const minutes = Number(ctx.getNodeParameter('waitMinutes', 0, 60));
	const limitMs = (minutes > 0 ? minutes : 60) * 60_000;
	if (wait === 'poll') return { how: 'poll', limitMs };
	const url = resumeUrl(ctx);
	const why = plainlyNotPublic(url);
	if (why !== null && wait === 'automatic') return { how: 'poll', limitMs };
	// A custom base URL stands for a simulator or a proxy, which may reach what Zoho cannot.
	if (why !== null && session.credential.customBaseUrl === null)
		throw notPublic(ctx, `The address of this n8n ${why}`, PUBLIC_URL_FIX);
	const { clientSecret } = session.credential;
	const identity = callbackIdentity(ctx);
	return {
		how: 'callback',
		limitMs,
		urlOf: (job) => withJob(url, jobParameter(clientSecret, identity, job)),
	};
}

/**
 * n8n's own signed address of this execution, untouched: `getSignedResumeUrl()` is answered 401 for nodes like ours
 * (n8n `webhooks/waiting-webhooks.ts` checks it for `sendAndWait` only).
 */
const resumeUrl = (ctx: IExecuteFunctions): string =>
	String(ctx.evaluateExpression('{{ $execution.resumeUrl }}', 0));

function otherUrl(ctx: IExecuteFunctions): Waiting {
	const url = String(ctx.getNodeParameter('callbackUrl', 0, '') ?? '').trim();
	const why = plainlyNotPublic(url);
	if (why === null) return { how: 'otherUrl', urlOf: () => url };
	throw notPublic(
		ctx,
		`'Callback URL' ${why}`,
		'Give an https address that can be reached from the internet.',
	);
}

const notPublic = (ctx: IExecuteFunctions, what: string, fix: string): NodeOperationError =>
	new NodeOperationError(ctx.getNode(), `${what}, so Zoho cannot call it`, {
		description: `Nothing was sent, no credit was spent. ${fix} Or set 'Wait' to Poll or Do Not Wait.`,
	});
