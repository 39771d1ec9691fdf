import type { FieldMeta } from './fieldMeta';
import { isObject } from './isObject';
import { nearestKey } from './nearestName';
import { refuse } from './outcome';
import type { NotWritten } from './outcome';
import type { ZohoRecord } from './row';

/** A user as the users metadata lists it (https://www.zoho.com/crm/developer/docs/api/v8/get-users.html). */
export interface ZohoUser {
	id: string;
	name: string;
	email: string;
	/** `status` is `active`; Zoho gives no records to others. */
	active: boolean;
}

const keyOf = (email: string): string => email.trim().toLowerCase();

/** The e-mail address that a value of a user field gives instead of an id; undefined for ids and anything else. */
export function emailIn(value: unknown): string | undefined {
	if (isObject(value)) {
		const { id, email } = value;
		return id === undefined && typeof email === 'string' && email.trim() !== '' ? email : undefined;
	}
	return typeof value === 'string' && value.includes('@') ? value : undefined;
}

/**
 * The fields of a record in which a user stands by address. Where the fields are not known, those are `Owner` and
 * whatever says `{ email }`.
 */
export function emailFields(
	record: ZohoRecord,
	fields: ReadonlyMap<string, FieldMeta> | null,
): string[] {
	return Object.keys(record).filter((name) => {
		if (emailIn(record[name]) === undefined) return false;
		const type = fields?.get(name)?.dataType;
		if (type !== undefined) return type === 'ownerlookup' || type === 'userlookup';
		return name === 'Owner' || isObject(record[name]);
	});
}

/** Users by address; case and outer spaces do not count. */
export class UsersByEmail {
	private readonly byEmail: Map<string, ZohoUser>;

	/** As they are written, for a hint. */
	private readonly active: Map<string, ZohoUser>;

	constructor(users: readonly ZohoUser[]) {
		// Of two users with one address, the active one.
		const ordered = [...users].sort((a, b) => Number(a.active) - Number(b.active));
		this.byEmail = new Map(ordered.map((user) => [keyOf(user.email), user]));
		this.active = new Map(
			users.filter((user) => user.active).map((user) => [user.email, user] as const),
		);
	}

	knows(email: string): boolean {
		return this.byEmail.get(keyOf(email))?.active ?? false;
	}

	/** `{ id }` of the user, or why the field cannot be sent. */
	of(field: string, email: string): { id: string } | NotWritten {
		const user = this.byEmail.get(keyOf(email));
		if (user?.active) return { id: user.id };
		return user
			? refuse(
					'USER_NOT_ACTIVE',
					`${field}: ${user.name} (${user.email}) is no active user of this Zoho CRM, so no record can be theirs`,
					{ api_name: field, id: user.id },
				)
			: this.unknown(field, email.trim());
	}

	private unknown(field: string, email: string): NotWritten {
		const near = nearestKey(email, this.active);
		return refuse(
			'USER_NOT_FOUND',
			`${field}: no user of this Zoho CRM has the e-mail address ${email}.${near ? ` Did you mean ${near}?` : ''}`,
			{ api_name: field, ...(near ? { nearest: near } : {}) },
		);
	}
}

/** A record whose user fields hold ids, or the first refusal. The record given is not changed. */
export function withOwners(
	record: ZohoRecord,
	fields: ReadonlyMap<string, FieldMeta> | null,
	users: UsersByEmail,
): { record: ZohoRecord } | { refusal: NotWritten } {
	const named: ZohoRecord = {};
	for (const field of emailFields(record, fields)) {
		const user = users.of(field, emailIn(record[field]) ?? '');
		if ('outcome' in user) return { refusal: user };
		named[field] = user;
	}
	return { record: { ...record, ...named } };
}
