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
	writeOnce,
} from './writeOnce';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

describe('an insert whose answer was lost', () => {
	it.each(withAutomations([...lostAfterWork, ...lostBeforeWork]))(
		'by $loss, automations $automations: without a unique field it is unknown and never sent again',
		async ({ fault, extras }) => {
			await open();
			world.zoho.faults.add({ match: { name: 'records.insert' }, fault });
			const written = await writeOnce(world, 'insert', [lead(0), lead(1)], {
				extras,
			});
			expect(kindsOf(written.outcomes)).toEqual(['unknown']);
			expect(written.outcomes[0]).toMatchObject({ reason: expect.stringContaining('no key') });
			expect(world.calls()).toEqual(['records.insert']);
			expect(leadsIn(world).size).toBe(lostAfterWork.some(([, one]) => one === fault) ? 2 : 0);
			expectPaid(world, written);
		},
	);

	it.each([...lostAfterWork, ...lostBeforeWork])(
		'by %s: with a unique field it is told by that, and written once',
		async (_, fault) => {
			await open();
			world.zoho.seed({
				orgs: [{ fields: { Leads: [{ apiName: 'Badge', type: 'text', unique: true }] } }],
			});
			world.zoho.faults.add({ match: { name: 'records.insert' }, fault });
			const records = [0, 1].map((i) => ({ ...lead(i), Badge: `B${i}` }));
			const written = await writeOnce(world, 'insert', records, { keyFields: ['Badge'] });
			expect(kindsOf(written.outcomes)).toEqual(['written']);
			expect(leadsIn(world).size).toBe(2);
			expect(automationsIn(world)).toHaveLength(2);
			expectPaid(world, written);
		},
	);
});

describe('an update by id whose answer was lost', () => {
	it.each([...lostAfterWork, ...lostBeforeWork])('by %s is written once', async (_, fault) => {
		await open();
		const ids = await seedLeads(world, [lead(0), lead(1), lead(2)]);
		world.zoho.faults.add({ match: { name: 'records.update' }, fault });
		const written = await writeOnce(
			world,
			'update',
			ids.map((id) => ({ id, Company: 'After' })),
		);
		expect(kindsOf(written.outcomes)).toEqual(['written']);
		expect([...leadsIn(world).values()].map(({ values }) => values.Company)).toEqual([
			'After',
			'After',
			'After',
		]);
		expect(automationsIn(world)).toHaveLength(3);
		expectPaid(world, written);
	});
});

describe('a delete whose answer was lost', () => {
	it.each([...lostAfterWork, ...lostBeforeWork])(
		'by %s is confirmed by the records being gone',
		async (_, fault) => {
			await open();
			const ids = await seedLeads(world, [lead(0), lead(1), lead(2)]);
			world.zoho.faults.add({ match: { name: 'records.delete' }, fault });
			const written = await writeOnce(
				world,
				'delete',
				ids.slice(0, 2).map((id) => ({ id })),
			);
			expect(written.outcomes).toMatchObject([
				{ outcome: 'written', action: 'delete', id: ids[0] },
				{ outcome: 'written', action: 'delete', id: ids[1] },
			]);
			expect([...leadsIn(world).keys()]).toEqual([ids[2]]);
			expectPaid(world, written);
		},
	);
});

describe('a mass update whose answer was lost', () => {
	it.each([...lostAfterWork, ...lostBeforeWork])(
		'by %s is written once for every record',
		async (_, fault) => {
			await open({
				token: {
					scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.coql.READ', 'ZohoCRM.mass_update.UPDATE'],
				},
			});
			const ids = await seedLeads(world, [lead(0), lead(1), lead(2)]);
			world.zoho.faults.add({ match: { name: 'records.massUpdate' }, fault });
			const written = await writeOnce(
				world,
				'massUpdate',
				ids.map((id) => ({ id })),
				{ values: { Company: 'After' } },
			);
			expect(kindsOf(written.outcomes)).toEqual(['written']);
			expect([...leadsIn(world).values()].map(({ values }) => values.Company)).toEqual([
				'After',
				'After',
				'After',
			]);
			expect(automationsIn(world)).toHaveLength(3);
			expectPaid(world, written);
		},
	);

	it('is never sent blindly, as it always runs automations', async () => {
		await open({ token: { scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.mass_update.UPDATE'] } });
		const ids = await seedLeads(world, [lead(0), lead(1)]);
		world.zoho.faults.add({
			match: { name: 'records.massUpdate' },
			fault: { kind: 'reset', when: 'after' },
		});
		const written = await writeOnce(
			world,
			'massUpdate',
			ids.map((id) => ({ id })),
			{
				values: { Company: 'After' },
				extras: { trigger: [] },
			},
		);
		expect(kindsOf(written.outcomes)).toEqual(['unknown']);
		expect(world.timesCalled('records.massUpdate')).toBe(1);
		expect(automationsIn(world)).toHaveLength(2);
	});
});
