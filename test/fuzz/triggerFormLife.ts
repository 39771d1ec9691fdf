import type { INodeExecutionData, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import type { Clock } from '../simulator/clock';
import { TriggerNode } from '../support/activation';
import type { Engine } from '../support/engine';
import { chain } from '../support/workflow';

export const NODE = 'zohoCrmNotificationTrigger';

/** n8n tries a failed activation five times, after 1, 2, 4 and 8 seconds (n8n-engine, `workflow-trigger-activator.js`). */
const TRIES = 5;

/** What n8n works with. */
export interface Setup {
	parameters: INodeParameters;
	/** Of the node; n8n makes the address of it. */
	webhookId?: string;
}

/** An n8n with one workflow: what it makes of the trigger's moments, as n8n 2.40 does. */
export class TriggerLife {
	/** Of all executions. */
	readonly items: INodeExecutionData[] = [];
	/** Failed activations and failed executions: people see them. */
	readonly errors: Error[] = [];
	/** What threw where nothing may, and calls that were answered in a way that Zoho does not know. */
	readonly crashes: string[] = [];
	private live: TriggerNode | undefined;
	private test: TriggerNode | undefined;
	private close: (() => Promise<void>) | undefined;
	private readonly calls: Array<Promise<void>> = [];

	constructor(
		private readonly engine: Engine,
		private readonly clock: Clock,
	) {}

	/** n8n itself falls over some forms: it goes through the lines of a list that is none (`getNodeParameters`, n8n-workflow). */
	opens(setup: Setup): boolean {
		try {
			this.node(setup, 'active');
			return true;
		} catch {
			return false;
		}
	}

	/** @returns whether the workflow is active */
	async publish(setup: Setup, activation: WorkflowActivateMode = 'activate'): Promise<boolean> {
		for (let tried = 0; tried < TRIES; tried++) {
			if (await this.activate(setup, activation)) return true;
			await this.clock.advance(1000 * 2 ** tried);
		}
		return false;
	}

	private async activate(setup: Setup, activation: WorkflowActivateMode): Promise<boolean> {
		const trigger = this.node(setup, 'active');
		this.live = trigger;
		try {
			this.close = (await trigger.listen(activation))?.closeFunction;
			if (!(await trigger.hook('checkExists', activation)))
				await trigger.hook('create', activation);
			return true;
		} catch (error) {
			this.errors.push(error as Error);
			await this.end(trigger, activation);
			return false;
		}
	}

	/** From now on expressions come to something else. */
	async turn(setup: Setup): Promise<void> {
		this.live = this.node(setup, 'active');
		this.close = (await this.live.listen())?.closeFunction;
	}

	/** n8n ends in order and starts again. @returns whether the workflow is active again */
	async restart(setup: Setup): Promise<boolean> {
		await this.never('close', this.close);
		return await this.publish(setup, 'init');
	}

	/** Also what is not active: n8n takes off whatever may be left of it. */
	async unpublish(setup: Setup): Promise<void> {
		await this.end(this.live ?? this.node(setup, 'active'), 'update');
	}

	/** Taking off, or taking back what failed. */
	private async end(trigger: TriggerNode, activation: WorkflowActivateMode): Promise<void> {
		await this.never('close', this.close);
		[this.live, this.close] = [undefined, undefined];
		await this.never('delete', async () => await trigger.hook('delete', activation));
	}

	async tick(): Promise<void> {
		if (!this.live) return;
		const { crons, emitted, failures } = this.live;
		await this.never('tick', async () => await crons[0].tick());
		this.items.push(...emitted.splice(0).flatMap(([items]) => items));
		this.errors.push(...failures.splice(0));
	}

	/** Listening for a test event, until it is stopped. @returns whether it listens */
	async listenForTest(setup: Setup, meanwhile: () => Promise<void>): Promise<boolean> {
		const trigger = this.node(setup, 'test');
		let listens = false;
		try {
			if (!(await trigger.hook('checkExists', 'manual'))) await trigger.hook('create', 'manual');
			[this.test, listens] = [trigger, true];
			await meanwhile();
		} catch (error) {
			this.errors.push(error as Error);
		}
		this.test = undefined;
		await this.never('delete', async () => await trigger.hook('delete', 'manual'));
		return listens;
	}

	/** A call comes; Zoho has its answer before the work is done. @returns whether anybody is there */
	call(url: string, rawBody: string): boolean {
		const trigger = url.includes('/webhook-test/') ? this.test : this.live;
		if (!trigger) return false;
		const body: unknown = JSON.parse(rawBody);
		const work = this.never('webhook', async () => {
			const { status, data } = await trigger.receive({ body, rawBody });
			if (status !== 200) this.crashes.push(`a call of Zoho got ${status}`);
			this.items.push(...(data.workflowData?.[0] ?? []));
		});
		this.calls.push(work);
		return true;
	}

	/** Lets time pass, and calls be worked on. */
	async pass(ms: number): Promise<void> {
		await this.clock.advance(ms);
		await Promise.all(this.calls.splice(0));
	}

	private node({ parameters, webhookId = 'hook-1' }: Setup, when: 'active' | 'test'): TriggerNode {
		const workflow = chain([], { type: NODE, parameters, settings: { webhookId } });
		return new TriggerNode(this.engine, workflow, NODE, when);
	}

	private async never(moment: string, work: (() => Promise<unknown>) | undefined): Promise<void> {
		try {
			await work?.();
		} catch (error) {
			this.crashes.push(`${moment} threw ${error instanceof Error ? error.stack : String(error)}`);
		}
	}
}
