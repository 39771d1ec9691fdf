/** Timers are banned in community nodes, timeout signals are not. One does not keep the process alive. */
export async function pause(ms: number): Promise<void> {
	const over = AbortSignal.timeout(Math.ceil(ms));
	await new Promise((resolve) => over.addEventListener('abort', resolve));
}

/** A process that was busy for long must get to read the answers that came in meanwhile. */
const LAST_LOOK_MS = 50;

/** The answer, or a rejection saying "timed out" when there is none within `ms`. */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
	const late = async () => {
		await pause(ms - LAST_LOOK_MS);
		await pause(LAST_LOOK_MS);
		throw new Error('timed out');
	};
	return await Promise.race([answer, late()]);
}
