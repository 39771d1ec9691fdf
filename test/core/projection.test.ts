import { driftOf, projectUsage, splitLedger } from '../../nodes/shared/core/projection';

const HOUR = 3_600_000;

describe('A projection', () => {
	it.each([
		[600, 6, 100, 2_400],
		[600, 24, 25, 600],
		[600, 30, 25, 600],
		[7, 0.5, 14, 336],
	])('%i credits in %i hours: %i an hour, %i in 24', (used, hours, perHour, at24h) => {
		const now = 100 * HOUR;
		expect(projectUsage(used, now - hours * HOUR, now)).toMatchObject({ perHour, at24h });
	});

	it('is none in the first ten minutes', () => {
		expect(projectUsage(50, 0, HOUR / 6 - 1)).toBeNull();
	});
});

describe('Drift', () => {
	it('is what Zoho counts more than we do', () => {
		expect(driftOf(2_000, 5_000, 2_900)).toEqual({
			byHeader: 3_000,
			byLedger: 2_900,
			difference: 100,
		});
	});

	it.each([
		[null, 5_000],
		[2_000, null],
	])('is unknown with %j remaining of %j', (remaining, allowance) => {
		expect(driftOf(remaining, allowance, 1)).toBeNull();
	});
});

describe('The ledger', () => {
	const field = (...parts: string[]) => JSON.stringify(parts);
	const byField = {
		[field('records.upsert', 'Batch', 'Leads', 'w1')]: 5,
		[field('records.upsert', 'Batch', 'Deals', 'w2')]: 7,
		[field('org.get', 'ui', '', 'w1')]: 1,
		'not ours': 2,
	};

	it('is split by any of its parts, the largest first, and nothing of it is lost', () => {
		expect(splitLedger(byField, 'call')).toEqual([
			{ name: 'records.upsert', credits: 12 },
			{ name: '–', credits: 2 },
			{ name: 'org.get', credits: 1 },
		]);
		expect(splitLedger(byField, 'module')).toEqual([
			{ name: 'Deals', credits: 7 },
			{ name: 'Leads', credits: 5 },
			{ name: '–', credits: 3 },
		]);
	});
});
