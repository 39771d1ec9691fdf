/** The pairs of an item that stands for all input items: a summary, or what was asked for once. */
export const pairedWithAll = (inputs: number): Array<{ item: number }> =>
	Array.from({ length: inputs }, (_, item) => ({ item }));
