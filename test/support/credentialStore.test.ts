import type { IDataObject, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createEngine } from './engine';
import type { Listening } from './listen';
import { listen } from './listen';
import { errorOf, jsonOf } from './results';
import { chain } from './workflow';
import { credentialFor } from './zohoCredential';

/** Calls `/data` once per item with n8n's authenticated helper and says which token the credential holds. */
const caller: INodeType = {
	description: {
		displayName: 'Caller',
		name: 'caller',
		group: [],
		version: 1,
		description: '',
		defaults: { name: 'caller' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties: [],
	},
	async execute() {
		const { customBaseUrl } = await this.getCredentials('zohoCrmOAuth2Api');
		const said = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			const json = (await this.helpers.httpRequestWithAuthentication.call(
				this,
				'zohoCrmOAuth2Api',
				{
					url: `${customBaseUrl}/data`,
					json: true,
				},
			)) as IDataObject;
			said.push({ json, pairedItem: { item } });
		}
		const { oauthTokenData } = await this.getCredentials('zohoCrmOAuth2Api');
		return [[...said, { json: oauthTokenData as IDataObject, pairedItem: { item: 0 } }]];
	},
};

describe('a credential in the engine, given a server whose first token has ended', () => {
	let server: Listening;
	const seen: string[] = [];
	beforeAll(async () => {
		server = await listen(async (request) => {
			const { pathname } = new URL(request.url);
			const login = request.headers.get('authorization');
			seen.push(`${request.method} ${pathname} ${login ?? (await request.text())}`);
			if (pathname === '/oauth/v2/token') {
				return Response.json({ access_token: 'fresh', expires_in: 3600 });
			}
			if (login !== 'Bearer fresh')
				return Response.json({ code: 'INVALID_TOKEN' }, { status: 401 });
			return Response.json({ ok: true });
		});
	});
	afterAll(async () => await server.close());

	it('refreshes once at the custom base URL, and every later read sees the new token with the old api_domain', async () => {
		const engine = createEngine({ nodes: [caller], credentials: [credentialFor(server.origin)] });
		const run = await engine.run(chain([{}, {}], { type: 'caller' }));
		expect(errorOf(run)).toBeUndefined();
		expect(jsonOf(run, 'caller')).toEqual([
			{ ok: true },
			{ ok: true },
			expect.objectContaining({
				access_token: 'fresh',
				refresh_token: 'refresh',
				api_domain: server.origin,
			}),
		]);
		expect(seen).toEqual([
			'GET /data Bearer access',
			'POST /oauth/v2/token refresh_token=refresh&grant_type=refresh_token&client_id=client&client_secret=secret',
			'GET /data Bearer fresh',
			'GET /data Bearer fresh',
		]);
	});

	it('keeps two credentials of one type apart', async () => {
		const credentials = [
			credentialFor(server.origin, { oauthTokenData: { access_token: 'fresh', scope: 'one' } }),
			credentialFor(server.origin, {
				id: 'zoho-2',
				oauthTokenData: { access_token: 'fresh', scope: 'two' },
			}),
		];
		const engine = createEngine({ nodes: [caller], credentials });
		const run = await engine.run(
			chain([{}], { type: 'caller' }, { type: 'caller', name: 'other', credential: 'zoho-2' }),
		);
		expect(jsonOf(run, 'caller').at(-1)).toMatchObject({ scope: 'one' });
		expect(jsonOf(run, 'other').at(-1)).toMatchObject({ scope: 'two' });
	});
});
