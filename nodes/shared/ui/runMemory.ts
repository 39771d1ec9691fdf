import type { IContextObject, IExecuteFunctions } from 'n8n-workflow';

import { strangeIn } from '../core/jsonValue';
import type { Spend } from '../core/report';
import type { StopReason, ZohoSaid } from '../zoho/stop';
import { ZohoStop } from '../zoho/stop';

/** What became of one row, as far as a retry asks. */
interface Remembered {
	outcome: string;
	/** Refused along with its whole call. */
	wholeCall?: boolean;
	/** Nothing was changed, and it may be sent again by any retry. */
	mayResend?: boolean;
}

/**
 * What a failed run leaves for its retry, in the node's context: n8n keeps it between the tries of Retry
 * On Fail and in the data of a failed execution that a person retries (n8n-core, `contextData`). It is
 * written only when the run throws, and deleted when one ends well.
 */
interface RunRecord<Outcome> {
	/** The execution that wrote it: its costs were reported there, a retry by hand is another one. */
	execution: string;
	/** Tells another input or other work apart. */
	input: string;
	/** The node's parameters: when a person changes them before a retry, refused rows get a new chance. */
	settings: string;
	outcomes: Array<[row: number, outcome: Outcome]>;
	/** Rows that were settled before this execution. */
	before: number[];
	costs: Array<[row: number, cost: number]>;
	spends: Spend[];
	/** Set when nothing within the same execution can change what stopped it. */
	stop: { reason: StopReason; message: string; fix: string; said: ZohoSaid | null } | null;
}

export interface RunMemory<Outcome> {
	/** What earlier tries settled: written and refused rows, and rows of unknown outcome. */
	outcomes: Map<number, Outcome>;
	/** Rows that another execution settled and reported. */
	before: ReadonlySet<number>;
	/** What earlier tries of this same execution spent; their errors are not shown to anybody. */
	costs: Map<number, number>;
	spends: Spend[];
	/** Why this try must not even begin. */
	stop: ZohoStop | null;
	keep(result: Settled<Outcome>, spends: readonly Spend[]): void;
	forget(): void;
}

interface Settled<Outcome> {
	outcomes: ReadonlyMap<number, Outcome>;
	costs: ReadonlyMap<number, number>;
	stop: ZohoStop | null;
}

/** Which of the remembered rows stay settled; `isOpen` tells whether one by itself may be sent again. */
type Choose<Outcome> = (
	kept: ReadonlyArray<[row: number, outcome: Outcome]>,
	isOpen: (outcome: Outcome) => boolean,
) => Array<[row: number, outcome: Outcome]>;

const eachByItself = <Outcome>(
	kept: Parameters<Choose<Outcome>>[0],
	isOpen: Parameters<Choose<Outcome>>[1],
) => kept.filter(([, outcome]) => !isOpen(outcome));

/** A person must act first; Retry On Fail would only spend more on the same answer. */
const LASTING = new Set<StopReason>([
	'scope',
	'dataCenter',
	'environment',
	'refused',
	'tokenThrottled',
]);

/** @param work what tells this work from other work with the same items: operation, module … */
export function openRunMemory<Outcome extends Remembered>(
	ctx: IExecuteFunctions,
	work: readonly unknown[],
	choose: Choose<Outcome> = eachByItself,
): RunMemory<Outcome> {
	const context: IContextObject = ctx.getContext('node');
	const key = `zohoCrmRun${String(ctx.evaluateExpression('{{ $runIndex }}', 0))}`;
	const execution = ctx.getExecutionId();
	const input = inputMark(ctx, work);
	const settings = JSON.stringify(ctx.getNode().parameters);
	const kept = context[key] as RunRecord<Outcome> | undefined;
	const earlier = kept?.input === input ? kept : undefined;
	const same = earlier?.execution === execution ? earlier : undefined;
	const open = (outcome: Outcome) =>
		isOpen(outcome, same !== undefined, earlier?.settings === settings);
	const outcomes = new Map(choose(earlier?.outcomes ?? [], open));
	const before = same?.before ?? [...outcomes.keys()];
	return {
		outcomes,
		before: new Set(before),
		costs: new Map(same?.costs),
		spends: [...(same?.spends ?? [])],
		stop: same?.stop ? stopOf(same.stop) : null,
		keep(result, spends) {
			const record = {
				execution,
				input,
				settings,
				before,
				...recordOf(result),
				spends: [...spends],
			};
			context[key] = record as unknown as IContextObject;
		},
		forget() {
			delete context[key];
		},
	};
}

function recordOf<Outcome>({ outcomes, costs, stop }: Settled<Outcome>) {
	const lasting = stop && LASTING.has(stop.reason) ? stop : null;
	return {
		outcomes: [...outcomes],
		costs: [...costs],
		stop: lasting && {
			reason: lasting.reason,
			message: lasting.message,
			fix: lasting.fix,
			said: lasting.said,
		},
	};
}

/** Done, perhaps done, or another row's place. */
const LEFT_ALONE = new Set(['written', 'done', 'unknown', 'superseded']);

/** Whether a retry may send a row again: refused rows only in another execution, and only when something has changed. */
function isOpen(
	{ outcome, wholeCall, mayResend }: Remembered,
	sameExecution: boolean,
	sameSettings: boolean,
): boolean {
	if (outcome === 'notSent' || mayResend === true) return true;
	if (LEFT_ALONE.has(outcome) || sameExecution) return false;
	return wholeCall === true || !sameSettings;
}

const stopOf = ({
	reason,
	message,
	fix,
	said,
}: NonNullable<RunRecord<unknown>['stop']>): ZohoStop => new ZohoStop(reason, message, fix, said);

/** A retry has the same items; count, first and last tell them well enough from those of another try. */
function inputMark(ctx: IExecuteFunctions, work: readonly unknown[]): string {
	const items = ctx.getInputData();
	const ends = [items[0]?.json, items.at(-1)?.json].map(markOf);
	return JSON.stringify([...work, items.length, ...ends]);
}

/** By its JSON, which is the same when n8n has saved and read it; what has none, by why. */
function markOf(json: unknown): string | undefined {
	try {
		return JSON.stringify(json);
	} catch {
		return strangeIn(json);
	}
}
