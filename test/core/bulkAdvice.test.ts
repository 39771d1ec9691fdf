import { bulkAdvice } from '../../nodes/shared/core/bulkAdvice';
import { breakEven } from '../../nodes/shared/core/bulkRoutes';

describe('the pointer to Bulk Job', () => {
	it('says nothing up to the break-even', () => {
		expect(bulkAdvice(500, 'records.upsert')).toEqual([]);
		expect(bulkAdvice(breakEven('records.upsert'), 'records.upsert')).toEqual([]);
	});

	it('names both prices above it, and what is assumed of them', () => {
		const [advice] = bulkAdvice(25_000, 'records.upsert');
		expect(advice).toMatch(
			/^25000 rows take 2500 credits here; Bulk Job: Import writes them for 502 /,
		);
		expect(advice).toContain('assumed prices');
	});
});
