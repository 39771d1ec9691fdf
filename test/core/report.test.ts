import type { ReportContext, Spend, Standing } from '../../nodes/shared/core/report';
import { alertFor, DEFAULT_THRESHOLDS, reportRun } from '../../nodes/shared/core/report';

const NOTHING_KNOWN: Standing = {
	remaining: null,
	remainingAt: null,
	used24h: null,
	allowance: null,
};
const context = (more: Partial<ReportContext> = {}): ReportContext => ({
	...NOTHING_KNOWN,
	baseline: null,
	thresholds: DEFAULT_THRESHOLDS,
	...more,
});
const upsert = (cost: number, uncertain = 0): Spend => ({
	call: 'records.upsert',
	cost,
	basis: 'documented',
	uncertain,
	purpose: 'work',
});
const fields: Spend = {
	call: 'settings.fields',
	cost: 1,
	basis: 'documented',
	uncertain: 0,
	purpose: 'overhead',
};

describe('The report of a run', () => {
	it('of 250 records in three calls', () => {
		expect(reportRun([upsert(10), upsert(10), upsert(5)], context({ baseline: 250 }))).toEqual({
			cost: 25,
			calls: 3,
			overhead: 0,
			uncertain: 0,
			baseline: 250,
			saved: 225,
			byCall: [{ call: 'records.upsert', calls: 3, cost: 25, basis: 'documented' }],
			remaining: null,
			remainingAt: null,
			used24h: null,
			allowance: null,
			alert: null,
			alertBasis: null,
		});
	});

	it('names overhead and doubt as parts of the cost', () => {
		const report = reportRun([fields, upsert(10, 10), upsert(10)], context());
		expect(report).toMatchObject({ cost: 21, calls: 3, overhead: 1, uncertain: 10 });
		expect(report.byCall.map(({ call, cost }) => [call, cost])).toEqual([
			['settings.fields', 1],
			['records.upsert', 20],
		]);
	});

	it('R98: keeps prices of different origin apart', () => {
		const spends: Spend[] = [upsert(10), { ...upsert(12), basis: 'live' }, upsert(10)];
		expect(reportRun(spends, context()).byCall).toEqual([
			{ call: 'records.upsert', calls: 2, cost: 20, basis: 'documented' },
			{ call: 'records.upsert', calls: 1, cost: 12, basis: 'live' },
		]);
	});

	it('counts a call that cost nothing', () => {
		const throttled: Spend = { ...upsert(0), basis: 'assumed' };
		expect(reportRun([throttled, upsert(1)], context())).toMatchObject({ cost: 1, calls: 2 });
	});

	it('of a run that was dearer than the plain way saved less than nothing', () => {
		expect(reportRun([fields, upsert(1)], context({ baseline: 1 })).saved).toBe(-1);
	});

	it('of nothing spent is zero, and what is unknown stays null', () => {
		const report = reportRun([], context());
		expect(report).toMatchObject({ cost: 0, calls: 0, byCall: [], baseline: null, saved: null });
	});

	it.each(['all', 'none', ['workflow', 'approval']])(
		'of a write says which automations ran: %j',
		(automations) => {
			const report = reportRun([], context({ automations: automations as 'all' }));
			expect(report.automations).toEqual(automations);
		},
	);

	it('of a read says nothing of automations', () => {
		expect(reportRun([], context())).not.toHaveProperty('automations');
	});

	it('passes on what the store knows', () => {
		const standing: Standing = {
			remaining: 24_870,
			remainingAt: '2025-01-31T09:30:15.000Z',
			used24h: { value: 1310, since: '2025-01-30T09:30:15.000Z', scope: 'shared' },
			allowance: { value: 65_000, basis: 'org' },
		};
		expect(reportRun([], context(standing))).toMatchObject(standing);
	});
});

describe('The alert', () => {
	const allowance = (value: number) => ({ value, basis: 'typed' as const });
	const used = (value: number) => ({ value, since: 'any', scope: 'process' as const });

	it.each([
		[799, null],
		[800, 80],
		[899, 80],
		[900, 90],
		[999, 90],
		[1000, 100],
		[1500, 100],
	])('with %i of 1,000 used by our ledger is %p', (value, alert) => {
		const standing = { ...NOTHING_KNOWN, used24h: used(value), allowance: allowance(1000) };
		expect(alertFor(standing, DEFAULT_THRESHOLDS)).toEqual({
			alert,
			alertBasis: alert === null ? null : 'ledger',
		});
	});

	it.each([
		[201, null],
		[200, 80],
		[100, 90],
		[0, 100],
		[-5, 100],
		[1500, null],
	])("with %i of 1,000 remaining by Zoho's header is %p", (remaining, alert) => {
		const standing = { ...NOTHING_KNOWN, remaining, allowance: allowance(1000) };
		expect(alertFor(standing, DEFAULT_THRESHOLDS)).toEqual({
			alert,
			alertBasis: alert === null ? null : 'header',
		});
	});

	it("R129: goes by Zoho's header where our ledger says otherwise", () => {
		const standing = {
			...NOTHING_KNOWN,
			remaining: 50,
			used24h: used(10),
			allowance: allowance(1000),
		};
		expect(alertFor(standing, DEFAULT_THRESHOLDS)).toEqual({ alert: 90, alertBasis: 'header' });
	});

	it.each([
		['the allowance', { remaining: 0, used24h: used(1000) }],
		['what was used', { allowance: allowance(1000) }],
	])('R93: without knowing %s there is none', (_, known) => {
		const none = { alert: null, alertBasis: null };
		expect(alertFor({ ...NOTHING_KNOWN, ...known }, DEFAULT_THRESHOLDS)).toEqual(none);
	});

	it('takes thresholds in any order, and none', () => {
		const standing = { ...NOTHING_KNOWN, used24h: used(950), allowance: allowance(1000) };
		expect(alertFor(standing, [95, 10, 50]).alert).toBe(95);
		expect(alertFor(standing, []).alert).toBeNull();
	});

	it('is right for odd allowances', () => {
		const at = (value: number) =>
			alertFor({ ...NOTHING_KNOWN, used24h: used(value), allowance: allowance(5003) }, [90]).alert;
		expect([at(4502), at(4503)]).toEqual([null, 90]);
	});
});
