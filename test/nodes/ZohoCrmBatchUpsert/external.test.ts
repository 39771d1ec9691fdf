import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RunPlan } from '../../../nodes/shared/core/report';
import { seedRecords } from '../../simulator/seedRecords';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, matching, named, openBatch, writesOf } from './batchStory';

let story: BatchStory;
let ids: string[];
beforeEach(async () => {
	story = await openBatch();
	const rows = Array.from({ length: 25 }, (_, at) => ({
		Last_Name: `Person ${at}`,
		Email: `person${at}@example.com`,
		Legacy_Id: `L${at}`,
	}));
	ids = seedRecords(story.zoho.org(), 'Contacts', rows, { now: story.zoho.clock.now() });
	await story.zoho.clock.advance(10_000);
});
afterEach(async () => await story.close());

const external = (operation: string, options: INodeParameters = {}): INodeParameters =>
	form({
		operation,
		module: named('Contacts'),
		matchingFields: {},
		whenRowsFail: 'sendToFailed',
		options: { externalId: 'Legacy_Id', ...options },
	});
const readFields = async () =>
	await story.write(
		[{ id: ids[0], Phone: '1' }],
		form({ operation: 'update', module: named('Contacts'), options: { check: 'always' } }),
	);
const phoneOf = (at: number) => story.records('Contacts')[at].Phone;

describe('Update by an External ID field', () => {
	it('finds each record by its value, ten a credit; a record ID in the row does not count', async () => {
		const rows = Array.from({ length: 25 }, (_, at) => ({
			id: 'from another system',
			Legacy_Id: `L${at}`,
			Phone: `555-${at}`,
		}));
		const told = await story.write(rows, external('update'));
		expect(told.success.map(({ id }) => id)).toEqual(ids);
		expect([told.report.cost, told.meter]).toEqual([3, 3]);
		expect((bodiesOf(told)[0].data as IDataObject[])[7]).toEqual({
			Legacy_Id: 'L7',
			Phone: '555-7',
		});
		expect(phoneOf(24)).toBe('555-24');
	});

	it('refuses a row without a value before sending, and passes on what Zoho refuses', async () => {
		const rows = [
			{ id: ids[0], Phone: '1' },
			{ Legacy_Id: ' ', Phone: '2' },
			{ Legacy_Id: 'L3' },
			{ Legacy_Id: 'L999', Phone: '4' },
			{ Legacy_Id: 'L4', Phone: '5' },
		];
		const { success, failed } = await story.write(rows, external('update'));
		expect(success.map(({ id }) => id)).toEqual([ids[4]]);
		expect(failed.map(({ row, code, field }) => [row, code, field])).toEqual([
			[0, 'EXTERNAL_ID_MISSING', 'Legacy_Id'],
			[1, 'EXTERNAL_ID_MISSING', 'Legacy_Id'],
			[2, 'EMPTY_RECORD', null],
			[3, 'INVALID_DATA', 'Legacy_Id'],
		]);
		expect(failed[3].reason).toContain('Legacy_Id = "L999"');
	});

	it('keeps rows with one value apart, in order', async () => {
		const rows = [1, 2, 3].map((at) => ({ Legacy_Id: 'L0', Phone: `555-${at}` }));
		const told = await story.write(rows, external('update'));
		expect(writesOf(told)).toHaveLength(3);
		expect(phoneOf(0)).toBe('555-3');
		const last = await story.write(rows, external('update', { sameKey: 'lastWins' }));
		expect(last.success).toHaveLength(1);
		expect(last.failed.map(({ supersededBy }) => supersededBy)).toEqual([2, 2]);
	});

	it.each(['before', 'after'] as const)(
		'is read back by its value when the answer is lost %s',
		async (when) => {
			story.zoho.faults.add({
				match: { name: 'records.update' },
				fault: { kind: 'reset', when },
			});
			const rows = Array.from({ length: 12 }, (_, at) => ({ Legacy_Id: `L${at}`, Phone: 'x1' }));
			const told = await story.write(rows, external('update'));
			expect(told.success.map(({ id }) => id)).toEqual(ids.slice(0, 12));
			expect(writesOf(told)).toHaveLength(when === 'before' ? 2 : 1);
		},
	);

	it('of a field that is none ends the run before a credit is spent, once the fields are known', async () => {
		await readFields();
		const rows = [{ Passport_Number: 'P', Phone: '1' }];
		const wrong = { ...external('update', { externalId: 'Passport_Number' }) };
		const { error, calls } = await story.write(rows, { ...wrong, whenRowsFail: 'errorIfAny' });
		expect(error?.message).toContain('Passport_Number of Contacts is no External ID field');
		expect(error?.description).toContain('Legacy_Id');
		expect(calls).toEqual([]);
	});

	it('is priced by a Dry Run', async () => {
		const rows = Array.from({ length: 25 }, (_, at) => ({ Legacy_Id: `L${at}`, Phone: '1' }));
		const dry = await story.write(rows, external('update', { dryRun: true }));
		expect((dry.report.plan as RunPlan).credits).toBe(3);
		expect(dry.calls).toEqual([]);
	});
});

describe('Create or Update by an External ID field', () => {
	it('updates the record that has the value, and adds the others', async () => {
		const rows = [
			{ Last_Name: 'Known', Legacy_Id: 'L5', Email: 'person9@example.com' },
			{ Last_Name: 'New', Legacy_Id: 'N1' },
		];
		const told = await story.write(rows, external('upsert'));
		expect(told.success.map(({ action, duplicateField }) => [action, duplicateField])).toEqual([
			['update', 'Legacy_Id'],
			['insert', null],
		]);
		expect(told.success[0].id).toBe(ids[5]);
		expect(bodiesOf(told)[0].duplicate_check_fields).toEqual(['Legacy_Id']);
	});

	it('goes before the other matching fields', async () => {
		const rows = [{ Last_Name: 'Known', Legacy_Id: 'N9', Email: 'person9@example.com' }];
		const parameters = { ...external('upsert'), matchingFields: matching('Email') };
		const told = await story.write(rows, parameters);
		expect(bodiesOf(told)[0].duplicate_check_fields).toEqual(['Legacy_Id', 'Email']);
		expect(told.success[0]).toMatchObject({ id: ids[9], duplicateField: 'Email' });
		expect(story.records('Contacts')[9].Legacy_Id).toBe('N9');
	});

	it('refuses a row without any key', async () => {
		const { failed, calls } = await story.write([{ Last_Name: 'x' }], external('upsert'));
		expect(failed[0]).toMatchObject({ code: 'EMPTY_KEY' });
		expect(failed[0].reason).toContain('nothing in Legacy_Id');
		expect(calls).toEqual([]);
	});
});

describe('Delete by an External ID field', () => {
	it('refuses values with commas and rows without one before a credit is spent', async () => {
		const rows = [{ Legacy_Id: 'A,B' }, { Legacy_Id: '' }];
		const { failed, calls } = await story.write(rows, external('delete'));
		expect(failed.map(({ row, code }) => [row, code])).toEqual([
			[0, 'EXTERNAL_ID_HAS_COMMA'],
			[1, 'EXTERNAL_ID_MISSING'],
		]);
		expect(calls).toEqual([]);
	});

	it('names the values where record IDs stand else, from the parameter or the item', async () => {
		const fromItem = await story.write(
			[{ Legacy_Id: 'L1' }, { Legacy_Id: 'l1' }, { Legacy_Id: 'L1' }],
			external('delete'),
		);
		expect(fromItem.calls[0].query).toMatchObject({ ids: 'L1,l1' });
		expect(fromItem.success[0]).toMatchObject({ id: ids[1], outcome: 'written' });
		expect(fromItem.failed.map(({ row, outcome }) => [row, outcome])).toEqual([
			[1, 'refused'],
			[2, 'superseded'],
		]);
		expect(story.records('Contacts').some(({ id }) => id === ids[1])).toBe(false);
		const parameters = { ...external('delete'), recordId: '={{ $json.key }}' };
		const fromForm = await story.write([{ key: 'L2' }], parameters);
		expect(fromForm.calls[0].query).toMatchObject({ ids: 'L2' });
	});
});

describe('Delete by long values', () => {
	it('keeps the address of a call short', async () => {
		const rows = Array.from({ length: 40 }, (_, at) => ({ Legacy_Id: `${at} ${'x'.repeat(297)}` }));
		const dry = await story.write(rows, external('delete', { dryRun: true }));
		expect(dry.report.plan).toMatchObject({ calls: 3, credits: 3 });
	});
});

describe('Update Many with Same Values', () => {
	it('takes record IDs only, and says so', async () => {
		const parameters = {
			...external('massUpdate'),
			columns: { mappingMode: 'defineBelow', value: { Phone: '1' } },
			recordId: '={{ $json.Legacy_Id }}',
		};
		const { failed, calls } = await story.write([{ Legacy_Id: 'L1' }], parameters);
		expect(failed[0]).toMatchObject({ code: 'ID_NOT_VALID' });
		expect(calls).toEqual([]);
	});
});
