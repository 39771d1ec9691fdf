import { PROCESS } from '../../../nodes/ZohoCrmNotificationTrigger/process';
import { isObject } from '../../../nodes/shared/core/isObject';
import { StateLost, type SharedState } from '../../../nodes/shared/state/sharedState';

const KEPT_MS = 30 * 24 * 60 * 60_000;

/** What the shared state says of this process holds of one that is gone: the story has but one. */
export async function becomeFormer(
	state: SharedState,
	orgKey: string,
	channels: ReadonlyArray<{ id: string }>,
): Promise<void> {
	try {
		for (const { id } of channels) {
			const key = `channelSeen:${orgKey}:${id}`;
			const seen = await state.get(key);
			if (isObject(seen) && seen.upBy === PROCESS)
				await state.put(key, { ...seen, upBy: 'gone' }, KEPT_MS);
		}
	} catch (error) {
		// Where Redis is lost nobody can tell it anything.
		if (!(error instanceof StateLost)) throw error;
	}
}
