import { stringify } from 'csv-stringify/sync';
import { mapped, writing } from './bulkWriteClient';
import { automationRunsOf, onRecordChange } from './recordEvents';

const leads = { field_mappings: mapped('Last_Name', 'Company', 'Customer_Key', 'City') };
const head = ['Name', 'Firm', 'Key', 'Town'];
const lead = (name: string, key: string, more: object = {}) => ({
	Last_Name: name,
	Company: 'C',
	Customer_Key: key,
	...more,
});

describe('An insert', () => {
	it('skips rows with faults, and names code and columns', async () => {
		const { imported, seed } = writing();
		seed('Leads', [lead('Old', 'k1')]);
		const file = [
			head,
			['A', 'C', 'k2', ''],
			['B', '', 'k3', ''],
			['', '', 'k4', ''],
			['D', 'C', 'k1', ''],
			['E', '', 'k1', ''],
			['F', 'C', 'k2', ''],
		];

		const { byKey, rows } = await imported(file, leads);

		expect(byKey).toEqual({
			A: 'ADDED',
			B: 'SKIPPED MANDATORY_NOT_FOUND-Firm',
			'': 'SKIPPED MANDATORY_NOT_FOUND-Name,Firm',
			D: 'SKIPPED DUPLICATE_DATA-Key',
			E: 'SKIPPED MANDATORY_NOT_FOUND-Firm:DUPLICATE_DATA-Key',
			F: 'SKIPPED DUPLICATE_DATA-Key',
		});
		expect(rows.filter(({ RECORD_ID: id }) => id !== '')).toHaveLength(1);
	});

	it('with find_by skips rows whose record is there', async () => {
		const { imported, seed, records } = writing();
		seed('Leads', [lead('Old', 'k1', { Email: 'a@example.com' })]);
		const field_mappings = mapped('Last_Name', 'Company', 'Email');
		const file = [
			['Name', 'Firm', 'Mail'],
			['A', 'C', 'A@example.com'],
			['B', 'C', 'b@example.com'],
		];
		const { byKey } = await imported(file, { field_mappings, find_by: 'Email' });
		expect(byKey).toEqual({ A: 'SKIPPED DUPLICATE_DATA-Mail', B: 'ADDED' });
		expect(records('Leads')).toHaveLength(2);
	});

	it('takes headers for fields where none are mapped, lookups by what they are found by', async () => {
		const { imported, seed, records } = writing();
		const [account] = seed('Accounts', [{ Account_Name: 'Dal Tile' }]);
		const file = [
			['Last_Name', 'Account_Name.Account_Name'],
			['A', 'Dal Tile'],
			['B', 'Nobody'],
		];
		const { byKey } = await imported(file, { module: { api_name: 'Contacts' } });
		expect(byKey).toEqual({
			A: 'ADDED',
			B: 'SKIPPED INVALID_DATA-Account_Name.Account_Name',
		});
		expect(records('Contacts')[0].values.Account_Name).toBe(account);
	});

	it('reads every type of field from text', async () => {
		const { imported, seed, records, zoho } = writing();
		const [account] = seed('Accounts', [{ Account_Name: 'Dal Tile' }]);
		const user = zoho.org().users[1];
		const columns = {
			Name: 'A, "B"\nC',
			Account: account,
			Owner: user.email,
			Interests: 'Support; Training',
			Plan: 'Free',
			Starts_On: '12/31/2024',
			Renews_At: '12/31/2024 13:00:00',
			Meter_Number: '123456789012345678',
			Seats: '5',
			Discount: '1.25',
			Active: 'true',
		};
		const field_mappings = mapped(...Object.keys(columns)).map((mapping) => ({
			...mapping,
			...(Object(mapping).api_name === 'Account' && { find_by: 'id' }),
			...(Object(mapping).api_name === 'Owner' && { find_by: 'email' }),
		}));
		const resource = { module: { api_name: 'Subscriptions' }, field_mappings };

		await imported([Object.keys(columns), Object.values(columns)], resource);

		expect(records('Subscriptions')[0].values).toMatchObject({
			Name: 'A, "B"\nC',
			Account: account,
			Owner: user.id,
			Interests: ['Support', 'Training'],
			Plan: 'Free',
			Starts_On: '2024-12-31',
			Renews_At: '2024-12-31T13:00:00-08:00',
			Meter_Number: '123456789012345678',
			Seats: 5,
			Discount: 1.25,
			Active: true,
		});
	});

	it.each([
		['Plan', 'Golden'],
		['Starts_On', '2024-12-31'],
		['Starts_On', '31/12/2024'],
		['Renews_At', '2024-12-31T13:00:00+00:00'],
		['Seats', 'five'],
		['Seats', '1.5'],
		['Active', 'yes'],
		['Email', 'nobody'],
	])('skips a row whose %s is %s', async (apiName, cell) => {
		const { imported, records } = writing();
		const resource = {
			module: { api_name: 'Subscriptions' },
			field_mappings: mapped('Name', apiName),
		};
		const { byKey } = await imported(
			[
				['N', 'X'],
				['A', cell],
			],
			resource,
		);
		expect(byKey).toEqual({ A: 'SKIPPED INVALID_DATA-X' });
		expect(records('Subscriptions')).toHaveLength(0);
	});

	it.each([
		['Starts_On', 'dd-MM-yyyy', '31-12-2024', '2024-12-31'],
		['Starts_On', 'yyyy-MM-dd', '2024-12-31', '2024-12-31'],
		[
			'Renews_At',
			"yyyy-MM-dd'T'HH:mm:ssXXX",
			'2024-12-31T13:00:00+00:00',
			'2024-12-31T05:00:00-08:00',
		],
		['Renews_At', 'dd/MM/yyyy hh:mm a', '31/12/2024 01:30 PM', '2024-12-31T13:30:00-08:00'],
	])('reads %s in the format %s', async (api_name, format, cell, stored) => {
		const { imported, records } = writing();
		const field_mappings = mapped('Name', { api_name, format });
		const resource = { module: { api_name: 'Subscriptions' }, field_mappings };
		await imported(
			[
				['N', 'X'],
				['A', cell],
			],
			resource,
		);
		expect(records('Subscriptions')[0].values[api_name]).toBe(stored);
	});

	it('reads ISO dates without a format by the switch', async () => {
		const { imported, records } = writing({ bulkIsoDates: 'accepted' });
		const field_mappings = mapped('Name', 'Starts_On', 'Renews_At');
		const row = ['A', '2024-12-31', '2024-12-31T13:00:00+00:00'];
		const resource = { module: { api_name: 'Subscriptions' }, field_mappings };
		await imported([['N', 'S', 'R'], row], resource);
		expect(records('Subscriptions')[0].values.Starts_On).toBe('2024-12-31');
	});

	it('fills empty cells with the default, and columns that are none', async () => {
		const { imported, records, zoho } = writing();
		const layout = zoho.org().modules.get('Leads')!.schema.layouts.at(-1)!;
		const field_mappings = [
			...mapped('Last_Name', 'Company', { api_name: 'City', default_value: { value: 'Pune' } }),
			{ api_name: 'Lead_Status', default_value: { value: 'Contacted' } },
			{ api_name: 'Layout', default_value: { value: layout.id } },
		];
		await imported(
			[
				['N', 'F', 'T'],
				['A', 'C', ''],
				['B', 'C', 'Delhi'],
			],
			{ field_mappings },
		);
		const told = records('Leads').map(({ values, layoutId }) => [
			values.City,
			values.Lead_Status,
			layoutId,
		]);
		expect(told).toEqual([
			['Pune', 'Contacted', layout.id],
			['Delhi', 'Contacted', layout.id],
		]);
	});

	it.each([';', ':', '|'])('reads a file delimited by %s', async (delimiter) => {
		const { imported, records } = writing();
		const csv = stringify(
			[
				['Last_Name', 'Company'],
				['A', 'C, D'],
			],
			{ delimiter },
		);
		await imported(csv, {});
		expect(records('Leads')[0].values).toMatchObject({ Last_Name: 'A', Company: 'C, D' });
	});

	it('runs no automations and tells the channels, unless the switches turn that round', async () => {
		const heard = async (switches: Parameters<typeof writing>[0]) => {
			const { imported, zoho } = writing(switches);
			let events = 0;
			onRecordChange(zoho.org(), () => (events += 1));
			await imported([head, ['A', 'C', 'k', '']], leads);
			return [automationRunsOf(zoho.org()).length, events];
		};
		expect(await heard({})).toEqual([0, 1]);
		expect(await heard({ bulkWriteAutomations: true, bulkWriteNotifies: false })).toEqual([1, 0]);
	});
});

describe('An update', () => {
	it('finds its records, skips the others and empties what is empty', async () => {
		const { imported, seed, records } = writing();
		seed('Leads', [lead('Old', 'k1', { City: 'Pune' })]);
		const file = [head, ['New', 'C', 'k1', ''], ['X', 'C', 'k9', ''], ['Y', 'C', '', '']];

		const more = { operation: 'update' };
		const { byKey, job } = await imported(file, { ...leads, find_by: 'Customer_Key' }, more);

		expect(byKey).toEqual({
			New: 'UPDATED',
			X: 'SKIPPED RESOURCE_NOT_FOUND-Key',
			Y: 'SKIPPED MANDATORY_NOT_FOUND-Key',
		});
		expect(job.resource[0].file).toMatchObject({ updated_count: 1, skipped_count: 2 });
		expect(records('Leads')).toHaveLength(1);
		expect(records('Leads')[0].values).toMatchObject({ Last_Name: 'New', City: null });
	});

	it.each([
		['the root', {}, { ignore_empty: true }],
		['the resource', { ignore_empty: true }, {}],
	])('leaves alone what is empty with ignore_empty in %s', async (_where, resource, root) => {
		const { imported, seed, records } = writing();
		seed('Leads', [lead('Old', 'k1', { City: 'Pune' })]);
		const update = { ...leads, find_by: 'Customer_Key', ...resource };
		await imported([head, ['New', '', 'k1', '']], update, { operation: 'update', ...root });
		expect(records('Leads')[0].values).toMatchObject({ Company: 'C', City: 'Pune' });
	});

	it('goes by id, and needs no mandatory field', async () => {
		const { imported, seed, records } = writing();
		const [id] = seed('Leads', [lead('Old', 'k1')]);
		const field_mappings = mapped('id', 'City');
		const file = [
			['Id', 'Town'],
			[id, 'Pune'],
			['123', 'Pune'],
		];
		const { byKey } = await imported(
			file,
			{ field_mappings, find_by: 'id' },
			{ operation: 'update' },
		);
		expect(byKey).toEqual({ [id]: 'UPDATED', 123: 'SKIPPED RESOURCE_NOT_FOUND-Id' });
		expect(records('Leads')[0].values).toMatchObject({ Last_Name: 'Old', City: 'Pune' });
	});
});

describe('An upsert', () => {
	const upsert = { operation: 'upsert' };

	it('updates what it finds and inserts the rest', async () => {
		const { imported, seed, records } = writing();
		seed('Leads', [lead('Old', 'k1')]);
		const file = [head, ['A', 'C', 'K1', ''], ['B', 'C', 'k2', ''], ['C', 'C', '', '']];
		const { byKey } = await imported(file, { ...leads, find_by: 'Customer_Key' }, upsert);
		expect(byKey).toEqual({ A: 'UPDATED', B: 'ADDED', C: 'ADDED' });
		expect(records('Leads')).toHaveLength(3);
	});

	it('by id inserts rows without one and skips ids that are none', async () => {
		const { imported, seed } = writing();
		const [id] = seed('Leads', [lead('Old', 'k1')]);
		const field_mappings = mapped('Last_Name', 'Company', 'id');
		const file = [
			['N', 'F', 'I'],
			['A', 'C', id],
			['B', 'C', ''],
			['D', 'C', '99'],
		];
		const { byKey } = await imported(file, { field_mappings, find_by: 'id' }, upsert);
		expect(byKey).toEqual({
			A: 'UPDATED',
			B: 'ADDED',
			D: 'SKIPPED RESOURCE_NOT_FOUND-I',
		});
	});

	it('by a field that is not unique finds nothing and inserts all of it again', async () => {
		const { imported, seed, records } = writing();
		seed('Leads', [lead('Old', 'k1', { City: 'Pune' })]);
		const field_mappings = mapped('Last_Name', 'Company', 'City');
		const file = [
			['N', 'F', 'T'],
			['A', 'C', 'Pune'],
		];
		const { byKey } = await imported(file, { field_mappings, find_by: 'City' }, upsert);
		expect(byKey).toEqual({ A: 'ADDED' });
		expect(records('Leads')).toHaveLength(2);
		const strict = writing({ bulkFindByNotUnique: 'refused' });
		const refused = await strict.refusal(file, { field_mappings, find_by: 'City' }, upsert);
		expect(refused).toBe('400 INVALID_FORMAT');
	});
});

describe('25,000 rows', () => {
	const rows = (count: number) =>
		Array.from({ length: count }, (_, index) => [`L${index}`, 'C', `k${index}`, 'Pune']);

	it('are upserted twice without reading through the module for each', async () => {
		const { imported, records } = writing();
		const file = [head, ...rows(25_000)];
		const resource = { ...leads, find_by: 'Customer_Key' };
		const started = performance.now();

		const first = await imported(file, resource, { operation: 'upsert' });
		const second = await imported(file, resource, { operation: 'upsert' });

		expect(first.job.resource[0].file).toMatchObject({ added_count: 25_000 });
		expect(second.job.resource[0].file).toMatchObject({ updated_count: 25_000 });
		expect(second.rows).toHaveLength(25_000);
		expect(records('Leads')).toHaveLength(25_000);
		// Read through for each row it would be 600 million comparisons: minutes.
		expect(performance.now() - started).toBeLessThan(30_000);
	}, 90_000);

	it('are the most: one more fails the job, or is refused by the switch', async () => {
		const file = [head, ...rows(25_001)];
		const { imported, records } = writing();
		const { job } = await imported(file, leads);
		expect(job).toMatchObject({ status: 'FAILED', resource: [{ code: 'LIMIT_EXCEEDED' }] });
		expect(records('Leads')).toHaveLength(0);
		const strict = writing({ bulkTooManyRows: 'refused' });
		expect(await strict.refusal(file, leads)).toBe('400 FILE_NOT_SUPPORTED');
	}, 90_000);
});
