import type { NotWritten, RowOutcome } from '../../nodes/shared/core/outcome';
import { countOutcomes, isFailure, refuse } from '../../nodes/shared/core/outcome';

const written: RowOutcome = {
	outcome: 'written',
	id: '1',
	action: 'insert',
	code: 'SUCCESS',
	message: 'record added',
	details: {},
	duplicateField: null,
};
const planned: RowOutcome = { outcome: 'planned', call: 1 };
const notWritten = (outcome: NotWritten['outcome']): NotWritten => ({
	...refuse('CODE', 'why'),
	outcome,
});

describe('Outcomes of rows', () => {
	it.each(['refused', 'notSent', 'unknown', 'superseded', 'skipped'] as const)(
		'%s goes to Failed',
		(outcome) => {
			expect(isFailure(notWritten(outcome))).toBe(true);
		},
	);

	it('written and planned go to Success', () => {
		expect([written, planned].map(isFailure)).toEqual([false, false]);
	});

	it('are counted by kind, and a kind that does not occur is not named', () => {
		const rows = [written, notWritten('refused'), written, notWritten('unknown')];
		expect(countOutcomes(rows)).toEqual({ written: 2, refused: 1, unknown: 1 });
		expect(countOutcomes([])).toEqual({});
	});

	it('a refusal of our own gives its reason as the message, and details only when there are some', () => {
		expect(refuse('EMPTY_KEY', 'Fill Email')).toEqual({
			outcome: 'refused',
			code: 'EMPTY_KEY',
			message: 'Fill Email',
			reason: 'Fill Email',
			details: {},
		});
		expect(refuse('X', 'y', { api_name: 'Email' }).details).toEqual({ api_name: 'Email' });
	});
});
