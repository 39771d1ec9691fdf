import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { sumBy } from 'lodash';
import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import type { CallbackFault, FaultRule } from '../simulator/faults';
import type { Act } from './act';
import type { JobStory } from './jobStory';
import { openJobStory } from './jobStory';
import { checkPairing, creditsOf, pairOf } from './laws';
import type { Trouble } from './trouble';
import { trouble } from './trouble';
import type { Traces } from './world';
import { outcomeOf } from './world';

interface Wish {
	operation: 'import' | 'export';
	write: 'insert' | 'upsert';
	wait: 'callback' | 'poll' | 'none' | 'automatic';
	route: 'cheapest' | 'bulk';
	exportRoute: 'cheapest' | 'bulkRead' | 'coql';
	/** Rows to import, or records there to export. */
	rows: number;
	dryRun: boolean;
	/** A Get Status stands between. */
	asks: boolean;
	/** Of Zoho's calls. */
	calls: Array<CallbackFault['effect']>;
	trouble: Trouble;
}

const ROUTES = [
	'bulkWrite.upload',
	'bulkWrite.create',
	'bulkWrite.status',
	'bulkWrite.result',
	'bulkRead.create',
	'bulkRead.status',
	'bulkRead.result',
	'records.count',
	'records.upsert',
	'coql.query',
	'settings.fields',
];

const NODE = 'zohoCrmBulkJob';

export const jobAct: Act<Wish> = {
	name: 'Bulk Job to its Result',
	share: 20,
	wish: fc.record({
		operation: fc.constantFrom('import' as const, 'export' as const),
		write: fc.constantFrom('insert' as const, 'upsert' as const),
		wait: fc.constantFrom('callback', 'poll', 'none', 'automatic'),
		route: fc.constantFrom('cheapest' as const, 'bulk' as const),
		exportRoute: fc.constantFrom('cheapest', 'bulkRead', 'coql'),
		rows: fc.constantFrom(0, 1, 7, 40, 250),
		dryRun: fc.oneof(
			{ weight: 9, arbitrary: fc.constant(false) },
			{ weight: 1, arbitrary: fc.constant(true) },
		),
		asks: fc.boolean(),
		calls: fc.array(
			fc.constantFrom<Array<CallbackFault['effect']>>(
				'drop',
				'duplicate',
				'early',
				'forged',
				'reorder',
				'delay',
			),
			{ maxLength: 2 },
		),
		trouble: trouble(ROUTES),
	}),
	async play(wish) {
		const story = await openJobStory(new ZohoCrmBulkJob());
		try {
			const isImport = wish.operation === 'import';
			const records = Array.from({ length: wish.rows }, (_, at) => rowOf(at));
			if (!isImport) story.seed(records);
			const items = isImport && wish.rows > 0 ? records : [{}];
			for (const effect of wish.calls) story.zoho.faults.add(callFault(effect, isImport));
			const { run, traces } = await story.toTheEnd(stepsOf(wish), items, wish.trouble);
			checkSpending(run, traces);
			if (wish.dryRun) return equal(traces.calls.length, 0, 'a Dry Run sends nothing');
			if (isImport) checkImport(story, run, items.length, wish);
			else checkExport(run, wish);
		} finally {
			await story.close();
		}
	},
};

const rowOf = (at: number): IDataObject => ({
	Last_Name: `Row ${at}`,
	Company: 'Acme',
	Email: `row${at}@example.com`,
});

const callFault = (effect: CallbackFault['effect'], isImport: boolean): FaultRule => ({
	match: { name: isImport ? 'callback.bulkWrite' : 'callback.bulkRead' },
	fault: { kind: 'callback', effect },
});

function stepsOf(wish: Wish) {
	const start: INodeParameters = {
		operation: wish.operation,
		module: { __rl: true, mode: 'name', value: 'Leads' },
		write: wish.write,
		findBy: 'Email',
		route: wish.route,
		fields: ['Last_Name', 'Email'],
		exportRoute: wish.exportRoute,
		wait: wish.wait,
		whenRowsFail: 'sendToFailed',
		options: wish.dryRun ? { dryRun: true } : {},
	};
	const later = { whenRowsFail: 'sendToFailed', resultMinutes: 60 };
	return [
		{ type: NODE, name: 'Start Job', parameters: start },
		...(wish.asks ? [{ type: NODE, name: 'Status', parameters: { operation: 'getStatus' } }] : []),
		{ type: NODE, name: 'Result', parameters: { operation: 'getResult', ...later } },
	];
}

const NAMES = ['Start Job', 'Status', 'Result'];

/** What the items say, and what was spent while the execution slept, is what the ledger holds and Zoho charged. */
function checkSpending(run: IRun, { ledger, meter, calls }: Traces): void {
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

function checkImport({ zoho }: JobStory, run: IRun, inputs: number, { rows }: Wish): void {
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
function checkExport(run: IRun, { rows }: Wish): void {
	const items = resultOf(run).map(({ json }) => json);
	const records = items.filter(({ Email }) => Email !== undefined);
	const names = records.map(({ Last_Name }) => String(Last_Name));
	equal(new Set(names).size, names.length, 'no record comes twice');
	const isWhole = items.length > 0 && items.every(({ outcome, job }) => !outcome && !job);
	if (isWhole) equal(records.length, rows, 'all records come');
	for (const { Email, Last_Name } of records)
		deepEqual(Email, `row${String(Last_Name).slice(4)}@example.com`);
}
