import { equal } from 'node:assert/strict';
import { chargedToN8n } from './colleague';
import { finishedExecution, statusOf } from './executions';
import { creditsOn, readLedger } from './ledger';
import type { Scene } from './scene';
import { expectRowsInOrder, importOf, jobsEnd, startAndSleep } from './sleepingImport';
import { waitUntil } from './waitUntil';
import { startAgain, type World } from './world';

const KILLED = { node: 'Import', word: 'killed', rows: 30 };

/** n8n dies while the execution sleeps; the ledger in its memory dies with it. */
export async function checkKilled(scene: Scene, world: World) {
	const { session, simulator, credential } = world;
	const since = (await simulator.log()).at(-1)?.sequence;
	const id = await scene.stage('an import falls asleep', () =>
		startAndSleep(world, importOf(world, KILLED.word, KILLED.rows)),
	);
	await scene.stage('kill n8n', () => world.n8n.kill());
	await startAgain(scene, world);
	await scene.check('n8n killed and started again: the job lands, for one price', async () => {
		await jobsEnd(world);
		await woken(world, id);
		const execution = await finishedExecution(session, id);
		await expectRowsInOrder(world, execution, KILLED);
		const { outsideRuns } = await readLedger(session, credential);
		equal(
			creditsOn([execution], ['Import', 'Result']) + outsideRuns,
			await chargedToN8n(simulator, since),
		);
	});
}

/**
 * An n8n that starts after a crash calls every execution that slept crashed (n8n `execution-recovery.service.ts`), until it is
 * woken all the same.
 */
async function woken({ session }: World, id: string): Promise<void> {
	await waitUntil(
		`execution ${id} is woken`,
		async () => (await statusOf(session, id)) !== 'crashed',
	);
}
