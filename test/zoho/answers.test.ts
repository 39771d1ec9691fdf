import { gzipSync } from 'node:zlib';
import type { Answer, ZohoCall, ZohoReply } from '../../nodes/shared/zoho/call';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { writeCall } from '../../nodes/shared/zoho/records';
import { send } from '../../nodes/shared/zoho/send';
import type { SimReply } from '../simulator/route';
import type { World } from './openWorld';
import { openWorld } from './openWorld';

let world: World;
beforeEach(async () => {
	world = await openWorld();
});
afterEach(async () => await world.close());

/** Lets Zoho answer a call so. */
function answerWith(reply: SimReply, method: 'GET' | 'POST' = 'GET'): ZohoCall {
	world.zoho.routes.push({
		method,
		tree: 'crm',
		path: 'settings/answer/of/tests',
		name: 'test.answer',
		scopes: () => [],
		price: () => 1,
		handle: () => reply,
	});
	const call = { ...orgCall(), path: 'crm/v8/settings/answer/of/tests' };
	return method === 'GET' ? call : { ...call, method, body: '{"data":[]}' };
}

const replyOf = (answer: Answer): ZohoReply => {
	if (answer.kind !== 'answered') throw new Error(`lost: ${answer.reason}`);
	return answer.reply;
};

const json = (text: string, headers = {}): SimReply => ({
	status: 200,
	bytes: new TextEncoder().encode(text),
	headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
	accepted: true,
});

describe("Zoho's answer to a call", () => {
	it('keeps status, headers by small names, and the text as it came', async () => {
		const text = '{ "data" : [ 1,\n 2 ] }';
		const reply = replyOf(
			await send(await world.session(), answerWith(json(text, { 'X-Made-Up': 'Yes' }))),
		);
		expect(reply).toMatchObject({
			status: 200,
			text,
			body: { data: [1, 2] },
			headers: { 'x-made-up': 'Yes', server: 'ZGS' },
		});
	});

	it('keeps the digits of ids beyond 2^53, as numbers and as texts (R61, R62)', async () => {
		const text = '{"id":7615917337495251231,"text":"356686000032329832","amount":1234.5}';
		const reply = replyOf(await send(await world.session(), answerWith(json(text))));
		expect(reply.body).toEqual({
			id: '7615917337495251231',
			text: '356686000032329832',
			amount: 1234.5,
		});
		expect(reply.text).toBe(text);
	});

	it('is unpacked when it comes as gzip', async () => {
		const packed: SimReply = {
			...json(''),
			bytes: new Uint8Array(gzipSync('{"name":"Zoë"}')),
			headers: { 'content-type': 'application/json;charset=utf-8', 'content-encoding': 'gzip' },
		};
		const reply = replyOf(await send(await world.session(), answerWith(packed)));
		expect(reply.body).toEqual({ name: 'Zoë' });
	});

	it('is an empty list, paid for, when it is a 204 (R66)', async () => {
		const session = await world.session();
		const answer = await send(session, answerWith({ status: 204, accepted: true }));
		expect(answer).toMatchObject({
			kind: 'answered',
			charges: [1],
			reply: { status: 204, text: '', body: undefined },
		});
		expect(world.zoho.meter.total()).toBe(1);
	});

	it.each<[string, SimReply]>([
		['an HTML page', { ...json('<html>Sorry</html>'), headers: { 'content-type': 'text/html' } }],
		['half a JSON', json('{"data":[{"id":"12')],
		['nothing with status 200', { status: 200, accepted: true }],
		['a page that says 404', { ...json('<html>Not here</html>'), status: 404 }],
	])('is lost when it is %s, and the credit uncertain', async (_, reply) => {
		const session = await world.session();
		const answer = await send(session, { ...answerWith(reply), repeat: 'never' });
		expect(answer).toMatchObject({ kind: 'lost', charges: [1] });
		expect(session.spends).toMatchObject([{ cost: 1, uncertain: 1 }]);
	});

	it.each([301, 302, 303, 307, 308])(
		'is lost when it is a redirect (%i), and what was to be written goes nowhere else',
		async (status) => {
			const gone: string[] = [];
			const elsewhere = { tree: 'crm', scopes: () => [], price: () => 0 } as const;
			for (const method of ['GET', 'POST'] as const)
				world.zoho.routes.push({
					...elsewhere,
					method,
					path: 'settings/elsewhere',
					name: 'test.elsewhere',
					handle: () => (gone.push(method), json('{}')),
				});
			const headers = { location: `${world.base}/crm/v8/settings/elsewhere` };
			const call = answerWith({ ...json('{}', headers), status }, 'POST');
			const answer = await send(await world.session(), { ...call, repeat: 'never' });
			expect(answer).toMatchObject({
				kind: 'lost',
				reason: expect.stringContaining(String(status)),
			});
			expect(gone).toEqual([]);
		},
	);

	it("passes Zoho's refusal on, whole, and counts the credit it is assumed to cost", async () => {
		const session = await world.session();
		const call = writeCall('upsert', 'No_Such_Module', [{ index: 0, record: { Name: 'x' } }], {});
		const answer = await send(session, call);
		expect(replyOf(answer).status).toBe(400);
		expect(replyOf(answer).body).toMatchObject({ code: 'INVALID_MODULE', status: 'error' });
		expect(session.spends).toMatchObject([{ cost: 1, basis: 'assumed', uncertain: 0 }]);
		expect(world.zoho.meter.total()).toBe(1);
	});

	it.each([1, 10, 11, 99, 100])(
		'costs a write of %i records a credit for each ten begun (R94)',
		async (n) => {
			const session = await world.session();
			const rows = Array.from({ length: n }, (_, index) => ({
				index,
				record: { Last_Name: `Row ${index}`, Company: 'Acme' },
			}));
			await send(session, writeCall('insert', 'Leads', rows, {}));
			expect(session.spends[0].cost).toBe(Math.ceil(n / 10));
			expect(world.zoho.meter.total()).toBe(Math.ceil(n / 10));
		},
	);
});
