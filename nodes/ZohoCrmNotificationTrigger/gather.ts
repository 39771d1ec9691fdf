import type { ChannelEvent } from '../shared/core/notification';

const waiting = new Map<string, ChannelEvent[]>();

/**
 * Puts the events of calls that come close together into one batch, so that 500 calls become a few reads. The first call
 * waits and gets all; the others get nothing. The batch is in the memory of this process: if it is killed meanwhile, the
 * events are for catching up to find.
 * @param key whose events they are
 * @returns undefined for those whose events another call takes along
 */
export async function gather(
	key: string,
	events: readonly ChannelEvent[],
	wait: () => Promise<void>,
): Promise<ChannelEvent[] | undefined> {
	const open = waiting.get(key);
	if (open) {
		open.push(...events);
		return undefined;
	}
	const batch = [...events];
	waiting.set(key, batch);
	try {
		await wait();
	} finally {
		waiting.delete(key);
	}
	return batch;
}
