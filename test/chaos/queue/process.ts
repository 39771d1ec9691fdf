import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunReport } from '../../../nodes/shared/core/report';
import { unlessStuck } from '../../support/unlessStuck';
import type { Step } from '../../support/workflow';

/** What all runs of a story have in common, in one process. */
export interface Opened {
	/** Of the simulator. */
	origin: string;
	/** Boxes of the credential, and its `id`. */
	credential: ICredentialDataDecryptedObject & { id: string };
	secrets: string[];
	/** Between two calls amid a lost Redis it is left alone no longer. */
	goesBy: boolean;
}

export type Asked =
	| { does: 'open'; story: Opened }
	/** Half a minute goes by. */
	| { does: 'later' }
	| { does: 'run'; steps: Step[]; items: IDataObject[] }
	| { does: 'close' };

/** What a node left behind, as far as it can be sent. */
export interface StepTold {
	name: string;
	/** By output; empty when the run threw. */
	outputs: INodeExecutionData[][];
	error: string | undefined;
	report: RunReport | undefined;
	hints: string[];
	/** Items that the next node got. */
	passedOn: number;
}

export interface Ran {
	steps: StepTold[];
}

/** Longer than a run takes in which each call of Redis waits in vain. */
const STUCK_MS = 60_000;

interface Answer {
	to: number;
	answer?: string;
	failure?: string;
}

/** An n8n process with our nodes. */
export class N8nProcess {
	private readonly child: ChildProcess;
	private readonly asking = new Map<number, (answer: Answer) => void>();
	private readonly started: Promise<unknown>;
	private sent = 0;

	constructor() {
		this.child = fork(join(__dirname, 'n8nProcess.ts'));
		this.child.on('message', (answer: Answer) => this.asking.get(answer.to)?.(answer));
		this.started = this.answer(0);
	}

	async open(story: Opened): Promise<void> {
		await this.ask({ does: 'open', story });
	}

	/** Several at once, where they are asked for at once. */
	async run(steps: Step[], items: IDataObject[]): Promise<Ran> {
		return (await this.ask({ does: 'run', steps, items })) as Ran;
	}

	async later(): Promise<void> {
		await this.ask({ does: 'later' });
	}

	/** Lets go of Redis. */
	async close(): Promise<void> {
		await this.ask({ does: 'close' });
	}

	/** @throws what broke in the process */
	private async ask(asked: Asked): Promise<unknown> {
		await this.started;
		const id = ++this.sent;
		const answer = this.answer(id);
		this.child.send({ id, asked });
		return await unlessStuck(answer, STUCK_MS);
	}

	private async answer(to: number): Promise<unknown> {
		const { answer, failure } = await new Promise<Answer>((resolve) =>
			this.asking.set(to, resolve),
		);
		this.asking.delete(to);
		if (failure !== undefined) throw new Error(failure);
		return JSON.parse(answer!);
	}
}

let both: [N8nProcess, N8nProcess] | undefined;

/** Two of them, the same for all stories: starting one takes seconds. They end with this one. */
export const n8nProcesses = (): [N8nProcess, N8nProcess] =>
	(both ??= [new N8nProcess(), new N8nProcess()]);
