/**
 * Runs `stop` once at Ctrl-C or SIGTERM and then ends this process; further signals meanwhile change
 * nothing. Gives back a function that takes the arrangement back.
 */
export function whenInterrupted(stop: () => Promise<unknown>): () => void {
	let stopping = false;
	const interrupted = () => {
		if (stopping) return;
		stopping = true;
		void stop().finally(() => process.exit(130));
	};
	process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
	return () => process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
}
