import { withFallback } from '../state/fallback';
import { processState } from '../state/memory';
import { openState } from '../state/openState';
import { repaying } from '../state/repaying';
import type { SharedState } from '../state/sharedState';
import { StateLost } from '../state/sharedState';
import type { ZohoCredential } from './credentialData';
import { passOn, ZohoStop } from './stop';

/**
 * The shared state a credential asks for. When Redis is lost the run goes on in the memory of this process and says
 * so; with a daily cap, which memory cannot hold over several processes, it stops instead.
 * @param onLost told once, with a reason fit for a person
 */
export function stateFor(
	{ store, dailyCap }: ZohoCredential,
	onLost: (reason: string) => void,
): SharedState {
	if (store.store === 'memory') return processState();
	const redis = openState(store);
	return dailyCap === null
		? withFallback(redis, processState(), onLost)
		: stopping(repaying(redis));
}

/** Turns a lost store into the end of the run. */
function stopping(state: SharedState): SharedState {
	const guarded = async <T>(use: Promise<T>): Promise<T> =>
		await use.catch((error: unknown) => {
			throw error instanceof StateLost ? stateLost(error.reason) : passOn(error);
		});
	return {
		scope: state.scope,
		get: async (key) => await guarded(state.get(key)),
		put: async (...args) => await guarded(state.put(...args)),
		drop: async (prefix) => await guarded(state.drop(prefix)),
		once: async (...args) => await guarded(state.once(...args)),
		firstSeen: async (...args) => await guarded(state.firstSeen(...args)),
		count: async (...args) => await guarded(state.count(...args)),
		counted: async (...args) => await guarded(state.counted(...args)),
		reserve: async (...args) => await guarded(state.reserve(...args)),
		settle: async (...args) => await guarded(state.settle(...args)),
		lease: async (...args) => await guarded(state.lease(...args)),
		release: async (...args) => await guarded(state.release(...args)),
		close: async () => await state.close(),
	};
}

const stateLost = (reason: string): ZohoStop =>
	new ZohoStop(
		'stateLost',
		`The shared state in Redis is lost, and without it the 'Daily Cap' cannot be kept: ${reason}`,
		"Bring Redis back, or remove 'Daily Cap' in the credential to go on in memory.",
	);
