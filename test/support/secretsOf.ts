import type { StoredCredential } from './credentialStore';

/** What of a credential nobody may ever read in an item, an error or a log. */
export function secretsOf({ data }: StoredCredential): string[] {
	const { oauthTokenData, clientSecret, redisUser, redisPassword } = data;
	const { access_token, refresh_token } = oauthTokenData as Record<string, string>;
	const ofRedis = [redisUser, redisPassword].filter(Boolean).map(String);
	return [access_token, refresh_token, String(clientSecret), ...ofRedis];
}
