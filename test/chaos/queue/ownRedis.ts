import fc from 'fast-check';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { openState } from '../../../nodes/shared/state/openState';
import { repaying } from '../../../nodes/shared/state/repaying';
import type { SharedState } from '../../../nodes/shared/state/sharedState';
import { readCredential } from '../../../nodes/shared/zoho/credentialData';
import { redisIsInstalled } from '../../state/redisServer';
import type { LedgerEntry } from '../ledgerTap';
import { listenTo } from '../ledgerTap';
import { tellTime } from '../storyTime';
import { keptIn } from './kept';
import { chaosRedis, PASSWORD } from './redis';
import type { RedisTrouble } from './redisTrouble';
import { redisTrouble } from './redisTrouble';
import { RedisTroubles } from './redisTroubles';
import { goByWhileLost, later, letTimeJump } from './timeGoesBy';
import { openWire } from './wire';

/** A run of this process that keeps its state in Redis. */
export interface RedisWish {
	troubles: RedisTrouble[];
	/** A cap that is never reached: a run that loses Redis stops. */
	isCapped: boolean;
	goesBy: boolean;
}

const inRedis = (kinds: Array<RedisTrouble['kind']>): fc.Arbitrary<RedisWish> => {
	const trouble = fc
		.tuple(redisTrouble, fc.constantFrom(...kinds))
		.map(([one, kind]) => ({ ...one, kind, process: 0 as const }));
	return fc.record({
		troubles: fc.oneof(
			{ weight: 1, arbitrary: fc.constant<RedisTrouble[]>([]) },
			{ weight: 4, arbitrary: fc.array(trouble, { minLength: 1, maxLength: 4 }) },
		),
		isCapped: fc.boolean(),
		goesBy: fc.boolean(),
	});
};

/**
 * Some runs; none where there is no redis-server. The last one of a wish: what is wished before stays the same.
 * @param kinds of commands at which trouble may come
 */
export const someInRedis = (
	...kinds: Array<RedisTrouble['kind']>
): fc.Arbitrary<RedisWish | null> =>
	fc
		.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: inRedis(kinds) })
		.map((wish) => (redisIsInstalled ? wish : null));

/** This process on a wire of its own to Redis. */
export interface OwnRedis {
	/** Of the credential. */
	boxes: ICredentialDataDecryptedObject;
	troubles: RedisTroubles;
	state: SharedState;
	/** What its ledger was told, also before its day. */
	told: LedgerEntry[];
	/** Redis is back, and was told what it missed. @returns its ledger */
	mend(): Promise<LedgerEntry[]>;
	close(): Promise<void>;
}

let opened = 0;

/** @param now what Redis takes for the time; default its own clock */
export async function openOwnRedis(wish: RedisWish, now?: () => number): Promise<OwnRedis> {
	const redis = await chaosRedis();
	await redis.empty();
	const troubles = new RedisTroubles(redis, wish.troubles, () => wire.cut());
	const wire = await openWire(() => redis.port, troubles.gateOf(0), now);
	const organizationId = `8${++opened}`;
	const boxes = {
		organizationId,
		stateStore: 'redis',
		redisHost: '127.0.0.1',
		redisPort: wire.port,
		redisPassword: PASSWORD,
		...(wish.isCapped ? { dailyCap: 1_000_000 } : {}),
	};
	const state = openState(readCredential(boxes).store);
	const told: LedgerEntry[] = [];
	listenTo(state, told);
	if (!now) letTimeJump();
	goByWhileLost(wish.goesBy);
	return {
		boxes,
		troubles,
		state,
		told,
		async mend() {
			await troubles.end();
			later();
			await repaying(state).get('nothing');
			return (await keptIn(redis, `ledger:${organizationId}:production`)).ledger;
		},
		async close() {
			await troubles.end();
			goByWhileLost(false);
			if (!now) tellTime();
			await state.close();
			await wire.close();
		},
	};
}
