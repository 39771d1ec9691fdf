import type { IDataObject } from 'n8n-workflow';
import type { BatchStory, Told } from './batchStory';
import { bodiesOf, form, leads, matching, named, openBatch, writesOf } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

/** Three leads, of which the first and the last have one address. */
const twins = (): IDataObject[] => [
	{ Last_Name: 'First', Company: 'Acme', Email: 'twin@example.com' },
	{ Last_Name: 'Other', Company: 'Acme', Email: 'other@example.com' },
	{ Last_Name: 'Last', Company: 'Acme', Email: 'Twin@Example.com ' },
];

const namesSent = (told: Told) =>
	bodiesOf(told).map(({ data }) => (data as IDataObject[]).map((lead) => lead.Last_Name));
const outcomes = ({ success, failed }: Told) =>
	[...success, ...failed].map(({ outcome, action }) => action ?? outcome);

describe('the same key twice in one input (R52)', () => {
	it('goes out in a later call, which updates what the first one made', async () => {
		const told = await story.write(twins(), form({ options: { parallel: 10 } }));
		expect(namesSent(told)).toEqual([['First', 'Other'], ['Last']]);
		expect(told.success.map(({ action }) => action)).toEqual(['insert', 'insert', 'update']);
		expect(told.success[2].id).toBe(told.success[0].id);
		expect(story.records('Leads').map((lead) => lead.Last_Name)).toEqual(['Last', 'Other']);
		expect(told.meter).toBe(2);
	});

	it.each([
		['lastWins', ['Other', 'Last'], 0, 2],
		['firstWins', ['First', 'Other'], 2, 0],
	])(
		'%s: the loser is superseded and points at the winner',
		async (sameKey, sent, loser, winner) => {
			const told = await story.write(twins(), form({ options: { sameKey } }));
			expect(namesSent(told)).toEqual([sent]);
			expect(told.failed).toEqual([
				expect.objectContaining({
					row: loser,
					outcome: 'superseded',
					code: 'SAME_KEY_TWICE',
					supersededBy: winner,
					input: twins()[loser],
				}),
			]);
			expect(told.meter).toBe(1);
		},
	);

	it('is refused where the person says so', async () => {
		const told = await story.write(twins(), form({ options: { sameKey: 'error' } }));
		expect(namesSent(told)).toEqual([['First', 'Other']]);
		expect(told.failed).toEqual([
			expect.objectContaining({ row: 2, outcome: 'refused', code: 'SAME_KEY_TWICE' }),
		]);
	});

	it('is no failure for Error If Any Row Fails where a winner was wanted', async () => {
		const wanted = { whenRowsFail: 'errorIfAny', options: { sameKey: 'lastWins' } };
		expect((await story.write(twins(), form(wanted))).error).toBeUndefined();
		const refused = { whenRowsFail: 'errorIfAny', options: { sameKey: 'error' } };
		expect((await story.write(twins(), form(refused))).error).toBeDefined();
	});

	it('counts across two matching fields: rows that share either are kept apart', async () => {
		const rows = [
			{ Last_Name: 'A', Company: 'Acme', Email: 'a@example.com', Customer_Key: 'k1' },
			{ Last_Name: 'B', Company: 'Acme', Email: 'b@example.com', Customer_Key: 'K1' },
			{ Last_Name: 'C', Company: 'Acme', Email: 'b@example.com', Customer_Key: 'k2' },
		];
		const both = form({ matchingFields: matching('Customer_Key', 'Email') });
		const told = await story.write(rows, both);
		expect(namesSent(told)).toEqual([['A'], ['B'], ['C']]);
		expect(bodiesOf(told)[0].duplicate_check_fields).toEqual(['Customer_Key', 'Email']);
	});

	it('counts for a field that is unique though nobody listed it, once metadata is cached', async () => {
		const rows = ['a', 'b'].map((name) => ({
			Last_Name: name,
			Company: 'Acme',
			Email: `${name}@example.com`,
			Customer_Key: 'k1',
		}));
		const told = await story.write(rows, form({ options: { check: 'always' } }));
		expect(namesSent(told)).toEqual([['a'], ['b']]);
	});

	it('is the id for Update', async () => {
		const [lead] = (await story.write(leads(1))).success;
		const rows = ['first', 'second'].map((City) => ({ id: lead.id, City }));
		const update = (options: IDataObject) =>
			form({ operation: 'update', options: options as ReturnType<typeof form> });
		const both = await story.write(rows, update({}));
		expect(writesOf(both)).toHaveLength(2);
		expect(story.records('Leads')[0].City).toBe('second');
		const one = await story.write(rows, update({ sameKey: 'firstWins' }));
		expect(one.failed).toEqual([expect.objectContaining({ row: 1, supersededBy: 0 })]);
		expect(story.records('Leads')[0].City).toBe('first');
	});

	it('does not matter to Create', async () => {
		const told = await story.write(twins(), form({ operation: 'create' }));
		expect(writesOf(told)).toHaveLength(1);
		expect(outcomes(told)).toEqual(['insert', 'insert', 'insert']);
	});
});

describe('a row without a key', () => {
	const rows = (): IDataObject[] => [
		{ Last_Name: 'Keyless', Company: 'Acme', Email: '  ' },
		...leads(1),
	];

	it('is refused before a credit is spent, naming the fields', async () => {
		const { success, failed, meter } = await story.write(rows());
		expect([success.length, meter]).toEqual([1, 1]);
		expect(failed).toEqual([
			expect.objectContaining({ row: 0, outcome: 'refused', code: 'EMPTY_KEY' }),
		]);
		expect(failed[0].reason).toContain('nothing in Email');
		const alone = await story.write(rows().slice(0, 1), form({ whenRowsFail: 'sendToFailed' }));
		expect(alone.meter).toBe(0);
	});

	it('is inserted at every run where the person says so', async () => {
		const insert = form({ options: { emptyKey: 'insert' } });
		const keyless = [{ Last_Name: 'Keyless', Company: 'Acme' }];
		expect(outcomes(await story.write(keyless, insert))).toEqual(['insert']);
		expect(outcomes(await story.write(keyless, insert))).toEqual(['insert']);
	});

	it('is skipped where the person says so, which is no failure', async () => {
		const skip = { options: { emptyKey: 'skip' }, whenRowsFail: 'errorIfAny' };
		const { error, failed, success } = await story.write(rows(), form(skip));
		expect(error).toBeUndefined();
		expect(success).toHaveLength(1);
		expect(failed).toEqual([expect.objectContaining({ row: 0, outcome: 'skipped' })]);
	});

	it('is fine with an id', async () => {
		const [{ id }] = (await story.write(leads(1))).success;
		const told = await story.write([{ id, City: 'Graz' }]);
		expect(outcomes(told)).toEqual(['update']);
	});

	it('an empty cell where others have an id is no id', async () => {
		const [{ id }] = (await story.write(leads(1))).success;
		const rows = [
			{ id: ` ${id as string} `, City: 'Graz' },
			{ id: '', ...leads(2)[1] },
		];
		const told = await story.write(rows);
		expect(outcomes(told)).toEqual(['update', 'insert']);
		expect(bodiesOf(told)[0].data).toEqual([{ id, City: 'Graz' }, leads(2)[1]]);
	});
});

describe('which field matched (R09, R47)', () => {
	const held = async () =>
		await story.write([
			{ Last_Name: 'By Key', Company: 'Acme', Email: 'one@example.com', Customer_Key: 'k1' },
			{ Last_Name: 'By Mail', Company: 'Acme', Email: 'two@example.com' },
		]);

	it('is told, and flagged where nobody listed it', async () => {
		const [byKey] = (await held()).success;
		const row = { Last_Name: 'New', Company: 'Acme', Email: 'new@example.com', Customer_Key: 'k1' };
		const { success } = await story.write([row]);
		expect(success[0]).toMatchObject({
			id: byKey.id,
			action: 'update',
			duplicateField: 'Customer_Key',
			matchedByUnlistedField: true,
		});
	});

	it('is not flagged where it was listed, and none is named for a new record', async () => {
		await held();
		const { success } = await story.write(
			[
				{ Last_Name: 'x', Company: 'Acme', Customer_Key: 'k1' },
				{ Last_Name: 'y', Company: 'Acme', Customer_Key: 'k9' },
			],
			form({ matchingFields: matching('Customer_Key') }),
		);
		expect(success[0]).toMatchObject({ duplicateField: 'Customer_Key', action: 'update' });
		expect(success[1]).toMatchObject({ duplicateField: null, action: 'insert' });
		for (const item of success) expect(item).not.toHaveProperty('matchedByUnlistedField');
	});

	it('is the chosen one: with it a shared address is no match, without it the address is', async () => {
		const [, byMail] = (await held()).success;
		const twin = { Last_Name: 'Twin', Company: 'Acme', Email: 'one@example.com' };
		const chosen = form({ matchingFields: matching('Customer_Key') });
		const { success } = await story.write([{ ...twin, Customer_Key: 'k2' }], chosen);
		expect(success[0]).toMatchObject({ action: 'insert', duplicateField: null });
		const addresses = story.records('Leads').map(({ Email: address }) => address);
		expect(addresses).toEqual(['one@example.com', 'two@example.com', 'one@example.com']);
		const [found] = (await story.write([{ ...twin, Email: 'two@example.com' }])).success;
		expect(found).toMatchObject({ id: byMail.id, action: 'update', duplicateField: 'Email' });
	});

	it('is a conflict where two records hold the keys of one row, not a silent pick', async () => {
		const [, byMail] = (await held()).success;
		const row = { Last_Name: 'z', Company: 'Acme', Email: 'two@example.com', Customer_Key: 'k1' };
		const { failed, error } = await story.write([row], form({ whenRowsFail: 'sendToFailed' }));
		expect(error).toBeUndefined();
		expect(failed[0]).toMatchObject({ code: 'DUPLICATE_DATA', field: 'Customer_Key' });
		expect(failed[0].reason).toContain('existing record');
		expect(byMail.id).toBeDefined();
	});
});

describe('a field that Zoho does not match by', () => {
	const rows = leads(3).map((lead) => ({ ...lead, City: `${String(lead.Last_Name)} City` }));

	it('is refused by Zoho for the whole call, with the rule', async () => {
		const { error, meter } = await story.write(rows, form({ matchingFields: matching('City') }));
		expect(error?.message).toContain('INVALID_DATA');
		expect(error?.description).toContain("Check 'Matching Fields'");
		expect(meter).toBe(1);
	});

	it.each([
		['City', 'It matches by Email, Customer_Key'],
		['email', 'Did you mean Email?'],
	])('%s is known to be refused once metadata is cached: no credit (R39)', async (field, fix) => {
		await story.write(leads(1), form({ options: { check: 'always' } }));
		const told = await story.write(rows, form({ matchingFields: matching(field) }));
		expect(told.error?.message).toContain("'Matching Fields'");
		expect(told.error?.description).toContain(fix);
		expect(told.calls).toEqual([]);
	});
});

it('without a choice, a module matches by its own field', async () => {
	const parameters = form({ module: named('Accounts'), matchingFields: {} });
	await story.write([{ Account_Name: 'Acme' }], parameters);
	const { success } = await story.write([{ Account_Name: 'Acme' }], parameters);
	expect(success[0]).toMatchObject({ action: 'update', duplicateField: 'Account_Name' });
});
