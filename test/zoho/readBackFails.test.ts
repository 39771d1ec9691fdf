import type { BatchJob } from '../../nodes/shared/zoho/batchWrite';
import { batchWrite, emptyResult } from '../../nodes/shared/zoho/batchWrite';
import type { RequestFault } from '../simulator/faults';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import {
	automationsIn,
	expectPaid,
	kindsOf,
	lead,
	leadsIn,
	upsertByEmail,
	writeOnce,
} from './writeOnce';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

describe('when reading back fails too', () => {
	const lost: RequestFault = { kind: 'reset', when: 'after' };

	it('for want of the COQL scope, the rows are unknown and told why', async () => {
		await open({ token: { scopes: ['ZohoCRM.modules.ALL'] } });
		world.zoho.faults.add({ match: { name: 'records.upsert' }, fault: lost });
		const written = await writeOnce(world, 'upsert', [lead(0), lead(1)]);
		expect(kindsOf(written.outcomes)).toEqual(['unknown']);
		expect(written.outcomes[0]).toMatchObject({
			reason: expect.stringContaining('ZohoCRM.coql.READ'),
		});
		expect(written.result.stop).toBeNull();
		expect(world.timesCalled('records.upsert')).toBe(1);
		expectPaid(world, written);
	});

	it('for want of the scope but with automations off, they are sent again', async () => {
		await open({ token: { scopes: ['ZohoCRM.modules.ALL'] } });
		world.zoho.faults.add({ match: { name: 'records.upsert' }, fault: lost });
		const written = await writeOnce(world, 'upsert', [lead(0), lead(1)], {
			extras: { trigger: [] },
		});
		expect(kindsOf(written.outcomes)).toEqual(['written']);
		expect(leadsIn(world).size).toBe(2);
		expect(automationsIn(world)).toEqual([]);
		expectPaid(world, written);
	});

	it('by a broken Zoho, every row of the call is unknown and the run stops', async () => {
		await open();
		world.zoho.faults.add({ match: { name: 'records.upsert' }, fault: lost });
		world.zoho.faults.add({
			match: { name: 'coql.query', times: 'always' },
			fault: { kind: 'status', status: 500, when: 'before' },
		});
		const written = await writeOnce(
			world,
			'upsert',
			Array.from({ length: 100 }, (_, i) => lead(i)),
		);
		expect(kindsOf(written.outcomes)).toEqual(['unknown']);
		expect(written.result.stop).toMatchObject({ reason: 'unreachable' });
		expect(world.timesCalled('records.upsert')).toBe(1);
		expect(world.timesCalled('coql.query')).toBe(3);
		expectPaid(world, written);
	});

	it('at the cap of the run, every row of the call is unknown', async () => {
		await open();
		world.zoho.faults.add({ match: { name: 'records.upsert' }, fault: lost });
		const session = await world.session({ runCap: 1 });
		const result = emptyResult();
		const job = upsertByEmail;
		const rows = [{ index: 0, record: lead(0) }];
		await batchWrite(
			session,
			job,
			[
				{ rows, after: [] },
				{ rows: [{ index: 1, record: lead(1) }], after: [] },
			],
			result,
		);
		expect(result.outcomes.get(0)).toMatchObject({ outcome: 'unknown' });
		expect(result.outcomes.has(1)).toBe(false);
		expect(result.stop).toMatchObject({ reason: 'budget' });
	});
});

describe('a service that loses every answer', () => {
	it('is left alone after two calls, and the rest is not sent', async () => {
		await open();
		world.zoho.faults.add({
			match: { name: 'records.insert', times: 'always' },
			fault: { kind: 'reset', when: 'after' },
		});
		const session = await world.session();
		const result = emptyResult();
		const job: BatchJob = {
			operation: 'insert',
			module: 'Leads',
			extras: {},
			values: {},
			keyFields: [],
			parallel: 1,
		};
		const calls = Array.from({ length: 5 }, (_, i) => ({
			rows: [{ index: i, record: lead(i) }],
			after: [],
		}));
		await batchWrite(session, job, calls, result);
		expect(world.timesCalled('records.insert')).toBe(2);
		expect([...result.outcomes.keys()]).toEqual([0, 1]);
		expect(result.stop).toMatchObject({ reason: 'unreachable' });
	});
});
