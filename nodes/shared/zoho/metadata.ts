import type { FieldMeta, ModuleMeta } from '../core/fieldMeta';
import type { ZohoCall, ZohoReply } from './call';
import { API_VERSION } from './call';
import { send } from './send';
import type { Session } from './session';
import { fieldsCall, fieldsIn, modulesCall, modulesIn } from './settings';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/** Metadata changes rarely; users expect a new field within a working day at the latest. */
const LIFE_MS = 12 * 60 * 60 * 1000;

const keyOf = (session: Session, module: string, kind: string): string =>
	`meta:${session.org}:${API_VERSION}:${module}:${kind}`;

/**
 * A module's fields: from the cache for nothing, else one credit of overhead.
 * @param fetch false: only what is cached, else null
 * @throws ZohoStop `refused` for a module Zoho does not know
 */
export async function fieldsOf(session: Session, module: string, fetch: true): Promise<FieldMeta[]>;
export async function fieldsOf(
	session: Session,
	module: string,
	fetch: boolean,
): Promise<FieldMeta[] | null>;
export async function fieldsOf(
	session: Session,
	module: string,
	fetch: boolean,
): Promise<FieldMeta[] | null> {
	const key = keyOf(session, module, 'fields');
	if (!fetch) return ((await session.state.get(key)) as FieldMeta[] | undefined) ?? null;
	const read = async () => fieldsIn((await readMetadata(session, fieldsCall(module))).body);
	return (await session.state.once(key, LIFE_MS, read)).value;
}

/** All modules of the organisation: from the cache for nothing, else one credit of overhead. */
export async function modulesOf(session: Session): Promise<ModuleMeta[]> {
	const read = async () => modulesIn((await readMetadata(session, modulesCall())).body);
	return (await session.state.once(keyOf(session, '', 'modules'), LIFE_MS, read)).value;
}

async function readMetadata(session: Session, call: ZohoCall): Promise<ZohoReply> {
	const answer = await send(session, call);
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`Metadata could not be read: ${answer.reason}`,
			'Try again later.',
		);
	}
	const { reply } = answer;
	if (reply.status === 200 || reply.status === 204) return reply;
	const said = saidIn(reply);
	throw new ZohoStop(
		'refused',
		`Zoho refused to give the metadata${call.module ? ` of ${call.module}` : ''}: ${said.code} ${said.message}`,
		"Check the module's API name (Zoho CRM: Setup > Developer Hub > APIs > API names).",
		said,
	);
}
