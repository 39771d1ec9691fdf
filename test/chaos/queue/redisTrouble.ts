import fc from 'fast-check';
import type { Harm } from './redis';
import type { Passage } from './wire';

/** What goes wrong with Redis, at a command of one of the two processes. */
export interface RedisTrouble {
	process: 0 | 1;
	/** At which of its commands of that kind, counted from 1; the greeting of a connection is none. */
	at: number;
	kind: keyof typeof KINDS;
	/** `unheard`, `unanswered`: one connection breaks. `apart`: that process alone does not reach Redis. */
	what: Exclude<Passage, 'passes'> | 'apart' | Harm;
	/** How many times either process tries in vain before Redis is back. */
	lasts: number;
}

/** Names of scripts; any command is of the first kind. */
const KINDS = {
	any: null,
	spending: ['countAmount', 'settleAmount'],
	reserving: ['reserveAmount'],
	place: ['takeLease'],
	placeBack: ['dropLease'],
	flight: ['claimFlight', 'landFlight'],
	event: ['markSeen'],
} satisfies Record<string, string[] | null>;

export const isOf = (kind: RedisTrouble['kind'], command: string): boolean =>
	KINDS[kind] === null || (KINDS[kind] as string[]).includes(command);

const KIND_NAMES = Object.keys(KINDS) as Array<RedisTrouble['kind']>;

export const redisTrouble: fc.Arbitrary<RedisTrouble> = fc
	.record({
		process: fc.constantFrom(0 as const, 1 as const),
		at: fc.oneof(...[4, 12, 40, 150].map((max) => fc.integer({ min: 1, max }))),
		kind: fc.constantFrom('any', 'any', 'any', ...KIND_NAMES),
		what: fc.oneof(
			{ weight: 2, arbitrary: fc.constant('unheard' as const) },
			{ weight: 5, arbitrary: fc.constant('unanswered' as const) },
			{ weight: 2, arbitrary: fc.constant('apart' as const) },
			{
				weight: 6,
				arbitrary: fc.constantFrom<Harm[]>('killed', 'stopped', 'full', 'readOnly', 'locked'),
			},
			{ weight: 1, arbitrary: fc.constant<Harm>('frozen') },
		),
		lasts: fc.constantFrom(0, 0, 1, 2, 5, 1000),
	})
	.map((one) => ({
		...one,
		at: one.kind === 'any' ? one.at : Math.ceil(one.at / 4),
		// Each try in vain takes two seconds.
		lasts: one.what === 'frozen' ? Math.min(one.lasts, 1) : one.lasts,
	}));
