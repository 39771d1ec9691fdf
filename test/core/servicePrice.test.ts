import { nameCall, priceOfCall } from '../../nodes/shared/core/servicePrice';
import { scopeFor } from '../../nodes/shared/core/serviceScope';
import { onlyReads, serviceAt } from '../../nodes/shared/core/services';

const price = (
	method: string,
	path: string,
	params: Record<string, unknown> = {},
	body: unknown = undefined,
) => priceOfCall({ method, segments: path.split('/'), params, body });
const data = (count: number) => ({ data: Array.from({ length: count }, () => ({})) });
const query = (select_query: string) => ({ select_query });

/** Zoho's price list: https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html. */
describe('the price of a call by method and path', () => {
	it.each<[string, string, object, unknown, number]>([
		['GET', 'Leads', {}, undefined, 1],
		['GET', 'Leads', { cvid: '1' }, undefined, 3],
		['GET', 'Leads/1', {}, undefined, 1],
		['GET', 'Leads/deleted', {}, undefined, 2],
		['POST', 'Leads', {}, data(1), 1],
		['POST', 'Leads', {}, data(11), 2],
		['PUT', 'Leads', {}, data(100), 10],
		['POST', 'Leads/upsert', {}, { duplicate_check_fields: ['Email'], ...data(21) }, 3],
		['DELETE', 'Leads', { ids: '1,2,3' }, undefined, 1],
		['POST', 'Leads/1/actions/convert', {}, data(1), 5],
		['POST', 'Leads/actions/add_tags', {}, { ids: ['1', '2'] }, 1],
		['POST', 'Leads/actions/add_tags', { ids: Array(51).fill('1').join(',') }, undefined, 2],
		['POST', 'Leads/1/actions/send_mail', {}, data(1), 20],
		['POST', 'Leads/1/actions/merge', {}, {}, 50],
		['POST', 'coql', {}, query('select id from Leads'), 1],
		['POST', 'coql', {}, query('select id from Leads limit 201'), 2],
		['POST', 'coql', {}, query('select id from Leads limit 10, 2000'), 3],
		['POST', 'bulk/read', {}, {}, 50],
		['POST', 'bulk/write', {}, {}, 500],
	])('%s %s %j', (method, path, params, body, credits) => {
		expect(price(method, path, params as Record<string, unknown>, body)).toEqual({
			credits,
			basis: 'documented',
		});
	});

	it('is assumed to be 1 for a path that no page prices', () => {
		expect(price('PATCH', 'nobody/knows')).toEqual({ credits: 1, basis: 'assumed' });
	});

	it('the heavy ones are known', () => {
		const heavy = (method: string, path: string, params = {}, body: unknown = {}) =>
			nameCall({ method, segments: path.split('/'), params, body }).heavy;
		expect(heavy('POST', 'coql')).toBe(true);
		expect(heavy('GET', 'Leads', { sort_by: 'id' })).toBe(true);
		expect(heavy('GET', 'Leads')).toBe(false);
		expect(heavy('POST', 'Leads', {}, data(10))).toBe(false);
		expect(heavy('POST', 'Leads', {}, data(11))).toBe(true);
	});
});

describe('services', () => {
	it.each([
		['GET', 'settings/fields/1', 'settings.fields'],
		['GET', 'settings/wizards/1', 'settings.read'],
		['GET', 'Leads/1/Notes', 'notes.read'],
		['GET', 'Leads/1/Campaigns', 'records.related'],
		['PUT', 'Leads/1/Campaigns/2', 'records.link'],
		['GET', 'bulk/write/1', 'other.call'],
		['GET', 'Leads/actions/count', 'records.count'],
	])('%s %s is %s', (method, path, call) => {
		expect(serviceAt(method, path.split('/'))?.call).toBe(call);
	});

	it('a query only reads, though it is a POST', () => {
		expect(onlyReads('POST', 'coql.query')).toBe(true);
		expect(onlyReads('GET', undefined)).toBe(true);
		expect(onlyReads('POST', 'records.search')).toBe(false);
	});

	it.each([
		['GET', '/crm/v8/settings/fields', 'ZohoCRM.settings.fields.READ'],
		['POST', '/crm/v8/Leads/upsert', 'ZohoCRM.modules.leads.CREATE'],
		['GET', '/crm/v8/org', 'ZohoCRM.org.READ'],
		['POST', '/crm/v8/coql', 'ZohoCRM.coql.READ'],
		['POST', '/crm/bulk/v8/read', 'ZohoCRM.bulk.CREATE'],
	])('%s %s needs %s', (method, uri, scope) => {
		expect(scopeFor(method, uri)).toBe(scope);
	});
});
