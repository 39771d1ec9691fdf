import type { Org, Profile, Role } from './org';
import { named } from './people';
import { zohoTime } from './recordTime';
import { answer, noContent } from './replies';
import type { Route } from './route';

/** Profiles and roles: https://www.zoho.com/crm/developer/docs/api/v8/get-profiles.html, get-roles.html, OpenAPI `profiles.json`, `roles.json`. */
export const staffRoutes: Route[] = [
	read('settings/profiles', 'settings.profiles', 'profiles', ({ profiles, ...org }) =>
		profiles.map((profile) => profileJson(org, profile)),
	),
	read('settings/roles', 'settings.roles', 'roles', (org) =>
		org.roles.map((role) => roleJson(role)),
	),
].flat();

/** The list and one of it by id; an unknown id has no content. */
function read(
	path: string,
	name: string,
	key: string,
	rows: (org: Org) => Array<{ id: string }>,
): Route[] {
	const common = {
		...({ method: 'GET', tree: 'crm' } as const),
		scopes: () => [`ZohoCRM.settings.${key}.READ`],
		price: () => 1,
	};
	return [
		{ ...common, path, name, handle: ({ org }) => answer({ [key]: rows(org) }) },
		{
			...common,
			path: `${path}/:id`,
			name: `${name}.get`,
			handle: ({ org }, { id }) => {
				const found = rows(org).filter((row) => row.id === id);
				return found.length > 0 ? answer({ [key]: found }) : noContent();
			},
		},
	];
}

function profileJson(org: Pick<Org, 'createdAt' | 'timeZone'>, profile: Profile) {
	const time = profile.custom ? zohoTime(org.createdAt, org.timeZone) : null;
	return {
		...named(profile),
		display_label: profile.name,
		description: profile.description,
		custom: profile.custom,
		type: 'normal_profile',
		category: profile.custom,
		permissions_details: [],
		sections: [],
		created_time: time,
		modified_time: time,
		created_by: null,
		modified_by: null,
	};
}

function roleJson(role: Role) {
	return {
		...named(role),
		display_label: role.name,
		description: null,
		reporting_to: role.reportingTo,
		forecast_manager: null,
		share_with_peers: false,
		admin_user: role.adminUser,
		created_by__s: null,
		modified_by__s: null,
		created_time__s: null,
		modified_time__s: null,
	};
}
