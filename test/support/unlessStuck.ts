/** Fails loudly where something would hang, instead of when whoever runs it loses patience. */
export async function unlessStuck<T>(work: Promise<T>, ms: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const stuck = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`still running after ${ms} ms`)), ms);
	});
	try {
		return await Promise.race([work, stuck]);
	} finally {
		clearTimeout(timer);
	}
}
