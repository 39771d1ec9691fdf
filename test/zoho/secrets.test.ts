import { nodeErrorFor } from '../../nodes/shared/ui/nodeError';
import { memoryState } from '../../nodes/shared/state/memory';
import { batchWrite, emptyResult } from '../../nodes/shared/zoho/batchWrite';
import { fieldsOf } from '../../nodes/shared/zoho/metadata';
import { checkEnvironment, orgCall } from '../../nodes/shared/zoho/organization';
import { send } from '../../nodes/shared/zoho/send';
import type { Session } from '../../nodes/shared/zoho/session';
import { standingOf } from '../../nodes/shared/zoho/standing';
import { saved } from '../support/engine';
import type { FaultMatch, RequestFault } from '../simulator/faults';
import type { World } from './openWorld';
import { openWorld } from './openWorld';
import { lead, upsertByEmail } from './writeOnce';

let world: World;
beforeEach(async () => {
	world = await openWorld({ credential: { clientSecret: 'simulator-secret', dailyCap: 1000 } });
});
afterEach(async () => await world.close());

/** Every token that was ever handed out, and the client's secret. */
function secrets(): string[] {
	const { oauthTokenData, clientSecret } = world.credential.data;
	const { access_token, refresh_token } = oauthTokenData as Record<string, string>;
	return [access_token, refresh_token, String(clientSecret)];
}

/** All that an error carries, enumerable or not, causes included. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Object.getOwnPropertyNames(value)
		.map((name) => `${name}: ${everythingIn((value as Record<string, unknown>)[name], seen)}`)
		.join('\n');
}

/** A store that remembers all it was given. */
function listening() {
	const heard: unknown[] = [];
	const state = memoryState();
	const spy = Object.fromEntries(
		Object.entries(state).map(([name, method]) => [
			name,
			typeof method === 'function'
				? (...args: unknown[]) => {
						heard.push(...args.filter((arg) => typeof arg !== 'function'));
						return (method as (...all: unknown[]) => unknown)(...args);
					}
				: method,
		]),
	) as unknown as typeof state;
	return { heard, state: spy };
}

const troubles: Array<[string, FaultMatch, RequestFault[]]> = [
	['no trouble', {}, []],
	['an ended token', { name: 'org.get' }, [{ kind: 'expireToken' }]],
	['a login that is refused', { times: 'always' }, [{ kind: 'expireToken' }]],
	['a broken Zoho', { times: 'always' }, [{ kind: 'status', status: 500, when: 'after' }]],
	['broken connections', { times: 'always' }, [{ kind: 'reset', when: 'midAnswer' }]],
	['throttling', { path: '^/crm', times: 'always' }, [{ kind: 'throttle', reason: 'concurrency' }]],
	['no credits', { path: '^/crm', times: 'always' }, [{ kind: 'throttle', reason: 'credits' }]],
];
const tokenTroubles: Array<[string, RequestFault]> = [
	['half an answer of the token host', { kind: 'malformedJson' }],
	['a page of the token host', { kind: 'html', status: 200, when: 'after' }],
	['a broken token host', { kind: 'status', status: 500, when: 'after' }],
	['a broken connection to the token host', { kind: 'reset', when: 'midAnswer' }],
];

/** Does what runs do, and tells all that comes of it to a person or a store. */
async function tellEverything(): Promise<string> {
	const { heard, state } = listening();
	const session = await world.session({ state });
	const told: unknown[] = [];
	const attempt = async (work: Promise<unknown>) =>
		await work.catch((error: unknown) =>
			told.push(error, nodeErrorFor(session.ctx.getNode(), error)),
		);
	await attempt(send(session, orgCall()));
	await attempt(fieldsOf(session, 'Leeds', true));
	await attempt(checkEnvironment(session));
	const result = emptyResult();
	const rows = [{ index: 0, record: lead(0) }];
	await attempt(batchWrite(session, upsertByEmail, [{ rows, after: [] }], result));
	await attempt(standingOf(session));
	told.push(
		[...result.outcomes.values()],
		result.stop,
		session.spends,
		session.org,
		session.caller,
	);
	return everythingIn([told, heard]);
}

describe('no token and no secret is in an error, a spend, a report or a key of the store', () => {
	it.each(troubles)('with %s', async (_, match, faults) => {
		for (const fault of faults) world.zoho.faults.add({ match, fault });
		const before = secrets();
		const told = await tellEverything();
		for (const secret of [...before, ...secrets()]) expect(told).not.toContain(secret);
	});

	it.each(tokenTroubles)('with %s', async (_, fault) => {
		world.zoho.faults.add({ match: { name: 'oauth.token', times: 'always' }, fault });
		world.zoho.expireTokens();
		const told = await tellEverything();
		for (const secret of secrets()) expect(told).not.toContain(secret);
		expect(told).not.toMatch(/1000\.[0-9a-f]{8}/);
		expect(told).toContain('cannot be reached');
	});

	it('in what n8n keeps of a failed execution', async () => {
		world.zoho.faults.add({ match: { times: 'always' }, fault: { kind: 'expireToken' } });
		const execution = world.start(async (ctx) => {
			const session: Session = await world.sessionIn(ctx);
			try {
				await send(session, orgCall());
			} catch (error) {
				throw nodeErrorFor(ctx.getNode(), error);
			}
		});
		const run = await execution.finished;
		expect(run.status).toBe('error');
		const kept = everythingIn(saved(run));
		for (const secret of secrets()) expect(kept).not.toContain(secret);
		expect(kept).toContain('INVALID_TOKEN');
	});
});
