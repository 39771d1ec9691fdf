/** One measured number beside its floor or peer from the same run; other programs read it, so names stay. */
export interface Figure {
	name: string;
	value: number;
	unit: string;
	/** What it is held against, and that one's number in the same unit. */
	against: string;
	againstValue: number;
	/** value / againstValue */
	ratio: number;
	/** The ratio, or where `goalOn` says so the value, that we want. */
	goal: number;
	better: 'lower' | 'higher';
	met: boolean;
}

type Measured = Omit<Figure, 'ratio' | 'met'> & { goalOn?: 'ratio' | 'value' };

export function figure({ goalOn = 'ratio', ...measured }: Measured): Figure {
	const ratio = measured.value / measured.againstValue;
	const judged = goalOn === 'ratio' ? ratio : measured.value;
	const met = measured.better === 'lower' ? judged <= measured.goal : judged >= measured.goal;
	return {
		...measured,
		value: rounded(measured.value),
		againstValue: rounded(measured.againstValue),
		ratio: rounded(ratio),
		met,
	};
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** CPU of this process that a piece of work takes, in microseconds. */
export async function cpuOf<T>(work: () => Promise<T> | T): Promise<{ cpu: number; result: T }> {
	const before = process.cpuUsage();
	const result = await work();
	const { user, system } = process.cpuUsage(before);
	return { cpu: user + system, result };
}

export const median = (values: number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
