import { isObject } from '../core/isObject';
import { creditsPerDay } from '../core/allowance';
import type { Edition } from '../core/limits';
import { CALLS_AT_ONCE } from '../core/limits';
import { DEFAULT_THRESHOLDS } from '../core/report';
import type { StateSettings } from '../state/openState';
import type { Environment } from './dataCenters';
import { isDataCenterId } from './dataCenters';
import type { Whereabouts } from './hosts';
import { featuresAsked } from './scopes';

/** The decrypted credential, narrowed once. Empty fields are null; credits and licences are whole numbers. */
export interface ZohoCredential extends Whereabouts {
	clientId: string;
	/** Key of the notification channel's token; never leaves the process. */
	clientSecret: string;
	accessToken: string | null;
	/** False when Zoho gave no refresh token at consent: the login ends with the access token, after an hour. */
	hasRefreshToken: boolean;
	/** As Zoho granted it; null when the token reply did not say. */
	grantedScopes: string[] | null;
	features: string[];
	organizationId: string | null;
	edition: Edition | null;
	licences: number | null;
	addOnCredits: number | null;
	/** Replaces the formula of edition and licences. */
	dailyAllowance: number | null;
	/** What the nodes may spend in 24 hours, by their own ledger. */
	dailyCap: number | null;
	/** Credits that must stay over for others. */
	reserve: number | null;
	/** Per cent of the allowance at which reports raise `alert`, ascending. */
	alertThresholds: readonly number[];
	/** Per cent of the allowance beyond which the nodes send nothing more; null for never. */
	stopAt: number | null;
	/** Where shared state lives. */
	store: StateSettings;
}

const textOrNull = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== ''
		? value.trim()
		: typeof value === 'number'
			? String(value)
			: null;

/** A number field that nobody touched is saved as 0, '' or not at all; 0 of anything asked for here says nothing. */
function numberOrNull(value: unknown): number | null {
	const number = Math.floor(Number(value));
	return Number.isFinite(number) && number > 0 ? number : null;
}

const isEdition = (value: unknown): value is Edition =>
	typeof value === 'string' && Object.hasOwn(CALLS_AT_ONCE, value);

const isEnvironment = (value: unknown): value is Environment =>
	value === 'production' || value === 'sandbox' || value === 'developer';

const listOf = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** @param data what `getCredentials('zohoCrmOAuth2Api')` returns; anything missing becomes null or the default. */
export function readCredential(data: unknown): ZohoCredential {
	const typed = isObject(data) ? data : {};
	const token = isObject(typed.oauthTokenData) ? typed.oauthTokenData : {};
	return {
		apiDomain: textOrNull(token.api_domain),
		dataCenter: isDataCenterId(typed.dataCenter) ? typed.dataCenter : 'us',
		environment: isEnvironment(typed.environment) ? typed.environment : 'production',
		customBaseUrl: textOrNull(typed.customBaseUrl),
		clientId: textOrNull(typed.clientId) ?? '',
		clientSecret: textOrNull(typed.clientSecret) ?? '',
		accessToken: textOrNull(token.access_token),
		hasRefreshToken: textOrNull(token.refresh_token) !== null,
		grantedScopes: textOrNull(token.scope)?.split(/[\s,]+/) ?? null,
		features: featuresAsked(listOf(typed.features), textOrNull(typed.additionalScopes)),
		organizationId: textOrNull(typed.organizationId),
		edition: isEdition(typed.edition) ? typed.edition : null,
		licences: numberOrNull(typed.licences),
		addOnCredits: numberOrNull(typed.addOnCredits),
		dailyAllowance: numberOrNull(typed.dailyAllowance),
		dailyCap: numberOrNull(typed.dailyCap),
		reserve: numberOrNull(typed.reserve),
		alertThresholds: thresholdsIn(textOrNull(typed.alertThresholds)),
		stopAt: numberOrNull(typed.stopAt),
		store: storeOf(typed),
	};
}

/** `80, 90, 100`; credentials saved before there was such a box, and text without a number, have Zoho's own three. */
function thresholdsIn(text: string | null): readonly number[] {
	const given = (text ?? '').split(/[^\d.]+/).map(Number);
	const sound = given.filter((percent) => percent > 0 && percent <= 1000);
	return sound.length > 0 ? sound.sort((a, b) => a - b) : DEFAULT_THRESHOLDS;
}

function storeOf(typed: Record<string, unknown>): StateSettings {
	if (typed.stateStore !== 'redis') return { store: 'memory' };
	return {
		store: 'redis',
		host: textOrNull(typed.redisHost) ?? 'localhost',
		port: numberOrNull(typed.redisPort) ?? 6379,
		user: textOrNull(typed.redisUser) ?? undefined,
		password:
			typeof typed.redisPassword === 'string' && typed.redisPassword !== ''
				? typed.redisPassword
				: undefined,
		database: numberOrNull(typed.redisDatabase) ?? 0,
		tls: typed.redisTls === true,
		prefix: textOrNull(typed.redisPrefix) ?? 'zoho-crm-credits',
	};
}

/** Credits per 24 hours as far as the credential tells: the typed allowance, else the formula when edition and licences are typed (Free needs no licences). */
export function allowanceOf({
	dailyAllowance,
	edition,
	licences,
	addOnCredits,
}: Pick<ZohoCredential, 'dailyAllowance' | 'edition' | 'licences' | 'addOnCredits'>): {
	value: number;
	basis: 'typed';
} | null {
	if (dailyAllowance !== null) return { value: dailyAllowance, basis: 'typed' };
	if (edition === null || (licences === null && edition !== 'free')) return null;
	return { value: creditsPerDay(edition, licences ?? 0, addOnCredits ?? 0), basis: 'typed' };
}
