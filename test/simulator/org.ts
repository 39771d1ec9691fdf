import type { ModuleData } from './schema';
import type { Switches } from './switches';

export type Edition = 'free' | 'standard' | 'professional' | 'enterprise' | 'ultimate';
export type Environment = 'production' | 'sandbox' | 'developer';

/** `{ id, name }`, as Zoho names a profile, a role or a user inside another object. */
export interface Named {
	id: string;
	name: string;
}

export interface Profile extends Named {
	/** The two that Zoho ships (Administrator, Standard) are not custom. */
	custom: boolean;
	description: string;
}

export interface Role extends Named {
	reportingTo: Named | null;
	adminUser: boolean;
}

export interface User {
	id: string;
	/** Zoho accounts' own id of the person. */
	zuid: string;
	firstName: string;
	lastName: string;
	fullName: string;
	email: string;
	role: Named;
	profile: Named;
	status: 'active' | 'disabled' | 'deleted';
	confirmed: boolean;
	admin: boolean;
	/** Milliseconds of the simulator's clock. */
	createdAt: number;
	modifiedAt: number;
}

/** One organisation: a production org, or a sandbox or developer environment with data and meter of its own. */
export interface Org {
	id: string;
	/** The value of the `X-CRM-ORG` header of bulk uploads. */
	zgid: string;
	companyName: string;
	type: Environment;
	dataCenter: string;
	edition: Edition;
	/** Purchased user licences: the allowance is counted by them, not by the users that exist. */
	licences: number;
	addOnCredits: number;
	/** Replaces the edition's formula; add-on credits still come on top. */
	allowanceOverride: number | undefined;
	/** ISO 4217 code and IANA zone of the org. */
	currency: string;
	timeZone: string;
	createdAt: number;
	switches: Switches;
	/** By API name (`Leads`). */
	modules: Map<string, ModuleData>;
	users: User[];
	profiles: Profile[];
	roles: Role[];
	/** A fresh id of 19 digits, unique in the org, ascending. Too large for a JavaScript number, as Zoho's are. */
	newId(): string;
}

/** State that an area keeps per org (`const channelsOf = perOrg(() => new Map<string, Channel>())`); gone with the org on reset. */
export function perOrg<T>(create: (org: Org) => T): (org: Org) => T {
	const states = new WeakMap<Org, T>();
	return (org) => {
		const known = states.get(org);
		if (known !== undefined) return known;
		const fresh = create(org);
		states.set(org, fresh);
		return fresh;
	};
}
