import { placeOf, wireAddress } from '../../nodes/shared/core/compositeRequest';
import { isCut, withRowLimit } from '../../nodes/shared/core/compositeRows';

describe('an address', () => {
	it.each([
		['Leads/123', '/crm/v8/Leads/123', undefined],
		['/Leads', '/crm/v8/Leads', undefined],
		[' /crm/v3/Leads ', '/crm/v3/Leads', undefined],
		['crm/bulk/v8/read', '/crm/bulk/v8/read', undefined],
		[
			'Leads?fields=Email,Phone&per_page=5',
			'/crm/v8/Leads',
			{ fields: 'Email,Phone', per_page: '5' },
		],
		[
			'Leads/@{a:$.data[?(@.x)].id}?fields=Email',
			'/crm/v8/Leads/@{a:$.data[?(@.x)].id}',
			{ fields: 'Email' },
		],
	])('%s is written %s on the wire', (path, uri, params) => {
		expect(wireAddress(path)).toEqual(params ? { uri, params } : { uri });
	});

	it('params given beside the path win over its query', () => {
		expect(wireAddress('Leads?page=1', { page: 2 }).params).toEqual({ page: 2 });
	});

	it('has a version and segments; a reference is one segment', () => {
		expect(placeOf('/crm/v2.1/Leads/@{a:$.x/y}/Notes')).toEqual({
			version: 2.1,
			segments: ['Leads', '@{a:$.x/y}', 'Notes'],
		});
		expect(placeOf('/crm/bulk/v8/write')?.segments).toEqual(['bulk', 'write']);
		expect(placeOf('/api/v8/Leads')).toBeUndefined();
	});
});

describe('the rows of a read', () => {
	const list = {
		sub_request_id: 'a',
		method: 'GET',
		uri: '/crm/v8/Leads',
		params: { fields: 'Email' },
	};
	const query = (select_query: string) => ({
		sub_request_id: 'a',
		method: 'POST',
		uri: '/crm/v8/coql',
		body: { select_query },
	});
	const rows = (count: number) => Array.from({ length: count }, () => ({}));

	it('are 25 where a list does not say how many', () => {
		expect(withRowLimit(list).params).toEqual({ fields: 'Email', per_page: 25 });
		expect(withRowLimit({ ...list, params: { per_page: 3 } }).params).toEqual({ per_page: 3 });
		const one = { ...list, uri: '/crm/v8/Leads/1' };
		expect(withRowLimit(one)).toEqual(one);
	});

	it('are 25 where a query has no LIMIT', () => {
		expect(withRowLimit(query('select id from Leads')).body).toEqual({
			select_query: 'select id from Leads limit 25',
		});
		expect(withRowLimit(query('select id from Leads offset 50')).body).toEqual({
			select_query: 'select id from Leads limit 25 offset 50',
		});
		expect(withRowLimit(query('select id from Leads limit 7')).body).toEqual({
			select_query: 'select id from Leads limit 7',
		});
	});

	it('were cut when Zoho has more than 25, not when the person wanted fewer', () => {
		const more = (more_records: boolean, per_page = 25) =>
			isCut({ ...list, params: { per_page } }, { data: rows(per_page), info: { more_records } });
		expect(more(true)).toBe(true);
		expect(more(false)).toBe(false);
		expect(more(true, 10)).toBe(false);
	});

	it('may have been cut when 25 came and nothing says', () => {
		const limited = withRowLimit(list);
		expect(isCut(limited, { data: rows(25) })).toBe(true);
		expect(isCut(limited, { data: rows(24) })).toBe(false);
		expect(isCut(limited, undefined)).toBe(false);
	});
});
