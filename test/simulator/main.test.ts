import { startSimulator } from './main';
import type { RunningSimulator } from './main';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());
afterEach(() => simulator.zoho.reset());

async function json(path: string, init?: RequestInit): Promise<Record<string, unknown>> {
	const response = await fetch(simulator.origin + path, init);
	return (await response.json()) as Record<string, unknown>;
}

const post = (path: string, body: object) =>
	json(path, { method: 'POST', body: JSON.stringify(body) });

function callOrg(): Promise<Response> {
	const { access_token, api_domain } = simulator.zoho.issueToken();
	return fetch(`${api_domain}/crm/v8/org`, {
		headers: { authorization: `Bearer ${access_token}` },
	});
}

describe('on a port', () => {
	it('answers like Zoho, api_domain being this very origin', async () => {
		const response = await callOrg();
		expect(response.status).toBe(200);
		expect(response.headers.get('x-accesstoken-reset')).not.toBeNull();
		expect(await response.json()).toHaveProperty('org');
	});

	it('cuts the connection where a fault says so', async () => {
		simulator.zoho.faults.add({ match: {}, fault: { kind: 'reset', when: 'after' } });
		await expect(callOrg()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(simulator.zoho.meter.total()).toBe(1);
	});

	it('sends half of an answer and hangs up', async () => {
		simulator.zoho.faults.add({ match: {}, fault: { kind: 'reset', when: 'midAnswer' } });
		const response = await callOrg();
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow();
	});
});

describe('under /_sim', () => {
	it('a token can be had without consent', async () => {
		const issued = await post('/_sim/tokens', { dataCenter: 'eu', environment: 'sandbox' });
		const response = await fetch(`${simulator.origin}/eu/sandbox/crm/v8/org`, {
			headers: { authorization: `Zoho-oauthtoken ${String(issued.access_token)}` },
		});
		expect(await response.json()).toMatchObject({ org: [{ type: 'sandbox' }] });
	});

	it('the meter is read and emptied', async () => {
		await callOrg();
		expect(await json('/_sim/meter')).toMatchObject({
			total: 1,
			byPath: { 'GET /crm/v8/org': { calls: 1, cost: 1 } },
			byStatus: { 200: { calls: 1, cost: 1 } },
		});
		await json('/_sim/meter', { method: 'DELETE' });
		expect(await json('/_sim/meter')).toMatchObject({ total: 0, calls: 0 });
	});

	it('the log is read from a place on', async () => {
		await callOrg();
		await callOrg();
		const all = (await json('/_sim/log')).entries as Array<{ sequence: number }>;
		expect(all).toHaveLength(2);
		const later = await json(`/_sim/log?since=${all[0].sequence}`);
		expect(later.entries).toEqual([all[1]]);
	});

	it('an org gets its edition, licences and used credits', async () => {
		const settings = { edition: 'standard', users: 4, usedCredits: 51_000 };
		expect(await post('/_sim/org', settings)).toMatchObject({
			orgs: [{ edition: 'standard', allowance: { total: 51_000 }, used24h: 51_000, charged: 0 }],
		});
		expect((await callOrg()).status).toBe(429);
	});

	it('faults are armed and disarmed', async () => {
		const rule = { match: { times: 'always' }, fault: { kind: 'throttle', reason: 'credits' } };
		await post('/_sim/faults', rule);
		const refused = await callOrg();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('x-api-credits-remaining')).toBe('0');
		await json('/_sim/faults', { method: 'DELETE' });
		expect((await callOrg()).status).toBe(200);
	});

	it('the clock moves on, never back', async () => {
		const { access_token } = simulator.zoho.issueToken();
		await post('/_sim/clock', { advance: 3_600_000 });
		const headers = { authorization: `Bearer ${access_token}` };
		expect((await fetch(`${simulator.origin}/crm/v8/org`, { headers })).status).toBe(401);
		expect(await post('/_sim/clock', { advance: -1 })).toHaveProperty('error');
	});

	it('seeds clients, orgs, switches and tokens', async () => {
		const answer = await post('/_sim/seed', {
			clients: [{ id: '1000.MINE', secret: 's' }],
			orgs: [
				{
					dataCenter: 'au',
					companyName: 'Down Under',
					fields: { Leads: [{ apiName: 'Shoe_Size', type: 'integer' }] },
					records: { Leads: [{ Last_Name: 'Roo', Company: 'Hops', Shoe_Size: 47 }] },
				},
			],
			switches: { notModifiedCost: 0 },
			tokens: [{ dataCenter: 'au', clientId: '1000.MINE' }],
		});
		expect(answer).toMatchObject({
			tokens: [{ api_domain: `${simulator.origin}/au` }],
			ids: [{ Leads: [expect.stringMatching(/^\d{19}$/)] }],
		});
		expect(await json('/_sim/records?module=Leads&dataCenter=au')).toMatchObject({
			records: [{ Last_Name: 'Roo', Shoe_Size: 47 }],
		});
		expect(simulator.zoho.meter.total()).toBe(0);
		expect(simulator.zoho.org('au').companyName).toBe('Down Under');
		expect(simulator.zoho.switches.notModifiedCost).toBe(0);
	});

	it.each([
		['switches', { noSuchSwitch: 1 }, 'noSuchSwitch'],
		['faults', { fault: { kind: 'flood' } }, 'flood'],
		['faults', { fault: { kind: 'reset' } }, 'when'],
		['seed', { orgs: [{ records: { Leads: [{ Company: 'No name' }] } }] }, 'Last_Name'],
		['tokens', { user: 'nobody@example.com' }, 'nobody@example.com'],
	])('a mistake in %s is named', async (path, body, named) => {
		expect(await post(`/_sim/${path}`, body)).toEqual({ error: expect.stringContaining(named) });
	});

	it('an unknown control is not Zoho', async () => {
		expect((await fetch(`${simulator.origin}/_sim/nothing`)).status).toBe(404);
	});
});
