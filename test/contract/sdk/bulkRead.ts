import assert from 'node:assert/strict';
import { BulkRead, Choice, Modules } from '@zohocrm/typescript-sdk-8.0';
import { downloadedRows } from './sdkFile';
import { instance, openSdkWorld, understood } from './world';

/** A job from creation by ADDED to COMPLETED, and its file. */
export async function bulkReadWithDownload() {
	const names = ['Ada', 'Berg', 'Cole'];
	const records = names.map((name) => ({ Last_Name: name, Company: 'Fjord' }));
	const world = await openSdkWorld({ records: { Leads: records } });
	try {
		const operations = new BulkRead.BulkReadOperations();
		const created = understood(
			await operations.createBulkReadJob(jobBody()),
			201,
			BulkRead.ActionWrapper,
		);
		const [success] = created.getData();
		const details = instance(success, BulkRead.SuccessResponse).getDetails();
		assert.equal(instance(details.get('state'), Choice).getValue(), 'ADDED');
		const id = BigInt(String(details.get('id')));
		const job = async () => {
			const answer = await operations.getBulkReadJobDetails(id);
			return understood(answer, 200, BulkRead.ResponseWrapper).getData()[0];
		};
		assert.equal((await job()).getState().getValue(), 'ADDED');
		await world.simulator.zoho.clock.advance(60_000);
		const done = await job();
		assert.equal(done.getState().getValue(), 'COMPLETED');
		assert.equal(done.getQuery().getModule().getAPIName(), 'Leads');
		assert.equal(done.getResult().getCount(), 3);
		assert.equal(done.getResult().getMoreRecords(), false);
		const file = understood(await operations.downloadResult(id), 200, BulkRead.FileBodyWrapper);
		const rows = downloadedRows(file.getFile());
		assert.deepEqual(rows.map((row) => row.Last_Name).sort(), names);
		assert.deepEqual(rows.map((row) => row.Id ?? row.id).sort(), [...world.ids.Leads].sort());
		const unknown = await operations.getBulkReadJobDetails(id + 1n);
		assert.ok(understood(unknown, 404, BulkRead.APIException).getCode());
	} finally {
		await world.close();
	}
}

function jobBody() {
	const module = new Modules.MinifiedModule();
	module.setAPIName('Leads');
	const query = new BulkRead.Query();
	query.setModule(module);
	query.setFields(['Last_Name', 'Company']);
	query.setPage(1);
	const callback = new BulkRead.CallBack();
	callback.setUrl('https://example.com/done');
	callback.setMethod(new Choice('post'));
	const body = new BulkRead.BodyWrapper();
	body.setQuery(query);
	body.setCallback(callback);
	return body;
}
