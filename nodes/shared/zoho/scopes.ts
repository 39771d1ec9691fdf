/**
 * The OAuth scopes behind each tick-box of the credential: the one place from which the credential's
 * scope, the docs table and the wording of a missing scope come.
 * Scope grammar: https://www.zoho.com/crm/developer/docs/api/v8/scopes.html and select-api-scopes.html;
 * single scopes: the page of each API (sources in docs/scopes.md).
 */
export interface Feature {
	id: string;
	label: string;
	scopes: string[];
	/** Which operations fail without it. */
	neededFor: string;
	/** Ticked in a new credential. */
	initially: boolean;
	/** Grants no right to change data. */
	readOnly: boolean;
}

const api = 'https://www.zoho.com/crm/developer/docs/api/v8';
export const scopeSources: string[] = [
	`${api}/scopes.html`,
	`${api}/select-api-scopes.html`,
	`${api}/mass-update-records.html`,
	`${api}/bulk-read/create-job.html`,
	`${api}/bulk-write/upload-file.html`,
	`${api}/composite-api.html`,
	`${api}/search-records.html`,
	`${api}/get-list-of-apis.html`,
];

const metadataKinds = 'modules fields layouts related_lists custom_views profiles roles'.split(' ');

export const features: Feature[] = [
	{
		id: 'apiPriceList',
		label: 'API Price List',
		scopes: ['ZohoCRM.apis.READ'],
		neededFor: 'API Credits: Get Price List (live), Check Connection',
		initially: true,
		readOnly: true,
	},
	{
		id: 'bulkRead',
		label: 'Bulk Jobs: Export Only',
		scopes: ['ZohoCRM.bulk.READ'],
		neededFor: 'Bulk Job: Export',
		initially: false,
		readOnly: true,
	},
	{
		id: 'bulk',
		label: 'Bulk Jobs: Import and Export',
		scopes: ['ZohoCRM.bulk.ALL'],
		neededFor: 'Bulk Job: every operation',
		initially: true,
		readOnly: false,
	},
	{
		id: 'composite',
		label: 'Composite Requests',
		scopes: ['ZohoCRM.composite_requests.CUSTOM'],
		neededFor: 'Composite Request: Send, Send Many; packed metadata reads',
		initially: true,
		readOnly: true,
	},
	{
		id: 'coql',
		label: 'COQL Queries',
		scopes: ['ZohoCRM.coql.READ'],
		neededFor:
			'Batch Read: Query, Look Up by Field; Batch Upsert: Resolve Lookups; Bulk Job: Export; Notification Trigger: Catch Up; reading keys back after a lost answer',
		initially: true,
		readOnly: true,
	},
	{
		id: 'files',
		label: 'Files: Upload Bulk Import Files',
		scopes: ['ZohoFiles.files.ALL'],
		neededFor: 'Bulk Job: Import',
		initially: true,
		readOnly: false,
	},
	{
		id: 'massUpdate',
		label: 'Mass Update',
		scopes: ['ZohoCRM.mass_update.UPDATE'],
		neededFor: 'Batch Upsert: Update Many with Same Values',
		initially: true,
		readOnly: false,
	},
	{
		id: 'metadata',
		label: 'Metadata: Read and Change',
		scopes: ['ZohoCRM.settings.ALL'],
		neededFor: 'Composite Request: API Call to any settings path',
		initially: false,
		readOnly: false,
	},
	{
		id: 'metadataRead',
		label: 'Metadata: Read Only',
		scopes: metadataKinds.map((kind) => `ZohoCRM.settings.${kind}.READ`),
		neededFor: 'Cached Metadata; every drop-down, mapper and field check',
		initially: true,
		readOnly: true,
	},
	{
		id: 'notifications',
		label: 'Notifications',
		scopes: ['ZohoCRM.notifications.ALL'],
		neededFor: 'Notification Trigger',
		initially: true,
		readOnly: false,
	},
	{
		id: 'organization',
		label: 'Organization: Read Only',
		scopes: ['ZohoCRM.org.READ'],
		neededFor:
			'Cached Metadata: Organization; Bulk Job: Import; sandbox check; edition and licences',
		initially: true,
		readOnly: true,
	},
	{
		id: 'records',
		label: 'Records: Read and Write',
		scopes: ['ZohoCRM.modules.ALL'],
		neededFor: 'Batch Upsert; Bulk Job: Import; everything that Records: Read Only covers',
		initially: true,
		readOnly: false,
	},
	{
		id: 'recordsRead',
		label: 'Records: Read Only',
		scopes: ['ZohoCRM.modules.READ'],
		neededFor: 'Batch Read; Bulk Job: Export; Notification Trigger: Fetch Record, Catch Up',
		initially: false,
		readOnly: true,
	},
	{
		id: 'search',
		label: 'Search',
		scopes: ['ZohoSearch.securesearch.READ'],
		neededFor: 'Batch Read: Search',
		initially: true,
		readOnly: true,
	},
	{
		id: 'users',
		label: 'Users: Read Only',
		scopes: ['ZohoCRM.users.READ'],
		neededFor:
			'Cached Metadata: Users; Batch Upsert: Owner by Email; Notification Trigger: Ignore Own Changes',
		initially: true,
		readOnly: true,
	},
];

const INITIALLY = features.filter(({ initially }) => initially).map(({ id }) => id);

/**
 * The features a credential asks for. With nothing ticked and no scope typed they are those of a new credential:
 * Zoho refuses a login without scopes, and n8n's form can save that nothing is ticked unasked.
 */
export const featuresAsked = (ticked: string[], additional: string | null): string[] =>
	ticked.length > 0 || additional ? ticked : INITIALLY;

/** Scopes the ticked features ask for, plus those typed by hand (comma-separated), each once. */
export function scopesOf(ticked: string[], additional = ''): string[] {
	const fromFeatures = features.filter(({ id }) => ticked.includes(id)).flatMap((f) => f.scopes);
	const typed = additional.split(/[\s,]+/).filter((scope) => scope !== '');
	return [...new Set([...fromFeatures, ...typed])];
}

/** The features that grant a scope, for naming the box to tick when Zoho says a scope is missing. */
export const featuresGranting = (scope: string): Feature[] =>
	features.filter(({ scopes }) =>
		scopes.some((granted) => covers(granted.toLowerCase(), scope.toLowerCase())),
	);

/** The needed scopes that the granted ones do not cover. */
export const scopesMissing = (needed: readonly string[], granted: readonly string[]): string[] =>
	needed.filter((scope) => !granted.some((one) => covers(one.toLowerCase(), scope.toLowerCase())));

/** `ZohoCRM.modules.ALL` covers `ZohoCRM.modules.leads.CREATE`; `.READ` covers reads only. */
function covers(granted: string, wanted: string): boolean {
	if (granted === wanted) return true;
	const cut = granted.lastIndexOf('.');
	const [area, operation] = [granted.slice(0, cut), granted.slice(cut + 1)];
	if (!wanted.startsWith(`${area}.`)) return false;
	return operation === 'all' || wanted.endsWith(`.${operation}`);
}

/**
 * n8n expression that does what `featuresAsked` and `scopesOf` do, over the boxes of the credential itself.
 * Commas, not spaces: n8n splits the scope at commas and joins it with commas again when it has one
 * (packages/cli/src/oauth/oauth.service.ts, convertCredentialToOptions), which is Zoho's form.
 */
export function scopeExpression(): string {
	const table = JSON.stringify(features.map(({ id, scopes }) => [id, ...scopes]));
	const asked = `($self["features"]?.length || ($self["additionalScopes"] || "").trim() ? $self["features"] || [] : ${JSON.stringify(INITIALLY)})`;
	return `={{ [...new Set(${table}.filter((row) => ${asked}.includes(row[0])).flatMap((row) => row.slice(1)).concat(($self["additionalScopes"] || "").split(/[\\s,]+/)).filter((scope) => scope !== ""))].join(",") }}`;
}
