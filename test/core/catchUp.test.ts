import {
	changedEvent,
	deletedEvent,
	gapSince,
	isReadAlready,
	isToldAlready,
} from '../../nodes/shared/core/catchUp';

const MINUTE = 60_000;
const T = Date.parse('2024-03-01T12:00:00Z');
const seen = {
	watchedSince: T - 1000 * MINUTE,
	upAt: T - 10 * MINUTE,
	upBy: 'one',
	aliveAt: T - 100 * MINUTE,
	gapSince: null,
};

describe('A gap', () => {
	it('is there only when something happened', () => {
		expect(gapSince(seen, null)).toBeNull();
	});

	it('begins a minute before the last sign of life that counts', () => {
		expect(gapSince(seen, 'unheard')).toBe(T - 11 * MINUTE);
		expect(gapSince(seen, 'channelLost')).toBe(T - 101 * MINUTE);
	});

	it('that was not read yet stays, and none reaches back before the channel was asked for', () => {
		const open = { ...seen, gapSince: T - 500 * MINUTE };
		expect(gapSince(open, null)).toBe(T - 500 * MINUTE);
		const young = { ...seen, watchedSince: T - 5 * MINUTE };
		expect(gapSince(young, 'channelLost')).toBe(T - 5 * MINUTE);
	});
});

const at = (minutes: number) => new Date(T + minutes * MINUTE).toISOString();
const leadsWith = (operations: Array<'create' | 'edit' | 'delete'>) => ({
	module: 'Leads',
	operations,
	fields: [],
});

describe('A record read after a gap', () => {
	it.each([
		['created', 1, 1, ['create', 'edit'], 'create'],
		['created and edited', 1, 2, ['create', 'edit'], 'create'],
		['created, where only edits count', 1, 1, ['edit'], undefined],
		['created and edited, where only edits count', 1, 2, ['edit'], 'edit'],
		['edited', -9, 1, ['create', 'edit'], 'edit'],
		['edited, where only new ones count', -9, 1, ['create'], undefined],
	] as const)('%s', (_, created, modified, operations, expected) => {
		const row = { id: '7', Created_Time: at(created), Modified_Time: at(modified) };
		const event = changedEvent(row, leadsWith([...operations]), T);
		expect(event?.operation).toBe(expected);
		if (event)
			expect(event).toMatchObject({
				id: '7',
				rawOperation: null,
				affectedFields: null,
				caughtUp: true,
			});
	});

	it('and deleted has the time of that', () => {
		const event = deletedEvent({ id: '7', deleted_time: at(1) }, leadsWith(['delete']));
		expect(event).toMatchObject({ operation: 'delete', serverTime: T + MINUTE });
	});
});

describe('The same change, told and read', () => {
	it('is known though Zoho keeps whole seconds of it', () => {
		expect(isToldAlready(T, T + 300)).toBe(true);
		expect(isToldAlready(T, T - 1)).toBe(false);
		expect(isToldAlready(T, undefined)).toBe(false);
		expect(isReadAlready(T + 300, T)).toBe(true);
		expect(isReadAlready(T + 1000, T)).toBe(false);
		expect(isReadAlready(null, T)).toBe(false);
	});
});
