import { range } from 'lodash';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
} from 'n8n-workflow';
import { CREDIT_WINDOW_MS } from '../../nodes/shared/core/limits';
import { processState } from '../../nodes/shared/state/memory';
import { clientPace } from '../../nodes/shared/zoho/session';
import { manualClock } from '../simulator/clock';
import type { LogEntry } from '../simulator/log';
import { seedRecords } from '../simulator/seedRecords';
import { editorOf } from '../support/editor';
import { createEngine } from '../support/engine';
import { errorOf, itemsOf } from '../support/results';
import type { StoryOptions } from '../support/story';
import { secretsOf } from '../support/secretsOf';
import { openStory } from '../support/story';
import { unlessStuck } from '../support/unlessStuck';
import { chain, START } from '../support/workflow';
import type { Seeded } from './forms';

/** What one run left behind. */
export interface Told {
	run: IRun;
	inputs: number;
	items: INodeExecutionData[];
	/** The same by output. */
	outputs: INodeExecutionData[][];
	error: (Error & { description?: string | null; context?: IDataObject }) | undefined;
	meter: number;
	calls: LogEntry[];
	secrets: string[];
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Longer than any run takes that is not stuck. */
const STUCK_MS = 10_000;
const YEARS = 10 ** 9;

/** An organisation with a few records; jobs of Zoho end while a node waits for them. */
export async function openScene(nodes: INodeType[], options: Partial<StoryOptions> = {}) {
	const clock = manualClock(Date.now());
	const story = await openStory({
		edition: 'ultimate',
		token: { expiresIn: YEARS },
		...options,
		nodes,
		clock,
		deliver: async () => new Response(''),
	});
	clientPace.sleep = async (ms) => await clock.advance(ms);
	const seed = (module: string, records: IDataObject[]): string[] =>
		seedRecords(story.zoho.org(), module, records, { now: clock.now() });
	const seeded: Seeded = {
		leads: seed(
			'Leads',
			[0, 1, 2].map((at) => ({
				Last_Name: `Lead ${at}`,
				Company: 'Acme',
				Email: `lead${at}@example.com`,
			})),
		),
		contacts: seed('Contacts', [{ Last_Name: 'Contact' }]),
	};
	let { credential, engine } = story;
	let leads = 0;
	const now = () => ({
		sequence: story.zoho.log.entries().at(-1)?.sequence ?? 0,
		mark: story.zoho.meter.mark(),
	});
	const since = ({ sequence, mark }: ReturnType<typeof now>) => ({
		meter: story.zoho.meter.since(mark).total(),
		calls: story.zoho.log.since(sequence).filter(({ name }) => !name.startsWith('oauth.')),
	});
	let renewed = now();
	return {
		...story,
		clock,
		seeded,
		/** From now on with a login of its own, and nothing remembered. */
		renew(overrides: IDataObject = {}) {
			credential = story.connect(overrides, { expiresIn: YEARS });
			engine = createEngine({ nodes, credentials: [credential] });
			renewed = now();
		},
		/** What the simulator saw of the login in use. */
		seen: () => since(renewed),
		secrets: () => secretsOf(credential),
		/** The form of a node as the editor has it open. */
		open: (type: string, parameters: INodeParameters) => editorOf(engine, type, parameters),
		/** What the ledger of the login in use holds. */
		async ledger(): Promise<Array<{ node: string; cost: number }>> {
			const { byField } = await processState().counted(
				`ledger:${credential.id}:production`,
				CREDIT_WINDOW_MS,
			);
			return Object.entries(byField).map(([field, cost]) => {
				const [, node] = JSON.parse(field) as string[];
				return { node, cost };
			});
		},
		/** Leads that nobody has worked with yet, as items that name them. */
		fresh: (count: number): IDataObject[] => {
			const rows = range(count).map((at) => ({
				Last_Name: `Lead ${at}`,
				Company: 'Acme',
				Email: `fresh${++leads}@example.com`,
			}));
			return seed('Leads', rows).map((id, at) => ({ id, ...rows[at] }));
		},
		/** @param items JSON objects, or items as the node before hands them on, whatever they are */
		async go(
			type: string,
			items: Array<IDataObject | INodeExecutionData>,
			parameters: INodeParameters,
			whatever = false,
		): Promise<Told> {
			// However many cases were before, the credits of the day last for this one.
			story.zoho.setOrg({ usedCredits: 0 });
			const before = now();
			const workflow = chain(items, { type, parameters });
			if (whatever) workflow.pinData[START] = items as INodeExecutionData[];
			const run = await unlessStuck(engine.run(workflow), STUCK_MS);
			const ran = type in run.data.resultData.runData;
			const outputs = ran ? [0, 1].map((output) => itemsOf(run, type, output)) : [];
			return {
				run,
				inputs: items.length,
				items: outputs.flat(),
				outputs,
				error: errorOf(run) as Told['error'],
				...since(before),
				secrets: secretsOf(credential),
			};
		},
	};
}

/**
 * n8n looks at a workflow before it runs it, and refuses empty mandatory fields and locators that are none (`checkReadyForExecution`,
 * n8n-core `workflow-execute.ts`).
 * @returns null for such a workflow; anything else is thrown on
 */
export function refusedByN8n(error: unknown): null {
	const { name, stack = '' } = error as Error;
	if (name === 'WorkflowHasIssuesError' || /checkReadyForExecution/.test(stack)) return null;
	throw error;
}
