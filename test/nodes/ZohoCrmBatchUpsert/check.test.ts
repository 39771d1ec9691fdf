import type { IDataObject } from 'n8n-workflow';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { text } from '../../simulator/fieldTable';
import { addField } from '../../simulator/schemaChanges';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, leads, matching, named, openBatch } from './batchStory';

const sendToFailed = { whenRowsFail: 'sendToFailed' };
const newField = text('Fresh', 20, { custom: true });
const lead = (changes: IDataObject): IDataObject => ({ ...leads(1)[0], ...changes });

describe('a field that Zoho does not know', () => {
	let story: BatchStory;
	beforeEach(async () => (story = await openBatch()));
	afterEach(async () => await story.close());
	const warm = async () => await story.write(leads(1), form({ options: { check: 'always' } }));

	it('is refused with the nearest name once metadata is cached, for no credit (R39)', async () => {
		await warm();
		const rows = [lead({ city: 'Graz' }), lead({ Comapny: 'x' }), lead({ Zodiac_Sign: 'Leo' })];
		const { failed, calls } = await story.write(rows, form(sendToFailed));
		expect(calls).toEqual([]);
		expect(failed.map(({ code, field }) => [code, field])).toEqual([
			['UNKNOWN_FIELD', 'city'],
			['UNKNOWN_FIELD', 'Comapny'],
			['UNKNOWN_FIELD', 'Zodiac_Sign'],
		]);
		expect(failed[0]).toMatchObject({ details: { nearest: 'City' } });
		expect(failed[1].reason).toContain('Did you mean Company?');
		expect(failed[2].reason).not.toContain('Did you mean');
	});

	it('R70: is asked for once more, for a credit, when what is cached is older than a new field may be', async () => {
		await warm();
		addField(story.zoho.org(), 'Leads', newField, story.zoho.clock.now());
		const rows = [lead({ Fresh: 'yes' }), lead({ Zodiac_Sign: 'Leo', Email: 'b@example.com' })];
		const early = await story.write([rows[0]], form(sendToFailed));
		expect(early.failed).toEqual([
			expect.objectContaining({ code: 'UNKNOWN_FIELD', field: 'Fresh' }),
		]);

		const { now } = clientPace;
		clientPace.now = () => now() + 6 * 60_000;
		try {
			const later = await story.write(rows, form(sendToFailed));
			expect(later.success).toHaveLength(1);
			expect(later.failed).toEqual([expect.objectContaining({ field: 'Zodiac_Sign' })]);
			expect(later.report).toMatchObject({ cost: 2, overhead: 1 });
			expect(later.meter).toBe(2);
			const again = await story.write([rows[1]], form(sendToFailed));
			expect(again.calls).toEqual([]);
		} finally {
			clientPace.now = now;
		}
		expect(story.records('Leads').find(({ Fresh: fresh }) => fresh === 'yes')).toBeDefined();
	});

	it('is left to Zoho, which ignores it, while metadata is not cached', async () => {
		const { success, meter } = await story.write([lead({ city: 'Graz' })]);
		expect([success.length, meter]).toEqual([1, 1]);
		expect(story.records('Leads')[0].City).toBeNull();
	});

	it('is left to Zoho with Never, cached or not', async () => {
		await warm();
		const { success } = await story.write(
			[lead({ city: 'Graz' })],
			form({ options: { check: 'never' } }),
		);
		expect(success).toHaveLength(1);
	});

	it('is refused with Always: one credit of overhead while cold, none after', async () => {
		const always = form({ options: { check: 'always' } });
		const rows = [...leads(1), lead({ city: 'Graz', Email: 'b@example.com' })];
		const cold = await story.write(rows, always);
		expect(cold.failed).toEqual([expect.objectContaining({ row: 1, code: 'UNKNOWN_FIELD' })]);
		expect(cold.report).toMatchObject({ cost: 2, overhead: 1, calls: 2 });
		expect(cold.meter).toBe(2);
		const warmed = await story.write(rows, always);
		expect(warmed.report).toMatchObject({ cost: 1, overhead: 0, calls: 1 });
	});

	it('is left out where the person says so', async () => {
		await warm();
		const options = { unknownFields: 'drop' };
		const told = await story.write([lead({ city: 'Graz' })], form({ options }));
		expect(told.success).toHaveLength(1);
		expect((bodiesOf(told)[0].data as IDataObject[])[0]).toEqual(leads(1)[0]);
	});
});

describe('cached metadata that has become untrue (R71)', () => {
	it('is dropped by the answer that shows it, and read anew at the next need', async () => {
		const story = await openBatch();
		const always = form({ options: { check: 'always' }, whenRowsFail: 'sendToFailed' });
		await story.write(leads(1), always);
		const { schema } = story.zoho.org().modules.get('Leads')!;
		schema.fields.find(({ apiName }) => apiName === 'Phone')!.systemMandatory = true;
		const first = await story.write(leads(1, 5), always);
		expect(first.failed[0]).toMatchObject({ code: 'MANDATORY_NOT_FOUND', field: 'Phone' });
		expect(first.report).toMatchObject({ cost: 1, overhead: 0 });
		const second = await story.write(leads(1, 5), { ...always, operation: 'create' });
		expect(second.report).toMatchObject({ cost: 1, overhead: 1 });
		expect(second.failed[0].reason).toContain("'Phone' (Phone) must be filled");
		await story.close();
	});

	it('stays where a value was just wrong', async () => {
		const story = await openBatch();
		const always = form({ options: { check: 'always' }, whenRowsFail: 'sendToFailed' });
		const rows = [lead({ Rating: 'Splendid' })];
		await story.write(rows, always);
		expect((await story.write(rows, always)).report.overhead).toBe(0);
		await story.close();
	});
});

describe('values that Zoho would refuse or change', () => {
	let story: BatchStory;
	beforeAll(async () => {
		story = await openBatch();
		for (const module of ['Leads', 'Subscriptions'])
			await story.write(
				[{ Name: 'first', ...leads(1)[0] }],
				form({
					module: named(module),
					matchingFields: {},
					options: { check: 'always', unknownFields: 'drop' },
				}),
			);
	});
	afterAll(async () => await story.close());

	const refusedFor = async (rows: IDataObject[], changes: Parameters<typeof form>[0] = {}) => {
		const told = await story.write(rows, form({ ...sendToFailed, ...changes }));
		expect(told.calls).toEqual([]);
		return told.failed.map(({ code, field }) => [code, field]);
	};
	const subscriptions = { module: named('Subscriptions'), matchingFields: matching('Name') };

	it('a number above 2^53 as id, in a lookup, or further in (R61, R62)', async () => {
		const big = 5725767000000100383;
		expect(await refusedFor([lead({ id: big })])).toEqual([['ID_IS_A_NUMBER', 'id']]);
		expect(
			await refusedFor(
				[
					{ Name: 'a', Account: big },
					{ Name: 'b', Account: { id: big } },
					{ Name: 'c', Line_Items: [{ Product: { id: big } }] },
				],
				subscriptions,
			),
		).toEqual([
			['NUMBER_NOT_EXACT', 'Account'],
			['NUMBER_NOT_EXACT', 'Account'],
			['NUMBER_NOT_EXACT', 'Line_Items'],
		]);
	});

	it('a number above 2^53 also while metadata is not cached, and from JSON text', async () => {
		const json = '{"Account_Name": "Acme", "Parent_Account": {"id": 5725767000000100383}}';
		const changes = {
			module: named('Accounts'),
			matchingFields: {},
			recordsFrom: 'json',
			recordJson: json,
		};
		expect(await refusedFor([{}], changes)).toEqual([['NUMBER_NOT_EXACT', 'Parent_Account']]);
	});

	it('dates: any ISO text, with milliseconds or without an offset, in the form Zoho takes (R55)', async () => {
		const told = await story.write([
			lead({
				Next_Call_At: '2026-03-01T09:30:00.123Z',
				First_Contact_Date: '2026-03-01T23:30:00Z',
			}),
			lead({ Email: 'b@example.com', Next_Call_At: '2026-03-01 09:30', First_Contact_Date: '' }),
			lead({ Email: 'c@example.com', Next_Call_At: '2026-03-01T09:30:00-04:00' }),
		]);
		expect(told.success).toHaveLength(3);
		const [first, second, third] = bodiesOf(told)[0].data as IDataObject[];
		expect(first).toMatchObject({
			Next_Call_At: '2026-03-01T09:30:00+00:00',
			First_Contact_Date: '2026-03-01',
		});
		expect(second.Next_Call_At).toMatch(/^2026-03-01T09:30:00[+-]\d\d:\d\d$/);
		expect(second.First_Contact_Date).toBeNull();
		expect(third.Next_Call_At).toBe('2026-03-01T09:30:00-04:00');
	});

	it('dates of expressions', async () => {
		const recordJson =
			'={{ { ...$json, Next_Call_At: DateTime.fromISO("2026-03-01T09:30:00.5+01:00", { setZone: true }), First_Contact_Date: new Date("2026-03-01T12:00:00Z") } }}';
		const told = await story.write(leads(1), form({ recordsFrom: 'json', recordJson }));
		expect((bodiesOf(told)[0].data as IDataObject[])[0]).toMatchObject({
			Next_Call_At: '2026-03-01T09:30:00+01:00',
			First_Contact_Date: '2026-03-01',
		});
	});

	it('a text that is no date, a list given as text, a text too long', async () => {
		expect(
			await refusedFor([
				lead({ Next_Call_At: 'tomorrow' }),
				lead({ Interests: 'Hardware; Support', Email: 'b@example.com' }),
				lead({ Last_Name: 'x'.repeat(81), Email: 'c@example.com' }),
			]),
		).toEqual([
			['INVALID_DATA', 'Next_Call_At'],
			['INVALID_DATA', 'Interests'],
			['INVALID_DATA', 'Last_Name'],
		]);
	});

	it('a mandatory field left out of a new record', async () => {
		const rows = [{ Last_Name: 'Only', Email: 'a@example.com' }];
		expect(await refusedFor(rows, { operation: 'create' })).toEqual([
			['MANDATORY_NOT_FOUND', 'Company'],
		]);
	});

	it('an empty list that would delete all rows of a subform, unless allowed', async () => {
		const rows = [{ Name: 'first', Line_Items: [] }];
		expect(await refusedFor(rows, subscriptions)).toEqual([
			['SUBFORM_WOULD_BE_EMPTIED', 'Line_Items'],
		]);
		const options = { emptySubforms: true };
		const { success } = await story.write(rows, form({ ...subscriptions, options }));
		expect(success).toHaveLength(1);
	});

	it('an error within a subform names row and field (R59)', async () => {
		const rows = [{ Name: 'first', Line_Items: [{}, { Product: 'no id' }] }];
		const { failed } = await story.write(rows, form({ ...subscriptions, ...sendToFailed }));
		expect(failed[0].reason).toContain("'Line Items' row 1, field Item");
		expect(failed[0]).toMatchObject({ field: 'Line_Items', subformRow: 1 });
	});

	it('a lookup by text id or by object; by name it is refused, showing what was given (R38)', async () => {
		const parameters = form({ module: named('Accounts'), matchingFields: {} });
		const [{ id }] = (await story.write([{ Account_Name: 'Acme' }], parameters)).success;
		const contacts = [id, { id }, { name: 'Acme' }].map((Account_Name, at) => ({
			Last_Name: `Contact ${at}`,
			Email: `${at}@example.com`,
			Account_Name,
		})) as IDataObject[];
		const told = await story.write(contacts, form({ module: named('Contacts') }));
		expect(told.success).toHaveLength(2);
		expect(told.failed[0].reason).toContain('{"name":"Acme"}');
	});

	it('one value refused by Zoho fails its row alone', async () => {
		const rows = leads(30).map((row, at) => (at === 17 ? { ...row, Rating: 'Splendid' } : row));
		const { failed, success } = await story.write(rows);
		expect([success.length, failed.length]).toEqual([29, 1]);
		expect(failed[0]).toMatchObject({ row: 17, field: 'Rating' });
	});
});
