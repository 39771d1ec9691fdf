import type { CallName } from '../../nodes/shared/core/prices';
import { creditsFor, creditsForRefusal, PRICE_LIST } from '../../nodes/shared/core/prices';

describe('The price of a write', () => {
	const inCalls = (records: number): number[] => {
		const full = new Array<number>(Math.floor(records / 100)).fill(100);
		return records % 100 ? [...full, records % 100] : full;
	};

	it.each([
		[1, 1],
		[10, 1],
		[11, 2],
		[99, 10],
		[100, 10],
		[101, 11],
		[250, 25],
		[1000, 100],
	])('R94: %i records in calls of 100 cost %i', (records, credits) => {
		for (const call of ['records.insert', 'records.update', 'records.upsert'] as const) {
			const prices = inCalls(records).map((size) => creditsFor(call, size));
			expect(prices.reduce((sum, price) => sum + price.credits, 0)).toBe(credits);
			expect(prices.every(({ basis }) => basis === 'documented')).toBe(true);
		}
	});

	it('without any record is that of a call', () => {
		expect(creditsFor('records.upsert', 0).credits).toBe(1);
	});

	it.each([1, 100])('of %i ids to delete is 1', (ids) => {
		expect(creditsFor('records.delete', ids)).toEqual({ credits: 1, basis: 'documented' });
	});

	it('of a mass update is 1, and nobody documents it', () => {
		expect(creditsFor('records.massUpdate', 500)).toEqual({ credits: 1, basis: 'assumed' });
	});
});

describe('The price of a query', () => {
	it.each([
		[1, 1],
		[200, 1],
		[201, 2],
		[1000, 2],
		[1001, 3],
		[2000, 3],
	])('with LIMIT %i is %i', (limit, credits) => {
		expect(creditsFor('coql.query', limit)).toEqual({ credits, basis: 'documented' });
	});

	it('beyond the last step is that of the last step', () => {
		expect(creditsFor('coql.query', 2001).credits).toBe(3);
	});
});

describe('The price of a composite', () => {
	it('is 1, or 2 where rollback asks for full success', () => {
		expect([1, 2].map((size) => creditsFor('composite.send', size).credits)).toEqual([1, 2]);
	});
});

describe('The price list', () => {
	const calls = Object.keys(PRICE_LIST) as CallName[];

	it.each(calls)('%s: whole credits, at least one on the API host, and a page', (call) => {
		const { credits } = creditsFor(call);
		const least = call === 'bulkWrite.result' ? 0 : 1;
		expect(Number.isInteger(credits) && credits >= least).toBe(true);
		expect(PRICE_LIST[call].source).toMatch(/^https:\/\/www\.zoho\.com\//);
	});
});

describe('A call that Zoho refused as a whole', () => {
	it.each([
		[400, 1],
		[403, 1],
		[404, 1],
		[401, 0],
		[429, 0],
	])('with %i is taken to cost %i', (status, credits) => {
		expect(creditsForRefusal(status)).toEqual({ credits, basis: 'assumed' });
	});
});
