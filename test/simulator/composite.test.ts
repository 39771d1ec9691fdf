import { badLead, codes, company, inner, insertLead, readModules } from './compositeClient';

describe('a composite', () => {
	it('does five things for one credit, each answered in its place', async () => {
		const { send, cost, leads } = company();
		const { status, results } = await send([
			insertLead('Boyle', { sub_request_id: '1' }),
			{
				sub_request_id: '2',
				method: 'PUT',
				uri: '/crm/v6/Leads/@{1:$.data[0].details.id}',
				body: { data: [{ Company: 'ABC' }] },
			},
			{
				method: 'GET',
				uri: '/crm/v6/Leads/@{2:$.data[0].details.id}',
				params: { fields: 'Last_Name,Company' },
			},
			readModules(),
			{ method: 'GET', uri: '/crm/v8/org' },
		]);
		expect(status).toBe(200);
		expect(codes(results)).toEqual(new Array(5).fill('SUCCESS'));
		expect(inner(results)).toEqual([201, 200, 200, 200, 200]);
		expect(results[2].details.response?.body?.data).toMatchObject([
			{ Last_Name: 'Boyle', Company: 'ABC', id: leads()[0].id },
		]);
		expect(results[0]).toMatchObject({
			message: 'composite sub request executed successfully',
			status: 'success',
			details: { response: { headers: { 'content-type': 'application/json;charset=utf-8' } } },
		});
		expect(cost()).toBe(1);
	});

	it('succeeds as a whole although a sub-request fails inside', async () => {
		const { send, cost, leads } = company();
		const { status, results } = await send([insertLead('Boyle'), badLead()]);
		expect(status).toBe(200);
		expect(codes(results)).toEqual(['SUCCESS', 'SUCCESS']);
		expect(inner(results)).toEqual([201, 400]);
		expect(results[1].details.response?.body?.data).toMatchObject([
			{ code: 'MANDATORY_NOT_FOUND' },
		]);
		expect([cost(), leads().length]).toEqual([1, 1]);
	});

	it('answers 207 when only some sub-requests were triggered, 400 when none was', async () => {
		const { send, cost } = company();
		const wrong = { method: 'GET', uri: '/crm/v8/Leads/1/Emails' };
		const some = await send([readModules(), wrong]);
		expect([some.status, codes(some.results)]).toEqual([207, ['SUCCESS', 'NOT_SUPPORTED']]);
		const none = await send([wrong, wrong]);
		expect([none.status, codes(none.results)]).toEqual([400, ['NOT_SUPPORTED', 'NOT_SUPPORTED']]);
		expect(cost()).toBe(2);
	});

	it('has no body inside where there are no rows', async () => {
		const nothing = { method: 'GET', uri: '/crm/v8/Leads', params: { fields: 'Last_Name' } };
		const { results } = await company().send([nothing]);
		expect(results[0].details.response).toEqual({ headers: {}, status_code: 204 });
		const nulled = company({ switches: { compositeEmptyBody: 'null' } });
		const { results: withNull } = await nulled.send([nothing]);
		expect(withNull[0].details.response).toEqual({ headers: {}, status_code: 204, body: null });
	});

	it('passes headers on to the sub-request', async () => {
		const { send } = company({
			seed: { records: { Leads: [{ Last_Name: 'Boyle', Company: 'Zylker' }] } },
		});
		const later = new Date(Date.now() + 60_000).toISOString();
		const { results } = await send([
			{
				method: 'GET',
				uri: '/crm/v8/Leads',
				params: { fields: 'Last_Name', page: 1 },
				headers: { 'If-Modified-Since': later },
			},
		]);
		expect(inner(results)).toEqual([304]);
	});
});

describe('a composite that is refused as a whole', () => {
	it.each<[string, unknown, Record<string, unknown>, string, Record<string, unknown>]>([
		['six', new Array(6).fill(readModules()), {}, 'INVALID_DATA', { maximum_length: 5 }],
		['none', [], {}, 'INVALID_DATA', { minimum_length: 1 }],
		['no list', {}, {}, 'INVALID_DATA', { expected_data_type: 'jsonarray' }],
		['null', null, {}, 'MANDATORY_NOT_FOUND', { json_path: '$.__composite_requests' }],
		[
			'a text',
			[{}],
			{ rollback_on_fail: 'true' },
			'INVALID_DATA',
			{ api_name: 'rollback_on_fail' },
		],
		[
			'a number',
			[{}],
			{ parallel_execution: 1 },
			'INVALID_DATA',
			{ api_name: 'parallel_execution' },
		],
	])('%s', async (_, requests, keys, code, details) => {
		const { status, refusal } = await company().send(requests, keys);
		expect(status).toBe(400);
		expect(refusal).toMatchObject({ code, details, status: 'error' });
	});

	it('rollback and parallel at once', async () => {
		const { send, cost } = company();
		const keys = { rollback_on_fail: true, parallel_execution: true };
		const { status, refusal } = await send([readModules()], keys);
		expect(status).toBe(400);
		expect(refusal).toMatchObject({
			code: 'AMBIGUITY_DURING_PROCESSING',
			details: {
				ambiguity_due_to: [
					{ api_name: 'rollback_on_fail', json_path: '$.rollback_on_fail' },
					{ api_name: 'parallel_execution', json_path: '$.parallel_execution' },
				],
			},
		});
		expect(cost()).toBe(1);
	});

	it.each([2, 2.1])('version %d has no composites', async (version) => {
		const { status, refusal } = await company().send([readModules()], {}, version);
		expect([status, refusal.code]).toEqual([400, 'API_NOT_SUPPORTED']);
	});

	it('a token without the scope of composites', async () => {
		const { send } = company({ token: { scopes: ['ZohoCRM.settings.ALL'] } });
		expect(await send([readModules()])).toMatchObject({
			status: 401,
			refusal: { code: 'OAUTH_SCOPE_MISMATCH' },
		});
	});
});

describe('the key for parallel work', () => {
	const old = (uri: string) => [{ method: 'GET', uri }];

	it('is concurrent_execution in v3 and v4', async () => {
		const both = { rollback_on_fail: true, concurrent_execution: true };
		const { refusal } = await company().send(old('/crm/v4/org'), both, 4);
		expect(refusal.code).toBe('AMBIGUITY_DURING_PROCESSING');
		const newer = { rollback_on_fail: true, parallel_execution: true };
		const ignored = await company().send(old('/crm/v4/org'), newer, 4);
		expect(ignored.status).toBe(200);
	});

	it.each<['ignored' | 'accepted' | 'refused', number, string | undefined]>([
		['ignored', 200, undefined],
		['accepted', 400, 'AMBIGUITY_DURING_PROCESSING'],
		['refused', 400, 'INVALID_REQUEST'],
	])('of another version: %s', async (compositeOtherVersionKey, status, code) => {
		const { send } = company({ switches: { compositeOtherVersionKey } });
		const keys = { rollback_on_fail: true, concurrent_execution: true };
		const reply = await send([readModules()], keys);
		expect([reply.status, reply.refusal.code]).toEqual([status, code]);
	});
});

describe('the places that a composite takes', () => {
	it('are five, so that a free org runs one at a time', async () => {
		const { zoho, send, cost } = company({ seed: { edition: 'free' } });
		zoho.setLatency(30);
		const replies = await Promise.all([send([readModules()]), send([readModules()])]);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 429]);
		expect(cost()).toBe(1);
	});

	it('hold a heavy one, and heavy sub-requests take theirs besides', async () => {
		const { zoho, client, send } = company({ seed: { edition: 'ultimate' } });
		const query = { select_query: 'select id from Leads where id is not null limit 5' };
		const coql = { method: 'POST', uri: '/crm/v8/coql', body: query };
		zoho.faults.add({ match: { name: 'coql.query', times: 5 }, fault: { kind: 'slow', ms: 60 } });
		const busy = new Array(5).fill(0).map(() => client.send('POST', '/crm/v8/coql', query));
		await new Promise((resolve) => setTimeout(resolve, 20));
		const { results } = await send([coql, coql, coql, coql, coql]);
		expect(inner(results).sort()).toEqual([204, 204, 204, 204, 429]);
		expect((await Promise.all(busy)).map(({ status }) => status)).toEqual([
			204, 204, 204, 204, 204,
		]);
	});
});
