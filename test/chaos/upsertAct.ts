import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import type { Act } from './act';
import { checkPairing, pairOf } from './laws';
import type { Trouble } from './trouble';
import { trouble } from './trouble';
import type { Told, World } from './world';
import { openWorld } from './world';

interface Row {
	/** Rows of one key are one person; null for none. */
	key: number | null;
	fault: 'none' | 'noName' | 'badDate' | 'unknownField' | 'longName';
}

interface Wish {
	operation: 'create' | 'upsert';
	rows: Row[];
	options: INodeParameters;
	automations: 'all' | 'none';
	whenRowsFail: string;
	trouble: Trouble;
}

const row: fc.Arbitrary<Row> = fc.record({
	key: fc.oneof(
		{ weight: 12, arbitrary: fc.nat({ max: 400 }) },
		{ weight: 1, arbitrary: fc.constant(null) },
	),
	fault: fc.oneof(
		{ weight: 20, arbitrary: fc.constant('none' as const) },
		{
			weight: 1,
			arbitrary: fc.constantFrom(
				'noName' as const,
				'badDate' as const,
				'unknownField' as const,
				'longName' as const,
			),
		},
	),
});

const options = fc.record(
	{
		batchSize: fc.constantFrom(1, 10, 37, 100),
		parallel: fc.integer({ min: 1, max: 4 }),
		sameKey: fc.constantFrom('laterCall', 'lastWins', 'firstWins', 'error'),
		emptyKey: fc.constantFrom('error', 'insert', 'skip'),
		check: fc.constantFrom('always', 'cached', 'never'),
		unknownFields: fc.constantFrom('refuse', 'drop'),
		creditDetail: fc.constantFrom('first', 'every'),
		maxCredits: fc.integer({ min: 1, max: 30 }),
		dryRun: fc.oneof(
			{ weight: 9, arbitrary: fc.constant(false) },
			{ weight: 1, arbitrary: fc.constant(true) },
		),
	},
	{ requiredKeys: [] },
);

const FAULTS: Record<Row['fault'], IDataObject> = {
	none: {},
	noName: { Last_Name: '' },
	badDate: { Date_of_Birth: 'the day after' },
	unknownField: { No_Such_Field: 'x' },
	longName: { Last_Name: 'x'.repeat(300) },
};

const recordOf = ({ key, fault }: Row, at: number): IDataObject => ({
	Last_Name: `Row ${at}`,
	...(key === null ? {} : { Email: `person${key}@example.com` }),
	// Tells in Zoho which row wrote last.
	Description: `row ${at}`,
	...FAULTS[fault],
});

export const upsertAct: Act<Wish> = {
	name: 'Batch Upsert',
	share: 45,
	wish: fc.record({
		operation: fc.constantFrom('create' as const, 'upsert' as const),
		rows: fc.array(row, { minLength: 1, maxLength: 230, size: 'max' }),
		options,
		automations: fc.constantFrom('all' as const, 'none' as const),
		whenRowsFail: fc.constantFrom('errorIfNothingWritten', 'errorIfAny', 'sendToFailed'),
		trouble: trouble(['records.upsert', 'records.insert', 'coql.query', 'settings.fields']),
	}),
	async play(wish) {
		const world = await openWorld([new ZohoCrmBatchUpsert()]);
		try {
			const items = wish.rows.map(recordOf);
			const { operation, automations, whenRowsFail } = wish;
			const parameters = {
				operation,
				module: { __rl: true, mode: 'name', value: 'Contacts' },
				recordsFrom: 'item',
				matchingFields: { fields: [{ field: 'Email' }] },
				whenRowsFail,
				automations,
				options: wish.options,
			};
			const told = await world.go('zohoCrmBatchUpsert', items, parameters, wish.trouble);
			checkPairing(told);
			checkRows(told, world, wish);
		} finally {
			await world.close();
		}
	},
};

const OUTCOMES = ['written', 'refused', 'notSent', 'unknown', 'superseded', 'skipped', 'planned'];

/** What the rows say against what Zoho holds. */
function checkRows(told: Told, world: World, { rows, options: { dryRun } }: Wish): void {
	const stored = [...world.zoho.org().modules.get('Contacts')!.store.records.values()];
	const marks = stored.map(({ values }) => values.Description as string);
	equal(new Set(marks).size, marks.length, 'no row is in Zoho twice');
	if (dryRun) deepEqual([marks.length, told.calls.length], [0, 0], 'a Dry Run sends nothing');
	if (told.error) return;
	const [success, failed] = told.outputs;
	const outcomes = new Map(
		[...success, ...failed].map((item) => [pairOf(item), String(item.json.outcome)]),
	);
	for (const outcome of outcomes.values()) ok(OUTCOMES.includes(outcome), `outcome ${outcome}`);
	ok(failed.every(({ json }) => json.outcome !== 'written' && typeof json.message === 'string'));
	for (const [at, outcome] of outcomes) {
		const isThere = marks.includes(`row ${at}`);
		if (isThere)
			ok(outcome === 'written' || outcome === 'unknown', `row ${at} is in Zoho and ${outcome}`);
		const later = rows.some(
			(one, index) => index > at && one.key !== null && one.key === rows[at].key,
		);
		if (outcome === 'written' && !later) ok(isThere, `row ${at} is said to be written`);
	}
}
