import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { sumBy } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { workOptions } from '../../nodes/ZohoCrmApiCredits/planFields';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import type { Act } from './act';
import { checkPairing, pairOf } from './laws';
import type { Limits } from './limits';
import { checkLimits, limits } from './limits';
import { ledger } from './ledgerTap';
import type { Trouble } from './trouble';
import { NO_TROUBLE, trouble } from './trouble';
import type { Told } from './world';
import { openWorld } from './world';

type Operation = keyof typeof CHECKS;

interface Wish {
	operation: Operation;
	parameters: INodeParameters;
	/** By row, some of them no numbers at all. */
	rows: Array<number | string>;
	/** Leads that were created before. */
	spent: number;
	limits: Limits;
	trouble: Trouble;
}

const OPERATIONS: Operation[] = [
	'checkBudget',
	'checkConnection',
	'getPriceList',
	'getUsage',
	'plan',
	'sizeEdition',
];

const number = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom(1, 2, 10, 99, 100, 101, 2500, 25_001, 1_000_000) },
	{ weight: 1, arbitrary: fc.constantFrom(0, -1, 0.5, '', 'many', 'NaN', '1e3') },
);

const works = workOptions.map(({ value }) => value);

const parameters: fc.Arbitrary<INodeParameters> = fc.record({
	work: fc.constantFrom(...works),
	budgetWork: fc.constantFrom(...works),
	edition: fc.constantFrom('credential', 'free', 'standard', 'ultimate'),
	output: fc.constantFrom('all', 'cheapest', 'cheapestDocumented'),
	needed: fc.constantFrom('credits', 'plan'),
	splitBy: fc.constantFrom('none', 'call', 'node', 'module', 'workflow'),
	prices: fc.constantFrom('builtIn', 'inForce', 'live'),
	show: fc.constantFrom('calls', 'differences', 'paths'),
	options: fc.record(
		{
			creditDetail: fc.constantFrom('first', 'every'),
			dryRun: fc.boolean(),
			maxCredits: fc.constantFrom(0, 1),
			parallel: fc.constantFrom(1, 25),
			secondsPerCall: fc.constantFrom(0, 0.5),
			minutesPerJob: fc.constantFrom(0, 5),
			method: fc.constantFrom('', 'POST'),
			moduleName: fc.constantFrom('', 'Leads'),
			scope: fc.constantFrom('', 'settings'),
		},
		{ requiredKeys: [] },
	),
}) as fc.Arbitrary<INodeParameters>;

const BY_ROW: INodeParameters = {
	rows: '={{ $json.rows }}',
	budgetRows: '={{ $json.rows }}',
	creditsNeeded: '={{ $json.rows }}',
	need: '={{ $json.rows }}',
	licences: 10,
	addOnCredits: 0,
};

export const creditsAct: Act<Wish> = {
	name: 'API Credits',
	share: 8,
	wish: fc.record({
		operation: fc.constantFrom(...OPERATIONS),
		parameters,
		rows: fc.array(number, { minLength: 1, maxLength: 6 }),
		spent: fc.constantFrom(0, 1, 45),
		limits,
		trouble: trouble(['org.get', 'apis.list']),
	}),
	async play(wish) {
		const nodes = [new ZohoCrmApiCredits(), new ZohoCrmBatchUpsert()];
		const world = await openWorld(nodes, { credential: { ...wish.limits } });
		try {
			if (wish.spent > 0)
				await world.go('zohoCrmBatchUpsert', leads(wish.spent), CREATE, NO_TROUBLE);
			const before = sumBy(ledger(), 'amount');
			const given = { ...BY_ROW, ...wish.parameters, operation: wish.operation };
			const items = wish.rows.map((rows) => ({ rows }));
			const told = await world.go('zohoCrmApiCredits', items, given, wish.trouble);
			checkLimits(wish.limits);
			if (!told.error) CHECKS[wish.operation](told, wish, before);
		} finally {
			await world.close();
		}
	},
};

const leads = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, at) => ({ Last_Name: `Lead ${at}`, Company: 'Acme' }));

const CREATE: INodeParameters = {
	operation: 'create',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	recordsFrom: 'item',
	whenRowsFail: 'sendToFailed',
};

const CHECKS = {
	checkBudget(told: Told, { rows }: Wish) {
		checkPairing(told);
		equal(told.calls.length, 0);
		const [within, over] = told.outputs;
		for (const item of [...within, ...over]) {
			const { outcome, budget } = item.json as { outcome?: string; budget?: Budget };
			if (outcome === 'notSent') continue;
			for (const { available } of budget!.limits) ok(available >= 0 || !budget!.fits);
			equal(item.json.rows, rows[pairOf(item)], 'the input item goes on');
		}
		const promised = sumBy(within, ({ json }) => (json.budget as unknown as Budget).needed);
		for (const { json } of within)
			for (const { available } of (json.budget as unknown as Budget).limits)
				ok(promised <= available, `${promised} are promised of ${available}`);
	},
	checkConnection(told: Told, { parameters: { options } }: Wish) {
		const { dryRun } = options as IDataObject;
		ok(told.meter <= (dryRun ? 0 : 1), 'it costs one credit at most');
		equal(told.outputs[0].length, 1);
	},
	getPriceList(told: Told, { parameters: { prices, options } }: Wish) {
		const { dryRun } = options as IDataObject;
		if (prices !== 'live' || dryRun) equal(told.calls.length, 0);
		ok(told.meter <= 1, 'it costs one credit at most');
	},
	getUsage(told: Told, { parameters: { splitBy } }: Wish, before: number) {
		equal(told.calls.length, 0);
		const [items] = told.outputs;
		const used =
			splitBy === 'none' ? usedIn(items[0].json) : sumBy(items, ({ json }) => Number(json.used));
		equal(used, before, 'what was used is what the ledger holds');
	},
	plan(told: Told, { rows, parameters: { output } }: Wish) {
		equal(told.calls.length, 0);
		deepEqual([...new Set(told.outputs[0].map(pairOf))], [...rows.keys()], 'a plan for each row');
		if (output !== 'all') return equal(told.outputs[0].length, rows.length);
		for (const at of rows.keys()) {
			const routes = told.outputs[0].filter((item) => pairOf(item) === at).map(({ json }) => json);
			const possible = routes.filter((route) => route.possible === true);
			const [best] = routes.filter((route) => route.cheapest === true);
			for (const { creditsNeeded } of possible)
				ok(best && Number(best.creditsNeeded) <= Number(creditsNeeded), 'the cheapest is crowned');
		}
	},
	sizeEdition(told: Told, { rows }: Wish) {
		equal(told.calls.length, 0);
		deepEqual([...new Set(told.outputs[0].map(pairOf))], [...rows.keys()], 'editions for each row');
	},
} satisfies Record<string, (told: Told, wish: Wish, before: number) => void>;

interface Budget {
	needed: number;
	fits: boolean;
	limits: Array<{ available: number }>;
}

const usedIn = ({ used24h }: IDataObject) => (used24h as { value: number } | null)?.value ?? 0;
