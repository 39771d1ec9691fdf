import type { WriteCall } from '../core/writePlan';

/**
 * Runs planned calls, at most `parallel` at a time, in their order, each behind those it must follow.
 * `run` must not reject; once `stopped` says so no further call starts, and those under way end.
 */
export async function inOrder<Call extends Pick<WriteCall, 'after'>>(
	calls: readonly Call[],
	parallel: number,
	run: (call: Call) => Promise<void>,
	stopped: () => boolean,
): Promise<void> {
	const ended: Array<Promise<void>> = [];
	const running = new Set<Promise<void>>();
	for (const call of calls) {
		await Promise.all(call.after.map(async (place) => await ended[place]));
		while (running.size >= parallel) await Promise.race(running);
		if (stopped()) break;
		const one: Promise<void> = run(call).finally(() => running.delete(one));
		running.add(one);
		ended.push(one);
	}
	await Promise.all(running);
}
