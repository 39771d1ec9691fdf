import { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { manualClock } from '../simulator/clock';
import type { FaultRule } from '../simulator/faults';
import type { Act } from './act';
import { checkPairing, pairOf } from './laws';
import type { Trouble } from './trouble';
import { trouble } from './trouble';
import type { Told, World } from './world';
import { openWorld } from './world';

interface Wish {
	write: 'insert' | 'upsert';
	/** Rows whose name is missing are refused by Zoho. */
	rows: Array<'good' | 'noName'>;
	/** The job fails after so many rows; null for not at all. */
	failsAfter: number | null;
	trouble: Trouble;
}

export const bulkAct: Act<Wish> = {
	name: 'Bulk Job',
	share: 10,
	wish: fc.record({
		write: fc.constantFrom('insert' as const, 'upsert' as const),
		rows: fc.array(
			fc.oneof(
				{ weight: 9, arbitrary: fc.constant('good' as const) },
				{ weight: 1, arbitrary: fc.constant('noName' as const) },
			),
			{ minLength: 1, maxLength: 40 },
		),
		failsAfter: fc.oneof(
			{ weight: 4, arbitrary: fc.constant(null) },
			{ weight: 1, arbitrary: fc.nat({ max: 20 }) },
		),
		trouble: trouble([
			'bulkWrite.upload',
			'bulkWrite.create',
			'bulkWrite.status',
			'bulkWrite.result',
			'settings.fields',
		]),
	}),
	async play(wish) {
		const clock = manualClock(Date.now());
		const world = await openWorld(
			[new ZohoCrmBulkJob()],
			{ clock, edition: 'ultimate', token: { expiresIn: 86_400 } },
			// Waiting for a job is Zoho's time going by.
			async (ms) => await clock.advance(ms),
		);
		try {
			if (wish.failsAfter !== null) world.zoho.faults.add(failure(wish.failsAfter));
			const parameters = {
				operation: 'import',
				module: { __rl: true, mode: 'name', value: 'Leads' },
				write: wish.write,
				findBy: 'Email',
				route: 'bulk',
				wait: 'poll',
			};
			const told = await world.go('zohoCrmBulkJob', wish.rows.map(rowOf), parameters, wish.trouble);
			checkPairing(told);
			checkRows(told, world);
		} finally {
			await world.close();
		}
	},
};

const failure = (afterRows: number): FaultRule => ({
	match: { name: 'bulkWrite.job' },
	fault: { kind: 'job', code: 'INTERNAL_SERVER_ERROR', message: 'made up by the chaos', afterRows },
});

const rowOf = (kind: Wish['rows'][number], at: number): IDataObject => ({
	Last_Name: kind === 'good' ? `Row ${at}` : '',
	Company: 'Acme',
	Email: `row${at}@example.com`,
});

/** What the rows say against what Zoho holds. */
function checkRows(told: Told, world: World): void {
	const stored = [...world.zoho.org().modules.get('Leads')!.store.records.values()];
	const there = stored.map(({ values }) => String(values.Email));
	equal(new Set(there).size, there.length, 'no row is in Zoho twice');
	if (told.error) return;
	for (const item of told.outputs.flat()) {
		const [at, outcome] = [pairOf(item), String(item.json.outcome)];
		const isThere = there.includes(`row${at}@example.com`);
		if (outcome === 'written') ok(isThere, `row ${at} is said to be written`);
		if (outcome === 'refused' || outcome === 'notSent')
			ok(!isThere, `row ${at} is in Zoho and ${outcome}`);
	}
}
