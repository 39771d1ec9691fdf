/** What a flight brings back: the JSON, and whether it was already kept when the flight looked. */
export interface Landing {
	json: string;
	hit: boolean;
}

export type Flights = <T>(
	key: string,
	start: () => Promise<Landing>,
) => Promise<{ value: T; hit: boolean }>;

/**
 * One flight per key within this process. Those who ask while it is under way share its result, or its
 * error, and count as a hit: they caused no call. Each gets a copy of its own.
 */
export function flights(): Flights {
	const underWay = new Map<string, Promise<Landing>>();

	return async <T>(key: string, start: () => Promise<Landing>) => {
		const joined = underWay.get(key);
		const flight = joined ?? start().finally(() => underWay.delete(key));
		if (!joined) underWay.set(key, flight);
		const { json, hit } = await flight;
		return { value: JSON.parse(json) as T, hit: hit || joined !== undefined };
	};
}

/** JSON of a value; what JSON has no word for (undefined) is kept as null. */
export function jsonOf(value: unknown): string {
	return JSON.stringify(value) ?? 'null';
}
