import { badLead, codes, company, inner, insertLead, type Keys } from './compositeClient';

const IN_SEQUENCE: Keys = { parallel_execution: false };
const read = (reference: string, more: Record<string, unknown> = {}) => ({
	method: 'GET',
	uri: `/crm/v8/Leads/${reference}`,
	...more,
});
const lead = insertLead('Boyle', { sub_request_id: 'lead' });
const ID = '@{lead:$.data[0].details.id}';

describe('a reference', () => {
	it.each<[string, Record<string, unknown>]>([
		['the uri', read(ID)],
		['params', { method: 'GET', uri: '/crm/v8/Leads', params: { fields: 'id', ids: ID } }],
		['the body', { method: 'PUT', uri: '/crm/v8/Leads', body: { data: [{ id: ID }] } }],
		['brackets', read("@{lead:$['data'][0]['details'].id}")],
	])('stands in %s', async (_, user) => {
		const { send, leads } = company();
		const { results } = await send([lead, user], IN_SEQUENCE);
		expect(inner(results)).toEqual([201, 200]);
		const [row] = results[1].details.response!.body!.data!;
		expect(row.details?.id ?? row.id).toBe(leads()[0].id);
	});

	it('may be part of a text, more than once', async () => {
		const { send, leads } = company();
		const text = 'From @{lead:$.data[0].details.id}, @{lead:$.data[0].message}';
		await send([lead, insertLead(text)], IN_SEQUENCE);
		expect(leads()[1].values.Last_Name).toBe(`From ${leads()[0].id}, record added`);
	});

	it.each([
		['an id that nobody has', '@{other:$.data[0].details.id}'],
		['no path', '@{lead}'],
		['a path from nowhere', '@{lead:data[0].details.id}'],
		['a value that is not there', '@{lead:$.data[1].details.id}'],
		['an object', '@{lead:$.data[0].details}'],
		['the null of an answer', '@{lead:$.nothing}'],
		['more than one value', '@{lead:$.data[*].details.id}'],
		['the length of a list', '@{lead:$.data.length}'],
	])('to %s is invalid', async (_, reference) => {
		const { status, results } = await company().send([lead, read(reference)], IN_SEQUENCE);
		expect(status).toBe(207);
		expect(results[1]).toMatchObject({
			code: 'INVALID_REFERENCE',
			details: { api_name: 'uri', json_path: '$.__composite_requests[1].uri', reference },
		});
	});

	it('tells the place inside the body', async () => {
		const bad = insertLead('@{none:$.x}');
		const { results } = await company().send([bad]);
		expect(results[0].details).toMatchObject({
			api_name: 'Last_Name',
			json_path: '$.__composite_requests[0].body.data[0].Last_Name',
		});
	});

	it.each<['text' | 'typed', number]>([
		['text', 400],
		['typed', 201],
	])('to a number is a %s', async (compositeReferenceValue, status) => {
		const { send } = company({ switches: { compositeReferenceValue } });
		const query = { select_query: 'select COUNT(id) as n from Leads where id is not null limit 1' };
		const { results } = await send(
			[
				lead,
				{ sub_request_id: 'count', method: 'POST', uri: '/crm/v8/coql', body: query },
				insertLead('x', {}, { No_of_Employees: '@{count:$.data[0].n}' }),
			],
			IN_SEQUENCE,
		);
		expect(inner(results)).toEqual([201, 200, status]);
	});
});

describe('one after the other', () => {
	it('refers only to what ran before', async () => {
		const { results } = await company().send([read(ID), lead, read(ID)], IN_SEQUENCE);
		expect(codes(results)).toEqual(['INVALID_REFERENCE', 'SUCCESS', 'SUCCESS']);
	});

	it('finds no value in what failed', async () => {
		const failed = badLead({ sub_request_id: 'lead' });
		const { results } = await company().send(
			[failed, read('@{lead:$.data[0].details.id}'), read('@{lead:$.data[0].code}')],
			IN_SEQUENCE,
		);
		expect(codes(results)).toEqual(['SUCCESS', 'INVALID_REFERENCE', 'SUCCESS']);
	});

	it('keeps the order of the request', async () => {
		const { send, leads } = company();
		await send(
			['a', 'b', 'c'].map((name) => insertLead(name)),
			IN_SEQUENCE,
		);
		expect(leads().map(({ values }) => values.Last_Name)).toEqual(['a', 'b', 'c']);
	});
});

describe('in parallel', () => {
	it('waits for what it refers to, wherever that stands', async () => {
		const { results } = await company().send([read(ID), lead, read(ID)]);
		expect(inner(results)).toEqual([200, 201, 200]);
	});

	it.each([
		['reversed', ['c', 'b', 'a']],
		['asGiven', ['a', 'b', 'c']],
	] as const)('starts in no promised order: %s', async (compositeParallelOrder, names) => {
		const { send, leads } = company({ switches: { compositeParallelOrder } });
		const { results } = await send(['a', 'b', 'c'].map((name) => insertLead(name)));
		expect(leads().map(({ values }) => values.Last_Name)).toEqual(names);
		const answered = results.map(({ details }) => details.response?.body?.data?.[0].details?.id);
		const byName = ['a', 'b', 'c'].map(
			(name) => leads().find(({ values }) => values.Last_Name === name)?.id,
		);
		expect(answered).toEqual(byName);
	});

	it('cannot refer to itself or to what failed', async () => {
		const { results } = await company().send([
			read('@{me:$.data[0].id}', { sub_request_id: 'me' }),
			badLead({ sub_request_id: 'failed' }),
			read('@{failed:$.data[0].code}'),
		]);
		expect(codes(results)).toEqual(['INVALID_REFERENCE', 'SUCCESS', 'INVALID_REFERENCE']);
	});

	it('is refused where sub-requests wait for each other, and those behind them', async () => {
		const { send, cost } = company();
		const { status, results } = await send([
			read('@{b:$.data[0].id}', { sub_request_id: 'a' }),
			read('@{c:$.data[0].id}', { sub_request_id: 'b' }),
			read('@{a:$.data[0].id}', { sub_request_id: 'c' }),
			read('@{a:$.data[0].id}', { sub_request_id: 'd' }),
		]);
		expect(status).toBe(400);
		expect(codes(results)).toEqual([
			...['LOOPING_FOUND', 'LOOPING_FOUND', 'LOOPING_FOUND'],
			'INVALID_REFERENCE',
		]);
		expect(results[0].details.dependent_data).toEqual([
			{ sub_request_id: 'a', referred_sub_request_ids: ['b'] },
			{ sub_request_id: 'b', referred_sub_request_ids: ['c'] },
			{ sub_request_id: 'c', referred_sub_request_ids: ['a'] },
		]);
		expect(cost()).toBe(1);
	});
});
