import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ZohoCrmOAuth2Api } from '../../credentials/ZohoCrmOAuth2Api.credentials';
import type { StoredCredential } from './credentialStore';

/** What a consent brought home: `access_token`, `refresh_token` and what else Zoho's token reply held. */
export type Tokens = ICredentialDataDecryptedObject;

/**
 * Our credential, connected to whatever listens at `origin` (a simulator) through its custom base URL.
 * @param overrides boxes of the credential, and `oauthTokenData` for other tokens; `id` for a second credential
 */
export function credentialFor(
	origin: string,
	{ id = 'zoho-1', ...overrides }: ICredentialDataDecryptedObject & { id?: string } = {},
): StoredCredential {
	return {
		id,
		name: `Zoho CRM ${id}`,
		definition: new ZohoCrmOAuth2Api(),
		data: {
			clientId: 'client',
			clientSecret: 'secret',
			customBaseUrl: origin,
			oauthTokenData: {
				access_token: 'access',
				refresh_token: 'refresh',
				api_domain: origin,
				token_type: 'Bearer',
			},
			...overrides,
		},
	};
}
