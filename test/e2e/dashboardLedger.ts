import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { runWorkflow } from './executions';
import { csvOf } from './examplesRuns';
import { importExample, onRecord, runCharged, type ExamplesDay } from './examplesDay';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';
import { importWorkflow, publish, readWorkflow, withParameters, withPath } from './workflows';

/** A row of the data table that `credit-ledger` fills. */
export interface LedgerRow {
	key: string;
	at: string;
	workflow: string;
	execution: string;
	node: string;
	run: string;
	module: string;
	cost: number;
	alert: number | null;
	failed: boolean;
}

/** A workflow's name, as people write them; the dashboard must not take it for HTML. */
export const FAILING = 'Leads <u>without</u> a name';

/** Every row; `older` ones are put in before. */
export async function ledgerRows(
	{ session }: ExamplesDay,
	older: Array<Record<string, unknown>> = [],
): Promise<LedgerRow[]> {
	const file = readWorkflow('readLedger', []);
	const jsCode = `return ${JSON.stringify(older.map((json) => ({ json })))};`;
	const workflow = await importWorkflow(session, withParameters(file, 'Old Rows', { jsCode }));
	const { nodes, status, error } = await runWorkflow(session, workflow, 'Start');
	equal(status, 'success', error);
	return nodes.All.outputs[0].map(({ json }) => json as unknown as LedgerRow);
}

/** A published workflow whose Zoho node throws, after it has spent a credit: its error goes to the ledger. */
export async function checkFailedRun(scene: Scene, day: ExamplesDay) {
	const { session, credential, ledger, n8n, simulator } = day;
	const path = 'upsert-that-fails';
	const file = withPath(readWorkflow('upsertOnCall', [credential]), path);
	const failing = withParameters(file, 'Upsert', { whenRowsFail: 'errorIfAny' });
	const settings = { ...file.settings, errorWorkflow: ledger.id };
	const named = { ...failing, name: FAILING, settings };
	await publish(session, await importWorkflow(session, onRecord(named, ledger)));
	const before = await simulator.meter();
	const url = `${n8n.url}/webhook/${path}`;
	await waitUntil('the failing workflow is called', async () => {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				rows: [{ Last_Name: 'Wrong', Company: 'A', Email: 'nobody at all' }],
			}),
		});
		return answer.status !== 404;
	});
	const charged = (await simulator.meter()).total - before.total;
	await scene.check('ledger: a run that threw is on record by its error', async () => {
		const row = await waitUntil('the row of the failed run', async () =>
			(await ledgerRows(day)).find(({ failed }) => failed),
		);
		deepEqual(
			[row.workflow, row.node, row.module, row.cost],
			[FAILING, 'Upsert', 'Leads', charged],
		);
		equal(charged, 1);
	});
}

/** Use goes past 80 %, stays there, and goes past 90 %: two messages, one a level. */
export async function checkAlerts(scene: Scene, day: ExamplesDay, allowance: number) {
	const { outside } = day;
	const upTo = async (share: number, name: string) => {
		const used = (await ledgerRows(day)).reduce((total, { cost }) => total + cost, 0);
		const credits = Math.max(1, Math.ceil(allowance * share) - used);
		outside.files['/more.csv'] = csvOf(credits * 10, {}, name);
		const workflow = await importExample(day, 'nightly-csv-upsert', (file) =>
			withParameters(file, 'Get CSV', { url: `${outside.url}/more.csv` }),
		);
		await scene.stage(`use up to ${share * 100} % of ${allowance}`, () =>
			runCharged(day, workflow, 'Every Night'),
		);
	};
	equal(outside.messages('/credits').length, 0);
	await upTo(0.82, 'first');
	await upTo(0.85, 'second');
	await upTo(0.93, 'third');
	await scene.check('ledger: each level is told once', async () => {
		const texts = (await outside.received('/credits', 2)).map(({ text }) => text);
		equal(texts.length, 2, texts.join('\n'));
		match(texts[0], /^Zoho CRM: 80 % of the daily credits are used/);
		match(texts[1], /^Zoho CRM: 90 % .*Upsert Leads in “A CSV into Leads, every night”/);
	});
}

/** The nightly branch: old rows go, the others stay; what no item carries becomes rows. */
export async function checkNight(scene: Scene, day: ExamplesDay, outsideOfRuns: number) {
	const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString();
	const older = [32, 30].map((count) => ({
		key: `${count} days old`,
		at: days(count),
		workflow: 'Past',
		execution: '0',
		node: 'Past',
		run: '0',
		module: '–',
		cost: 0,
		failed: false,
	}));
	await ledgerRows(day, older);
	const execution = await runWorkflow(day.session, day.ledger, 'Every Night');
	await scene.check('ledger: at night rows older than 31 days go', async () => {
		equal(execution.status, 'success', execution.error);
		const past = (await ledgerRows(day)).filter(({ workflow }) => workflow === 'Past');
		deepEqual(
			past.map(({ key }) => key),
			['30 days old'],
		);
	});
	await scene.check('ledger: at night what no item carries is put on record', async () => {
		const outside = (await ledgerRows(day)).filter(({ run }) => run === 'outside');
		ok(outside.length > 0);
		equal(
			outside.reduce((total, { cost }) => total + cost, 0),
			outsideOfRuns,
		);
	});
}
