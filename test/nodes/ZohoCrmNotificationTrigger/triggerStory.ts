import { sum } from 'lodash';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { ZohoCrmNotificationTrigger } from '../../../nodes/ZohoCrmNotificationTrigger/ZohoCrmNotificationTrigger.node';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { manualClock } from '../../simulator/clock';
import type { LogEntry } from '../../simulator/log';
import { seedRecords } from '../../simulator/seedRecords';
import type { TriggerNode } from '../../support/activation';
import { triggerOf } from '../../support/activation';
import { createEngine } from '../../support/engine';
import type { Listening } from '../../support/listen';
import { listen } from '../../support/listen';
import type { StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import type { TestWorkflow } from '../../support/workflow';
import { chain } from '../../support/workflow';

export const NODE = 'zohoCrmNotificationTrigger';
export const NOON = Date.parse('2024-03-01T12:00:00Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An entry of 'Modules'. */
export const watching = (
	module: string,
	operations = ['create', 'edit', 'delete'],
	fields: string[] = [],
) => ({ module: { __rl: true, mode: 'name', value: module }, operations, fields });

export const leadsForm = (changes: INodeParameters = {}): INodeParameters => ({
	modules: { watch: [watching('Leads')] },
	...changes,
});

/** What the workflow was started with, whichever way. */
export interface Started {
	items: INodeExecutionData[];
	json: IDataObject[];
}

export interface RunningTrigger {
	trigger: TriggerNode;
	/** n8n runs the trigger's cron. */
	tick(): Promise<void>;
	/** n8n goes down in order, or the workflow is taken off. */
	close(): Promise<void>;
}

export type TriggerStory = Awaited<ReturnType<typeof openTriggers>>;

/** A simulated Zoho that stands at noon and calls back, and an n8n in which workflows are published. */
export async function openTriggers(options: Partial<StoryOptions> = {}) {
	const clock = manualClock(NOON);
	const receivers = new Map<string, TriggerNode>();
	const calls: Array<Promise<INodeExecutionData[]>> = [];
	let down = false;
	const story = await openStory({
		nodes: [new ZohoCrmNotificationTrigger()],
		clock,
		deliver: async (request) => {
			const receiver = receivers.get(request.url);
			if (down) throw new Error('connect ECONNREFUSED');
			if (!receiver) return new Response('', { status: 404 });
			const body = (await request.json()) as IDataObject;
			calls.push(receiver.receive({ body }).then(({ data }) => data.workflowData?.[0] ?? []));
			return new Response('');
		},
		...options,
	});
	const { zoho, credential } = story;
	const now = clientPace.now;
	clientPace.now = clock.now;
	const emitted: TriggerNode[] = [];
	const servers: Listening[] = [];
	const engineAt = (base?: string) =>
		createEngine({ nodes: [new ZohoCrmNotificationTrigger()], credentials: [credential], base });

	return {
		...story,
		clock,
		receivers,
		engineAt,
		/** Whether n8n can be reached. */
		setDown: (value: boolean) => (down = value),
		channels: () => zoho.channels(),
		workflow: workflowOf,
		node(workflow: TestWorkflow, { when = 'active', base }: Place = {}): TriggerNode {
			const trigger = triggerOf(engineAt(base), NODE, {}, { workflow, when });
			emitted.push(trigger);
			return trigger;
		},
		/** As n8n 2.40 does it: `trigger`, `checkExists`, and `create` if that said no. */
		async publish(
			parameters: INodeParameters,
			{ workflow = workflowOf(parameters), base, when }: Place & { workflow?: TestWorkflow } = {},
		): Promise<RunningTrigger> {
			const trigger = this.node(workflow, { base, when });
			const kind = when === 'test' ? 'manual' : 'activate';
			const response = when === 'test' ? {} : await trigger.listen();
			if (!(await trigger.hook('checkExists', kind))) await trigger.hook('create', kind);
			const path = when === 'test' ? 'webhook-test' : 'webhook';
			receivers.set(`${base ?? 'https://n8n.example.com'}/${path}/hook-1/zoho-crm`, trigger);
			return {
				trigger,
				tick: async () => await trigger.crons[0].tick(),
				close: async () => await response?.closeFunction?.(),
			};
		},
		/** Publishing again: n8n ends the old one first. */
		async republish(running: RunningTrigger, parameters: INodeParameters) {
			await running.close();
			await running.trigger.hook('delete', 'update');
			return await this.publish(parameters);
		},
		seed: (module: string, records: IDataObject[]): string[] =>
			seedRecords(zoho.org(), module, records, { now: clock.now() }),
		/** Lets notifications go out, and the workflow start. */
		async settle(): Promise<void> {
			await clock.advance(2 * SECOND);
			await this.served();
		},
		/** Lets time pass; n8n ticks every twenty minutes. */
		async live(running: RunningTrigger, ms: number): Promise<void> {
			for (let passed = 0; passed < ms; passed += 20 * MINUTE) {
				await clock.advance(20 * MINUTE);
				await this.served();
				await running.tick();
			}
			await this.settle();
		},
		/** Waits for the work on all calls so far: a clock moved by hand must not run ahead of it. */
		served: async () => void (await Promise.all(calls)),
		/** All executions so far, oldest call first, then those of ticks. */
		async started(): Promise<Started[]> {
			const byCalls = (await Promise.all(calls)).filter(({ length }) => length > 0);
			const byTicks = emitted.flatMap((trigger) => trigger.emitted.map(([items]) => items));
			return [...byCalls, ...byTicks].map((items) => ({
				items,
				json: items.map(({ json }) => json),
			}));
		},
		async events(): Promise<IDataObject[]> {
			return (await this.started()).flatMap(({ json }) => json);
		},
		/** Calls to `actions/watch` since a mark, without those whose access token had just ended. */
		watchCalls: (since = 0): LogEntry[] =>
			zoho.log
				.since(since)
				.filter(({ name }) => name.startsWith('notifications.'))
				.filter(({ responseBody }) => !responseBody?.includes('INVALID_TOKEN')),
		/** From now on Zoho's answers to one method come through a proxy that changes them. */
		async answer(changed: string, answer: (said: Said) => Said): Promise<void> {
			const server = await listen(async (request) => {
				const { pathname, search } = new URL(request.url);
				const { method } = request;
				const body = method === 'GET' ? undefined : await request.text();
				const url = `${story.origin}${pathname}${search}`;
				const reply = await fetch(url, { method, headers: request.headers, body });
				const date = reply.headers.get('date') ?? '';
				const said = { status: reply.status, text: await reply.text(), date };
				const { status, text, ...headers } = method === changed ? answer(said) : said;
				return new Response(status === 204 ? null : text, { status, headers });
			});
			servers.push(server);
			credential.data.customBaseUrl = server.origin;
		},
		mark: () => zoho.log.entries().at(-1)?.sequence ?? 0,
		async close() {
			clientPace.now = now;
			for (const server of servers) await server.close();
			await story.close();
		},
	};
}

/** An answer of Zoho. */
export interface Said {
	status: number;
	text: string;
	/** Its `Date` header. */
	date: string;
}

const workflowOf = (parameters: INodeParameters, id = 'workflow-1'): TestWorkflow => ({
	...chain([], { type: NODE, parameters }),
	id,
});

interface Place {
	when?: 'active' | 'test';
	/** Public address of n8n. */
	base?: string;
}

export const creditsIn = (items: IDataObject[]): number =>
	sum(items.map(({ credits }) => Number((credits as IDataObject).cost)));

export const bodyOf = ({ requestBody }: LogEntry): IDataObject =>
	(JSON.parse(requestBody!) as { watch: IDataObject[] }).watch[0];

export const lead = (name: string): IDataObject => ({ Last_Name: name, Company: 'Acme' });

/** A call as Zoho makes it. */
export const callFor = (
	channel: { id: string; token: string | null },
	changes: IDataObject = {},
): IDataObject => ({
	server_time: NOON,
	query_params: {},
	module: 'Leads',
	resource_uri: 'https://www.zohoapis.com/crm/v2/Leads',
	ids: ['5725767000003000011'],
	affected_fields: [],
	operation: 'insert',
	channel_id: channel.id,
	token: channel.token,
	...changes,
});
