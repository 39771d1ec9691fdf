import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { ZohoCrmOAuth2Api } from '../../credentials/ZohoCrmOAuth2Api.credentials';
import { readCredential } from '../../nodes/shared/zoho/credentialData';
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

	const initially = features.filter((feature) => feature.initially).map(({ id }) => id);

	it.each([
		['nobody chose', {}],
		['the form saved that nothing is ticked', { features: [] }],
	])('asks for the features that are ticked at first when %s', async (_, boxes) => {
		expect((await resolved(boxes)).scope).toBe(scopesOf(initially).join(','));
		expect(readCredential(boxes).features).toEqual(initially);
	});

	it('asks for typed scopes alone when nothing is ticked beside them', async () => {
		const boxes = { features: [], additionalScopes: 'ZohoCRM.coql.READ' };
		expect((await resolved(boxes)).scope).toBe('ZohoCRM.coql.READ');
		expect(readCredential(boxes).features).toEqual([]);
	});
});

describe('the credential', () => {
	it('shows its features only when the form knows what is ticked at first', () => {
		// Before n8n has filled in the defaults, its multi-select would save that nothing is ticked.
		const { properties } = new ZohoCrmOAuth2Api();
		const ticked = properties.find(({ name }) => name === 'features')!;
		const shown = (filled: INodeParameters) =>
			NodeHelpers.displayParameter(filled, ticked, null, null);
		const defaults = Object.fromEntries(properties.map((each) => [each.name, each.default]));
		expect(shown({})).toBe(false);
		expect(shown({ dataCenter: 'eu' })).toBe(false);
		expect(shown(defaults as INodeParameters)).toBe(true);
	});

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
