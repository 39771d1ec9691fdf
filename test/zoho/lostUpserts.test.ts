import { batchWrite, emptyResult } from '../../nodes/shared/zoho/batchWrite';
import { onRecordChange } from '../simulator/recordEvents';
import { lostAfterWork, lostBeforeWork, withAutomations } from './lostBy';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import {
	automationsIn,
	expectPaid,
	kindsOf,
	lead,
	leadsIn,
	seedLeads,
	upsertByEmail,
	writeOnce,
} from './writeOnce';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

describe.each(withAutomations(lostAfterWork))(
	'an upsert of 60 leads lost by $loss, automations $automations',
	({ fault, extras, most }) => {
		it('is confirmed by reading the keys back: written once, two credits of overhead', async () => {
			await open();
			await seedLeads(
				world,
				Array.from({ length: 5 }, (_, i) => lead(i)),
			);
			world.zoho.faults.add({ match: { name: 'records.upsert' }, fault });
			const written = await writeOnce(
				world,
				'upsert',
				Array.from({ length: 60 }, (_, i) => lead(i)),
				{
					extras,
				},
			);
			expect(kindsOf(written.outcomes)).toEqual(['written']);
			expect(written.outcomes.slice(0, 6)).toMatchObject([
				...Array.from({ length: 5 }, () => ({ action: 'update', confirmedBy: 'readBack' })),
				{ action: 'insert', confirmedBy: 'readBack', id: [...leadsIn(world).keys()][5] },
			]);
			expect(world.timesCalled('records.upsert')).toBe(1);
			expect(world.timesCalled('coql.query')).toBe(2);
			expect(leadsIn(world).size).toBe(60);
			expect(automationsIn(world)).toHaveLength(most);
			expectPaid(world, written);
		});
	},
);

describe.each(withAutomations(lostBeforeWork))(
	'an upsert of 60 leads lost by $loss, automations $automations',
	({ fault, extras, most }) => {
		it('is sent again for the rows that did not arrive, each written once', async () => {
			await open();
			await seedLeads(
				world,
				Array.from({ length: 5 }, (_, i) => lead(i)),
			);
			world.zoho.faults.add({ match: { name: 'records.upsert', times: 2 }, fault });
			const written = await writeOnce(
				world,
				'upsert',
				Array.from({ length: 60 }, (_, i) => lead(i)),
				{
					extras,
				},
			);
			expect(written.outcomes.filter(({ outcome }) => outcome === 'written')).toHaveLength(60);
			expect(written.outcomes.some((one) => 'confirmedBy' in one)).toBe(false);
			expect(world.timesCalled('records.upsert')).toBe(3);
			expect(leadsIn(world).size).toBe(60);
			expect(automationsIn(world)).toHaveLength(most);
			expectPaid(world, written);
		});
	},
);

describe('an upsert whose answers all get lost before the work', () => {
	it('is sent three times, then its rows are unknown and said to be', async () => {
		await open();
		world.zoho.faults.add({
			match: { name: 'records.upsert', times: 'always' },
			fault: { kind: 'status', status: 500, when: 'before' },
		});
		const written = await writeOnce(world, 'upsert', [lead(0), lead(1)]);
		expect(kindsOf(written.outcomes)).toEqual(['unknown']);
		expect(world.timesCalled('records.upsert')).toBe(3);
		expect(leadsIn(world).size).toBe(0);
		expectPaid(world, written);
	});
});

describe('an upsert that only half arrived at the reader', () => {
	/** After each write somebody else puts another company in. */
	const meddle = () =>
		onRecordChange(world.zoho.org(), ({ id }) => {
			const record = leadsIn(world).get(id)!;
			record.values = { ...record.values, Company: 'Meddled' };
		});

	it('is unknown and not sent again when somebody changed the record at the same time, automations on', async () => {
		await open();
		meddle();
		world.zoho.faults.add({
			match: { name: 'records.upsert' },
			fault: { kind: 'reset', when: 'after' },
		});
		const written = await writeOnce(world, 'upsert', [lead(0)]);
		expect(written.outcomes).toMatchObject([{ outcome: 'unknown', code: 'OUTCOME_UNKNOWN' }]);
		expect(written.outcomes[0]).toMatchObject({
			reason: expect.stringContaining('changed the record'),
		});
		expect(world.timesCalled('records.upsert')).toBe(1);
		expect(automationsIn(world)).toHaveLength(1);
		expectPaid(world, written);
	});

	it('is sent again with automations off, where it does no harm', async () => {
		await open();
		meddle();
		world.zoho.faults.add({
			match: { name: 'records.upsert' },
			fault: { kind: 'reset', when: 'after' },
		});
		const written = await writeOnce(world, 'upsert', [lead(0)], { extras: { trigger: [] } });
		expect(kindsOf(written.outcomes)).toEqual(['written']);
		expect(world.timesCalled('records.upsert')).toBe(2);
		expect(leadsIn(world).size).toBe(1);
		expectPaid(world, written);
	});

	it('finds the record that was written among others with the same key', async () => {
		await open();
		world.zoho.seed({
			orgs: [
				{
					records: {
						Leads: [lead(7), lead(7), lead(7)].map((one) => ({ ...one, Company: 'Twin' })),
					},
				},
			],
		});
		await world.zoho.clock.advance(600_000);
		world.zoho.faults.add({
			match: { name: 'records.upsert' },
			fault: { kind: 'reset', when: 'after' },
		});
		const written = await writeOnce(world, 'upsert', [lead(7)]);
		const changed = [...leadsIn(world).values()].filter(({ values }) => values.Company === 'After');
		expect(changed).toHaveLength(1);
		expect(written.outcomes).toMatchObject([
			{ outcome: 'written', id: changed[0].id, action: 'update' },
		]);
		expect(world.timesCalled('records.upsert')).toBe(1);
	});
});

describe('columns that a query does not know, beside those of the rows', () => {
	const lost = { match: { name: 'records.upsert', times: 2 }, fault: lostAfterWork[0][1] };
	const unknownFields = (count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, at) => [`No_Such_${at}`, 'x']));

	it('are left out of it: the rows are confirmed by the others', async () => {
		await open();
		world.zoho.faults.add(lost);

		const written = await writeOnce(world, 'upsert', [
			lead(0),
			{ ...lead(1), ...unknownFields(2) },
			lead(2),
		]);

		expect(kindsOf(written.outcomes)).toEqual(['written']);
		expect(world.timesCalled('coql.query')).toBe(3);
		expectPaid(world, written);
	});

	it('when they are many, leave nothing to compare: a refused row is not taken for one before it', async () => {
		await open();
		world.zoho.faults.add(lost);
		const rows = [
			{ index: 0, record: lead(0) },
			{ index: 1, record: { ...lead(0), ...unknownFields(4), Last_Name: 'x'.repeat(300) } },
		];
		const result = emptyResult();

		await batchWrite(
			await world.session(),
			upsertByEmail,
			[
				{ rows: [rows[0]], after: [] },
				{ rows: [rows[1]], after: [0] },
			],
			result,
		);

		expect(result.outcomes.get(0)).toMatchObject({ outcome: 'written', action: 'insert' });
		expect(result.outcomes.get(1)).toMatchObject({ outcome: 'unknown' });
		expect(world.timesCalled('coql.query')).toBe(6);
	});
});
