import { ask, clientOf } from './client';
import { manualClock } from './clock';
import { createZoho } from './zoho';

const START = Date.parse('2026-01-05T09:00:00Z');

describe('who may call', () => {
	it('takes the token as Zoho-oauthtoken and as Bearer, in any API version', async () => {
		const zoho = createZoho();
		const { access_token } = zoho.issueToken();
		for (const version of ['v2', 'v2.1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8']) {
			for (const form of ['Zoho-oauthtoken', 'Bearer']) {
				const headers = { authorization: `${form} ${access_token}` };
				expect((await ask(zoho, `/crm/${version}/org`, { headers })).status).toBe(200);
			}
		}
	});

	it('knows no version before 2 nor after 8', async () => {
		const client = clientOf(createZoho());
		for (const version of ['v1', 'v9', 'v2.2']) {
			expect(await client.get(`/crm/${version}/org`)).toMatchObject({
				status: 404,
				body: { code: 'INVALID_URL_PATTERN' },
			});
		}
	});

	it('refuses no token, an unknown one and an expired one, free of charge', async () => {
		const clock = manualClock(START);
		const zoho = createZoho({ clock });
		const client = clientOf(zoho, { expiresIn: 60 });
		const none = await ask(zoho, '/crm/v8/org');
		expect(none).toMatchObject({ status: 401, body: { code: 'AUTHENTICATION_FAILURE' } });
		await clock.advance(60_000);
		const late = await client.get('/crm/v8/org');
		expect(late).toMatchObject({
			status: 401,
			body: { code: 'INVALID_TOKEN', message: 'invalid oauth token' },
		});
		expect(zoho.meter.total()).toBe(0);
	});

	it('does not know the token of another data centre', async () => {
		const zoho = createZoho();
		const { access_token, api_domain } = zoho.issueToken({ dataCenter: 'eu' });
		const headers = { authorization: `Bearer ${access_token}` };
		expect(api_domain).toBe('http://zoho.test/eu');
		expect((await ask(zoho, '/eu/crm/v8/org', { headers })).status).toBe(200);
		expect(await ask(zoho, '/crm/v8/org', { headers })).toMatchObject({
			status: 401,
			body: { code: 'INVALID_TOKEN' },
		});
		zoho.setSwitches({ wrongDataCenterCode: 'INVALID_HOST' });
		expect(await ask(zoho, '/crm/v8/org', { headers })).toMatchObject({
			status: 400,
			body: { code: 'INVALID_HOST' },
		});
	});

	it('keeps production and sandbox apart: other org, other token', async () => {
		const zoho = createZoho();
		const production = clientOf(zoho);
		const sandbox = clientOf(zoho, { environment: 'sandbox' });
		expect((await production.get('/sandbox/crm/v8/org')).status).toBe(401);
		expect((await sandbox.get('/crm/v8/org')).status).toBe(401);
		const reply = await sandbox.get('/sandbox/crm/v8/org');
		expect(reply.body).toMatchObject({ org: [{ type: 'sandbox' }] });
	});

	it('names a missing scope before it looks at credits', async () => {
		const zoho = createZoho();
		zoho.setOrg({ allowance: 100, usedCredits: 100 });
		const client = clientOf(zoho, { scopes: ['ZohoCRM.modules.ALL'] });
		expect(await client.get('/crm/v8/org')).toMatchObject({
			status: 401,
			body: {
				code: 'OAUTH_SCOPE_MISMATCH',
				message: 'invalid oauth scope to access this URL',
			},
		});
	});
});

describe('what is called', () => {
	it('refuses a path and a method that Zoho does not have', async () => {
		const client = clientOf(createZoho());
		expect(await client.get('/crm/v8/org/nothing/here/at/all')).toMatchObject({
			status: 404,
			body: { code: 'INVALID_URL_PATTERN' },
		});
		expect(await client.send('PATCH', '/crm/v8/org', {})).toMatchObject({
			status: 400,
			body: { code: 'INVALID_REQUEST_METHOD' },
		});
	});

	it('refuses a body that is not JSON and charges the refusal', async () => {
		const zoho = createZoho();
		zoho.routes.push({
			method: 'POST',
			tree: 'crm',
			path: 'echo',
			name: 'echo',
			scopes: () => [],
			price: () => 10,
			handle: ({ body }) => ({ status: 200, body, accepted: true }),
		});
		const client = clientOf(zoho);
		const reply = await client.send('POST', '/crm/v8/echo', '{"data":[');
		expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_DATA' } });
		expect(zoho.meter.total()).toBe(1);
		const exact = await client.send('POST', '/crm/v8/echo', '{"id":5725767000000411001}');
		expect(exact.body).toEqual({ id: '5725767000000411001' });
	});

	it('answers with the headers of Zoho, by its own clock', async () => {
		const client = clientOf(createZoho({ clock: manualClock(START) }));
		const { headers } = await client.get('/crm/v8/org');
		expect(headers.get('date')).toBe('Mon, 05 Jan 2026 09:00:00 GMT');
		expect(headers.get('x-accesstoken-reset')).toBe('2026-01-05T02:00:00-08:00');
		expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
		expect(headers.get('x-api-credits-remaining')).toBeNull();
		expect(headers.get('retry-after')).toBeNull();
	});

	it('logs what was said, but no token', async () => {
		const zoho = createZoho();
		const client = clientOf(zoho);
		await client.get('/crm/v8/users?type=CurrentUser');
		await ask(zoho, `/oauth/v2/token?refresh_token=${client.refresh_token}`, { method: 'POST' });
		const [call, oauth] = zoho.log.entries();
		expect(call).toMatchObject({
			name: 'users.list',
			status: 200,
			cost: 1,
			authorization: 'Zoho-oauthtoken',
			query: { type: 'CurrentUser' },
			environment: 'production',
		});
		expect(call.responseBody).toContain('ada@example.com');
		expect(oauth).toMatchObject({ name: 'oauth.token', cost: 0 });
		const written = JSON.stringify(zoho.log.entries());
		expect(written).not.toContain(client.access_token);
		expect(written).not.toContain(client.refresh_token);
	});
});
