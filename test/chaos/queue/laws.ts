import { deepEqual, equal, ok } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy, mapValues, sum, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { RunReport } from '../../../nodes/shared/core/report';
import { checkMeter, checkNoSecret, checkPairing, checkReport } from '../laws';
import type { Limits } from '../limits';
import { mostCredits } from '../limits';
import type { Outcome } from '../world';
import { keptIn } from './kept';
import type { StepTold } from './process';
import type { Played } from './steps';
import { QUEUE_STEPS } from './steps';
import type { QueueStory } from './story';

/** What holds of all runs together, once everything works again. */
export async function checkQueue(
	story: QueueStory,
	played: Played[],
	limits: Limits,
): Promise<void> {
	played.forEach(checkRun);
	const reports = played.flatMap(({ told }) => told.flatMap(({ report }) => report ?? []));
	checkMeter(reports, story.zoho.meter.total());
	checkLimits(story, reports, limits);
	checkSaid(played, limits);
	await checkKept(story, reports);
}

function checkRun({ steps, told, inputs }: Played): void {
	let arrived = inputs;
	for (const [at, step] of told.entries()) {
		const outcome = outcomeOf(step);
		checkReport(outcome);
		const { pairs } = QUEUE_STEPS[steps[at]];
		if (pairs !== 'none') checkPairing({ ...outcome, inputs: arrived }, pairs === 'fansOut');
		arrived = step.passedOn;
	}
}

const outcomeOf = ({ outputs, error, report }: StepTold): Outcome => ({
	outputs,
	error: error === undefined ? undefined : new Error(error),
	report,
});

/** A cap holds whatever becomes of Redis; a reserve as long as it was there. */
function checkLimits({ troubles }: QueueStory, reports: RunReport[], limits: Limits): void {
	const spent = sumBy(reports, 'cost');
	const { dailyCap = Infinity } = limits;
	const most = troubles.hasCome ? dailyCap : mostCredits(limits);
	ok(spent <= most, `${spent} credits were spent, and ${most} are allowed`);
}

/** Of them nothing depends: what was made is handed on all the same. */
const QUIET = new Set(['landFlight', 'holdFlight']);

/** Who goes on without Redis says so, one of those that ran then; with a cap nobody goes on. */
function checkSaid(played: Played[], { dailyCap }: Limits): void {
	const saying = played.filter(({ told }) =>
		told.some(({ hints }) => hints.join(' ').includes('Redis is lost')),
	);
	if (dailyCap !== undefined) return equal(saying.length, 0, 'a run with a cap goes on');
	for (const missed of played.flatMap((run) => run.missed)) {
		if (QUIET.has(missed.command)) continue;
		const ran = played.filter((run) => run.missed.includes(missed));
		const failed = ran.some(({ told }) => told.some(({ error }) => error !== undefined));
		const said = ran.some((run) => saying.includes(run));
		ok(said || failed, `Redis missed ${JSON.stringify(missed)}, and nobody says so`);
	}
}

/** What both processes say in the end, and what Redis holds then. */
async function checkKept(
	{ processes, redis, ledger, secrets }: QueueStory,
	reports: RunReport[],
): Promise<void> {
	const usage = { ...QUEUE_STEPS.usage.step(), name: 'Usage' };
	// Who was cut off tells first what it spent meanwhile.
	for (const process of processes) await process.run([usage], [{}]);
	const kept = await keptIn(redis, ledger);
	const reported = spentBy(reports.flatMap(({ byCall }) => byCall));
	const spent = spentBy(kept.ledger.map(({ call, amount }) => ({ call, cost: amount })));
	deepEqual(spent, reported, 'the ledger in Redis holds what the reports say');
	for (const process of processes) {
		const [{ outputs, error, hints }] = (await process.run([usage], [{}])).steps;
		equal(error, undefined, 'Redis is back');
		ok(!hints.join(' ').includes('Redis is lost'), 'Redis is back and said to be lost');
		const used = (outputs[0][0].json.used24h ?? { value: 0, scope: 'shared' }) as IDataObject;
		deepEqual([used.value, used.scope], [sum(Object.values(spent)), 'shared'], 'Get Usage');
	}
	deepEqual(kept.held, [], 'reservations and places that nobody gave back');
	deepEqual(kept.immortal, [], 'keys without a life');
	checkNoSecret(secrets, kept.text);
	ok(!/person ?\d/i.test(kept.text), 'a record is in Redis');
}

function spentBy(calls: Array<{ call: string; cost: number }>): Record<string, number> {
	const charged = calls.filter(({ cost }) => cost > 0);
	return mapValues(groupBy(charged, 'call'), (all) => sumBy(all, 'cost'));
}

/** Processes that let go of Redis hold no connection any more, of those that were given up neither. */
export async function checkConnections({ processes, connections }: QueueStory): Promise<void> {
	for (const process of processes) await process.close();
	for (let looks = 0; looks < 300 && connections() > 0; looks++) await sleep(10);
	equal(connections(), 0, 'connections that are left open');
}
