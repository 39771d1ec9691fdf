import type { MetadataKey } from '../core/metadataKinds';
import { addressOf, kindOf, packReads } from '../core/metadataKinds';
import { subOutcomesIn } from '../core/compositeOutcome';
import type { Answer, ZohoCall } from './call';
import { API_VERSION } from './call';
import { compositeCall } from './composite';
import { asObject } from './readBody';
import { send } from './send';
import type { Session } from './session';
import type { ZohoSaid } from './stop';
import { passOn, ZohoStop } from './stop';
import { saidIn } from './wordings';

/** One read: Zoho's list as it came (empty for 204), or its refusal of this one kind or module. */
export type MetadataAnswer =
	| { kind: 'list'; list: unknown[] }
	| { kind: 'refused'; said: ZohoSaid };

/**
 * Reads metadata from Zoho, five reads in one composite request where more than one is wanted (one credit
 * instead of five: https://www.zoho.com/developer/docs/vertical-solutions/api/v3/whats-new.html).
 * @returns one answer for each key, in order
 * @throws ZohoStop when Zoho cannot be reached, or refuses the login
 */
export async function readMetadata(
	session: Session,
	keys: readonly MetadataKey[],
): Promise<MetadataAnswer[]> {
	const answers = new Map<MetadataKey, MetadataAnswer>();
	const { composites, plain } = packReads(keys);
	for (const pack of composites) {
		const found = await readPack(session, pack);
		if (found) pack.forEach((key, at) => answers.set(key, found[at]));
		else plain.push(...pack);
	}
	for (const key of plain) answers.set(key, await readPages(session, key, 1));
	return keys.map((key) => answers.get(key) as MetadataAnswer);
}

/** Undefined when the login may not send composite requests: its reads then go out one by one. */
async function readPack(
	session: Session,
	pack: readonly MetadataKey[],
): Promise<MetadataAnswer[] | undefined> {
	const requests = pack.map((key, at) => {
		const { path, query } = addressOf(key);
		return {
			sub_request_id: `read_${at}`,
			method: 'GET',
			uri: `/crm/${API_VERSION}/${path}`,
			params: query,
		};
	});
	const call = compositeCall(requests, { rollback: false, parallel: true }, 'safe', 'overhead');
	const answer = await sendIfAllowed(session, call);
	if (!answer) return undefined;
	if (answer.kind === 'lost') throw lost(answer.reason);
	const outcomes = subOutcomesIn(answer.reply.body, pack.length);
	if (!outcomes) throw refused(saidIn(answer.reply));
	return await Promise.all(
		outcomes.map(async (outcome, at) =>
			outcome.kind === 'ran'
				? await followPages(session, pack[at], outcome.status, outcome.body, 1)
				: { kind: 'refused' as const, said: { status: null, ...outcome } },
		),
	);
}

async function sendIfAllowed(session: Session, call: ZohoCall): Promise<Answer | undefined> {
	try {
		return await send(session, call);
	} catch (error) {
		if (error instanceof ZohoStop && error.reason === 'scope') return undefined;
		throw passOn(error);
	}
}

async function readPages(
	session: Session,
	key: MetadataKey,
	page: number,
): Promise<MetadataAnswer> {
	const { call: name, scope } = kindOf(key);
	const { path, query } = addressOf(key, page);
	const call: ZohoCall = {
		name,
		size: 1,
		method: 'GET',
		path: `crm/${API_VERSION}/${path}`,
		query,
		repeat: 'safe',
		units: 1,
		heavy: false,
		purpose: 'overhead',
		scope,
		module: key.module,
	};
	const answer = await send(session, call);
	if (answer.kind === 'lost') throw lost(answer.reason);
	return await followPages(session, key, answer.reply.status, answer.reply.body, page);
}

async function followPages(
	session: Session,
	key: MetadataKey,
	status: number,
	body: unknown,
	page: number,
): Promise<MetadataAnswer> {
	if (status === 204) return { kind: 'list', list: [] };
	const list = asObject(body)?.[kindOf(key).list];
	if (status !== 200 || !Array.isArray(list))
		return { kind: 'refused', said: saidIn({ status, body, text: '' }) };
	const more = asObject(asObject(body)?.info)?.more_records === true;
	if (!kindOf(key).paged || !more) return { kind: 'list', list };
	const rest = await readPages(session, key, page + 1);
	return rest.kind === 'refused' ? rest : { kind: 'list', list: [...list, ...rest.list] };
}

const lost = (reason: string): ZohoStop =>
	new ZohoStop('unreachable', `Metadata could not be read: ${reason}`, 'Try again later.');

const refused = (said: ZohoSaid): ZohoStop =>
	new ZohoStop(
		'refused',
		`Zoho refused to give metadata: ${said.code} ${said.message}`,
		'Look at what Zoho said.',
		said,
	);
