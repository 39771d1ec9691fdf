import type { Execution, SubRequest } from '../../nodes/shared/core/compositeRequest';
import { referenceMistakes } from '../../nodes/shared/core/referenceCheck';

const sub = (name: string, ...to: string[]): SubRequest => ({
	sub_request_id: name,
	method: 'POST',
	uri: '/crm/v8/Contacts',
	body: { data: [{ links: to.map((each) => ({ id: `@{${each}:$.data[0].details.id}` })) }] },
});
const told = (requests: SubRequest[], execution: Execution = 'inOrder') =>
	referenceMistakes(requests, execution).map(({ at, key, code, reason }) => ({
		at,
		key,
		code,
		reason,
	}));

describe('references between sub-requests (R102)', () => {
	it('to an earlier one are right in every execution', () => {
		const requests = [sub('account'), sub('contact', 'account'), sub('deal', 'account', 'contact')];
		for (const execution of ['inOrder', 'parallel', 'allOrNothing'] as const)
			expect(told(requests, execution)).toEqual([]);
	});

	it('are found in uri and params, too', () => {
		const first = sub('first');
		const uri = { ...sub('uri'), uri: '/crm/v8/Leads/@{nobody:$.data[0].id}' };
		const params = { ...sub('params'), params: { email: '@{nobody:$.data[0].Email}' } };
		expect(told([first, uri, params]).map(({ at, key }) => [at, key])).toEqual([
			[1, 'uri'],
			[2, 'params.email'],
		]);
	});

	it('to a name that is none tell where, and the nearest name', () => {
		expect(told([sub('account'), sub('contact', 'acount')])).toEqual([
			{
				at: 1,
				key: 'body.data[0].links[0].id',
				code: 'INVALID_REFERENCE',
				reason:
					"@{acount:$.data[0].details.id} points at 'acount', which is no sub-request here (did you mean 'account'?)",
			},
		]);
	});

	it('to itself are refused', () => {
		expect(told([sub('a', 'a')], 'parallel')).toMatchObject([
			{ at: 0, code: 'INVALID_REFERENCE', reason: expect.stringContaining('itself') as string },
		]);
	});

	it('to a later one are refused in order and under rollback; in parallel Zoho finds the order', () => {
		const requests = [sub('a', 'b'), sub('b')];
		expect(told(requests)[0].reason).toContain('comes later');
		expect(told(requests, 'allOrNothing')).toHaveLength(1);
		expect(told(requests, 'parallel')).toEqual([]);
	});

	it('that go in a circle are told with the way', () => {
		const requests = [sub('x'), sub('a', 'c'), sub('b', 'a'), sub('c', 'b', 'x')];
		expect(told(requests, 'parallel')).toMatchObject([
			{
				at: 1,
				code: 'LOOPING_FOUND',
				reason: "its reference goes in a circle: 'a' → 'c' → 'b' → 'a'",
			},
		]);
	});

	it('without a path, or in headers, are refused', () => {
		const bare = { ...sub('b'), body: { id: '@{a}' } };
		expect(told([sub('a'), bare])[0].reason).toContain('has no path');
		const header = { ...sub('b'), headers: { 'If-Modified-Since': '@{a:$.x}' } };
		expect(told([sub('a'), header])[0]).toMatchObject({ key: 'headers.If-Modified-Since' });
	});
});
