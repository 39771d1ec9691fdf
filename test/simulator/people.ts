import type { Named, Org, Profile, Role, User } from './org';

/** A user as a seed names it; the rest is filled in. */
export interface Person {
	firstName: string;
	lastName: string;
	email: string;
	/** Names of a profile and a role of the org; default: `Standard`, `Manager`. */
	profile?: string;
	role?: string;
	status?: User['status'];
	/** Default true. */
	confirmed?: boolean;
}

/** Who is in a new org when the seed does not say: an administrator, two sellers, one who left, one invited. */
export const STAFF: Person[] = [
	{
		firstName: 'Ada',
		lastName: 'Admin',
		email: 'ada@example.com',
		profile: 'Administrator',
		role: 'CEO',
	},
	{ firstName: 'Sam', lastName: 'Seller', email: 'sam@example.com' },
	{ firstName: 'Sofia', lastName: 'Seller', email: 'sofia@example.com' },
	{ firstName: 'Lee', lastName: 'Left', email: 'lee@example.com', status: 'disabled' },
	{ firstName: 'Ines', lastName: 'Invited', email: 'ines@example.com', confirmed: false },
];

/** The two profiles and two roles that every new Zoho org has. */
export function standardProfiles(newId: () => string): Profile[] {
	return [
		{ id: newId(), name: 'Administrator', custom: false, description: 'All permissions' },
		{ id: newId(), name: 'Standard', custom: false, description: 'All but administration' },
	];
}

export function standardRoles(newId: () => string): Role[] {
	const ceo: Role = { id: newId(), name: 'CEO', reportingTo: null, adminUser: true };
	const manager: Role = {
		id: newId(),
		name: 'Manager',
		reportingTo: named(ceo),
		adminUser: false,
	};
	return [ceo, manager];
}

/** Adds a user to the org. @throws Error when the org has no such profile or role. */
export function hire(org: Org, person: Person, now: number): User {
	const profile = named(find(org.profiles, person.profile ?? 'Standard', 'profile'));
	const user: User = {
		id: org.newId(),
		zuid: String(10_000_000 + org.users.length),
		firstName: person.firstName,
		lastName: person.lastName,
		fullName: `${person.firstName} ${person.lastName}`,
		email: person.email,
		role: named(find(org.roles, person.role ?? 'Manager', 'role')),
		profile,
		status: person.status ?? 'active',
		confirmed: person.confirmed ?? true,
		admin: profile.name === 'Administrator',
		createdAt: now,
		modifiedAt: now,
	};
	org.users.push(user);
	return user;
}

export function named({ id, name }: Named): Named {
	return { id, name };
}

function find<T extends Named>(all: T[], name: string, what: string): T {
	const found = all.find((one) => one.name === name);
	if (!found) throw new Error(`The org has no ${what} "${name}"`);
	return found;
}
