import type { Redis } from 'ioredis';
import type { LedgerEntry } from '../ledgerTap';
import type { ChaosRedis } from './redis';

/** What lies in Redis, read without the nodes' own code. */
export interface Kept {
	ledger: LedgerEntry[];
	/** Keys of reservations and places, each a hash of those that nobody gave back. */
	held: string[];
	/** Keys that Redis would keep for ever. */
	immortal: string[];
	/** All keys and values. */
	text: string;
}

/** Keys are `prefix:version:kind:{name}`; a field of the ledger is `minutes:["call","node","module","workflow"]`. */
export async function keptIn(redis: ChaosRedis, ledger: string): Promise<Kept> {
	return await redis.ask(async (client) => {
		const kept: Kept = { ledger: [], held: [], immortal: [], text: '' };
		for (const key of await client.keys('*')) {
			const value = await valueOf(client, key);
			kept.text += `${key} ${JSON.stringify(value)}\n`;
			if ((await client.pttl(key)) < 0) kept.immortal.push(key);
			if (/:(reserved|leases):/.test(key)) kept.held.push(key);
			if (key.endsWith(`:fields:{${ledger}}`)) kept.ledger = entriesIn(ledger, value as Fields);
		}
		return kept;
	});
}

async function valueOf(client: Redis, key: string): Promise<unknown> {
	return (await client.type(key)) === 'hash' ? await client.hgetall(key) : await client.get(key);
}

type Fields = Record<string, string>;

const entriesIn = (counter: string, fields: Fields): LedgerEntry[] =>
	Object.entries(fields).map(([field, amount]) => {
		const [call, node] = JSON.parse(field.slice(field.indexOf(':') + 1)) as string[];
		return { counter, call, node, amount: Number(amount) };
	});
