import assert from 'node:assert/strict';
import { Record } from '@zohocrm/typescript-sdk-8.0';
import { instance, openSdkWorld, understood } from './world';

/** Three leads, of which one is known and one is refused: the SDK tells the three outcomes apart. */
export async function upsertWithPartialFailure() {
	const world = await openSdkWorld({
		records: { Leads: [{ Last_Name: 'Berg', Company: 'Fjord', Email: 'berg@example.com' }] },
	});
	try {
		const body = new Record.BodyWrapper();
		body.setData([
			lead('Ada', 'ada@example.com'),
			lead('Berg', 'berg@example.com'),
			lead('Cole', 'no address'),
		]);
		body.setDuplicateCheckFields(['Email']);
		body.setTrigger([]);
		const answer = await new Record.RecordOperations('Leads').upsertRecords(body);
		const rows = understood(answer, 207, Record.ActionWrapper).getData();
		const [added, updated] = rows.slice(0, 2).map((row) => instance(row, Record.SuccessResponse));
		assert.deepEqual(told(added), ['SUCCESS', 'insert', 'record added']);
		assert.deepEqual(told(updated), ['SUCCESS', 'update', 'record updated']);
		assert.equal(updated.getDuplicateField(), 'Email');
		assert.equal(String(updated.getDetails().get('id')), world.ids.Leads[0]);
		assert.ok(added.getDetails().get('Created_Time') instanceof Date);
		const refused = instance(rows[2], Record.APIException);
		assert.equal(refused.getCode().getValue(), 'INVALID_DATA');
		assert.equal(refused.getDetails().get('api_name'), 'Email');
		assert.equal(world.simulator.zoho.org().modules.get('Leads')?.store.records.size, 2);
	} finally {
		await world.close();
	}
}

function lead(name: string, email: string) {
	const record = new Record.Record();
	record.addKeyValue('Last_Name', name);
	record.addKeyValue('Company', 'Fjord');
	record.addKeyValue('Email', email);
	return record;
}

const told = (row: Record.SuccessResponse) => [
	row.getCode().getValue(),
	row.getAction().getValue(),
	row.getMessage().getValue(),
];
