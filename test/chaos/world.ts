import { sumBy } from 'lodash';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import type { RunReport } from '../../nodes/shared/core/report';
import { clientPace } from '../../nodes/shared/zoho/session';
import type { LogEntry } from '../simulator/log';
import { errorOf, itemsOf } from '../support/results';
import type { Story, StoryOptions } from '../support/story';
import { openStory } from '../support/story';
import { chain } from '../support/workflow';
import { checkCommonLaws } from './laws';
import { forgetLedger, ledger, tapLedger } from './ledgerTap';
import { logged, tapLog } from './logTap';
import type { Trouble } from './trouble';

/** What became of one run of a node. */
export interface Told {
	inputs: number;
	/** By output; empty when the run threw. */
	outputs: INodeExecutionData[][];
	error: (Error & { context?: IDataObject }) | undefined;
	report: RunReport | undefined;
	meter: number;
	calls: LogEntry[];
	/** What the ledger was told meanwhile. */
	ledger: number;
	/** What the nodes wrote into n8n's log. */
	log: unknown[];
	secrets: string[];
}

export interface World extends Story {
	/** Runs the node once, amid the trouble, and holds what comes out to the laws that every node keeps. */
	go(
		type: string,
		items: IDataObject[],
		parameters: INodeParameters,
		trouble: Trouble,
	): Promise<Told>;
}

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
	return { ...story, go: async (...run) => await go(story, ...run) };
}

const moment = async () => await new Promise<void>((resolve) => setTimeout(resolve, 1));

async function go(
	story: Story,
	type: string,
	items: IDataObject[],
	parameters: INodeParameters,
	trouble: Trouble,
): Promise<Told> {
	const { zoho } = story;
	if (trouble.tokenEnded) zoho.expireTokens();
	for (const rule of trouble.faults) zoho.faults.add(rule);
	const before = zoho.log.entries().at(-1)?.sequence ?? 0;
	const mark = zoho.meter.mark();
	const inLedger = () => sumBy(ledger(), 'amount');
	const written = inLedger();
	logged();
	const step = { type, parameters, settings: settingsFor(trouble) };
	const run = await unlessStuck(story.engine.run(chain(items, step)));
	zoho.faults.clear();
	const error = errorOf(run, type) as Told['error'];
	const outputs = error ? [] : [0, 1].map((output) => itemsOf(run, type, output));
	const inItem = outputs.flat().find(({ json }) => (json.credits as IDataObject | undefined)?.run);
	const report = (error?.context?.credits ?? (inItem?.json.credits as IDataObject)?.run) as unknown;
	const told: Told = {
		inputs: items.length,
		outputs,
		error,
		report: report as RunReport | undefined,
		meter: zoho.meter.since(mark).total(),
		calls: zoho.log.since(before).filter(({ name }) => !name.startsWith('oauth.')),
		ledger: inLedger() - written,
		log: logged(),
		secrets: secretsOf(story),
	};
	checkCommonLaws(told, run);
	return told;
}

/** n8n takes a pause of 0 for one of a second. */
const settingsFor = ({ retryOnFail, goesOn }: Trouble): Partial<INode> => ({
	...(retryOnFail ? { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } : {}),
	...(goesOn ? { onError: 'continueRegularOutput' } : {}),
});

async function unlessStuck<T>(run: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const stuck = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`still running after ${STUCK_MS} ms`)), STUCK_MS);
	});
	try {
		return await Promise.race([run, stuck]);
	} finally {
		clearTimeout(timer);
	}
}

export function secretsOf({ credential }: Pick<Story, 'credential'>): string[] {
	const { oauthTokenData, clientSecret } = credential.data;
	const { access_token, refresh_token } = oauthTokenData as Record<string, string>;
	return [access_token, refresh_token, String(clientSecret)];
}
