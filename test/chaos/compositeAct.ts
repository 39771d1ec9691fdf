import { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmCompositeRequest } from '../../nodes/ZohoCrmCompositeRequest/ZohoCrmCompositeRequest.node';
import type { Act } from './act';
import { checkPairing, pairOf } from './laws';
import type { Trouble } from './trouble';
import { trouble } from './trouble';
import type { Told, World } from './world';
import { openWorld } from './world';

interface Wish {
	operation: 'send' | 'sendMany';
	execution: 'inOrder' | 'parallel' | 'allOrNothing';
	/** Each a sub-request: what it does. */
	subs: Array<'create' | 'wrong' | 'org' | 'modules' | 'list'>;
	maxCredits: number;
	trouble: Trouble;
}

export const compositeAct: Act<Wish> = {
	name: 'Composite Request',
	share: 20,
	wish: fc.record({
		operation: fc.constantFrom('send' as const, 'sendMany' as const),
		execution: fc.constantFrom('inOrder' as const, 'parallel' as const, 'allOrNothing' as const),
		subs: fc.array(
			fc.oneof(
				{ weight: 4, arbitrary: fc.constant('create' as const) },
				{
					weight: 3,
					arbitrary: fc.constantFrom(
						'wrong' as const,
						'org' as const,
						'modules' as const,
						'list' as const,
					),
				},
			),
			{ minLength: 1, maxLength: 23 },
		),
		maxCredits: fc.constantFrom(0, 1, 3),
		trouble: trouble(['composite', 'composite.sub', 'records.insert', 'org.get']),
	}),
	async play(wish) {
		const world = await openWorld([new ZohoCrmCompositeRequest()]);
		try {
			const { operation, subs } = wish;
			const requests = subs.map(requestOf);
			const groups = Array.from({ length: Math.ceil(subs.length / 5) }, (_, at) =>
				requests.slice(at * 5, at * 5 + 5),
			);
			const items = operation === 'send' ? groups.map((group) => ({ requests: group })) : requests;
			const parameters = {
				operation,
				requestsFrom: 'json',
				requestsJson: '={{ $json.requests }}',
				requestJson: '={{ $json }}',
				execution:
					operation === 'sendMany' && wish.execution === 'allOrNothing'
						? 'inOrder'
						: wish.execution,
				whenRowsFail: 'sendToFailed',
				options: wish.maxCredits > 0 ? { maxCredits: wish.maxCredits } : {},
			};
			const told = await world.go('zohoCrmCompositeRequest', items, parameters, wish.trouble);
			checkPairing(told, operation === 'send');
			checkCreated(told, world, wish);
		} finally {
			await world.close();
		}
	},
};

const REQUESTS: Record<Wish['subs'][number], IDataObject> = {
	create: { method: 'POST', uri: '/crm/v8/Leads' },
	wrong: { method: 'POST', uri: '/crm/v8/Leads', body: { data: [{ Company: 'Acme' }] } },
	org: { method: 'GET', uri: '/crm/v8/org' },
	modules: { method: 'GET', uri: '/crm/v8/settings/modules' },
	list: { method: 'GET', uri: '/crm/v8/Leads', params: { fields: 'Last_Name' } },
};

const requestOf = (sub: Wish['subs'][number], at: number): IDataObject =>
	sub === 'create'
		? { ...REQUESTS.create, body: { data: [{ Last_Name: `Lead ${at}`, Company: 'Acme' }] } }
		: REQUESTS[sub];

/** What was created against what is said of it; with Send Many each item is its own sub-request. */
function checkCreated(told: Told, world: World, { operation, subs }: Wish): void {
	const stored = [...world.zoho.org().modules.get('Leads')!.store.records.values()];
	const names = stored.map(({ values }) => String(values.Last_Name));
	equal(new Set(names).size, names.length, 'nothing is created twice');
	if (told.error) return;
	equal(told.outputs.flat().length, subs.length, 'an item for each sub-request');
	if (operation === 'send') return;
	for (const item of told.outputs.flat()) {
		const [at, outcome] = [pairOf(item), String(item.json.outcome)];
		if (subs[at] !== 'create') continue;
		const isThere = names.includes(`Lead ${at}`);
		if (outcome === 'done') ok(isThere, `Lead ${at} is said to be created`);
		if (isThere)
			ok(outcome === 'done' || outcome === 'unknown', `Lead ${at} is there and ${outcome}`);
	}
}
