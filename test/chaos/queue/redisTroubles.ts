import { createHash } from 'node:crypto';
import { sum } from 'lodash';
import { redisScripts } from '../../../nodes/shared/state/redisScripts';
import type { ChaosRedis, Harm } from './redis';
import type { RedisTrouble } from './redisTrouble';
import { isOf } from './redisTrouble';
import type { Gate, Passage } from './wire';

/** A command that was not done, or whose answer was lost. */
export interface Missed {
	process: number;
	/** Of a script its name, else the command. */
	command: string;
}

/** Lets the troubles come when their commands do. */
export class RedisTroubles {
	readonly missed: Missed[] = [];
	/** Something came that was wished for. */
	hasCome = false;
	/** By process and command. */
	private readonly counted = [new Map<string, number>(), new Map<string, number>()];
	private turn: Promise<unknown> = Promise.resolve();
	private underWay: { trouble: RedisTrouble; left: number } | undefined;
	private readonly waiting: RedisTrouble[];

	constructor(
		private readonly redis: ChaosRedis,
		troubles: RedisTrouble[],
		private readonly cut: (process: number) => void,
	) {
		this.waiting = [...troubles];
	}

	gateOf(process: 0 | 1): Gate {
		return {
			connection: async () =>
				await this.inTurn(async () => {
					await this.tried(process, 'connection');
					return !this.keepsOut(process);
				}),
			command: async (name) =>
				await this.inTurn(async () => {
					if (!isWork(name)) return 'passes';
					const command = commandOf(name);
					this.counted[process].set(command, (this.counted[process].get(command) ?? 0) + 1);
					await this.tried(process, 'command');
					return this.keepsOut(process) ? 'unheard' : await this.begin(process, command);
				}),
			missed: (name) => void this.missed.push({ process, command: commandOf(name) }),
		};
	}

	/** Redis is back. */
	private async mend(): Promise<void> {
		const { underWay } = this;
		this.underWay = undefined;
		if (underWay && isHarm(underWay.trouble.what)) await this.redis.mend(underWay.trouble.what);
	}

	/** Nothing more goes wrong. */
	async end(): Promise<void> {
		this.waiting.length = 0;
		await this.inTurn(async () => await this.mend());
	}

	/** One after the other: Redis is whole before the next trouble comes. */
	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.turn.then(work);
		this.turn = turn.catch(() => undefined);
		return await turn;
	}

	private async begin(process: number, command: string): Promise<Passage> {
		const at = this.waiting.findIndex(
			(one) => one.process === process && isOf(one.kind, command) && one.at <= this.countOf(one),
		);
		if (at < 0 || this.underWay) return 'passes';
		const [trouble] = this.waiting.splice(at, 1);
		this.hasCome = true;
		const { what } = trouble;
		if (what === 'unheard' || what === 'unanswered') return what;
		if (what !== 'killed') this.underWay = { trouble, left: trouble.lasts };
		if (isHarm(what)) await this.redis.harm(what);
		else this.cut(process);
		return what === 'apart' ? 'unheard' : 'passes';
	}

	private countOf({ process, kind }: RedisTrouble): number {
		const mine = [...this.counted[process]].filter(([command]) => isOf(kind, command));
		return sum(mine.map(([, times]) => times));
	}

	/** What is met by connecting is counted then, what is met by commands then. */
	private async tried(process: number, by: 'connection' | 'command') {
		const { underWay } = this;
		if (!underWay) return;
		const { what, process: whose } = underWay.trouble;
		if (by !== (METBY_COMMANDS.has(what) ? 'command' : 'connection')) return;
		if (what === 'apart' && process !== whose) return;
		underWay.left -= 1;
		if (underWay.left < 0) await this.mend();
	}

	private keepsOut(process: number): boolean {
		const trouble = this.underWay?.trouble;
		return trouble?.what === 'apart' && trouble.process === process;
	}
}

const METBY_COMMANDS = new Set<RedisTrouble['what']>(['full', 'readOnly']);

const isHarm = (what: RedisTrouble['what']): what is Harm =>
	what !== 'unheard' && what !== 'unanswered' && what !== 'apart';

const isWork = (name: string): boolean => /^(evalsha |scan$|unlink$)/.test(name);

const nameByDigest = new Map(
	Object.entries(redisScripts).map(([name, { lua }]) => [
		createHash('sha1').update(lua).digest('hex'),
		name,
	]),
);

const commandOf = (name: string): string => nameByDigest.get(name.split(' ')[1] ?? '') ?? name;
