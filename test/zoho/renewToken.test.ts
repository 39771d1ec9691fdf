import type { IExecuteFunctions } from 'n8n-workflow';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { send } from '../../nodes/shared/zoho/send';
import type { Session } from '../../nodes/shared/zoho/session';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';
import { withRequests } from './withRequests';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

const tokens = () => world.credential.data.oauthTokenData as Record<string, string>;
const statuses = () => world.zoho.meter.entries.map(({ status }) => status);
const ask = async (session: Session) => await send(session, orgCall());

describe('a token that has ended', () => {
	it('is renewed once by n8n and the call repeated: two calls, one credit (R24)', async () => {
		await open();
		const before = tokens().access_token;
		const session = await world.session();
		world.zoho.expireTokens();
		const answer = await ask(session);
		expect(answer).toMatchObject({ kind: 'answered', charges: [1], reply: { status: 200 } });
		expect(statuses()).toEqual([401, 200]);
		expect(world.tokenCalls()).toBe(1);
		expect(tokens().access_token).not.toBe(before);
		expect(session.spends.map(({ cost, uncertain }) => [cost, uncertain])).toEqual([
			[0, 0],
			[1, 0],
		]);
		expect(world.zoho.meter.total()).toBe(1);
	});

	it.each([3600, 3_600_000, '3600', undefined])(
		'is told by Zoho alone: nothing is made of the life of %p in its answer (R15)',
		async (life) => {
			await open();
			world.credential.data.oauthTokenData = { ...tokens(), expires_in: life };
			const session = await world.session();
			await ask(session);
			expect([statuses(), world.tokenCalls()]).toEqual([[200], 0]);
			world.zoho.expireTokens();
			await ask(session);
			expect([statuses(), world.tokenCalls()]).toEqual([[200, 401, 200], 1]);
		},
	);

	it.each(['INVALID_TOKEN', 'INVALID_OAUTHTOKEN'] as const)('may be called %s', async (code) => {
		await open({ switches: { expiredTokenCode: code } });
		const session = await world.session();
		world.zoho.expireTokens();
		expect(await ask(session)).toMatchObject({ kind: 'answered', reply: { status: 200 } });
	});

	it('is renewed by one request when twenty runs notice at once (R05)', async () => {
		await open();
		const sessions = await Promise.all(
			Array.from({ length: 20 }, async () => await world.session()),
		);
		world.zoho.expireTokens();
		const answers = await Promise.all(sessions.map(ask));
		expect(answers.every(({ kind }) => kind === 'answered')).toBe(true);
		expect(world.tokenCalls()).toBe(1);
		expect(world.zoho.meter.total()).toBe(20);
	});

	it('is renewed by one request when the calls of one run notice at once (R24)', async () => {
		await open();
		const session = await world.session();
		world.zoho.expireTokens();
		await Promise.all(Array.from({ length: 10 }, async () => await ask(session)));
		expect(world.tokenCalls()).toBe(1);
	});

	it('is not renewed again by a call that was refused before a renewal and hears of it after', async () => {
		await open();
		let renewed = () => {};
		const renewal = new Promise<void>((resolve) => (renewed = resolve));
		const late = await world.sessionIn(
			withRequests(await world.context(), async (request) => {
				const reply = await request();
				await renewal;
				return reply;
			}),
		);
		const quick = await world.session();
		world.zoho.expireTokens();
		const answer = ask(late);
		await ask(quick);
		renewed();
		expect(await answer).toMatchObject({ kind: 'answered', reply: { status: 200 } });
		expect(world.tokenCalls()).toBe(1);
	});

	it('is not renewed when somebody else has stored a new one meanwhile (R24)', async () => {
		await open();
		const session = await world.session();
		world.zoho.expireTokens();
		world.credential.data.oauthTokenData = { ...world.zoho.issueToken({}, world.base) };
		expect(await ask(session)).toMatchObject({ kind: 'answered', reply: { status: 200 } });
		expect(world.tokenCalls()).toBe(0);
	});

	it('is not renewed when another process stores a new one between our look and that of n8n', async () => {
		await open();
		const ctx = await world.context();
		let afterRead = () => {};
		const session = await world.sessionIn(
			Object.create(ctx, {
				getCredentials: {
					value: async (type: string) => {
						const read = await ctx.getCredentials(type);
						// Zoho has refused the token once: this is our look at what is stored by now.
						if (statuses().length > 0) afterRead();
						return read;
					},
				},
			}) as IExecuteFunctions,
		);
		world.zoho.expireTokens();
		const fresh = world.zoho.issueToken({}, world.base);
		afterRead = () => (world.credential.data.oauthTokenData = { ...fresh });
		expect(await ask(session)).toMatchObject({ kind: 'answered', reply: { status: 200 } });
		expect(world.tokenCalls()).toBe(0);
		expect(tokens().access_token).toBe(fresh.access_token);
	});

	it('is renewed though somebody else renewed it before, when that one has ended as well', async () => {
		await open();
		const session = await world.session();
		world.credential.data.oauthTokenData = { ...world.zoho.issueToken({}, world.base) };
		world.zoho.expireTokens();
		expect(await ask(session)).toMatchObject({ kind: 'answered', reply: { status: 200 } });
		expect(world.tokenCalls()).toBe(1);
	});

	it('is renewed for each of two credentials that share organisation and client', async () => {
		await open({ credential: { organizationId: '700000001' } });
		const other = world.connect({ organizationId: '700000001' });
		const sessions = [await world.session(), await world.session({}, other)];
		expect(sessions[0].caller).toBe(sessions[1].caller);
		world.zoho.expireTokens();
		const answers = await Promise.all(sessions.map(ask));
		expect(answers.every(({ kind }) => kind === 'answered')).toBe(true);
		expect(world.tokenCalls()).toBe(2);
	});

	it('is renewed without losing the API host when the answer leaves it out (R14)', async () => {
		await open({ switches: { refreshAnswerHasApiDomain: false } });
		const domain = tokens().api_domain;
		const session = await world.session();
		world.zoho.expireTokens();
		await ask(session);
		expect(tokens().api_domain).toBe(domain);
		expect(tokens().refresh_token).not.toBe('');
	});
});

describe('n8n of another version', () => {
	/** The context of an n8n without the helper that refreshes a token. */
	const withoutHelper = (ctx: IExecuteFunctions): IExecuteFunctions =>
		Object.create(ctx, {
			helpers: { value: { ...ctx.helpers, refreshOAuth2Token: undefined } },
		}) as IExecuteFunctions;

	it('refreshes by itself where it has no helper to be asked', async () => {
		await open();
		const session = await world.sessionIn(withoutHelper(await world.context()));
		world.zoho.expireTokens();
		expect(await ask(session)).toMatchObject({ kind: 'answered', reply: { status: 200 } });
		expect(world.tokenCalls()).toBe(1);
		expect(world.zoho.meter.total()).toBe(1);
	});

	it('without a helper gives up as well when the login is no good', async () => {
		await open();
		world.credential.data.clientId = '1000.NOBODY';
		const session = await world.sessionIn(withoutHelper(await world.context()));
		world.zoho.expireTokens();
		const stop = await stopOf(ask(session));
		expect(stop.reason).toBe('dataCenter');
		expect(world.zoho.meter.total()).toBe(0);
	});
});
