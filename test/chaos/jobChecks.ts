import { deepEqual, equal, ok } from 'node:assert/strict';
import { sumBy } from 'lodash';
import type { INodeExecutionData, IRun } from 'n8n-workflow';
import type { JobWish } from './jobAct';
import type { JobStory } from './jobStory';
import { checkPairing, creditsOf, pairOf } from './laws';
import type { Traces } from './world';
import { outcomeOf } from './world';

/** Of the nodes of a job, from its start to its result. */
const NAMES = ['Start Job', 'Status', 'Result'];

/** What the items say, and what was spent while the execution slept, is what the ledger holds and Zoho charged. */
export function checkSpending(run: IRun, { ledger, meter, calls }: Traces): void {
	const asleep = sumBy(
		ledger.filter(({ node }) => node === 'callback'),
		'amount',
	);
	const ran = NAMES.filter((name) => run.data.resultData.runData[name]);
	const told = sumBy(ran, (name) => {
		const { outputs, error, report } = outcomeOf(run, name);
		return error ? (report?.cost ?? 0) : sumBy(outputs.flat(), (item) => creditsOf(item).cost);
	});
	const counted = sumBy(ledger, 'amount');
	equal(told + asleep, counted, 'items and what was spent asleep are what the ledger holds');
	// A job whose creation was answered by silence may have cost 500.
	const lost = calls.filter(({ fault, cost }) => fault !== undefined && cost === 0);
	ok(meter <= counted, `the meter says ${meter}, the ledger ${counted}`);
	ok(meter === counted || lost.length > 0, `${counted} is above the meter's ${meter}`);
}

const resultOf = (run: IRun): INodeExecutionData[] =>
	run.data.resultData.runData.Result ? outcomeOf(run, 'Result').outputs.flat() : [];

export function checkImport(
	{ zoho }: JobStory,
	run: IRun,
	inputs: number,
	{ rows }: JobWish,
): void {
	const stored = [...zoho.org().modules.get('Leads')!.store.records.values()];
	const there = stored.map(({ values }) => String(values.Email));
	equal(new Set(there).size, there.length, 'no row is in Zoho twice');
	if (!run.data.resultData.runData.Result || rows === 0) return;
	const outcome = outcomeOf(run, 'Result');
	checkPairing({ ...outcome, inputs });
	for (const item of outcome.outputs.flat()) {
		const isThere = there.includes(`row${pairOf(item)}@example.com`);
		const { outcome: said } = item.json;
		if (said === 'written') ok(isThere, `row ${pairOf(item)} is said to be written`);
		if (said === 'refused' || said === 'notSent')
			ok(!isThere, `row ${pairOf(item)} is in Zoho and ${said}`);
	}
}

/** All records once, or a word why not. */
export function checkExport(run: IRun, { rows }: JobWish): void {
	const items = resultOf(run).map(({ json }) => json);
	const records = items.filter(({ Email }) => Email !== undefined);
	const names = records.map(({ Last_Name }) => String(Last_Name));
	equal(new Set(names).size, names.length, 'no record comes twice');
	const isWhole = items.length > 0 && items.every(({ outcome, job }) => !outcome && !job);
	if (isWhole) equal(records.length, rows, 'all records come');
	for (const { Email, Last_Name } of records)
		deepEqual(Email, `row${String(Last_Name).slice(4)}@example.com`);
}
