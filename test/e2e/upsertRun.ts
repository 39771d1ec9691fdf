import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { runWorkflow, type Execution, type NodeRun } from './executions';
import type { N8nSession } from './n8nRest';
import type { Scene } from './scene';
import type { Simulator } from './simulatorProcess';
import { importWorkflow, readWorkflow } from './workflows';
import type { CredentialReference } from './credentials';

const ROWS = 500;
/** 1 for every started ten records of a call. */
const CREDITS = 50;

/** The part of an output item that these checks read (report version 1). */
interface UpsertedRow {
	outcome: string;
	action: string;
	credits: { cost: number; run?: { cost: number; calls: number } };
}

/**
 * Runs `workflows/upsert.json` (500 new leads) after every access token has expired, and checks what
 * came out against the simulator's own meter and log.
 */
export async function checkUpsertRun(
	scene: Scene,
	world: { session: N8nSession; simulator: Simulator; credential: CredentialReference },
): Promise<Execution> {
	const { session, simulator, credential } = world;
	const workflow = await importWorkflow(session, readWorkflow('upsert', [credential]));
	await simulator.expireTokens();
	const before = await simulator.meter();
	const since = (await simulator.log()).at(-1)?.sequence;
	const execution = await scene.stage(`upsert ${ROWS} rows with an expired token`, () =>
		runWorkflow(session, workflow, 'Start'),
	);
	const meter = await simulator.meter();
	const log = await simulator.log(since);
	const node = execution.nodes.Upsert;

	const succeeded = await scene.check('the workflow succeeds', () => {
		equal(execution.status, 'success', execution.error);
	});
	if (!succeeded) return execution;
	await scene.check(`${ROWS} rows come out on Success, in order, paired, none on Failed`, () =>
		checkPairing(node),
	);
	await scene.check(`${CREDITS} credits for 5 accepted calls, and the meter says the same`, () => {
		const rows = rowsOf(node);
		equal(sum(rows), CREDITS);
		equal(meter.total - before.total, CREDITS);
		equal(rows[0].credits.run?.cost, CREDITS);
		// The report counts what went out, so also the calls that met the expired token.
		equal(rows[0].credits.run?.calls, meter.calls - before.calls);
		equal(log.filter(({ cost }) => cost > 0).length, 5);
	});
	await scene.check('the token was refreshed once', () => {
		equal(log.filter(({ name }) => name === 'oauth.token').length, 1);
	});
	await scene.check('a hint above the output says what it cost', () => {
		match(node.hints.join('\n'), /50 credits/);
	});
	return execution;
}

function checkPairing(node: NodeRun) {
	deepEqual(
		node.outputs.map((items) => items.length),
		[ROWS, 0],
	);
	const pairs = node.outputs[0].map(({ pairedItem }) => pairedItem as { item: number });
	ok(pairs.every(({ item }, index) => item === index));
	deepEqual([...new Set(rowsOf(node).map(({ outcome }) => outcome))], ['written']);
}

function rowsOf(node: NodeRun) {
	return node.outputs[0].map(({ json }) => json as unknown as UpsertedRow);
}

function sum(rows: UpsertedRow[]) {
	return rows.reduce((total, { credits }) => total + credits.cost, 0);
}
