import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, leads, mapping, openBatch, writesOf } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const idsOf = async (count: number): Promise<string[]> =>
	(await story.write(leads(count), form({ options: { parallel: 5 } }))).success.map(
		({ id }) => id as string,
	);
const items = (ids: string[]): IDataObject[] => ids.map((id) => ({ id }));

describe('Delete', () => {
	const remove = form({ operation: 'delete' });

	it('takes a hundred ids for a credit', async () => {
		const ids = await idsOf(250);
		const told = await story.write(items(ids), remove);
		expect(told.success.map(({ id }) => id)).toEqual(ids);
		expect(told.success[0]).toMatchObject({ action: 'delete', message: 'record deleted' });
		expect([writesOf(told).length, told.meter]).toEqual([3, 3]);
		expect(told.report).toMatchObject({ baseline: 250, saved: 247 });
		expect(story.records('Leads')).toEqual([]);
	});

	it('refuses ids that no record has, one by one, and what is no id before it is sent', async () => {
		const [id] = await idsOf(1);
		const rows = [{ id: '5725767000000999999' }, { id }, { id: 'x' }, {}, { id: 57257670000 }];
		const { success, failed, meter } = await story.write(rows, remove);
		expect(success.map((item) => item.id)).toEqual([id]);
		expect(failed.map(({ row, code }) => [row, code])).toEqual([
			[0, 'INVALID_DATA'],
			[2, 'ID_NOT_VALID'],
			[3, 'ID_MISSING'],
			[4, 'ID_IS_A_NUMBER'],
		]);
		expect(failed[2].reason).toBe("'Record ID' is empty");
		expect(meter).toBe(1);
	});

	it('sends a repeated id once; the others point at the row that carried it', async () => {
		const [id] = await idsOf(1);
		const { success, failed, error } = await story.write(
			items([id, id, id]),
			form({ operation: 'delete', whenRowsFail: 'errorIfAny' }),
		);
		expect(error).toBeUndefined();
		expect(success).toHaveLength(1);
		expect(failed.map(({ outcome, supersededBy }) => [outcome, supersededBy])).toEqual([
			['superseded', 0],
			['superseded', 0],
		]);
	});

	it('without automations says so to Zoho; a choice is refused', async () => {
		const ids = await idsOf(2);
		const before = story.automations().length;
		const quiet = form({ operation: 'delete', automations: 'none' });
		const told = await story.write(items(ids), quiet);
		expect(told.calls[0].query).toMatchObject({ wf_trigger: 'false' });
		expect(story.automations()).toHaveLength(before);
		const chosen = form({ operation: 'delete', automations: 'choose' });
		const { error, calls } = await story.write(items(ids), chosen);
		expect(error?.message).toContain("'Run Zoho Automations' cannot be chosen for Delete");
		expect(calls).toEqual([]);
	});

	it('takes its ids from an expression', async () => {
		const [id] = await idsOf(1);
		const parameters = form({ operation: 'delete', recordId: '={{ $json.key }}' });
		expect((await story.write([{ key: id }], parameters)).success).toHaveLength(1);
	});
});

describe('Update Many with Same Values', () => {
	const set = (value: INodeParameters, types: Record<string, string> = {}): INodeParameters =>
		form({ operation: 'massUpdate', columns: mapping(value, types) });

	it('takes 500 ids a call, at an assumed price', async () => {
		const ids = await idsOf(501);
		const told = await story.write(items(ids), set({ City: 'Graz' }));
		expect(told.success).toHaveLength(501);
		expect([writesOf(told).length, told.meter]).toEqual([2, 2]);
		expect(told.report.byCall).toEqual([
			{ call: 'records.massUpdate', calls: 2, cost: 2, basis: 'assumed' },
		]);
		expect(told.report).toMatchObject({ automations: 'all', baseline: 501 });
		expect(bodiesOf(told)[1]).toEqual({
			data: [{ City: 'Graz' }],
			ids: ids.slice(500),
			over_write: true,
		});
		expect(new Set(story.records('Leads').map(({ City }) => City))).toEqual(new Set(['Graz']));
	});

	it('refuses an id that no record has, that row alone', async () => {
		const [id] = await idsOf(1);
		const rows = items(['5725767000000999999', id]);
		const { success, failed } = await story.write(rows, set({ City: 'Graz' }));
		expect(success.map((item) => item.id)).toEqual([id]);
		expect(failed[0]).toMatchObject({ row: 0, code: 'INVALID_DATA', outcome: 'refused' });
	});

	it('needs values, the same for all rows', async () => {
		const rows = items(await idsOf(2)).map((item, at) => ({ ...item, city: `City ${at}` }));
		const none = await story.write(rows, set({}));
		expect(none.error?.message).toBe("'Values to Set' is empty");
		const many = await story.write(rows, set({ City: '={{ $json.city }}' }));
		expect(many.error?.message).toContain("'Values to Set' is not the same for all rows");
		expect([...none.calls, ...many.calls]).toEqual([]);
	});

	it('puts dates into the form Zoho takes', async () => {
		const rows = items(await idsOf(2));
		const value = { Next_Call_At: '={{ DateTime.fromISO("2026-03-01T09:30:00.5Z") }}' };
		const { success, error } = await story.write(rows, set(value, { Next_Call_At: 'dateTime' }));
		expect(error).toBeUndefined();
		expect(success).toHaveLength(2);
		expect(story.records('Leads')[1].Next_Call_At).toBe('2026-03-01T01:30:00-08:00');
	});

	it('refuses values that no record can take before a credit is spent', async () => {
		const rows = items(await idsOf(2));
		await story.write(leads(1), form({ options: { check: 'always' } }));
		const { error, calls } = await story.write(rows, set({ city: 'Graz' }));
		expect(error?.message).toContain("'Values to Set' would be refused");
		expect(error?.message).toContain('Did you mean City?');
		expect(calls).toEqual([]);
	});

	it.each(['before', 'after'] as const)('is read back when its answer is lost %s', async (when) => {
		const ids = await idsOf(60);
		await story.zoho.clock.advance(10_000);
		story.zoho.faults.add({
			match: { name: 'records.massUpdate' },
			fault: { kind: 'reset', when },
		});
		const told = await story.write(items(ids), set({ City: 'Graz' }));
		expect(told.success).toHaveLength(60);
		expect(writesOf(told)).toHaveLength(when === 'before' ? 2 : 1);
	});
});

describe('Update', () => {
	const update = form({ operation: 'update' });

	it('writes by id, ten records a credit (R37)', async () => {
		const ids = await idsOf(200);
		const rows = ids.map((id, at) => ({ id, Email: `new${at}@example.com` }));
		const told = await story.write(rows, update);
		expect(told.success.map(({ id }) => id)).toEqual(ids);
		expect([writesOf(told).length, told.meter]).toEqual([2, 20]);
		expect(told.success[0]).toMatchObject({ action: 'update', duplicateField: null });
	});

	it('refuses a row without an id, and an id that no record has', async () => {
		const [id] = await idsOf(1);
		const rows = [{ City: 'a' }, { id, City: 'b' }, { id: '5725767000000999999', City: 'c' }];
		const { failed, success } = await story.write(rows, update);
		expect(success).toHaveLength(1);
		expect(failed.map(({ row, code }) => [row, code])).toEqual([
			[0, 'ID_MISSING'],
			[2, 'INVALID_DATA'],
		]);
	});
});

describe('Create', () => {
	const create = form({ operation: 'create', whenRowsFail: 'sendToFailed' });
	const lead = { ...leads(1)[0], Customer_Key: 'k1' };

	it('of a unique value in use names the field and the record that holds it (R01, R40)', async () => {
		const [{ id, details }] = (await story.write([lead], create)).success;
		expect((details as IDataObject).id).toBe(id);
		const { failed, meter } = await story.write([lead], create);
		expect(failed[0]).toMatchObject({
			row: 0,
			outcome: 'refused',
			code: 'DUPLICATE_DATA',
			field: 'Customer_Key',
			details: { api_name: 'Customer_Key', duplicate_record: { id } },
		});
		expect(failed[0].reason).toContain(`existing record ${id as string}`);
		expect(meter).toBe(1);
	});
});
