import type { BlueprintSeed } from './blueprints';
import type { FieldRow } from './fieldTable';
import type { Environment } from './org';
import type { OrgSettings } from './orgs';
import type { RecordInput } from './recordCheck';
import type { Client } from './tokens';

/** What a simulator starts with; all of it can be added later by `POST /_sim/seed`. */
export interface Seed {
	clients?: Client[];
	orgs?: OrgSeed[];
	tokens?: TokenRequest[];
	switches?: Record<string, unknown>;
}

export interface OrgSeed extends OrgSettings {
	/** What the rolling 24 hours hold. */
	usedCredits?: number;
	/** Custom fields by module, added to what Zoho ships. */
	fields?: Record<string, FieldRow[]>;
	/** One blueprint a module. */
	blueprints?: BlueprintSeed[];
	/** Records by module; checked as an insert is, but metered nowhere. */
	records?: Record<string, RecordInput[]>;
}

/** What came of a seed. */
export interface Sown {
	tokens: IssuedToken[];
	/** By org of the seed, in its order: ids by module, in the order of the records. */
	ids: Array<Record<string, string[]>>;
}

/** A token without consent. */
export interface TokenRequest {
	/** Default: all that the package's nodes can ask for. */
	scopes?: string[];
	/** Default `us`. */
	dataCenter?: string;
	/** Default `production`. */
	environment?: Environment;
	/** Email of the user; default: the org's first administrator. */
	user?: string;
	/** Default: the simulator's own client. */
	clientId?: string;
	/** Seconds; default 3600. */
	expiresIn?: number;
}

export interface IssuedToken {
	access_token: string;
	refresh_token: string;
	api_domain: string;
	token_type: 'Bearer';
	expires_in: number;
	scope: string;
}

/** The app that is always registered. */
export const SIMULATOR_CLIENT: Client = { id: '1000.SIMULATOR', secret: 'simulator-secret' };

export const ALL_SCOPES = [
	'ZohoCRM.modules.ALL',
	'ZohoCRM.settings.ALL',
	'ZohoCRM.users.ALL',
	'ZohoCRM.org.ALL',
	'ZohoCRM.bulk.ALL',
	'ZohoCRM.notifications.ALL',
	'ZohoCRM.coql.READ',
	'ZohoCRM.composite_requests.CUSTOM',
	'ZohoCRM.apis.READ',
	'ZohoCRM.features.READ',
	'ZohoCRM.change_owner.CREATE',
	'ZohoCRM.mass_update.UPDATE',
	'ZohoCRM.mass_delete.DELETE',
	'ZohoCRM.send_mail.all.CREATE',
	'ZohoFiles.files.ALL',
	'ZohoSearch.securesearch.READ',
];
