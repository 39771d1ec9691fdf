import { ask } from './client';
import { manualClock } from './clock';
import { createZoho } from './zoho';
import type { Zoho } from './zoho';

const START = Date.parse('2026-01-05T09:00:00Z');
const REDIRECT = 'https://n8n.example.com/rest/oauth2-credential/callback';
const CLIENT = { client_id: '1000.SIMULATOR', client_secret: 'simulator-secret' };
const MINUTE = 60_000;

function consentUrl(extra: Record<string, string> = {}, accounts = ''): string {
	const query = new URLSearchParams({
		response_type: 'code',
		client_id: CLIENT.client_id,
		redirect_uri: REDIRECT,
		scope: 'ZohoCRM.modules.ALL,ZohoCRM.org.READ',
		access_type: 'offline',
		state: 'kept',
		...extra,
	});
	return `${accounts}/oauth/v2/auth?${query}`;
}

async function consent(zoho: Zoho, extra?: Record<string, string>, accounts?: string) {
	const { status, headers } = await ask(zoho, consentUrl(extra, accounts), { redirect: 'manual' });
	expect(status).toBe(302);
	return new URL(headers.get('location') ?? '').searchParams;
}

function token(zoho: Zoho, form: Record<string, string>, accounts = '') {
	const body = new URLSearchParams({ ...CLIENT, ...form });
	return ask(zoho, `${accounts}/oauth/v2/token`, { method: 'POST', body });
}

async function exchanged(zoho: Zoho, extra?: Record<string, string>) {
	const code = (await consent(zoho, extra)).get('code') ?? '';
	return token(zoho, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
}

const refreshing = (refreshToken: string) => ({
	grant_type: 'refresh_token',
	refresh_token: refreshToken,
});

describe('consent', () => {
	it('sends the code back with state, location and accounts server', async () => {
		const params = await consent(createZoho());
		expect(params.get('state')).toBe('kept');
		expect(params.get('location')).toBe('us');
		expect(params.get('accounts-server')).toBe('http://zoho.test');
	});

	it.each([
		['another client', { client_id: '1000.OTHER' }, 'Invalid Client ID'],
		['no redirect', { redirect_uri: 'nowhere' }, 'Invalid Redirect Uri'],
		['another response type', { response_type: 'token' }, 'Invalid Response Type'],
		['spaces between scopes', { scope: 'ZohoCRM.a.ALL ZohoCRM.b.ALL' }, 'Scope does not exist'],
	])('shows %s as an error and redirects nowhere', async (_, extra, message) => {
		const reply = await ask(createZoho(), consentUrl(extra));
		expect(reply.status).toBe(400);
		expect(reply.body).toContain(message);
	});

	it('tells the app when the person says no', async () => {
		const zoho = createZoho();
		zoho.decide({ deny: true });
		expect((await consent(zoho)).get('error')).toBe('access_denied');
	});

	it('gives a refresh token at the first consent and then only when asked to prompt again', async () => {
		const zoho = createZoho();
		expect((await exchanged(zoho)).body).toHaveProperty('refresh_token');
		expect((await exchanged(zoho)).body).not.toHaveProperty('refresh_token');
		const again = await exchanged(zoho, { prompt: 'consent' });
		expect(again.body).toHaveProperty('refresh_token');
	});

	it('gives no refresh token for online access, even with prompt=consent', async () => {
		const answer = await exchanged(createZoho(), { access_type: 'online', prompt: 'consent' });
		expect(answer.body).toHaveProperty('access_token');
		expect(answer.body).not.toHaveProperty('refresh_token');
	});

	it('hands out ten codes in ten minutes', async () => {
		const clock = manualClock(START);
		const zoho = createZoho({ clock });
		for (let made = 0; made < 10; made += 1) await consent(zoho);
		expect((await consent(zoho)).get('error')).toBe('access_denied');
		await clock.advance(10 * MINUTE);
		expect((await consent(zoho)).has('code')).toBe(true);
	});
});

describe('the code', () => {
	const spend = (zoho: Zoho, code: string, extra: Record<string, string> = {}, accounts = '') =>
		token(
			zoho,
			{ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...extra },
			accounts,
		);

	it('works once', async () => {
		const zoho = createZoho();
		const code = (await consent(zoho)).get('code') ?? '';
		expect((await spend(zoho, code)).body).toMatchObject({
			token_type: 'Bearer',
			expires_in: 3600,
			api_domain: 'http://zoho.test',
			scope: 'ZohoCRM.modules.ALL ZohoCRM.org.READ',
		});
		expect(await spend(zoho, code)).toMatchObject({ status: 200, body: { error: 'invalid_code' } });
	});

	it('dies after three minutes', async () => {
		const clock = manualClock(START);
		const zoho = createZoho({ clock });
		const code = (await consent(zoho)).get('code') ?? '';
		await clock.advance(3 * MINUTE);
		expect((await spend(zoho, code)).body).toEqual({ error: 'invalid_code' });
	});

	it('is known to the accounts server of its own data centre only', async () => {
		const zoho = createZoho();
		zoho.decide({ dataCenter: 'eu' });
		const params = await consent(zoho);
		expect(params.get('accounts-server')).toBe('http://zoho.test/eu');
		const code = params.get('code') ?? '';
		expect((await spend(zoho, code)).body).toEqual({ error: 'invalid_code' });
		const second = (await consent(zoho)).get('code') ?? '';
		expect((await spend(zoho, second, {}, '/eu')).body).toMatchObject({
			api_domain: 'http://zoho.test/eu',
		});
	});

	it.each([
		[{ client_secret: 'wrong' }, 'invalid_client_secret'],
		[{ client_id: '1000.OTHER' }, 'invalid_client'],
		[{ redirect_uri: 'https://elsewhere.example.com/' }, 'invalid_redirect_uri'],
		[{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
	])('is refused with %j: HTTP 200 and %s', async (extra, error) => {
		const zoho = createZoho();
		const code = (await consent(zoho)).get('code') ?? '';
		expect(await spend(zoho, code, extra)).toMatchObject({ status: 200, body: { error } });
	});
});

describe('refreshing', () => {
	it('takes urlencoded and multipart, and keeps the refresh token to itself', async () => {
		const zoho = createZoho();
		const form = { ...CLIENT, ...refreshing(zoho.issueToken().refresh_token) };
		const multipart = new FormData();
		for (const [name, value] of Object.entries(form)) multipart.set(name, value);
		for (const body of [new URLSearchParams(form), multipart]) {
			const reply = await ask(zoho, '/oauth/v2/token', { method: 'POST', body });
			expect(reply.body).toMatchObject({ expires_in: 3600, api_domain: 'http://zoho.test' });
			expect(reply.body).not.toHaveProperty('refresh_token');
		}
	});

	it('is unknown to another data centre', async () => {
		const zoho = createZoho();
		const { refresh_token } = zoho.issueToken({ dataCenter: 'in' });
		expect((await token(zoho, refreshing(refresh_token))).body).toEqual({ error: 'invalid_code' });
		const home = await token(zoho, refreshing(refresh_token), '/in');
		expect(home.body).toMatchObject({ api_domain: 'http://zoho.test/in' });
	});

	it('is refused from the eleventh within ten minutes: HTTP 200 with an error', async () => {
		const clock = manualClock(START);
		const zoho = createZoho({ clock });
		const form = refreshing(zoho.issueToken().refresh_token);
		for (let made = 0; made < 10; made += 1) {
			expect((await token(zoho, form)).body).toHaveProperty('access_token');
		}
		const refused = await token(zoho, form);
		expect(refused.status).toBe(200);
		expect(refused.body).toMatchObject({ error: 'Access Denied', status: 'failure' });
		await clock.advance(10 * MINUTE);
		expect((await token(zoho, form)).body).toHaveProperty('access_token');
	});

	it('keeps fifteen access tokens alive and drops the oldest', async () => {
		const clock = manualClock(START);
		const zoho = createZoho({ clock });
		const first = zoho.issueToken();
		for (let made = 0; made < 15; made += 1) {
			await clock.advance(MINUTE);
			await token(zoho, refreshing(first.refresh_token));
		}
		const headers = { authorization: `Bearer ${first.access_token}` };
		const reply = await ask(zoho, '/crm/v8/org', { headers });
		expect(reply).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
	});

	it('leaves api_domain out when the switch says so', async () => {
		const zoho = createZoho({ switches: { refreshAnswerHasApiDomain: false } });
		const reply = await token(zoho, refreshing(zoho.issueToken().refresh_token));
		expect(reply.body).not.toHaveProperty('api_domain');
	});

	it('ends when the refresh token is revoked, with its access tokens', async () => {
		const zoho = createZoho();
		const { access_token, refresh_token } = zoho.issueToken();
		await ask(zoho, `/oauth/v2/token/revoke?token=${refresh_token}`, { method: 'POST' });
		expect((await token(zoho, refreshing(refresh_token))).body).toEqual({ error: 'invalid_code' });
		const headers = { authorization: `Bearer ${access_token}` };
		expect((await ask(zoho, '/crm/v8/org', { headers })).status).toBe(401);
	});

	it('loses the first of twenty refresh tokens to the twenty-first', async () => {
		const zoho = createZoho();
		const [first, second] = Array.from({ length: 21 }, () => zoho.issueToken().refresh_token);
		expect((await token(zoho, refreshing(first))).body).toEqual({ error: 'invalid_code' });
		expect((await token(zoho, refreshing(second))).body).toHaveProperty('access_token');
	});
});
