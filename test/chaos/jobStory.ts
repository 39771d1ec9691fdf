import type { IDataObject, INodeType, IRun } from 'n8n-workflow';
import { manualClock } from '../simulator/clock';
import { seedRecords } from '../simulator/seedRecords';
import { callback, timeOut } from '../support/waiting';
import type { Step } from '../support/workflow';
import { chain } from '../support/workflow';
import { checkSecrets } from './laws';
import type { OwnRedis } from './queue/ownRedis';
import type { Trouble } from './trouble';
import type { Traces, World } from './world';
import { openWorld, settingsFor } from './world';

const MINUTE_MS = 60_000;

/** An organisation whose jobs end as its clock goes on, and an n8n that Zoho calls back. */
export interface JobStory extends World {
	seed(records: IDataObject[]): void;
	/** Runs a workflow, asleep or awake, until nothing waits any more. */
	toTheEnd(
		steps: Step[],
		items: IDataObject[],
		trouble: Trouble,
	): Promise<{ run: IRun; traces: Traces }>;
}

/** @param redis where the nodes keep their state; null for memory */
export async function openJobStory(node: INodeType, redis: OwnRedis | null): Promise<JobStory> {
	const clock = manualClock(Date.now());
	let onCall: (request: Request) => Promise<number> = async () => 404;
	const world = await openWorld(
		[node],
		{
			clock,
			edition: 'ultimate',
			credential: redis?.boxes,
			token: { expiresIn: 30 * 86_400 },
			deliver: async (request) => new Response(null, { status: await onCall(request) }),
		},
		// Waiting for a job is Zoho's time going by.
		async (ms) => await clock.advance(ms),
	);
	const { engine, zoho } = world;

	/** n8n lets Zoho's calls reach an execution as long as it sleeps, and wakes it when its time is over. */
	async function awake(asleep: IRun, steps: Step[], items: IDataObject[]): Promise<IRun> {
		const workflow = chain(items, ...steps);
		let woken: IRun | null = null;
		onCall = async (request) => {
			if (woken) return 409;
			const query = Object.fromEntries(new URL(request.url).searchParams);
			const body: unknown = await request.json();
			const answer = await callback(engine, asleep, workflow, { query, body });
			woken ??= answer.run;
			return answer.status;
		};
		for (let minutes = 0; minutes < 10 && !woken; minutes++) await clock.advance(MINUTE_MS);
		onCall = async () => 404;
		return woken ?? (await timeOut(engine, asleep, workflow));
	}

	return {
		...world,
		seed: (records) => void seedRecords(zoho.org(), 'Leads', records, { now: clock.now() }),
		async toTheEnd(steps, items, trouble) {
			const settings = settingsFor(trouble);
			const whole = steps.map((step) => ({ settings, ...step }));
			const { run, traces } = await world.goThrough(whole, items, trouble, async (first) =>
				first.status === 'waiting' ? await awake(first, whole, items) : first,
			);
			checkSecrets(traces, run);
			return { run, traces: redis ? { ...traces, ledger: await redis.mend() } : traces };
		},
	};
}
