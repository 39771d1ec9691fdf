import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Clock } from '../../simulator/clock';
import { TriggerNode } from '../../support/activation';
import type { Engine } from '../../support/engine';
import type { WebhookCall } from '../../support/webhookCall';
import type { Form } from './form';
import type { Gathering } from './gathering';
import type { Life, Place, Started, Swallowed } from './place';
import { isPublished, NODE, places, workflowOf } from './place';

const [TICK_MS, HOUR_MS] = [20 * 60_000, 60 * 60_000];
/** Most ticks find nothing to do: when days go by, only each ninth is played. */
const SELDOM_MS = 9 * TICK_MS;

/** An n8n with two workflows that lives by Zoho's clock. */
export class N8n {
	readonly started: Started[] = [];
	readonly swallowed: Swallowed[] = [];
	/** What went wrong with what must never go wrong. */
	readonly crashes: unknown[] = [];
	/** Failed executions, and failed activations: people see them. */
	readonly failures: unknown[] = [];
	readonly places = places();
	isUp = true;
	/** Of this process, those of workflows taken off meanwhile as well: they may be at work yet. */
	private readonly lives: Array<{ place: Place; life: Life }> = [];
	private nextTick: number;

	constructor(
		private readonly engine: Engine,
		private readonly clock: Clock,
		private readonly gathering: Gathering,
		/** The shared state takes the process that was killed for gone. */
		private readonly becomeFormer: () => Promise<void>,
	) {
		this.nextTick = clock.now() + TICK_MS;
	}

	/** Zoho's call. @returns the HTTP status; null when nobody is there */
	async answer(url: string, call: WebhookCall): Promise<number | null> {
		if (!this.isUp) return null;
		const place = this.places.find((one) => one.url === url);
		if (!place?.life) return 404;
		const { life } = place;
		let status: number | undefined;
		life.open++;
		life.underWay.push(call.body as IDataObject);
		void this.gathering.during(async () => {
			try {
				const { data, ...told } = await life.trigger.receive(call);
				({ status } = told);
				this.start(place, data.workflowData?.[0] ?? []);
			} catch (error) {
				if (!life.killed) this.crashes.push(error);
			}
			life.open--;
			if (life.open === 0) life.underWay = [];
		});
		await this.gathering.quiet();
		// One that gathers has answered already.
		return status ?? 200;
	}

	/** Time goes by; every twenty minutes n8n ticks. */
	async pass(ms: number): Promise<void> {
		const end = this.clock.now() + ms;
		while (this.clock.now() < end) {
			await this.clock.advance(Math.min(end, this.nextTick) - this.clock.now());
			if (this.clock.now() < this.nextTick) continue;
			this.nextTick += ms > HOUR_MS ? SELDOM_MS : TICK_MS;
			if (this.isUp) await this.tick();
		}
	}

	async tick(): Promise<void> {
		await this.activateAll();
		for (const place of this.places) {
			const { life } = place;
			if (!life) continue;
			await life.trigger.crons[0].tick();
			for (const [items] of life.trigger.emitted.splice(0)) this.start(place, items);
			this.failures.push(...life.trigger.failures.splice(0));
		}
	}

	/** What is published and not active: n8n tries again and again. */
	private async activateAll(): Promise<void> {
		for (const place of this.places)
			if (isPublished(place) && !place.life) await this.activate(place);
	}

	/** As n8n 2.40 does it: `trigger`, `checkExists`, and `create` if that said no; rolled back by `delete`. */
	private async activate(place: Place): Promise<void> {
		const stretch = place.stretches.at(-1)!;
		const workflow = workflowOf(place, stretch.form);
		const trigger = new TriggerNode(this.engine, workflow, NODE, 'active');
		const life: Life = { trigger, killed: false, underWay: [], open: 0 };
		place.life = life;
		this.lives.push({ place, life });
		try {
			life.close = (await trigger.listen())?.closeFunction;
			if (!(await trigger.hook('checkExists'))) await trigger.hook('create');
			stretch.since ??= this.clock.now();
		} catch (error) {
			this.failures.push(error);
			place.life = undefined;
			await life.close?.();
			await trigger.hook('delete');
		}
	}

	async publish(place: Place, form: Form): Promise<void> {
		place.stretches.push({ form, from: this.clock.now(), since: null, until: null });
		if (this.isUp) await this.activate(place);
	}

	async unpublish(place: Place): Promise<void> {
		place.stretches.at(-1)!.until = this.clock.now();
		const { life } = place;
		place.life = undefined;
		await life?.close?.();
		await life?.trigger.hook('delete', 'update');
	}

	/** The process ends, and with it what it had not done yet. */
	async stop(orderly: boolean): Promise<void> {
		for (const { place, life } of this.lives.splice(0)) {
			life.killed = true;
			this.swallowed.push(...life.underWay.map((body) => ({ place, body })));
		}
		for (const place of this.places) {
			if (!place.life) continue;
			if (orderly) await place.life.close?.();
			else await this.becomeFormer();
			place.life = undefined;
		}
		this.isUp = false;
		await this.gathering.breakOff();
	}

	async up(): Promise<void> {
		this.isUp = true;
		await this.activateAll();
	}

	private start(place: Place, items: INodeExecutionData[]) {
		if (items.length > 0) this.started.push({ place, at: this.clock.now(), items });
	}
}
