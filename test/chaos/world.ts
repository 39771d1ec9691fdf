import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
} from 'n8n-workflow';
import type { RunReport } from '../../nodes/shared/core/report';
import { clientPace } from '../../nodes/shared/zoho/session';
import type { LogEntry } from '../simulator/log';
import { itemsOf, taskOf } from '../support/results';
import { secretsOf } from '../support/secretsOf';
import type { Story, StoryOptions } from '../support/story';
import { openStory } from '../support/story';
import { unlessStuck } from '../support/unlessStuck';
import type { Step } from '../support/workflow';
import { chain } from '../support/workflow';
import { checkCommonLaws } from './laws';
import type { LedgerEntry } from './ledgerTap';
import { forgetLedger, ledger, tapLedger } from './ledgerTap';
import { logged, tapLog } from './logTap';
import type { Trouble } from './trouble';

/** What a node left behind in an execution. */
export interface Outcome {
	/** By output; empty when the run threw. */
	outputs: INodeExecutionData[][];
	error: (Error & { context?: IDataObject }) | undefined;
	report: RunReport | undefined;
}

/** What an execution did in Zoho, and left elsewhere. */
export interface Traces {
	meter: number;
	calls: LogEntry[];
	/** What the ledger was told meanwhile. */
	ledger: LedgerEntry[];
	/** What the nodes wrote into n8n's log. */
	log: unknown[];
	secrets: string[];
}

/** What became of one run of a node. */
export interface Told extends Outcome, Traces {
	inputs: number;
}

export interface World extends Story {
	/** Runs the node once, amid the trouble, and holds what comes out to the laws that every node keeps. */
	go(
		type: string,
		items: IDataObject[],
		parameters: INodeParameters,
		trouble: Trouble,
	): Promise<Told>;
	/** Runs several nodes in a row. No law is checked. */
	goThrough(
		steps: Step[],
		items: IDataObject[],
		trouble: Trouble,
		then?: GoOn,
	): Promise<{ run: IRun; traces: Traces }>;
}

/** What becomes of an execution that stands still, amid the same trouble. */
type GoOn = (run: IRun) => Promise<IRun>;

/** Longer than any run takes that is not stuck. */
const STUCK_MS = 30_000;

/** @param sleep what a pause of the client is here; default next to nothing, as pauses are not what is tried */
export async function openWorld(
	nodes: INodeType[],
	options: Partial<StoryOptions> = {},
	sleep: (ms: number) => Promise<void> = moment,
): Promise<World> {
	const story = await openStory({ nodes, ...options });
	clientPace.sleep = sleep;
	tapLedger();
	tapLog();
	forgetLedger();
	return {
		...story,
		go: async (...run) => await go(story, ...run),
		goThrough: async (...run) => await goThrough(story, ...run),
	};
}

const moment = async () => await new Promise<void>((resolve) => setTimeout(resolve, 1));

async function go(
	story: Story,
	type: string,
	items: IDataObject[],
	parameters: INodeParameters,
	trouble: Trouble,
): Promise<Told> {
	const { run, traces } = await goThrough(story, [{ type, parameters }], items, trouble);
	const told: Told = { inputs: items.length, ...outcomeOf(run, type), ...traces };
	checkCommonLaws(told, run);
	return told;
}

async function goThrough(
	story: Story,
	steps: Step[],
	items: IDataObject[],
	trouble: Trouble,
	then: GoOn = async (run) => run,
): Promise<{ run: IRun; traces: Traces }> {
	const { zoho } = story;
	if (trouble.tokenEnded) zoho.expireTokens();
	for (const rule of trouble.faults) zoho.faults.add(rule);
	const before = zoho.log.entries().at(-1)?.sequence ?? 0;
	const [mark, written] = [zoho.meter.mark(), ledger().length];
	logged();
	const settings = settingsFor(trouble);
	const workflow = chain(items, ...steps.map((step) => ({ settings, ...step })));
	const run = await unlessStuck(story.engine.run(workflow).then(then), STUCK_MS);
	zoho.faults.clear();
	const traces: Traces = {
		meter: zoho.meter.since(mark).total(),
		calls: zoho.log.since(before).filter(({ name }) => !name.startsWith('oauth.')),
		ledger: ledger().slice(written),
		log: logged(),
		secrets: secretsOf(story.credential),
	};
	return { run, traces };
}

export function outcomeOf(run: IRun, node: string): Outcome {
	const error = taskOf(run, node).error as Outcome['error'];
	const outputs = error ? [] : [0, 1].map((output) => itemsOf(run, node, output));
	const inItem = outputs.flat().find(({ json }) => (json.credits as IDataObject | undefined)?.run);
	const report = (error?.context?.credits ?? (inItem?.json.credits as IDataObject)?.run) as unknown;
	return { outputs, error, report: report as RunReport | undefined };
}

/** n8n takes a pause of 0 for one of a second. */
export const settingsFor = ({ retryOnFail, goesOn }: Trouble): Partial<INode> => ({
	...(retryOnFail ? { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } : {}),
	...(goesOn ? { onError: 'continueRegularOutput' } : {}),
});
