import fc from 'fast-check';
import { sumBy } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmApiCredits } from '../../nodes/ZohoCrmApiCredits/ZohoCrmApiCredits.node';
import { workOptions } from '../../nodes/ZohoCrmApiCredits/planFields';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import type { Act } from './act';
import { CREDITS_CHECKS } from './creditsChecks';
import type { Limits } from './limits';
import { checkLimits, limits } from './limits';
import { ledger } from './ledgerTap';
import type { Trouble } from './trouble';
import { NO_TROUBLE, trouble } from './trouble';
import { openWorld } from './world';

type Operation = keyof typeof CREDITS_CHECKS;

export interface CreditsWish {
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

export const creditsAct: Act<CreditsWish> = {
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
			if (!told.error) CREDITS_CHECKS[wish.operation](told, wish, before);
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
