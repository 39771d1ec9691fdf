import fc from 'fast-check';
import type { CallbackFault, FaultRule } from '../../simulator/faults';
import { faults } from '../trouble';
import type { Operation, Watched } from './form';

/** Something that happens, to whichever workflow or record is there then. */
export type Step =
	| {
			does: 'change';
			module: Watched['module'];
			operation: Operation;
			count: number;
			pick: number;
			field: 0 | 1;
			/** By the connected user. */
			own: boolean;
	  }
	| { does: 'pass'; seconds: number }
	/** n8n goes down, in order or killed. */
	| { does: 'stop'; orderly: boolean }
	| { does: 'start' }
	/** Down for a while. */
	| { does: 'restart'; orderly: boolean; seconds: number }
	/** Zoho forgets a channel. */
	| { does: 'lose'; workflow: 0 | 1 }
	/** A person publishes a workflow that is not, and the other way round. */
	| { does: 'publish'; workflow: 0 | 1 }
	/** A person publishes it anew, with its other settings or the same. */
	| { does: 'republish'; workflow: 0 | 1; changed: boolean }
	/** Somebody sends again, several at once, what Zoho sent once. */
	| { does: 'replay'; pick: number; times: number }
	| { does: 'forge'; pick: number; how: 'noToken' | 'otherToken' | 'otherChannel' | 'nonsense' }
	| { does: 'endTokens' }
	/** Calls of n8n go wrong from now on. */
	| { does: 'disturb'; faults: FaultRule[] }
	| { does: 'calm' }
	/** Calls of Zoho go wrong. */
	| { does: 'spoil'; effect: CallbackFault['effect']; ms: number; nth: number; times: number };

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const ROUTES = [
	'notifications.enable',
	'notifications.replace',
	'notifications.list',
	'notifications.delete',
	'coql.query',
	'records.deleted',
	'records.list',
	'users.list',
];

const workflow = fc.constantFrom(0 as const, 1 as const);
const pick = fc.nat({ max: 30 });

const change: fc.Arbitrary<Step> = fc.record({
	does: fc.constant('change' as const),
	module: fc.constantFrom('Leads' as const, 'Contacts' as const),
	operation: fc.constantFrom<Operation[]>('create', 'edit', 'delete'),
	count: fc.integer({ min: 1, max: 4 }),
	pick,
	field: fc.constantFrom(0 as const, 1 as const),
	own: fc.boolean(),
});

const pass: fc.Arbitrary<Step> = fc.record({
	does: fc.constant('pass' as const),
	seconds: fc.constantFrom(0.2, 1, 2, 5, 30, 2 * MINUTE, 25 * MINUTE, DAY / 8, DAY, 4 * DAY),
});

const restart: fc.Arbitrary<Step> = fc.record({
	does: fc.constant('restart' as const),
	orderly: fc.boolean(),
	seconds: fc.constantFrom(0.5, 30, 10 * MINUTE, DAY),
});

const spoil: fc.Arbitrary<Step> = fc.record({
	does: fc.constant('spoil' as const),
	effect: fc.constantFrom('drop', 'duplicate', 'early', 'forged', 'reorder', 'delay'),
	ms: fc.constantFrom(10_000, 45 * MINUTE * 1000),
	nth: fc.integer({ min: 1, max: 3 }),
	times: fc.integer({ min: 1, max: 3 }),
});

const plain = <T extends Step>(does: T['does']) => fc.record({ does: fc.constant(does) });

const rare: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ does: fc.constant('lose' as const), workflow }),
	fc.record({ does: fc.constant('publish' as const), workflow }),
	fc.record({ does: fc.constant('republish' as const), workflow, changed: fc.boolean() }),
	fc.record({ does: fc.constant('replay' as const), pick, times: fc.integer({ min: 1, max: 3 }) }),
	fc.record({
		does: fc.constant('forge' as const),
		pick,
		how: fc.constantFrom('noToken', 'otherToken', 'otherChannel', 'nonsense'),
	}),
	plain('endTokens') as fc.Arbitrary<Step>,
	fc.record({ does: fc.constant('disturb' as const), faults: faults(ROUTES) }),
	plain('calm') as fc.Arbitrary<Step>,
	spoil,
);

export const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{ weight: 5, arbitrary: change },
		{ weight: 4, arbitrary: pass },
		{
			weight: 1,
			arbitrary: fc.record({ does: fc.constant('stop' as const), orderly: fc.boolean() }),
		},
		{ weight: 1, arbitrary: plain('start') as fc.Arbitrary<Step> },
		{ weight: 2, arbitrary: restart },
		{ weight: 4, arbitrary: rare },
	),
	{ minLength: 1, maxLength: 25, size: 'max' },
);
