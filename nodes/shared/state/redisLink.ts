import { ANSWER_WITHIN_MS, openClient, type RedisClient, type RedisSettings } from './redisClient';
import { stateLost } from './redisLoss';
import { inTime, pause } from './waiting';

export const IDLE_MS = 60_000;

export interface RedisLink {
	/** Runs commands on the one connection, opening it when there is none. Rejects with StateLost. */
	use<T>(commands: (client: RedisClient) => Promise<T>): Promise<T>;
	/** Lets go of the connection once commands under way are answered; the next use opens a new one. */
	close(): Promise<void>;
}

export function redisLink(settings: RedisSettings, idleMs = IDLE_MS): RedisLink {
	let opening: Promise<RedisClient> | undefined;
	let inUse = 0;
	let lastUse = 0;
	let watched = false;

	const forget = (gone: Promise<RedisClient>) => {
		if (opening === gone) opening = undefined;
	};
	const open = () => {
		const attempt: Promise<RedisClient> = openClient(settings).then(
			(client) => client.once('end', () => forget(attempt)),
			(error) => {
				forget(attempt);
				throw error;
			},
		);
		return attempt;
	};
	const close = async () => {
		const closing = opening;
		opening = undefined;
		const client = await closing?.catch(() => undefined);
		if (client) await inTime(client.quit(), ANSWER_WITHIN_MS).catch(() => client.disconnect());
	};
	// After no answer in time, or a torn one, the connection may be dead without anyone having told us.
	const abandon = (dead: Promise<RedisClient>) => {
		forget(dead);
		dead.then(
			(client) => client.disconnect(),
			() => undefined,
		);
	};
	const closeWhenIdle = async () => {
		if (watched) return;
		watched = true;
		do await pause(idleMs);
		while (opening && (inUse > 0 || Date.now() - lastUse < idleMs));
		watched = false;
		await close();
	};

	return {
		async use(commands) {
			inUse += 1;
			const connection = (opening ??= open());
			try {
				return await inTime(commands(await connection), ANSWER_WITHIN_MS);
			} catch (error) {
				if (!isUsable(error)) abandon(connection);
				throw stateLost(error, settings);
			} finally {
				inUse -= 1;
				lastUse = Date.now();
				void closeWhenIdle();
			}
		},
		close,
	};
}

/**
 * Redis said no, and goes on listening. A replica may be the primary of before a failover, whose address leads to
 * the new one: https://aws.amazon.com/premiumsupport/knowledge-center/elasticache-correct-readonly-error/
 */
const isUsable = (error: unknown): boolean =>
	error instanceof Error && error.name === 'ReplyError' && !/READONLY/.test(error.message);
