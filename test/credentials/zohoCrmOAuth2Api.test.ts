import { ZohoCrmOAuth2Api } from '../../credentials/ZohoCrmOAuth2Api.credentials';
import { features, scopesOf } from '../../nodes/shared/zoho/scopes';
import { CredentialStore } from '../support/credentialStore';
import { credentialFor } from '../support/zohoCredential';

/** The login fields as n8n resolves them before it builds the consent URL or asks for a token. */
async function resolved(boxes: Record<string, string | string[]>) {
	const credential = credentialFor('', boxes);
	const store = new CredentialStore([credential]);
	const which = { id: credential.id, name: credential.name };
	return await store.getDecrypted(undefined, which, 'zohoCrmOAuth2Api', 'internal');
}

describe('the login of the credential', () => {
	it('goes to the accounts host of the chosen data centre (R19)', async () => {
		expect(await resolved({ dataCenter: 'ca' })).toMatchObject({
			authUrl: 'https://accounts.zohocloud.ca/oauth/v2/auth',
			accessTokenUrl: 'https://accounts.zohocloud.ca/oauth/v2/token',
		});
		expect(await resolved({})).toMatchObject({
			authUrl: 'https://accounts.zoho.com/oauth/v2/auth',
		});
	});

	it('goes to the custom base URL when there is one', async () => {
		expect(
			await resolved({ dataCenter: 'eu', customBaseUrl: ' http://127.0.0.1:1/x/ ' }),
		).toMatchObject({
			authUrl: 'http://127.0.0.1:1/x/oauth/v2/auth',
			accessTokenUrl: 'http://127.0.0.1:1/x/oauth/v2/token',
		});
	});

	it('asks for the scopes of the ticked features, with commas', async () => {
		const { scope } = await resolved({
			features: ['metadataRead', 'coql'],
			additionalScopes: 'ZohoCRM.send_mail.all.CREATE, ZohoCRM.coql.READ',
		});
		expect(scope).toBe(
			scopesOf(['metadataRead', 'coql'], 'ZohoCRM.send_mail.all.CREATE').join(','),
		);
		expect(scope).not.toContain(' ');
	});

	it('asks for the features that are ticked at first when nobody chose', async () => {
		const initially = features.filter((feature) => feature.initially).map(({ id }) => id);
		expect((await resolved({})).scope).toBe(scopesOf(initially).join(','));
	});
});

describe('the credential', () => {
	it('asks for a refresh token every time, and sends its secret in the body (R03, R04, R25)', async () => {
		expect(await resolved({})).toMatchObject({
			grantType: 'authorizationCode',
			authQueryParameters: 'access_type=offline&prompt=consent',
			authentication: 'body',
		});
	});

	it('hides what is not to be changed by hand (R04)', () => {
		const hidden = new ZohoCrmOAuth2Api().properties.filter(({ type }) => type === 'hidden');
		expect(hidden.map(({ name }) => name).sort()).toEqual([
			'accessTokenUrl',
			'authQueryParameters',
			'authUrl',
			'authentication',
			'grantType',
			'scope',
		]);
	});
});
