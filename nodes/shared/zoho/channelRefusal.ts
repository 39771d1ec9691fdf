import { isObject } from '../core/isObject';
import type { Channel } from './channel';
import type { Session } from './session';
import type { StopReason } from './stop';
import { ZohoStop } from './stop';

/** n8n tries a failed activation five times within about 15 s; nothing that Zoho refused for good changes in that time. */
const KEPT_MS = 60_000;

/** A person must act before these end. */
const LASTING = new Set<StopReason>(['login', 'scope', 'dataCenter', 'environment', 'refused']);

export const isLasting = (error: unknown): error is ZohoStop =>
	error instanceof ZohoStop && LASTING.has(error.reason);

/** Zoho said no, in its own words: any other answer leaves open what was done. */
export const isPlainRefusal = (error: unknown): boolean =>
	isLasting(error) &&
	(error.said?.status ?? 0) >= 400 &&
	!/^(HTTP_\d+|SUCCESS)$/.test(error.said?.code ?? '');

const keyOf = ({ org }: Session, { id, mark }: Channel): string =>
	`channelRefused:${org}:${id}:${mark}`;

export async function rememberRefusal(
	session: Session,
	channel: Channel,
	error: unknown,
): Promise<void> {
	if (!isLasting(error)) return;
	const { reason, message, fix, said } = error;
	await session.state.put(keyOf(session, channel), { reason, message, fix, said }, KEPT_MS);
}

const failedKey = ({ org }: Session, { id }: Channel): string => `channelFailed:${org}:${id}`;

/** How activating ended. A failure, for whatever reason, n8n takes back by `delete` at once. */
export async function rememberActivation(
	session: Session,
	channel: Channel,
	outcome: 'done' | 'failed',
): Promise<void> {
	await session.state.put(failedKey(session, channel), outcome === 'failed', KEPT_MS);
}

/** Whether `delete` takes back an activation that failed, and does not mean that a person wants no more of it. */
export const isRollback = async (session: Session, channel: Channel): Promise<boolean> =>
	(await session.state.get(failedKey(session, channel))) === true;

/** Why Zoho refused just this channel within the last minute; undefined when it did not. */
export async function refusalOf(session: Session, channel: Channel): Promise<ZohoStop | undefined> {
	const kept = await session.state.get(keyOf(session, channel));
	if (!isObject(kept)) return undefined;
	const { reason, message, fix, said } = kept as unknown as ZohoStop;
	return new ZohoStop(reason, message, fix, said);
}
