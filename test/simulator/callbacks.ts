import { setTimeout as sleep } from 'node:timers/promises';
import type { Backstage } from './backstage';
import { CallbackLog, type CallbackEntry } from './callbackLog';
import type { CallbackFault } from './faults';
import { isLocal } from './localAddress';

/** A call that Zoho makes to its client. */
export interface Callback {
	name: 'callback.notification' | 'callback.bulkRead' | 'callback.bulkWrite';
	url: string;
	body: unknown;
	/** What a stranger would send who knows the address but not what Zoho knows. */
	forgedBody: unknown;
}

/** Sends one request; `fetch`, or a test's own receiver. */
export type Deliver = (request: Request) => Promise<Response>;

type Effect = CallbackFault['effect'];

/** Real milliseconds a receiver has to answer; Zoho's own limit is not documented. */
const PATIENCE = 30_000;
/** The longest that a call of Zoho waits for the answer to its early callback, real milliseconds. */
const EARLY_PATIENCE = 1000;
const MINUTE = 60_000;

interface Held {
	callback: Callback;
	cancel: () => void;
}

/**
 * Zoho's own calls to its clients: POST with JSON, once, whatever the answer (switch `callbackRetries`). Faults by
 * name and URL: `drop` is never sent, `duplicate` twice, `forged` comes after a forged one, `delay` late, `reorder`
 * after the next one to that URL (a minute later where none follows); `early` is sent before its time.
 */
export class Callbacks {
	readonly log = new CallbackLog();
	private held: Held[] = [];

	constructor(
		private readonly backstage: Omit<Backstage, 'callbacks'>,
		private readonly deliver: Deliver,
	) {}

	clear() {
		this.log.clear();
		this.held = [];
	}

	/** The fault that a callback to come will meet. */
	faultOf({ name, url }: Pick<Callback, 'name' | 'url'>): CallbackFault | undefined {
		return this.backstage.faults.takeCallback({ name, method: 'POST', path: url });
	}

	/** Sends it now and waits for an answer, but not long: the receiver may wait for the call that is being served. */
	async sendEarly(callback: Callback) {
		await Promise.race([this.attempt(callback, 'early'), sleep(EARLY_PATIENCE, undefined)]);
	}

	/** Sends it now, as the fault has it. Resolves when the receiver has answered. */
	async send(callback: Callback, fault: CallbackFault | undefined): Promise<void> {
		const effect = fault?.effect;
		if (effect === 'drop') {
			this.note(callback, 'drop');
			return;
		}
		if (effect === 'delay') {
			const time = this.backstage.clock.now() + (fault?.ms ?? MINUTE);
			this.backstage.clock.at(time, () => this.attempt(callback, 'delay'));
			return;
		}
		if (effect === 'reorder') return this.hold(callback);
		if (effect === 'forged') {
			await this.attempt({ ...callback, body: callback.forgedBody }, 'forged');
		}
		await this.attempt(callback, effect === 'duplicate' ? 'duplicate' : undefined);
		if (effect === 'duplicate') await this.attempt(callback, 'duplicate');
		await this.releaseTo(callback.url);
	}

	private hold(callback: Callback) {
		const time = this.backstage.clock.now() + MINUTE;
		const cancel = this.backstage.clock.at(time, () => this.release(held));
		const held: Held = { callback, cancel };
		this.held.push(held);
	}

	private async releaseTo(url: string) {
		for (const held of this.held.filter(({ callback }) => callback.url === url)) {
			await this.release(held);
		}
	}

	private async release(held: Held) {
		held.cancel();
		this.held = this.held.filter((one) => one !== held);
		await this.attempt(held.callback, 'reorder');
	}

	private note({ name, url, body }: Callback, effect: Effect | undefined): CallbackEntry {
		return this.log.add({ at: this.backstage.clock.now(), name, url, body, effect });
	}

	private async attempt(callback: Callback, effect: Effect | undefined, tries = 0): Promise<void> {
		const { clock, switches } = this.backstage;
		const entry = this.note(callback, effect);
		Object.assign(entry, await this.transmit(callback));
		const taken = entry.status !== undefined && entry.status >= 200 && entry.status < 300;
		if (taken || tries >= switches.callbackRetries) return;
		clock.at(clock.now() + MINUTE, () => this.attempt(callback, effect, tries + 1));
	}

	private async transmit({ url, body }: Callback): Promise<{ status: number } | { error: string }> {
		if (isLocal(url) && !this.backstage.switches.localCallbacks) {
			return { error: 'Zoho cannot reach this address (switch localCallbacks)' };
		}
		try {
			const request = new Request(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json;charset=UTF-8' },
				body: JSON.stringify(body),
				redirect: 'manual',
				signal: AbortSignal.timeout(PATIENCE),
			});
			const response = await this.deliver(request);
			await response.body?.cancel();
			return { status: response.status };
		} catch (error) {
			return { error: error instanceof Error ? error.message : String(error) };
		}
	}
}
