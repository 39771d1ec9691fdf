import { clientOf } from './client';
import { manualClock } from './clock';
import { answer, notModified, refuse } from './replies';
import type { SimReply } from './route';
import { createZoho } from './zoho';

const START = Date.parse('2026-01-05T09:00:00Z');
const HOUR = 3_600_000;

/** An org with one more endpoint, whose price and outcome the test chooses. */
function orgWith(outcome: () => SimReply, price = 1) {
	const clock = manualClock(START);
	const zoho = createZoho({ clock });
	zoho.routes.push({
		method: 'POST',
		tree: 'crm',
		path: 'work',
		name: 'work',
		scopes: () => [],
		price: () => price,
		handle: outcome,
	});
	const client = clientOf(zoho, { expiresIn: 1_000_000 });
	return { zoho, clock, work: () => client.send('POST', '/crm/v8/work', {}) };
}

const done = () => answer({ data: [] });

describe('what a call costs', () => {
	it.each([
		['taken on', done, 10],
		['taken on with every record refused', () => ({ ...done(), status: 400 }), 10],
		['decided by its outcome', () => ({ ...done(), cost: 2 }), 2],
		['refused as a whole', () => refuse(400, 'INVALID_DATA', 'no'), 1],
		['not modified', notModified, 1],
		['failed inside Zoho', () => refuse(500, 'INTERNAL_ERROR', 'no'), 0],
	])('%s', async (_, outcome, cost) => {
		const { zoho, work } = orgWith(outcome, 10);
		await work();
		expect(zoho.meter.total()).toBe(cost);
	});

	it('follows the switches where Zoho says nothing', async () => {
		const { zoho, work } = orgWith(notModified);
		zoho.setSwitches({ notModifiedCost: 0 });
		await work();
		expect(zoho.meter.total()).toBe(0);
	});

	it('is told in all, by name, by path, by status and since a mark', async () => {
		const { zoho, work } = orgWith(done, 3);
		await work();
		const mark = zoho.meter.mark();
		await work();
		expect(zoho.meter.total()).toBe(6);
		expect(zoho.meter.byName()).toEqual({ work: { calls: 2, cost: 6 } });
		expect(zoho.meter.byStatus()).toEqual({ 200: { calls: 2, cost: 6 } });
		expect(zoho.meter.since(mark).byPath()).toEqual({
			'POST /crm/v8/work': { calls: 1, cost: 3 },
		});
	});
});

describe('the allowance', () => {
	it.each([
		['free', 3, 5_000],
		['standard', 3, 50_750],
		['standard', 1_000, 100_000],
		['professional', 20, 60_000],
		['enterprise', 15, 65_000],
		['ultimate', 10_000, 20_050_000],
	] as const)('of %s with %d users is %d', async (edition, users, total) => {
		const { zoho, work } = orgWith(done);
		zoho.setOrg({ edition, users, usedCredits: total - 1 });
		expect((await work()).headers.get('x-api-credits-remaining')).toBe('0');
		expect((await work()).status).toBe(429);
	});

	it('is counted over the last 24 hours: credits come back when they are a day old', async () => {
		const { zoho, clock, work } = orgWith(done, 40);
		zoho.setOrg({ allowance: 100 });
		await work();
		await clock.advance(6 * HOUR);
		await work();
		const gone = await work();
		expect(gone).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
		expect(gone.body).toMatchObject({ message: expect.stringContaining('24 hours') });
		expect(zoho.meter.total()).toBe(80);
		await clock.advance(18 * HOUR - 1);
		expect((await work()).status).toBe(429);
		await clock.advance(1);
		expect((await work()).status).toBe(200);
	});

	it('refuses a call that costs more than is left, or only an empty account, by switch', async () => {
		const { zoho, work } = orgWith(done, 40);
		zoho.setOrg({ allowance: 100, usedCredits: 90 });
		expect((await work()).status).toBe(429);
		zoho.setSwitches({ budgetCheck: 'used' });
		expect((await work()).status).toBe(200);
		expect((await work()).status).toBe(429);
	});

	it('names the remaining credits from half of the limit without add-ons, add-ons included', async () => {
		const { zoho, work } = orgWith(done);
		zoho.setOrg({ allowance: 100, addOnCredits: 50, usedCredits: 48 });
		const remaining = async () => (await work()).headers.get('x-api-credits-remaining');
		expect(await remaining()).toBeNull();
		expect(await remaining()).toBe('100');
	});

	it('is one per org: a sandbox spends its own', async () => {
		const { zoho } = orgWith(done);
		zoho.setOrg({ environment: 'sandbox', allowance: 10, usedCredits: 10 });
		const sandbox = clientOf(zoho, { environment: 'sandbox' });
		expect((await sandbox.get('/sandbox/crm/v8/org')).status).toBe(429);
		expect((await clientOf(zoho).get('/crm/v8/org')).status).toBe(200);
	});

	it('does not let calls in flight claim the same credits twice', async () => {
		const { zoho, work } = orgWith(done, 60);
		zoho.setOrg({ allowance: 100 });
		zoho.setLatency(5);
		const replies = await Promise.all([work(), work()]);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 429]);
	});
});
