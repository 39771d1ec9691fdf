import type { FieldMeta, ModuleMeta } from '../core/fieldMeta';
import type { MetadataKey, MetadataKindName } from '../core/metadataKinds';
import { distinctKeys, kindOf, nameOf } from '../core/metadataKinds';
import { API_VERSION } from './call';
import { asObject } from './readBody';
import type { MetadataAnswer } from './metadataRead';
import { readMetadata } from './metadataRead';
import type { Session } from './session';
import { fieldsIn, modulesIn } from './settings';
import { sharedRead } from './sharedRead';
import type { ZohoSaid } from './stop';
import { ZohoStop } from './stop';

/** One piece of metadata and where it came from. Times are epoch ms. */
export type MetadataEntry =
	| { kind: 'list'; list: unknown[]; hit: boolean; at: number; expiresAt: number }
	| { kind: 'refused'; said: ZohoSaid };

interface Kept {
	list: unknown[];
	at: number;
	expiresAt: number;
}

export interface MetadataWish {
	/** Read anew, whatever is kept. */
	refresh?: boolean;
	/** Believe only what is younger than this (ms). */
	maxAgeMs?: number;
}

/** Keys of everything kept of an organisation begin like this. */
export const metadataPrefix = (session: Session, module?: string): string =>
	`meta:${session.org}:${API_VERSION}:${module === undefined ? '' : `${module}:`}`;

const keyOf = (session: Session, { kind, module = '' }: MetadataKey): string =>
	`${metadataPrefix(session, module)}${kind}`;

/**
 * Metadata, from the shared state for nothing where it is kept, else read in as few credits as possible. However
 * many ask for the same at one time, it is read once.
 * @throws ZohoStop when Zoho cannot be reached, or refuses the login
 */
export async function metadataOf(
	session: Session,
	keys: readonly MetadataKey[],
	wish: MetadataWish = {},
): Promise<MetadataEntry[]> {
	const wanted = distinctKeys(keys);
	const found = new Map<string, MetadataEntry>();
	if (!wish.refresh) {
		for (const key of wanted) {
			const kept = await keptOf(session, key, wish.maxAgeMs);
			if (kept) found.set(nameOf(key), { kind: 'list', ...kept, hit: true });
		}
	}
	const missing = wanted.filter((key) => !found.has(nameOf(key)));
	if (missing.length > 0) {
		const read = await readTogether(session, missing, wish);
		missing.forEach((key, at) => found.set(nameOf(key), read[at]));
	}
	return keys.map((key) => found.get(nameOf(key)) as MetadataEntry);
}

/** What is kept, or null; costs nothing and asks nobody. */
export async function keptOf(
	session: Session,
	key: MetadataKey,
	maxAgeMs = Infinity,
): Promise<Kept | null> {
	const kept = asObject(await session.state.get(keyOf(session, key))) as Kept | undefined;
	return kept && session.pace.now() - kept.at <= maxAgeMs ? kept : null;
}

/** How long the answer of a common read waits for those who asked while it was under way. */
const FLIGHT_LIFE_MS = 2_000;

/** Who asks for the same freshness at one time shares one flight; who asks to read anew never gets an earlier answer. */
function flightOf({ refresh, maxAgeMs }: MetadataWish, now: number): string {
	if (refresh) return `refresh:${now}:`;
	return maxAgeMs === undefined ? '' : `younger:${Math.floor(now / FLIGHT_LIFE_MS)}:`;
}

async function readTogether(
	session: Session,
	missing: readonly MetadataKey[],
	wish: MetadataWish,
): Promise<MetadataEntry[]> {
	const name = missing.map(nameOf).join(',');
	const flight = `${metadataPrefix(session)}flight:${flightOf(wish, session.pace.now())}${name}`;
	const { value, hit } = await sharedRead(session, flight, FLIGHT_LIFE_MS, async () => {
		const answers = await readMetadata(session, missing);
		const at = session.pace.now();
		return await Promise.all(
			answers.map(async (answer, place) => await keep(session, missing[place], answer, at)),
		);
	});
	return value.map((entry) => (entry.kind === 'list' ? { ...entry, hit } : entry));
}

async function keep(
	session: Session,
	key: MetadataKey,
	answer: MetadataAnswer,
	at: number,
): Promise<MetadataEntry> {
	if (answer.kind === 'refused') return answer;
	const { lifeMs } = kindOf(key);
	const kept: Kept = { list: answer.list, at, expiresAt: at + lifeMs };
	await session.state.put(keyOf(session, key), kept, lifeMs);
	return { kind: 'list', ...kept, hit: false };
}

/** Forgets what is kept of a module, or of the whole organisation; returns how many entries that were. */
export async function forgetMetadata(session: Session, module?: string): Promise<number> {
	await session.state.drop(`${metadataPrefix(session)}flight:`);
	return await session.state.drop(metadataPrefix(session, module));
}

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
	const list = await listOf(session, { kind: 'fields', module }, fetch);
	return list && fieldsIn({ fields: list });
}

/** All modules of the organisation: from the cache for nothing, else one credit of overhead. */
export async function modulesOf(session: Session): Promise<ModuleMeta[]> {
	return modulesIn({ modules: await listOf(session, { kind: 'modules' }, true) });
}

async function listOf(
	session: Session,
	key: MetadataKey,
	fetch: boolean,
): Promise<unknown[] | null> {
	if (!fetch) return (await keptOf(session, key))?.list ?? null;
	const [entry] = await metadataOf(session, [key]);
	if (entry.kind === 'list') return entry.list;
	throw metadataRefused(key.kind, key.module, entry.said);
}

export const metadataRefused = (
	kind: MetadataKindName,
	module: string | undefined,
	said: ZohoSaid,
): ZohoStop =>
	new ZohoStop(
		'refused',
		`Zoho refused to give the metadata${module ? ` of ${module}` : ''} (${kind}): ${said.code} ${said.message}`,
		"Check the module's API name (Zoho CRM: Setup > Developer Hub > APIs > API names).",
		said,
	);
