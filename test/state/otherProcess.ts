import { redisState } from '../../nodes/shared/state/redis';

/** Runs in a process of its own: node --import tsx otherProcess.ts PORT TASK. One line of JSON per event. */
const [port, task] = process.argv.slice(2);
const state = redisState({ host: '127.0.0.1', port: Number(port) }, { lockMs: 1000 });
const tell = (event: unknown) => console.log(JSON.stringify(event));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const forever = () => new Promise<never>(() => undefined);

const tasks: Record<string, () => Promise<void>> = {
	/** Ten flights of ten askers each; the counter tells how often something was really made. */
	fly: async () => {
		for (let key = 0; key < 10; key += 1) {
			const make = async () => {
				await state.count('made', `key${key}`, 1);
				await pause(50);
				return { key };
			};
			const asked = Array.from({ length: 10 }, () => state.once(`key${key}`, 60_000, make));
			const answers = await Promise.all(asked);
			tell(answers.map(({ value }) => value));
		}
	},
	/** Takes what it can of a limit of 100, settling every other reservation by less. */
	reserve: async () => {
		for (let i = 0; i < 80; i += 1) {
			const answer = await state.reserve('budget', 2, 100, 3_600_000, 60_000);
			if (answer.granted && i % 2) await state.settle('budget', answer.id, 'spent', 1);
			if (answer.granted) tell({ took: i % 2 ? 1 : 2 });
		}
	},
	lease: async () => {
		tell({ lease: await state.lease('place', 1, 1, 1000) });
		await forever();
	},
	make: async () => {
		await state.once('slow', 60_000, async () => {
			tell('making');
			return await forever();
		});
	},
};

void tasks[task]().then(async () => await state.close());
