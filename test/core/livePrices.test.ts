import { pathsIn, readPrices } from '../../nodes/shared/core/livePrices';
import type { LivePrices } from '../../nodes/shared/core/prices';
import { creditsFor } from '../../nodes/shared/core/prices';

const listed = (method: string, path: string, min: number, max: number) => ({
	method,
	path: `/crm/v8/${path}`,
	scope: '',
	min,
	max,
});

const readingOf = (...paths: Array<ReturnType<typeof listed>>) => readPrices(paths);
const live = (rules: LivePrices['rules']): LivePrices => ({ readAt: 0, rules });

describe("Zoho's own price list", () => {
	it('is read path by path, and what has another shape is left out', () => {
		const operation = { method: 'POST', oauth_scope: 'x', min_credits: 1, max_credits: 10 };
		const body = {
			__apis: [
				{ path: '/crm/v8/Leads', operation_types: [operation, { method: 'GET' }, null] },
				{ path: 7, operation_types: [operation] },
				{ path: '/crm/v8/org', operation_types: 'none' },
				{ path: '/crm/v8/coql', operation_types: [{ ...operation, min_credits: 11 }] },
				{ path: '/crm/v8/coql', operation_types: [{ ...operation, max_credits: 1.5 }] },
			],
		};

		expect(pathsIn(body)).toEqual([
			{ method: 'POST', path: '/crm/v8/Leads', scope: 'x', min: 1, max: 10 },
		]);
	});

	it.each([undefined, null, {}, [], { __apis: {} }, 'busy'])('%j is none', (body) => {
		expect(pathsIn(body)).toBeUndefined();
	});

	it.each([
		[1, 10, { kind: 'per', size: 10 }],
		[1, 20, { kind: 'per', size: 5 }],
		[1, 5, { kind: 'per', size: 20 }],
		[1, 2, { kind: 'per', size: 50 }],
		[3, 3, { kind: 'flat', credits: 3 }],
		[0, 0, { kind: 'flat', credits: 0 }],
	])('of %i to %i for 100 records is %j', (min, max, rule) => {
		expect(readingOf(listed('POST', '{{module}}/upsert', min, max)).rules).toEqual({
			'records.upsert': rule,
		});
	});

	it.each([
		['POST', '{{module}}/upsert', 2, 10],
		['POST', 'coql', 1, 4],
		['GET', 'org', 1, 2],
	])('%s %s from %i to %i has no shape that we know', (method, path, min, max) => {
		const { rules, unclear } = readingOf(listed(method, path, min, max));
		expect(rules).toEqual({});
		expect(unclear).toMatchObject([{ min, max }]);
	});

	it('tells a list of records from one by a custom view, which share a path', () => {
		expect(readingOf(listed('GET', '{{module}}', 1, 3)).rules).toEqual({
			'records.list': { kind: 'flat', credits: 1 },
			'records.listByView': { kind: 'flat', credits: 3 },
		});
	});

	it('takes both prices of a composite', () => {
		const { rules } = readingOf(listed('POST', '__composite_requests', 2, 6));
		const price = (size: number) => creditsFor('composite.send', size, live(rules)).credits;
		expect([price(1), price(2)]).toEqual([2, 6]);
	});

	it('knows bulk paths, any version, and paths that are no modules', () => {
		const { rules } = readPrices([
			{ ...listed('POST', '', 40, 40), path: '/crm/bulk/v7/read' },
			{ ...listed('GET', '', 9, 9), path: '/crm/v2.1/org' },
			listed('GET', '__features', 8, 8),
			listed('POST', 'Notes', 8, 8),
		]);
		expect(rules).toEqual({
			'bulkRead.create': { kind: 'flat', credits: 40 },
			'org.get': { kind: 'flat', credits: 9 },
		});
	});

	it("gives a module its own price, and all others the template's", () => {
		const { rules } = readingOf(
			listed('GET', 'Leads/{{id}}', 1, 1),
			listed('GET', 'Deals/{{id}}', 4, 4),
			listed('GET', '{{module}}/{{id}}', 1, 1),
		);
		const price = (module: string) => creditsFor('records.get', 1, live(rules), module).credits;
		expect(['Leads', 'Deals', 'Subscriptions'].map(price)).toEqual([1, 4, 1]);
	});

	it('takes the most frequent price where there is no template', () => {
		const { rules } = readingOf(
			listed('GET', 'Leads/deleted', 3, 3),
			listed('GET', 'Deals/deleted', 2, 2),
			listed('GET', 'Tasks/deleted', 2, 2),
		);
		expect(creditsFor('records.deleted', 1, live(rules)).credits).toBe(2);
		expect(creditsFor('records.deleted', 1, live(rules), 'Leads').credits).toBe(3);
	});
});

describe('A price', () => {
	it("is live where Zoho's list names the call, else the built-in one with its own basis", () => {
		const prices = live({ 'records.upsert': { kind: 'per', size: 5 } });
		expect(creditsFor('records.upsert', 11, prices)).toEqual({ credits: 3, basis: 'live' });
		expect(creditsFor('bulkWrite.upload', 1, prices)).toEqual({ credits: 1, basis: 'assumed' });
		expect(creditsFor('org.get', 1, null)).toEqual({ credits: 1, basis: 'documented' });
	});
});
