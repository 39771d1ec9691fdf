import type { IContextObject, IExecuteFunctions } from 'n8n-workflow';

import type { RowOutcome } from '../shared/core/outcome';
import type { Spend } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import type { Parameters } from './readParameters';

/**
 * What a failed run leaves for its retry, in the node's context: n8n keeps it between the tries of Retry
 * On Fail and in the data of a failed execution that a person retries (n8n-core, `contextData`). It is
 * written only when the run throws, and deleted when one ends well.
 */
interface RunRecord {
	/** The execution that wrote it: its costs were reported there, a retry by hand is another one. */
	execution: string;
	/** Tells another input or other settings apart. */
	input: string;
	outcomes: Array<[row: number, outcome: RowOutcome]>;
	costs: Array<[row: number, cost: number]>;
	spends: Spend[];
}

export interface RunMemory {
	/** What earlier tries settled: written and refused rows, and rows of unknown outcome. */
	outcomes: Map<number, RowOutcome>;
	/** What earlier tries of this same execution spent; their errors are not shown to anybody. */
	costs: Map<number, number>;
	spends: Spend[];
	keep(result: BatchResult, spends: readonly Spend[]): void;
	forget(): void;
}

export function openRunMemory(ctx: IExecuteFunctions, parameters: Parameters): RunMemory {
	const context: IContextObject = ctx.getContext('node');
	const key = `zohoCrmRun${String(ctx.evaluateExpression('{{ $runIndex }}', 0))}`;
	const execution = ctx.getExecutionId();
	const input = inputMark(ctx, parameters);
	const kept = context[key] as RunRecord | undefined;
	const earlier = kept?.input === input ? kept : undefined;
	const sameExecution = earlier?.execution === execution;
	return {
		outcomes: new Map(earlier?.outcomes.filter(([, { outcome }]) => outcome !== 'notSent')),
		costs: new Map(sameExecution ? earlier?.costs : []),
		spends: sameExecution ? [...(earlier?.spends ?? [])] : [],
		keep(result, spends) {
			const record: RunRecord = {
				execution,
				input,
				outcomes: [...result.outcomes],
				costs: [...result.costs],
				spends: [...spends],
			};
			context[key] = record as unknown as IContextObject;
		},
		forget() {
			delete context[key];
		},
	};
}

/** A retry has the same items; count, first and last tell them well enough from those of another try. */
function inputMark(
	ctx: IExecuteFunctions,
	{ operation, module, matchingFields }: Parameters,
): string {
	const items = ctx.getInputData();
	return JSON.stringify([
		operation,
		module,
		matchingFields,
		items.length,
		items[0]?.json,
		items.at(-1)?.json,
	]);
}
