import type { BudgetLimit } from '../../nodes/shared/core/allowanceCheck';
import { checkBudget } from '../../nodes/shared/core/allowanceCheck';

const limit = (by: BudgetLimit['by'], available: number): BudgetLimit => ({
	by,
	available,
	basis: 'ledger',
});

describe('A budget', () => {
	const limits = [limit('allowance', 500), limit('dailyCap', 40), limit('remaining', 300)];

	it.each([
		[40, 0, true],
		[41, 0, false],
		[10, 30, true],
		[11, 30, false],
		[0, 40, true],
	])('of 40 by its tightest limit holds %i after %i: %j', (needed, claimed, fits) => {
		expect(checkBudget(needed, limits, claimed)).toMatchObject({ fits, decidedBy: 'dailyCap' });
	});

	it('that is overdrawn has nothing left, never less', () => {
		expect(checkBudget(1, [limit('reserve', -20)])).toMatchObject({ fits: false, available: 0 });
	});

	it('without any limit says that none is known', () => {
		expect(checkBudget(1e9, [])).toMatchObject({ fits: true, available: null, decidedBy: null });
	});
});
