import '../../setup';
import { openState } from '../../../nodes/shared/state/openState';
import { readCredential } from '../../../nodes/shared/zoho/credentialData';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { actionNodes } from '../../support/actionNodes';
import { createEngine, type Engine } from '../../support/engine';
import { hintsOf } from '../../support/results';
import { chain, nameOf } from '../../support/workflow';
import { credentialFor } from '../../support/zohoCredential';
import { checkSecrets } from '../laws';
import { logged, tapLog } from '../logTap';
import { outcomeOf } from '../world';
import type { Asked, Opened, Ran, StepTold } from './process';
import { goByWhileLost, later, letTimeJump } from './timeGoesBy';

/** An n8n process of its own, which runs what it is sent. */
let engine: Engine | undefined;
let opened: Opened;

letTimeJump();
tapLog();

/** Pauses are Zoho's time going by. */
clientPace.sleep = async (ms) => {
	await fetch(`${opened.origin}/_sim/clock`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ advance: ms }),
	});
};

async function run({ steps, items }: Extract<Asked, { does: 'run' }>): Promise<Ran> {
	const done = await engine!.run(chain(items, ...steps));
	checkSecrets({ secrets: opened.secrets, log: logged() }, done);
	const names = steps.map(nameOf).filter((name) => done.data.resultData.runData[name]);
	return { steps: names.map((name) => stepTold(name)) };

	function stepTold(name: string): StepTold {
		const { outputs, error, report } = outcomeOf(done, name);
		const hints = hintsOf(done, name).map(({ message }) => message);
		const passedOn = done.data.resultData.runData[name].at(-1)?.data?.main[0]?.length ?? 0;
		return { name, outputs, error: error?.message, report, hints, passedOn };
	}
}

const DOES: { [Kind in Asked['does']]: (asked: Extract<Asked, { does: Kind }>) => unknown } = {
	open({ story }) {
		opened = story;
		goByWhileLost(story.goesBy);
		const credential = credentialFor(story.origin, story.credential);
		engine = createEngine({ nodes: actionNodes, credentials: [credential] });
	},
	later,
	run,
	close: async () => await openState(readCredential(opened.credential).store).close(),
};

process.on('message', ({ id, asked }: { id: number; asked: Asked }) => {
	const does = DOES[asked.does] as (asked: Asked) => unknown;
	void Promise.resolve()
		.then(async () => await does(asked))
		.then(
			(answer) => process.send!({ to: id, answer: JSON.stringify(answer ?? null) }),
			(error: Error) => process.send!({ to: id, failure: error.stack ?? error.message }),
		);
});
process.on('disconnect', () => process.exit());
process.send!({ to: 0, answer: 'null' });
