import type { ZohoUser } from '../core/ownerByEmail';
import { keptOf, metadataOf } from './metadata';
import { asObject, textOf } from './readBody';
import type { Session } from './session';
import { ZohoStop } from './stop';

/** Whether the users would have to be read, 1 credit for each 200. */
export const usersAreCached = async (session: Session): Promise<boolean> =>
	(await keptOf(session, { kind: 'users' })) !== null;

/**
 * All users of the organisation: from the cache for nothing, else 1 credit of overhead for each 200.
 * @param maxAgeMs believe only what is younger than this
 * @throws ZohoStop when Zoho cannot be reached or refuses
 */
export async function usersOf(session: Session, maxAgeMs?: number): Promise<ZohoUser[]> {
	const wish = maxAgeMs === undefined ? {} : { maxAgeMs };
	const [entry] = await metadataOf(session, [{ kind: 'users' }], wish);
	if (entry.kind === 'list') return entry.list.map(userIn).filter((user) => user !== undefined);
	throw new ZohoStop(
		'refused',
		`Zoho refused to list its users: ${entry.said.code} ${entry.said.message}`,
		"Nothing was written. 'Owner by Email' needs them; give owners by their user ID instead.",
		entry.said,
	);
}

/** `users[]` of api/v8/get-users.html. */
function userIn(listed: unknown): ZohoUser | undefined {
	const id = textOf(listed, 'id');
	const email = textOf(listed, 'email');
	if (id === undefined || email === undefined) return undefined;
	return {
		id,
		email,
		name: textOf(listed, 'full_name') ?? email,
		active: asObject(listed)?.status === 'active',
	};
}
