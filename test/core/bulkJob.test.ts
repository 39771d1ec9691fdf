import { jobsOf, markOf, stageOf, withMark, withoutMark } from '../../nodes/shared/core/bulkJob';
import type { JobMark } from '../../nodes/shared/core/bulkJob';

const mark: JobMark = { kind: 'import', id: '1', row: 3, state: 'still running', key: ['a'] };

describe('the state of a job', () => {
	it.each([
		['ADDED', 'still running'],
		['QUEUED', 'still running'],
		['IN PROGRESS', 'still running'],
		['INPROGRESS', 'still running'],
		['COMPLETED', 'completed'],
		['FAILED', 'failed'],
		['FAILURE', 'failed'],
		['LOST', undefined],
	])('%s is %s (R115)', (state, stage) => expect(stageOf(state)).toBe(stage));
});

describe('the mark of an item', () => {
	it('comes off again, and gives the item back what it had in its place', () => {
		const item = { a: 1, job: 'Welder', credits: 7 };
		const marked = withMark(item, mark);
		expect(markOf(marked)).toMatchObject(mark);
		expect(withoutMark({ ...marked, credits: { cost: 1 } })).toEqual(item);
		expect(withoutMark(withMark({ a: 1 }, mark))).toEqual({ a: 1 });
		// Other nodes may hand on an item without JSON.
		expect(withMark(undefined, mark)).toEqual({ job: mark });
	});

	it('is none where `job` is something of the person’s own', () => {
		expect(markOf({ job: 'Welder' })).toBeUndefined();
		expect(markOf({ job: { title: 'Welder' } })).toBeUndefined();
		expect(markOf(null)).toBeUndefined();
	});

	it('names every job of its item', () => {
		expect(jobsOf(mark)).toEqual(['1']);
		expect(jobsOf({ ...mark, ids: ['1', '2'] })).toEqual(['1', '2']);
		expect(jobsOf({ ...mark, id: null })).toEqual([]);
	});
});
