import type { Clock } from '../../simulator/clock';

interface Sleeper {
	wake(): void;
	breakOff(): void;
}

/** Lets the pause of gathering take Zoho's time, which stands still while anybody is at work. */
export class Gathering {
	private busy = 0;
	private readonly asleep = new Set<Sleeper>();

	constructor(private readonly clock: Clock) {}

	/** Work that Zoho's time waits for. */
	async during(work: () => Promise<void>): Promise<void> {
		this.busy++;
		try {
			await work();
		} finally {
			this.busy--;
		}
	}

	/** Resolves when all have ended or gather. */
	async quiet(): Promise<void> {
		while (this.busy > 0) await new Promise((resolve) => setImmediate(resolve));
	}

	/** Within `during`. @throws when the process is killed meanwhile */
	async pause(ms: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const end = (ended: () => void) => {
				if (!this.asleep.delete(sleeper)) return;
				this.busy++;
				ended();
			};
			const sleeper: Sleeper = {
				wake: () => end(resolve),
				breakOff: () => end(() => reject(new Error('the process is gone'))),
			};
			this.asleep.add(sleeper);
			this.busy--;
			this.clock.at(this.clock.now() + ms, async () => {
				sleeper.wake();
				await this.quiet();
			});
		});
	}

	/** The process ends: what is asleep in it never goes on. */
	async breakOff(): Promise<void> {
		for (const sleeper of [...this.asleep]) sleeper.breakOff();
		await this.quiet();
	}
}
