import type { IContextObject, IExecuteFunctions } from 'n8n-workflow';

import type { RowOutcome } from '../shared/core/outcome';
import type { RunPlan, Spend } from '../shared/core/report';
import type { BatchResult } from '../shared/zoho/batchWrite';
import type { StopReason, ZohoSaid } from '../shared/zoho/stop';
import { ZohoStop } from '../shared/zoho/stop';
import type { Parameters } from './readParameters';

/**
 * What a failed run leaves for its retry, in the node's context: n8n keeps it between the tries of Retry
 * On Fail and in the data of a failed execution that a person retries (n8n-core, `contextData`). It is
 * written only when the run throws, and deleted when one ends well.
 */
interface RunRecord {
	/** The execution that wrote it: its costs were reported there, a retry by hand is another one. */
	execution: string;
	/** Tells another input or other work apart. */
	input: string;
	/** The node's parameters: when a person changes them before a retry, refused rows get a new chance. */
	settings: string;
	outcomes: Array<[row: number, outcome: RowOutcome]>;
	/** Rows that were settled before this execution. */
	before: number[];
	costs: Array<[row: number, cost: number]>;
	spends: Spend[];
	/** Set when nothing within the same execution can change what stopped it. */
	stop: { reason: StopReason; message: string; fix: string; said: ZohoSaid | null } | null;
}

export interface RunMemory {
	/** What earlier tries settled: written and refused rows, and rows of unknown outcome. */
	outcomes: Map<number, RowOutcome>;
	/** Rows that another execution settled and reported. */
	before: ReadonlySet<number>;
	/** What earlier tries of this same execution spent; their errors are not shown to anybody. */
	costs: Map<number, number>;
	spends: Spend[];
	/** Why this try must not even begin. */
	stop: ZohoStop | null;
	/** Of a Dry Run. */
	plan?: RunPlan;
	keep(result: BatchResult, spends: readonly Spend[]): void;
	forget(): void;
}

/** A person must act first; Retry On Fail would only spend more on the same answer. */
const LASTING = new Set<StopReason>([
	'scope',
	'dataCenter',
	'environment',
	'refused',
	'tokenThrottled',
]);

export function openRunMemory(ctx: IExecuteFunctions, parameters: Parameters): RunMemory {
	const context: IContextObject = ctx.getContext('node');
	const key = `zohoCrmRun${String(ctx.evaluateExpression('{{ $runIndex }}', 0))}`;
	const execution = ctx.getExecutionId();
	const input = inputMark(ctx, parameters);
	const settings = JSON.stringify(ctx.getNode().parameters);
	const kept = context[key] as RunRecord | undefined;
	const earlier = kept?.input === input ? kept : undefined;
	const same = earlier?.execution === execution ? earlier : undefined;
	const outcomes = new Map(
		earlier?.outcomes.filter(([, outcome]) => !isOpen(outcome, earlier, same, settings)),
	);
	const before = same?.before ?? [...outcomes.keys()];
	return {
		outcomes,
		before: new Set(before),
		costs: new Map(same?.costs),
		spends: [...(same?.spends ?? [])],
		stop: same?.stop ? stopOf(same.stop) : null,
		keep({ outcomes: settled, costs, stop }, spends) {
			const lasting = stop && LASTING.has(stop.reason) ? stop : null;
			const record: RunRecord = {
				execution,
				input,
				settings,
				outcomes: [...settled],
				before,
				costs: [...costs],
				spends: [...spends],
				stop: lasting && {
					reason: lasting.reason,
					message: lasting.message,
					fix: lasting.fix,
					said: lasting.said,
				},
			};
			context[key] = record as unknown as IContextObject;
		},
		forget() {
			delete context[key];
		},
	};
}

/** Whether a retry may send a row of the record again. */
function isOpen(
	outcome: RowOutcome,
	kept: RunRecord,
	same: RunRecord | undefined,
	settings: string,
): boolean {
	if (outcome.outcome === 'notSent') return true;
	if (outcome.outcome === 'written' || outcome.outcome === 'unknown' || same) return false;
	const wholeCall = outcome.outcome === 'refused' && outcome.wholeCall === true;
	return wholeCall || kept.settings !== settings;
}

const stopOf = ({ reason, message, fix, said }: NonNullable<RunRecord['stop']>): ZohoStop =>
	new ZohoStop(reason, message, fix, said);

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
