import type { SubOutcome } from '../../nodes/shared/core/compositeOutcome';
import { compositeCredits, subOutcomesIn } from '../../nodes/shared/core/compositeOutcome';
import type { SubRequest } from '../../nodes/shared/core/compositeRequest';
import { resultOf } from '../../nodes/shared/core/compositeResult';

const write: SubRequest = {
	sub_request_id: 'b',
	method: 'POST',
	uri: '/crm/v8/Leads',
	body: { data: [{ Last_Name: 'Adler', Phone: 'not a phone' }] },
};
const read: SubRequest = { sub_request_id: 'a', method: 'GET', uri: '/crm/v8/Leads/1' };

const ran = (status: number, body?: unknown): SubOutcome => ({
	kind: 'ran',
	status,
	headers: {},
	body,
});
const not = (code: string, details: Record<string, unknown> = {}): SubOutcome => ({
	kind: 'notRun',
	code,
	message: 'words of Zoho',
	details,
});
const resultFor = (outcome: SubOutcome, request = write) =>
	resultOf(outcome, request, ['a', 'b', 'c']);

describe('a sub-request that ran', () => {
	it('is done by its own status, with its body whole', () => {
		const body = { data: [{ code: 'SUCCESS', status: 'success', details: { id: '1' } }] };
		expect(resultFor(ran(201, body))).toEqual({
			outcome: 'done',
			statusCode: 201,
			body,
			truncated: false,
		});
	});

	it('is done with nothing where there is nothing (204, R66)', () => {
		expect(resultFor(ran(204), read)).toMatchObject({
			outcome: 'done',
			statusCode: 204,
			body: null,
		});
	});

	it('is refused by the entry of its record, whatever the status says (R01)', () => {
		const details = {
			api_name: 'Email',
			json_path: '$.data[0].Email',
			duplicate_record: { id: '77' },
		};
		const entry = { code: 'DUPLICATE_DATA', status: 'error', message: 'duplicate data', details };
		expect(resultFor(ran(200, { data: [entry] }))).toMatchObject({
			outcome: 'refused',
			statusCode: 200,
			code: 'DUPLICATE_DATA',
			details,
			reason: expect.stringContaining('existing record 77') as string,
		});
	});

	it('names field, value and type of what was wrong, and keeps the details (R02, R50)', () => {
		const details = {
			api_name: 'Phone',
			json_path: '$.data[0].Phone',
			expected_data_type: 'phone',
		};
		const entry = { code: 'INVALID_DATA', status: 'error', message: 'invalid data', details };
		const result = resultFor(ran(400, { data: [entry] }));
		expect(result).toMatchObject({ outcome: 'refused', details, body: { data: [entry] } });
		expect('reason' in result && result.reason).toBe(
			'INVALID_DATA: invalid data · field Phone = "not a phone" · Zoho expects phone',
		);
	});

	it('is refused by an error body, as a read is', () => {
		const body = {
			code: 'INVALID_MODULE',
			status: 'error',
			message: 'no such module',
			details: {},
		};
		expect(resultFor(ran(400, body), read)).toMatchObject({
			outcome: 'refused',
			code: 'INVALID_MODULE',
		});
	});

	it('is not refused because a record that was read holds the word error', () => {
		const body = { data: [{ id: '1', status: 'error', code: 'X' }] };
		expect(resultFor(ran(200, body), read).outcome).toBe('done');
	});

	it('has an unknown outcome when Zoho broke down over a write; a read is only refused', () => {
		const body = {
			code: 'INTERNAL_ERROR',
			status: 'error',
			message: 'Internal Server Error',
			details: {},
		};
		expect(resultFor(ran(500, body)).outcome).toBe('unknown');
		expect(resultFor(ran(500, body), read).outcome).toBe('refused');
	});
});

describe('a sub-request that did not run', () => {
	it.each([
		['ROLLBACK_PERFORMED', 'rolledBack', "Undone, because sub-request 'c' failed: all or nothing"],
		['PROCESSING_STOPPED', 'stopped', "Not begun, because sub-request 'c' failed: all or nothing"],
		['INVALID_REFERENCE', 'notRun', 'Not run: INVALID_REFERENCE: words of Zoho'],
		['NOT_SUPPORTED', 'refused', 'NOT_SUPPORTED: words of Zoho'],
	])('%s is %s', (code, outcome, reason) => {
		const details = { rollbacked_by_sub_request_index: 2 };
		expect(resultFor(not(code, details))).toMatchObject({
			outcome,
			reason,
			code,
			message: 'words of Zoho',
			details,
			statusCode: null,
		});
	});

	it('is unknown after a time-out where it writes: Zoho may go on with it', () => {
		expect(resultFor(not('REQUEST_TIMEOUT'))).toMatchObject({ outcome: 'unknown' });
		expect(resultFor(not('REQUEST_TIMEOUT'), read)).toMatchObject({ outcome: 'notRun' });
	});
});

describe('an answer', () => {
	const entry = (status: number) => ({
		code: 'SUCCESS',
		details: { response: { status_code: status, headers: {}, body: {} } },
	});

	it('needs an entry for each sub-request', () => {
		expect(subOutcomesIn({ __composite_requests: [entry(200)] }, 2)).toBeUndefined();
		expect(subOutcomesIn({ code: 'INVALID_DATA' }, 1)).toBeUndefined();
		expect(subOutcomesIn({ __composite_requests: [entry(200)] }, 1)).toMatchObject([
			{ status: 200 },
		]);
	});

	it('costs two credits when all went well under rollback, else one', () => {
		const good = [ran(200), ran(201)];
		expect(compositeCredits(true, good)).toBe(2);
		expect(compositeCredits(false, good)).toBe(1);
		expect(compositeCredits(true, [not('ROLLBACK_PERFORMED'), ran(400)])).toBe(1);
	});
});
