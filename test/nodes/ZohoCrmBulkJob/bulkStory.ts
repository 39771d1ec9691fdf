import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
} from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { processState } from '../../../nodes/shared/state/memory';
import { manualClock } from '../../simulator/clock';
import { errorOf, itemsOf } from '../../support/results';
import type { Story, StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import type { Resumed } from '../../support/waiting';
import { callback } from '../../support/waiting';
import type { WebhookCall } from '../../support/webhookCall';
import type { TestWorkflow } from '../../support/workflow';
import { chain } from '../../support/workflow';

export const NODE = 'zohoCrmBulkJob';
export const RESULT = 'Get Result';

/** A call that Zoho made, as n8n gets it. */
export type Call = WebhookCall & { url: URL };

/** An organisation with our node, whose jobs end when its clock is put on. */
export async function openBulk(options: Omit<Partial<StoryOptions>, 'clock' | 'deliver'> = {}) {
	const calls: Call[] = [];
	let onCall: (call: Call) => Promise<number> = async () => 200;
	const story = await openStory({
		edition: 'ultimate',
		...options,
		nodes: [new ZohoCrmBulkJob(), ...(options.nodes ?? ([] as INodeType[]))],
		clock: manualClock(Date.now()),
		deliver: async (request) => {
			const url = new URL(request.url);
			const query = Object.fromEntries(url.searchParams);
			const call = { url, query, body: (await request.json()) as unknown };
			calls.push(call);
			return new Response(null, { status: await onCall(call) });
		},
	});
	return {
		...story,
		/** What Zoho called, in order. */
		calls,
		/** Who answers Zoho's calls from now on. */
		answer(by: (call: Call) => Promise<number>) {
			onCall = by;
		},
		/** Jobs that were created until now come to their end, and Zoho calls. */
		jobsEnd: async () => await story.zoho.clock.advance(60_000),
		records: (module: string) => [
			...(story.zoho.org().modules.get(module)?.store.records.values() ?? []),
		],
		callsTo: (name: string) => story.zoho.log.entries().filter((entry) => entry.name === name),
	};
}

export type Bulk = Awaited<ReturnType<typeof openBulk>>;

/** Import with a Get Result behind it. */
export function importing(
	items: Array<IDataObject | INodeExecutionData>,
	parameters: INodeParameters,
): TestWorkflow {
	return chain(
		items,
		{ type: NODE, parameters: importOf(parameters) },
		{
			type: NODE,
			name: RESULT,
			parameters: { operation: 'getResult', whenRowsFail: 'sendToFailed' },
		},
	);
}

export const importOf = (parameters: INodeParameters): INodeParameters => ({
	operation: 'import',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	write: 'upsert',
	findBy: 'Email',
	...parameters,
});

/** Starts the workflow; Zoho's calls reach the execution while it sleeps, as n8n would let them. */
export async function asleep(bulk: Bulk, workflow: TestWorkflow) {
	const answers: Resumed[] = [];
	let woken: IRun | null = null;
	let waiting: IRun | null = null;
	bulk.answer(async (call) => {
		// n8n keeps nothing of a call for an execution that does not wait yet, or no longer.
		if (!waiting || woken) return 409;
		const answer = await callback(bulk.engine, waiting, workflow, call);
		answers.push(answer);
		woken ??= answer.run;
		return answer.status;
	});
	waiting = await bulk.engine.run(workflow);
	const error = errorOf(waiting);
	if (error) throw error;
	return { waiting, answers, woken: () => woken };
}

/** Credits on the items of a run, all outputs, and in the ledger under `callback`. */
export async function spent(story: Pick<Story, 'credential'>, runs: Array<[IRun, string]>) {
	const onItems = runs.reduce(
		(sum, [run, node]) =>
			sum +
			[0, 1]
				.flatMap((output) => itemsOf(run, node, output))
				.reduce((total, { json }) => total + ((json.credits as { cost?: number })?.cost ?? 0), 0),
		0,
	);
	return { onItems, inCallbacks: await callbackCredits(story) };
}

export async function callbackCredits({ credential }: Pick<Story, 'credential'>): Promise<number> {
	const ledger = `ledger:${credential.id}:production`;
	const { byField } = await processState().counted(ledger, 24 * 60 * 60 * 1000);
	return Object.entries(byField)
		.filter(([field]) => (JSON.parse(field) as string[])[1] === 'callback')
		.reduce((sum, [, cost]) => sum + cost, 0);
}

/** Leads, each with its own address. */
export const leads = (count: number): Array<Record<string, string>> =>
	Array.from({ length: count }, (_, at) => ({
		Last_Name: `Lead ${at}`,
		Company: 'Acme',
		Email: `lead.${at}@example.com`,
	}));
