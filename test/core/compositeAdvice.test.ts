import { adviceFor } from '../../nodes/shared/core/compositeAdvice';
import { automationsOf } from '../../nodes/shared/core/compositeAutomations';
import type { SubRequest } from '../../nodes/shared/core/compositeRequest';

const times = (
	count: number,
	request: (n: number) => Omit<SubRequest, 'sub_request_id'>,
): SubRequest[] =>
	Array.from({ length: count }, (_, n) => ({ sub_request_id: `r${n}`, ...request(n) }));
const readLead = (n: number) => ({ method: 'GET', uri: `/crm/v8/Leads/${n}` });
const createLead = (n: number) => ({
	method: 'POST',
	uri: '/crm/v8/Leads',
	body: { data: [{ Last_Name: `L${n}` }] },
});
const others = (count: number) => times(count, () => ({ method: 'GET', uri: '/crm/v8/org' }));

describe('advice', () => {
	it('23 reads of one module by id are 1 credit with Batch Read, 5 in composites', () => {
		expect(adviceFor(times(23, readLead))).toEqual([
			"23 of the sub-requests read one record of Leads by its id each: Batch Read ('Get by IDs') does that for 1 credit, where composites take 5.",
		]);
	});

	it('is silent where a composite is as cheap', () => {
		expect(adviceFor(times(5, readLead))).toEqual([]);
		expect(adviceFor(times(6, readLead))).toHaveLength(1);
	});

	it('counts what the rest would still take', () => {
		expect(adviceFor([...times(3, readLead), ...others(2)])).toEqual([]);
		expect(adviceFor([...times(8, readLead), ...others(2)])).toEqual([]);
		expect(adviceFor([...times(10, readLead), ...others(5)])).toHaveLength(1);
	});

	it('23 creates of one module are 3 credits with Batch Upsert', () => {
		expect(adviceFor(times(23, createLead))[0]).toContain(
			"Batch Upsert ('Create') does that for 3 credits",
		);
	});

	it('reads of many modules are nothing for a batch', () => {
		const mixed = times(23, (n) => ({ method: 'GET', uri: `/crm/v8/Module_${n}/1` }));
		expect(adviceFor(mixed)).toEqual([]);
	});

	it('leaves alone what hangs together by references', () => {
		const linked = times(10, () => ({ method: 'GET', uri: '/crm/v8/Leads/@{r0:$.data[0].id}' }));
		expect(adviceFor(linked)).toEqual([]);
	});
});

describe('whether automations run', () => {
	const writing = (trigger?: string[]): SubRequest => ({
		sub_request_id: 'w',
		method: 'POST',
		uri: '/crm/v8/Leads',
		body: { data: [{}], ...(trigger ? { trigger } : {}) },
	});
	it.each<[string, SubRequest[], unknown]>([
		['nothing is written', others(2), undefined],
		['no body says', [writing()], 'all'],
		['all bodies say none', [writing([]), writing([])], 'none'],
		['one of two says none', [writing([]), writing()], 'all'],
		['they are named', [writing(['workflow']), writing(['approval'])], ['workflow', 'approval']],
	])('%s', (_, requests, told) => {
		expect(automationsOf(requests)).toEqual(told);
	});
});
