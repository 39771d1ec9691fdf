import type { WriteOperation } from '../../nodes/shared/core/batchOutcome';
import type { RowOutcome } from '../../nodes/shared/core/outcome';
import type { ZohoRecord } from '../../nodes/shared/core/row';
import type { BatchJob, BatchResult } from '../../nodes/shared/zoho/batchWrite';
import { batchWrite, emptyResult } from '../../nodes/shared/zoho/batchWrite';
import type { Session } from '../../nodes/shared/zoho/session';
import type { AutomationRun } from '../simulator/recordEvents';
import { automationRunsOf } from '../simulator/recordEvents';
import type { StoredRecord } from '../simulator/recordStore';
import type { World } from './openWorld';

export const lead = (i: number): ZohoRecord => ({
	Last_Name: `Lead ${i}`,
	Email: `lead${i}@example.com`,
	Company: 'After',
	No_of_Employees: i,
});

/** The leads that Zoho holds, by id. */
export const leadsIn = (world: World): Map<string, StoredRecord> =>
	world.zoho.org().modules.get('Leads')!.store.records;

/** The times that Zoho's automations ran for a record. */
export const automationsIn = (world: World): AutomationRun[] =>
	automationRunsOf(world.zoho.org()).filter(({ ran }) => ran.length > 0);

/** Leads of another company that were there ten minutes ago; returns their ids. */
export async function seedLeads(world: World, records: ZohoRecord[]): Promise<string[]> {
	const before = records.map((record) => ({ ...record, Company: 'Before' }));
	const [ids] = world.zoho.seed({ orgs: [{ records: { Leads: before } }] }).ids;
	await world.zoho.clock.advance(600_000);
	return ids.Leads;
}

export interface WriteRun {
	session: Session;
	result: BatchResult;
	/** In the order of the records. */
	outcomes: RowOutcome[];
}

export const upsertByEmail: BatchJob = {
	operation: 'upsert',
	module: 'Leads',
	extras: {},
	values: {},
	keyFields: ['Email'],
	parallel: 1,
};

/** Writes the records in one call, as the nodes do. */
export async function writeOnce(
	world: World,
	operation: WriteOperation,
	records: ZohoRecord[],
	job: Partial<BatchJob> = {},
): Promise<WriteRun> {
	const session = await world.session();
	const result = emptyResult();
	const rows = records.map((record, index) => ({ index, record }));
	const keyFields = operation === 'upsert' ? ['Email'] : [];
	const whole: BatchJob = { ...upsertByEmail, operation, keyFields, ...job };
	await batchWrite(session, whole, [{ rows, after: [] }], result);
	return { session, result, outcomes: records.map((_, row) => result.outcomes.get(row)!) };
}

/** The first law, for a run of writes: the meter lies between what is sure and what is said; rows carry the work. */
export function expectPaid(world: World, { session, result }: WriteRun): void {
	const cost = session.spends.reduce((sum, spend) => sum + spend.cost, 0);
	const uncertain = session.spends.reduce((sum, spend) => sum + spend.uncertain, 0);
	const work = session.spends.filter(({ purpose }) => purpose === 'work');
	expect(cost - uncertain).toBeLessThanOrEqual(world.zoho.meter.total());
	expect(world.zoho.meter.total()).toBeLessThanOrEqual(cost);
	const onRows = [...result.costs.values()].reduce((sum, share) => sum + share, 0);
	expect(onRows).toBe(work.reduce((sum, spend) => sum + spend.cost, 0));
}

export const kindsOf = (outcomes: RowOutcome[]): string[] => [
	...new Set(outcomes.map(({ outcome }) => outcome)),
];
