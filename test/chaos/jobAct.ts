import { equal } from 'node:assert/strict';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import type { CallbackFault, FaultRule } from '../simulator/faults';
import type { Act } from './act';
import { checkExport, checkImport, checkSpending } from './jobChecks';
import { openJobStory } from './jobStory';
import type { RedisWish } from './queue/ownRedis';
import { openOwnRedis, someInRedis } from './queue/ownRedis';
import type { Trouble } from './trouble';
import { trouble } from './trouble';

export interface JobWish {
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
	redis: RedisWish | null;
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

export const jobAct: Act<JobWish> = {
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
		redis: someInRedis('any', 'any', 'spending', 'place', 'placeBack'),
	}),
	async play(wish) {
		const redis = wish.redis && (await openOwnRedis(wish.redis));
		const story = await openJobStory(new ZohoCrmBulkJob(), redis);
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
			await redis?.close();
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

function stepsOf(wish: JobWish) {
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
