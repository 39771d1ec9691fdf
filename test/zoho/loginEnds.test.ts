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

/** The token host refuses every request so from now on. */
function tokenHostSays(error: string) {
	if (error === 'invalid_client') world.credential.data.clientId = '1000.NOBODY';
	else tokens().refresh_token = '1000.gone';
}

describe('a login that cannot be renewed', () => {
	it('stops with "no refresh token" when Zoho gave none, without asking the token host (R03)', async () => {
		await open();
		delete (world.credential.data.oauthTokenData as Record<string, unknown>).refresh_token;
		const session = await world.session();
		world.zoho.expireTokens();
		const stop = await stopOf(ask(session));
		expect(stop).toMatchObject({ reason: 'login' });
		expect(stop.message).toContain('no refresh token');
		expect(world.tokenCalls()).toBe(0);
		expect(session.spends).toMatchObject([{ cost: 0 }]);
	});

	it.each([200, 400, 429])(
		'stops as throttled at the eleventh token of ten minutes, told by %i (R27)',
		async (status) => {
			await open({ switches: { tokenThrottleStatus: status } });
			const session = await world.session();
			for (let i = 0; i < 10; i++) {
				world.zoho.expireTokens();
				await ask(session);
			}
			expect(world.tokenCalls()).toBe(10);
			world.zoho.expireTokens();
			const stop = await stopOf(ask(session));
			expect(stop.reason).toBe('tokenThrottled');
			expect(stop.fix).toContain('ten minutes');
			expect(stop.said).toMatchObject({ code: 'Access Denied' });
			expect(world.tokenCalls()).toBe(11);
			expect(statuses().filter((one) => one === 401)).toHaveLength(11);
		},
	);

	it.each(['invalid_client', 'invalid_code'])(
		'names the data centre at a 200 with %s (R13, R17, R21)',
		async (error) => {
			await open();
			tokenHostSays(error);
			const session = await world.session();
			world.zoho.expireTokens();
			const stop = await stopOf(ask(session));
			expect(stop.reason).toBe('dataCenter');
			expect(stop.message).toContain('US');
			expect(stop.fix).toContain("'Data Centre'");
			expect(stop.fix).toContain('multi-DC');
			expect(stop.said).toMatchObject({ code: error });
			expect(world.tokenCalls()).toBe(1);
		},
	);

	it('says that the token host cannot be reached when it answers a 502', async () => {
		await open();
		world.zoho.faults.add({
			match: { name: 'oauth.token' },
			fault: { kind: 'status', status: 502, when: 'before' },
		});
		const session = await world.session();
		world.zoho.expireTokens();
		const stop = await stopOf(ask(session));
		expect(stop.reason).toBe('unreachable');
		expect(session.spends).toMatchObject([{ cost: 0 }]);
	});

	it('ends after one renewal when Zoho takes no new token either, and never loops (R24, R26)', async () => {
		await open();
		world.zoho.faults.add({
			match: { name: 'org.get', times: 'always' },
			fault: { kind: 'expireToken' },
		});
		const session = await world.session();
		const stop = await stopOf(ask(session));
		expect(stop.reason).toBe('dataCenter');
		expect(stop.said).toMatchObject({ status: 401, code: 'INVALID_TOKEN' });
		expect(world.tokenCalls()).toBe(1);
		expect(statuses()).toEqual([401, 401, 401]);
		expect(world.zoho.meter.total()).toBe(0);
	});

	it('is tried once more after a pause, as a fresh token is not known everywhere at once (R05)', async () => {
		await open();
		let requests = 0;
		const session = await world.sessionIn(
			withRequests(await world.context(), async (request) => {
				const unknown = { statusCode: 401, headers: {}, body: '{"code":"INVALID_TOKEN"}' };
				return ++requests === 2 ? unknown : await request();
			}),
		);
		world.zoho.expireTokens();
		expect(await ask(session)).toMatchObject({ kind: 'answered', reply: { status: 200 } });
		expect(world.tokenCalls()).toBe(1);
		expect(world.pauses).toHaveLength(1);
	});

	it('speaks of the environment outside production', async () => {
		await open({ credential: { environment: 'sandbox' } });
		world.zoho.faults.add({
			match: { name: 'org.get', times: 'always' },
			fault: { kind: 'expireToken' },
		});
		const stop = await stopOf(ask(await world.session()));
		expect(stop.reason).toBe('login');
		expect(stop.message).toContain('sandbox');
		expect(stop.fix).toContain("'Environment'");
	});

	it('makes no call at all when the credential was never connected (R17)', async () => {
		await open({ credential: { oauthTokenData: {} } });
		const stop = await stopOf(ask(await world.session()));
		expect(stop.reason).toBe('login');
		expect(stop.fix).toContain("press 'Connect'");
		expect(world.zoho.log.entries()).toEqual([]);
	});

	it('of another data centre is told by INVALID_HOST as well (R13)', async () => {
		await open({ switches: { wrongDataCenterCode: 'INVALID_HOST' } });
		const stray = world.connect({}, { dataCenter: 'eu' });
		const session = await world.session({}, stray);
		const stop = await stopOf(ask(session));
		expect(stop.reason).toBe('dataCenter');
		expect(stop.said).toMatchObject({ status: 400, code: 'INVALID_HOST' });
		expect(session.spends.reduce((sum, { cost }) => sum + cost, 0)).toBe(world.zoho.meter.total());
	});
});
