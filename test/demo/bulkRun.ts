import type { IRun } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { processState } from '../../nodes/shared/state/memory';
import { manualClock } from '../simulator/clock';
import { errorOf } from '../support/results';
import type { Story } from '../support/story';
import { openStory } from '../support/story';
import { callback } from '../support/waiting';
import type { TestWorkflow } from '../support/workflow';

export const BULK = 'zohoCrmBulkJob';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A simulated Zoho at its own time, whose calls go to whoever sleeps. */
export interface BulkWorld {
	story: Story;
	/** Runs until the execution sleeps, lets Zoho work, and gives the execution as it woke. */
	sleepAndWake(workflow: TestWorkflow): Promise<IRun>;
	/** Calls of a name that Zoho got while the execution slept and nobody had called it. */
	polls(name: string): number;
}

export async function openBulkWorld(): Promise<BulkWorld> {
	let asleep: { run: IRun; workflow: TestWorkflow } | undefined;
	let woken: IRun | null = null;
	const called: number[] = [];
	const story: Story = await openStory({
		nodes: [new ZohoCrmBulkJob()],
		clock: manualClock(Date.now()),
		edition: 'ultimate',
		deliver: async (request) => {
			if (!asleep || woken) return new Response(null, { status: 409 });
			called.push(story.zoho.log.entries().at(-1)?.sequence ?? 0);
			const query = Object.fromEntries(new URL(request.url).searchParams);
			const call = { query, body: (await request.json()) as unknown };
			const { status, run } = await callback(story.engine, asleep.run, asleep.workflow, call);
			woken ??= run;
			return new Response(null, { status });
		},
	});
	let sleptFrom = 0;
	return {
		story,
		async sleepAndWake(workflow) {
			const run = await story.engine.run(workflow);
			const error = errorOf(run);
			if (error) throw error;
			asleep = { run, workflow };
			sleptFrom = story.zoho.log.entries().at(-1)?.sequence ?? 0;
			await story.zoho.clock.advance(60_000);
			if (!woken) throw new Error('No callback woke the execution');
			return woken;
		},
		polls: (name) =>
			story.zoho.log
				.since(sleptFrom)
				.filter((entry) => entry.name === name && entry.sequence <= called[0]).length,
	};
}

/** Credits that callbacks spent, which are in the ledger and on no item, and their calls. */
export async function inCallbacks({ credential }: Story): Promise<number> {
	const { byField } = await processState().counted(`ledger:${credential.id}:production`, DAY_MS);
	return Object.entries(byField)
		.filter(([field]) => (JSON.parse(field) as string[])[1] === 'callback')
		.reduce((sum, [, cost]) => sum + cost, 0);
}
