/** A row of leads as a CSV export holds it; the workflow maps it onto Zoho's fields. */
export type LeadRow = Record<string, string>;

/** What a step reports; other programs read it, so names stay. Credits are whole numbers. */
export interface StepResult {
	items: number;
	success: number;
	failed: number;
	calls: number;
	/** By the nodes' own report. */
	credits: number;
	/** By the simulator's meter, which shares no table with the nodes. */
	meter: number;
	baseline: number | null;
	uncertain?: number;
	overhead?: number;
	/** Of a trigger: changes made in Zoho, items given, changes that no item told of, items too many, polls. */
	events?: number;
	emitted?: number;
	lost?: number;
	duplicates?: number;
	polls?: number;
	/** The most memory that the process took so far, simulator included. */
	peakMemoryMb?: number;
	/** Printed under the table. */
	notes?: string[];
}

export interface Step {
	name: string;
	node: string;
	work: string;
	run(input: DemoInput): Promise<StepResult>;
}

export interface DemoInput {
	/** The leads of `--csv`, or generated ones. */
	leads: LeadRow[];
}

export type FinishedStep = Omit<StepResult, 'notes'> & {
	name: string;
	node: string;
	work: string;
	seconds: number;
};
