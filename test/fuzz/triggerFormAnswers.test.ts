import fc from 'fast-check';
import { unlessStuck } from '../support/unlessStuck';
import { again, casesOf, casesPlayed } from './budget';
import type { Mutation } from './mutations';
import { mutation, valueUnder } from './mutations';
import type { Proxy } from './proxy';
import { openProxy } from './proxy';
import type { Answered } from './triggerFormAnswers';
import { livedThrough, MOMENTS } from './triggerFormAnswers';
import { complaintsOf, miscounted } from './triggerFormOracle';
import type { TriggerScene } from './triggerFormScene';
import { openTriggerScene } from './triggerFormScene';

// Hundreds of lives on a busy machine; one that is stuck fails by itself.
jest.setTimeout(10 * 60_000);

/** Longer than any life takes that is not stuck. */
const STUCK_MS = 30_000;

/** What a channel hangs on, and times that are none, or far from ours. */
const aboutChannels: fc.Arbitrary<Mutation> = fc.oneof(
	valueUnder('channel_expiry', 'channel_id', 'notify_url', 'token', 'events', 'status', 'code'),
	fc.constantFrom('2199-01-01T00:00:00+00:00', '1970-01-01T00:00:00+00:00').map((value) => ({
		kind: 'key' as const,
		seed: 0,
		key: 'channel_expiry',
		value,
		everywhere: true,
	})),
	fc
		.constantFrom('Thu, 01 Jan 1970 00:00:00 GMT', 'Sun, 01 Jan 2199 00:00:00 GMT')
		.map((value) => ({ kind: 'header' as const, name: 'date', value })),
);

const cases: fc.Arbitrary<Answered> = fc.record({
	change: fc.oneof({ arbitrary: mutation, weight: 2 }, aboutChannels),
	nth: fc.constantFrom(1, 1, 1, 2, 2, 3, 4),
	andAfter: fc.boolean(),
	fields: fc.constantFrom('', 'Last_Name, City'),
	ignoreOwn: fc.boolean(),
});

let scene: TriggerScene;
let proxy: Proxy;
beforeEach(async () => {
	scene = await openTriggerScene();
	proxy = await openProxy(scene.origin);
});
afterEach(async () => {
	await proxy.close();
	await scene.close();
});
afterAll(() => console.info(`${casesPlayed()} answers were changed`));

describe(`any answer of Zoho to the Notification Trigger (${again})`, () => {
	it.each(Object.keys(MOMENTS))('while it %s heals, and is said', async (moment) => {
		const found: string[] = [];
		let changed = 0;
		for (const each of casesOf(cases)) {
			const life = scene.begin({ customBaseUrl: proxy.origin });
			const lived = livedThrough({ scene, life }, proxy, MOMENTS[moment], each);
			const { wrong, changed: touched } = await unlessStuck(lived, STUCK_MS);
			changed += touched;
			const traces = scene.traces();
			const complaints = [
				...complaintsOf(life, traces, { places: [], own: [], labels: [] }),
				// n8n's HTTP follows redirects itself: how often, nobody can count.
				...(each.change.kind === 'redirect' ? [] : miscounted(life, traces, false)),
			];
			if (traces.secrets.some((secret) => proxy.strangerSaw().includes(secret)))
				complaints.push('a stranger saw a secret');
			const one = JSON.stringify(each).slice(0, 200);
			found.push(...[...wrong, ...complaints].map((what) => `${one}: ${what}`));
		}
		expect(found).toEqual([]);
		expect(changed).toBeGreaterThan(0);
	});
});
