import { codes, company, inner, insertLead, readModules } from './compositeClient';
import type { Fault, FaultMatch } from './faults';

function broken(match: FaultMatch, fault: Fault) {
	const made = company();
	made.zoho.faults.add({ match, fault });
	return made;
}

const second: FaultMatch = { name: 'composite.sub', index: 1 };
const two = [insertLead('a'), insertLead('b')];
const names = (made: ReturnType<typeof company>) =>
	made.leads().map(({ values }) => values.Last_Name);

describe('a fault of one sub-request', () => {
	it.each<[string, Fault, number, string[]]>([
		['is throttled', { kind: 'throttle', reason: 'concurrency' }, 429, ['a']],
		['fails before', { kind: 'status', status: 503, when: 'before' }, 503, ['a']],
		['fails after', { kind: 'status', status: 500, when: 'after' }, 500, ['b', 'a']],
		[
			'is refused by row',
			{ kind: 'partial', rows: [0], code: 'RECORD_LOCKED', message: 'locked' },
			400,
			['a'],
		],
	])('%s', async (_, fault, status, written) => {
		const made = broken(second, fault);
		const { results } = await made.send(two);
		expect(codes(results)).toEqual(['SUCCESS', 'SUCCESS']);
		expect(inner(results)).toEqual([201, status]);
		expect(names(made)).toEqual(written);
		expect(made.cost()).toBe(1);
	});

	it.each<['before' | 'after', number, string[]]>([
		['before', 207, ['a']],
		['after', 200, ['b', 'a']],
	])('is timed out %s its work', async (when, status, written) => {
		const made = broken(second, { kind: 'timeout', when });
		const reply = await made.send(two);
		expect([reply.status, codes(reply.results)]).toEqual([status, ['SUCCESS', 'REQUEST_TIMEOUT']]);
		expect(names(made)).toEqual(written);
	});

	it('brings down a transaction', async () => {
		const made = broken(second, { kind: 'timeout', when: 'after' });
		const { status, results } = await made.send(two, { rollback_on_fail: true });
		expect([status, codes(results)]).toEqual([400, ['ROLLBACK_PERFORMED', 'REQUEST_TIMEOUT']]);
		expect([names(made), made.cost()]).toEqual([[], 1]);
	});
});

describe('a rule for faults', () => {
	const fail: Fault = { kind: 'status', status: 500, when: 'before' };

	it('meets sub-requests by the name of their route', async () => {
		const { send } = broken({ name: 'settings.modules' }, fail);
		const { results } = await send([insertLead('a'), readModules()]);
		expect(inner(results)).toEqual([201, 500]);
	});

	it('without a name meets calls, and does not count their sub-requests', async () => {
		const { send } = broken({ method: 'POST', nth: 2 }, fail);
		expect((await send(two)).status).toBe(200);
		expect((await send(two)).status).toBe(500);
	});

	it('for a connection leaves sub-requests alone', async () => {
		const { send } = broken({ name: 'records.insert' }, { kind: 'reset', when: 'before' });
		expect(inner((await send(two)).results)).toEqual([201, 201]);
	});

	it('for a place in a composite leaves calls alone', async () => {
		const { client } = broken({ name: 'org.get', index: 0 }, fail);
		expect((await client.get('/crm/v8/org')).status).toBe(200);
	});
});
