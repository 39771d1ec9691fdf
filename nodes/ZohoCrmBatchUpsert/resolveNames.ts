import type { FieldMeta } from '../shared/core/fieldMeta';
import type { LookupTask } from '../shared/core/lookupNames';
import { planLookupGroups, withLookups } from '../shared/core/lookupNames';
import type { NotWritten } from '../shared/core/outcome';
import { emailFields, emailIn, UsersByEmail, withOwners } from '../shared/core/ownerByEmail';
import type { Row } from '../shared/core/row';
import { readLookupGroups } from '../shared/zoho/resolveLookups';
import type { Session } from '../shared/zoho/session';
import { usersAreCached, usersOf } from '../shared/zoho/userList';
import type { Options } from './readOptions';

/** What is needed to turn names, keys and addresses in rows into ids. */
export interface Naming {
	options: Options;
	/** The module's fields by API name; null when they are not known. */
	fields: ReadonlyMap<string, FieldMeta> | null;
	tasks: readonly LookupTask[];
}

export const namingOf = (
	options: Options,
	fields: readonly FieldMeta[] | null,
	tasks: readonly LookupTask[],
): Naming => ({
	options,
	fields: fields && new Map(fields.map((field) => [field.apiName, field])),
	tasks,
});

export interface Named {
	rows: Row[];
	refused: Map<number, NotWritten>;
	/** In how many places a name or key was looked up. */
	places: number;
}

/**
 * Turns e-mail addresses of users into ids by the cached users, then names and keys of lookups by queries of 50 values.
 * Rows that would be refused for the former are not asked about.
 * @throws ZohoStop when Zoho cannot be asked
 */
export async function resolveNames(
	session: Session,
	naming: Naming,
	rows: readonly Row[],
): Promise<Named> {
	const owned = await resolveOwners(session, naming, rows);
	if (naming.tasks.length === 0) return { ...owned, places: 0 };
	const { groups, places } = planLookupGroups(owned.rows, naming.tasks);
	await readLookupGroups(session, groups, naming.options.parallel);
	const named: Named = { rows: [], refused: owned.refused, places };
	for (const { index, record } of owned.rows) {
		const done = withLookups(record, naming.tasks, groups);
		if ('record' in done) named.rows.push({ index, record: done.record });
		else named.refused.set(index, done.refusal);
	}
	return named;
}

/** What that would cost, in calls of one credit each; more where there are more than 200 users, or records for 50 values. */
export async function namingReads(
	session: Session,
	naming: Naming,
	rows: readonly Row[],
): Promise<Pick<Named, 'places'> & { reads: number }> {
	const readsUsers = addressesIn(naming, rows).size > 0 && !(await usersAreCached(session));
	const { groups, places } = planLookupGroups(rows, naming.tasks);
	const queries = [...groups.values()].reduce((sum, group) => sum + group.queries.length, 0);
	return { reads: Number(readsUsers) + queries, places };
}

function addressesIn({ options, fields }: Naming, rows: readonly Row[]): Set<string> {
	if (!options.ownerByEmail) return new Set();
	return new Set(
		rows.flatMap(({ record }) =>
			emailFields(record, fields).map((field) => emailIn(record[field]) ?? ''),
		),
	);
}

/** Somebody who came after the users were read is not unknown; younger lists are believed. */
const BELIEVED_MS = 5 * 60_000;

async function resolveOwners(
	session: Session,
	naming: Naming,
	rows: readonly Row[],
): Promise<Pick<Named, 'rows' | 'refused'>> {
	const refused = new Map<number, NotWritten>();
	const addresses = [...addressesIn(naming, rows)];
	if (addresses.length === 0) return { rows: [...rows], refused };
	let users = new UsersByEmail(await usersOf(session));
	if (!addresses.every((address) => users.knows(address)))
		users = new UsersByEmail(await usersOf(session, BELIEVED_MS));
	const owned: Row[] = [];
	for (const row of rows) {
		const done = withOwners(row.record, naming.fields, users);
		if ('record' in done) owned.push({ index: row.index, record: done.record });
		else refused.set(row.index, done.refusal);
	}
	return { rows: owned, refused };
}
