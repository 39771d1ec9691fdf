import uniqBy from 'lodash/uniqBy';

import type { CallName } from './prices';

const HOUR_MS = 60 * 60 * 1000;

/** One sort of metadata: where it is read, under which key its answer lists it, and how long it is believed. */
export interface MetadataKind {
	label: string;
	call: CallName;
	/** Below `/crm/{v}/`; `{module}` stands for the module's API name. */
	path: string;
	/** Key of the list in Zoho's answer. */
	list: string;
	/** Asked for one module at a time, in `?module=` unless the path names it. */
	perModule: boolean;
	/** Comes in pages of up to 200. */
	paged: boolean;
	/** Composite requests give it whole (api/v7/composite-api.html: "Get Metadata", org, roles, profiles; users are cut at 25). */
	packable: boolean;
	lifeMs: number;
	scope: string;
}

const settings = (
	kind: string,
	label: string,
	call: CallName,
	more: Partial<MetadataKind> = {},
): MetadataKind => ({
	label,
	call,
	path: `settings/${kind}`,
	list: kind,
	perModule: false,
	paged: false,
	packable: true,
	lifeMs: 12 * HOUR_MS,
	scope: `ZohoCRM.settings.${kind}.READ`,
	...more,
});

const ofModule = { perModule: true } as const;

/** Paths: https://www.zoho.com/crm/developer/docs/api/v8/modules-api.html and its neighbours. */
export const METADATA_KINDS = {
	modules: settings('modules', 'Modules', 'settings.modules'),
	module: settings('modules', 'Module', 'settings.module', {
		...ofModule,
		path: 'settings/modules/{module}',
	}),
	fields: settings('fields', 'Fields', 'settings.fields', ofModule),
	layouts: settings('layouts', 'Layouts', 'settings.layouts', ofModule),
	relatedLists: settings('related_lists', 'Related Lists', 'settings.relatedLists', ofModule),
	customViews: settings('custom_views', 'Custom Views', 'settings.customViews', {
		...ofModule,
		paged: true,
	}),
	profiles: settings('profiles', 'Profiles', 'settings.profiles'),
	roles: settings('roles', 'Roles', 'settings.roles'),
	users: {
		...settings('users', 'Users', 'users.list'),
		path: 'users',
		paged: true,
		packable: false,
		lifeMs: HOUR_MS,
		scope: 'ZohoCRM.users.READ',
	},
	organization: {
		...settings('org', 'Organization', 'org.get'),
		path: 'org',
		scope: 'ZohoCRM.org.READ',
	},
} as const satisfies Record<string, MetadataKind>;

export type MetadataKindName = keyof typeof METADATA_KINDS;

/** Which metadata: a kind, and the module for those that are asked by module. */
export interface MetadataKey {
	kind: MetadataKindName;
	module?: string;
}

/** What there is to know about one module: five reads, one composite. */
export const everythingAbout = (module: string): MetadataKey[] =>
	(['module', 'fields', 'layouts', 'relatedLists', 'customViews'] as const).map((kind) => ({
		kind,
		module,
	}));

/** Each once: however many items ask for the same, it is read once. */
export const distinctKeys = (keys: readonly MetadataKey[]): MetadataKey[] => uniqBy(keys, nameOf);

/** `Leads.fields`, `.users`. */
export const nameOf = ({ kind, module = '' }: MetadataKey): string => `${module}.${kind}`;

export const kindOf = ({ kind }: MetadataKey): MetadataKind => METADATA_KINDS[kind];

/** Path and query of one read. */
export function addressOf(
	key: MetadataKey,
	page = 1,
): { path: string; query: Record<string, string> } {
	const { path, perModule, paged } = kindOf(key);
	const query: Record<string, string> = {};
	if (perModule && !path.includes('{module}')) query.module = key.module ?? '';
	if (key.kind === 'users') query.type = 'AllUsers';
	if (paged) Object.assign(query, { per_page: '200', page: String(page) });
	return { path: path.replace('{module}', encodeURIComponent(key.module ?? '')), query };
}

/** Reads in composites of five; what cannot be packed, and a single read, goes out plainly: both cost one credit a call. */
export function packReads(keys: readonly MetadataKey[]): {
	composites: MetadataKey[][];
	plain: MetadataKey[];
} {
	const packable = keys.filter((key) => kindOf(key).packable);
	const composites: MetadataKey[][] = [];
	for (let from = 0; from < packable.length; from += 5)
		composites.push(packable.slice(from, from + 5));
	const single = composites.at(-1)?.length === 1 ? (composites.pop() ?? []) : [];
	return { composites, plain: [...single, ...keys.filter((key) => !kindOf(key).packable)] };
}
