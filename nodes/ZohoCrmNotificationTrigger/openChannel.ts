import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ChannelKind } from '../shared/core/channelLife';
import { watchFault } from '../shared/core/channelWatch';
import { plainlyNotPublic, PUBLIC_URL_FIX } from '../shared/core/publicUrl';
import { unknownFieldIn } from '../shared/core/readFields';
import type { Channel } from '../shared/zoho/channel';
import { channelAt } from '../shared/zoho/channel';
import { fieldsOf } from '../shared/zoho/metadata';
import type { Session } from '../shared/zoho/session';
import { openSession } from '../shared/zoho/session';
import type { Fault } from './formFault';
import { formFault } from './formFault';
import type { TriggerContext } from './readParameters';
import { readParameters } from './readParameters';

/** Zoho's OpenAPI file of the notifications. */
const LONGEST_URL = 255;

/** Listening for a test event has a channel of its own: it must never touch that of the active workflow. */
export const kindOf = (ctx: TriggerContext): ChannelKind =>
	ctx.getMode() === 'manual' ? 'test' : 'live';

/** The channel of a node that is activated or deactivated; unchecked. */
export async function openChannel(
	ctx: IHookFunctions,
	signal?: AbortSignal,
): Promise<{ session: Session; channel: Channel }> {
	const session = await openSession(ctx, { signal });
	const url = ctx.getNodeWebhookUrl('default') ?? '';
	const channel = channelAt(session, url, kindOf(ctx), readParameters(ctx).watch);
	return { session, channel };
}

/**
 * Refuses what can be known to be refused, before a call is spent on it: n8n tries a failed activation five times.
 * @throws NodeOperationError
 */
export async function checkChannel(
	ctx: TriggerContext,
	session: Session,
	channel: Channel,
): Promise<void> {
	const found = plainFault(ctx, session, channel);
	const fault = found ?? (await fieldFault(session, channel.watch.modules));
	if (!fault) return;
	const error = new NodeOperationError(ctx.getNode(), fault.message, { description: fault.fix });
	// n8n replaces a message that holds a code such as ECONNRESET by words of its own.
	error.message = fault.message;
	throw error;
}

/** Why a channel like this can never be made; undefined when it may be. */
export const plainFault = (
	ctx: TriggerContext,
	session: Session,
	{ url, watch }: Channel,
): Fault | undefined =>
	secretFault(session) ?? formFault(ctx) ?? watchFault(watch) ?? urlFault(session, url);

const secretFault = ({ credential }: Session): Fault | undefined =>
	credential.clientSecret === ''
		? {
				message: 'The credential has no client secret',
				fix: "Type 'Client Secret' in the credential: it proves that calls come from Zoho.",
			}
		: undefined;

/** A custom base URL stands for a simulator or a proxy, which may reach what Zoho cannot. */
function urlFault({ credential }: Session, url: string): Fault | undefined {
	const reason = credential.customBaseUrl === null ? plainlyNotPublic(url) : null;
	if (reason !== null)
		return {
			message: `Zoho cannot call this n8n: its webhook address ${url} ${reason}`,
			fix: PUBLIC_URL_FIX,
		};
	if (url.length <= LONGEST_URL) return undefined;
	return {
		message: `The webhook address has ${url.length} characters, and Zoho takes ${LONGEST_URL}`,
		fix: PUBLIC_URL_FIX,
	};
}

/** By the cached metadata alone: nothing is spent. */
async function fieldFault(
	session: Session,
	modules: Channel['watch']['modules'],
): Promise<Fault | undefined> {
	for (const { module, fields } of modules) {
		const known = fields.length > 0 ? await fieldsOf(session, module, false) : null;
		const unknown = known ? unknownFieldIn(fields, known) : undefined;
		if (!unknown) continue;
		const hint = unknown.nearest ? ` Did you mean ${unknown.nearest}?` : '';
		return {
			message: `'Watched Fields': ${module} has no field ${unknown.name}.${hint}`,
			fix: 'Nothing was sent. If the field is new in Zoho CRM, let the node Cached Metadata read the fields anew (Refresh).',
		};
	}
	return undefined;
}
