import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';
import type { Org, User } from './org';
import type { Switches } from './switches';

/** An app registered in the API console. */
export interface Client {
	id: string;
	secret: string;
	/** Absent: any redirect URI is taken. */
	redirectUris?: string[];
}

/** What a user allowed an app: with or without a refresh token, many access tokens. */
export interface Grant {
	refreshToken: string | undefined;
	clientId: string;
	scopes: string[];
	org: Org;
	user: User;
	/** Times at which access tokens were made, for the throttle. */
	made: number[];
	active: AccessToken[];
}

export interface AccessToken {
	token: string;
	grant: Grant;
	expiresAt: number;
}

/** One-time authorization code of a consent. */
export interface GrantToken {
	code: string;
	redirectUri: string;
	expiresAt: number;
	grant: Grant;
}

export const HOUR = 3_600_000;
const TEN_MINUTES = 600_000;
/** Source of the numbers: https://www.zoho.com/crm/developer/docs/api/v8/token-validity.html */
const PER_TEN_MINUTES = 10;
const REFRESH_TOKENS_PER_USER = 20;

/** What the accounts servers remember of apps, consents and tokens. */
export class TokenStore {
	readonly clients = new Map<string, Client>();
	private readonly codes = new Map<string, GrantToken>();
	private readonly codesMade = new Map<string, number[]>();
	private readonly grants = new Map<string, Grant>();
	private readonly access = new Map<string, AccessToken>();
	private readonly consents = new Map<string, Set<string>>();

	constructor(
		private readonly clock: Clock,
		private readonly switches: Switches,
	) {}

	clear() {
		for (const memory of [this.clients, this.codes, this.codesMade, this.grants, this.access]) {
			memory.clear();
		}
		this.consents.clear();
	}

	/** True when this user has allowed this app all these scopes before; remembers that they are allowed now. */
	consent(grant: Pick<Grant, 'clientId' | 'user' | 'scopes'>): boolean {
		const key = `${grant.clientId} ${grant.user.id}`;
		const allowed = this.consents.get(key) ?? new Set<string>();
		const before = grant.scopes.every((scope) => allowed.has(scope));
		this.consents.set(key, new Set([...allowed, ...grant.scopes]));
		return before;
	}

	/** A code for this grant, or undefined when the app has had ten within ten minutes. */
	newCode(grant: Grant, redirectUri: string): GrantToken | undefined {
		const made = recent(this.codesMade.get(grant.clientId) ?? [], this.clock.now());
		if (made.length >= PER_TEN_MINUTES) return undefined;
		this.codesMade.set(grant.clientId, [...made, this.clock.now()]);
		const expiresAt = this.clock.now() + this.switches.grantTokenMinutes * 60_000;
		const code = { code: secret(), redirectUri, expiresAt, grant };
		this.codes.set(code.code, code);
		return code;
	}

	/** The code, if it is still good; it is spent by asking. */
	takeCode(code: string): GrantToken | undefined {
		const found = this.codes.get(code);
		this.codes.delete(code);
		return found && found.expiresAt > this.clock.now() ? found : undefined;
	}

	/** A grant, kept when it has a refresh token; the 21st of one user and app pushes out the first with its tokens. */
	newGrant(of: Pick<Grant, 'clientId' | 'scopes' | 'org' | 'user'>, offline: boolean): Grant {
		const refreshToken = offline ? secret() : undefined;
		return { ...of, refreshToken, made: [], active: [] };
	}

	keep(grant: Grant) {
		if (!grant.refreshToken) return;
		const same = [...this.grants.values()].filter(
			(other) => other.clientId === grant.clientId && other.user.id === grant.user.id,
		);
		if (same.length >= REFRESH_TOKENS_PER_USER) this.revokeGrant(same[0]);
		this.grants.set(grant.refreshToken, grant);
	}

	grantOf(refreshToken: string): Grant | undefined {
		return this.grants.get(refreshToken);
	}

	/** True when this refresh token has made ten access tokens within ten minutes. */
	throttled(grant: Grant): boolean {
		grant.made = recent(grant.made, this.clock.now());
		return grant.made.length >= PER_TEN_MINUTES;
	}

	/** A new access token; the oldest active one dies when there are too many. */
	newAccess(grant: Grant, lifetime = HOUR): AccessToken {
		const token = { token: secret(), grant, expiresAt: this.clock.now() + lifetime };
		grant.made.push(this.clock.now());
		grant.active = grant.active.filter((one) => one.expiresAt > this.clock.now());
		while (grant.active.length >= this.switches.activeAccessTokens) {
			this.access.delete(grant.active.shift()!.token);
		}
		grant.active.push(token);
		this.access.set(token.token, token);
		return token;
	}

	accessOf(token: string): AccessToken | undefined {
		const found = this.access.get(token);
		return found && found.expiresAt > this.clock.now() ? found : undefined;
	}

	/** Ends one access token, or all of them, before their time. */
	expire(token?: string) {
		for (const one of this.access.values()) {
			if (token === undefined || one.token === token) one.expiresAt = this.clock.now();
		}
	}

	/** Revokes a refresh token with its access tokens, or one access token. False when it is unknown. */
	revoke(token: string): boolean {
		const grant = this.grants.get(token);
		if (grant) this.revokeGrant(grant);
		return grant !== undefined || this.access.delete(token);
	}

	private revokeGrant(grant: Grant) {
		this.grants.delete(grant.refreshToken!);
		for (const one of grant.active) this.access.delete(one.token);
	}
}

function recent(times: number[], now: number): number[] {
	return times.filter((time) => time > now - TEN_MINUTES);
}

function secret(): string {
	return `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
}
