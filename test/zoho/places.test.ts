import type { ZohoCall } from '../../nodes/shared/zoho/call';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { send } from '../../nodes/shared/zoho/send';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';

let world: World;
afterEach(async () => await world.close());

interface Peak {
	units: number;
	heavy: number;
}

/** Zoho works on a call until this is opened. */
let gate = { open: () => {}, opened: Promise.resolve() };

const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** A world whose Zoho notes how many units and heavy calls it works on at one time. */
async function watched(options: WorldOptions): Promise<Peak> {
	world = await openWorld(options);
	const now = { units: 0, heavy: 0 };
	const peak = { units: 0, heavy: 0 };
	gate = { open: () => {}, opened: Promise.resolve() };
	const kinds = { light: [1, 0], heavy: [1, 1], composite: [5, 1] } as const;
	for (const [kind, [units, heavy]] of Object.entries(kinds)) {
		world.zoho.routes.push({
			method: 'GET',
			tree: 'crm',
			path: `settings/weight/of/${kind}`,
			name: `test.${kind}`,
			scopes: () => [],
			price: () => 1,
			units,
			heavy: () => heavy === 1,
			handle: async () => {
				now.units += units;
				now.heavy += heavy;
				peak.units = Math.max(peak.units, now.units);
				peak.heavy = Math.max(peak.heavy, now.heavy);
				await Promise.all([gate.opened, pause(10)]);
				now.units -= units;
				now.heavy -= heavy;
				return { status: 200, body: {}, accepted: true };
			},
		});
	}
	return peak;
}

const call = (kind: 'light' | 'heavy' | 'composite'): ZohoCall => ({
	...orgCall(),
	path: `crm/v8/settings/weight/of/${kind}`,
	units: kind === 'composite' ? 5 : 1,
	heavy: kind !== 'light',
});

/** Sends calls all at once, each from a run of its own. */
async function sendAll(...calls: ZohoCall[]): Promise<void> {
	const session = await world.session();
	await Promise.all(calls.map(async (one) => await send({ ...session, spends: [] }, one)));
}

/** Sends calls while Zoho ends none, until `units` are at work; then a little longer, to see whether more come. */
async function fill(peak: Peak, units: number, send: () => Promise<unknown>): Promise<void> {
	gate.opened = new Promise((resolve) => (gate.open = resolve));
	const sent = send();
	for (let waited = 0; peak.units < units && waited < 10_000; waited += 5) await pause(5);
	await pause(100);
	gate.open();
	await sent;
}

const refused = () => world.zoho.meter.byStatus()['429']?.calls ?? 0;
const many = (n: number, kind: Parameters<typeof call>[0]) =>
	Array.from({ length: n }, () => call(kind));

describe('calls at one time', () => {
	it.each([
		['free', 5],
		['standard', 10],
		['professional', 15],
		['enterprise', 20],
	] as const)('in the edition %s are %i, and Zoho refuses none', async (edition, most) => {
		const peak = await watched({ edition, credential: { edition } });
		await fill(peak, most, async () => await sendAll(...many(40, 'light')));
		expect(peak.units).toBe(most);
		expect(refused()).toBe(0);
	});

	it('of an unknown edition are those of the Standard one', async () => {
		const peak = await watched({ edition: 'enterprise' });
		await fill(peak, 10, async () => await sendAll(...many(30, 'light')));
		expect(peak.units).toBe(10);
	});

	it('that are heavy are ten in every edition (R96)', async () => {
		const peak = await watched({ edition: 'ultimate', credential: { edition: 'ultimate' } });
		await sendAll(...many(30, 'heavy'), ...many(10, 'light'));
		expect(peak.heavy).toBeLessThanOrEqual(10);
		expect(refused()).toBe(0);
	});

	it.each([
		['free', 1],
		['professional', 3],
	] as const)('that take five units fit into %s %i time(s) (R105)', async (edition, most) => {
		const peak = await watched({ edition, credential: { edition } });
		await sendAll(...many(8, 'composite'), ...many(4, 'light'));
		expect(peak.heavy).toBeLessThanOrEqual(most);
		expect(refused()).toBe(0);
	});

	it('give their places back when they fail', async () => {
		await watched({ edition: 'free', credential: { edition: 'free' } });
		world.zoho.faults.add({
			match: { name: 'test.light', times: 5 },
			fault: { kind: 'reset', when: 'before' },
		});
		await sendAll(...many(5, 'light'));
		await sendAll(...many(5, 'light'));
		expect(refused()).toBe(0);
	});

	it('are corrected by Zoho when the credential promises too many', async () => {
		await watched({ edition: 'free', credential: { edition: 'ultimate' } });
		await sendAll(...many(12, 'light'));
		expect(refused()).toBeGreaterThan(0);
		expect(world.zoho.meter.byStatus()['200'].calls).toBe(12);
	});

	it('of another client have places of their own', async () => {
		const boxes = { edition: 'free', organizationId: '700000001' };
		const peak = await watched({ edition: 'free', credential: boxes });
		const other = { id: '1000.OTHER', secret: 'other-secret' };
		world.zoho.seed({ clients: [other] });
		const theirs = world.connect(
			{ ...boxes, clientId: other.id, clientSecret: other.secret },
			{ clientId: other.id },
		);
		const sessions = [await world.session(), await world.session({}, theirs)];
		await fill(peak, 10, async () => {
			const calls = sessions.flatMap((session) =>
				many(10, 'light').map((one) => ({ session, one })),
			);
			await Promise.all(calls.map(async ({ session, one }) => await send(session, one)));
		});
		expect(peak.units).toBe(10);
		expect(refused()).toBe(0);
	});
});
