import { createHash, createHmac, timingSafeEqual } from 'crypto';

import type { ChannelKind } from '../core/channelLife';
import type { Claim } from '../core/notification';
import type { Watch } from '../core/channelWatch';
import { conditionsOf, eventsOf } from '../core/channelWatch';
import type { Session } from './session';

/** One subscription of one node, as it should be. */
export interface Channel {
	kind: ChannelKind;
	/** `notify_url`. */
	url: string;
	id: string;
	token: string;
	watch: Watch;
	/** Changes when anything that Zoho is told changes, the token included; no secret. */
	mark: string;
}

const LOWEST_ID = 100_000_000_000_000n;

/**
 * A channel's id: workflow, node and full URL decide it, so that publishing again finds the same channel, and a copy or
 * a restored backup never another's (public reports R90, R122, R126). Fifteen digits: Zoho's page calls it a long, and
 * JavaScript keeps them exactly (https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html).
 */
export function channelIdOf(workflowId: string, nodeId: string, url: string): string {
	const digest = createHash('sha256').update(JSON.stringify([workflowId, nodeId, url]));
	const number = digest.digest().readBigUInt64BE();
	return String(LOWEST_ID + (number % (9n * LOWEST_ID)));
}

/** Whose channel it is. */
export const ownerOf = ({ ctx, label }: Session): string => `${label.workflow}:${ctx.getNode().id}`;

/**
 * The same within one n8n: a restored backup that shares the Redis of its original must not take its channel for its
 * own. For what is asked before the channel's id is known, on the main process alone.
 */
export function placeOf(session: Session): string {
	const base = createHash('sha256').update(session.ctx.getInstanceBaseUrl()).digest('hex');
	return `${session.org}:${ownerOf(session)}:${base.slice(0, 8)}`;
}

/**
 * What Zoho sends back with each notification: 43 characters of at most 50 (same page). Only this node can have made
 * it, for this channel.
 */
export const tokenOf = (session: Session, kind: ChannelKind, channelId: string): string =>
	signed(session, 'token', [ownerOf(session), kind, channelId]);

const signed = ({ credential }: Session, purpose: string, parts: readonly unknown[]): string =>
	createHmac('sha256', credential.clientSecret)
		.update(JSON.stringify([purpose, ...parts]))
		.digest('base64url');

export function channelAt(session: Session, url: string, kind: ChannelKind, watch: Watch): Channel {
	const id = channelIdOf(session.label.workflow, session.ctx.getNode().id, url);
	const token = tokenOf(session, kind, id);
	const { affectedValues, relatedActions } = watch;
	const told = [url, token, eventsOf(watch), conditionsOf(watch), affectedValues, relatedActions];
	return { kind, url, id, token, watch, mark: signed(session, 'mark', told).slice(0, 16) };
}

/** Whether a caller knows what only Zoho was told, whatever channel it names. */
export const isProved = (session: Session, kind: ChannelKind, claim: Claim): boolean =>
	isSameText(claim.token, tokenOf(session, kind, claim.channelId)) &&
	session.credential.clientSecret !== '';

/** Takes the same time for all texts: their digests are as long as each other. */
export const isSameText = (a: string, b: string): boolean =>
	timingSafeEqual(digestOf(a), digestOf(b));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
