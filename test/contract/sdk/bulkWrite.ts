import assert from 'node:assert/strict';
import { BulkWrite, Choice, HeaderMap, Modules } from '@zohocrm/typescript-sdk-8.0';
import { downloadedRows, zipToUpload } from './sdkFile';
import type { SdkWorld } from './world';
import { openSdkWorld, understood } from './world';

const CSV = 'Last_Name,Company,Email\nAda,Fjord,ada@example.com\nBerg,Fjord,no address\n';

/** A file uploaded, a job made of it, its end and its result. */
export async function bulkWriteWithUpload() {
	const world = await openSdkWorld();
	try {
		const operations = new BulkWrite.BulkWriteOperations();
		const body = jobBody(await uploaded(world, operations));
		const created = await operations.createBulkWriteJob(body);
		const details = understood(created, 201, BulkWrite.SuccessResponse).getDetails();
		const id = String(details.get('id'));
		await world.simulator.zoho.clock.advance(60_000);
		const answer = await operations.getBulkWriteJobDetails(id);
		const job = understood(answer, 200, BulkWrite.BulkWriteResponse);
		assert.equal(job.getStatus(), 'COMPLETED');
		const [resource] = job.getResource();
		const file = resource.getFile();
		assert.deepEqual(
			[file.getAddedCount(), file.getSkippedCount(), file.getTotalCount()],
			[1, 1, 2],
		);
		const mapped = resource.getFieldMappings().map((one) => one.getAPIName());
		assert.deepEqual(mapped, ['Last_Name', 'Company', 'Email']);
		const url = job.getResult().getDownloadUrl();
		const result = await operations.downloadBulkWriteResult(url);
		const download = understood(result, 200, BulkWrite.FileBodyWrapper);
		const rows = downloadedRows(download.getFile());
		const told = Object.fromEntries(rows.map((row) => [row.Last_Name, row.STATUS]));
		assert.deepEqual(Object.keys(told).sort(), ['Ada', 'Berg']);
		assert.match(told.Ada, /added/i);
		assert.match(told.Berg, /skipped/i);
	} finally {
		await world.close();
	}
}

async function uploaded(world: SdkWorld, operations: BulkWrite.BulkWriteOperations) {
	const form = new BulkWrite.FileBodyWrapper();
	form.setFile(zipToUpload(world.folder, 'Leads', CSV));
	const headers = new HeaderMap();
	await headers.add(BulkWrite.UploadFileHeader.FEATURE, 'bulk-write');
	await headers.add(BulkWrite.UploadFileHeader.X_CRM_ORG, world.simulator.zoho.org().zgid);
	const answer = await operations.uploadFile(form, headers);
	const success = understood(answer, 200, BulkWrite.SuccessResponse);
	assert.equal(success.getCode().getValue(), 'FILE_UPLOAD_SUCCESS');
	return String(success.getDetails().get('file_id'));
}

function jobBody(fileId: string) {
	const module = new Modules.MinifiedModule();
	module.setAPIName('Leads');
	const resource = new BulkWrite.Resource();
	resource.setType(new Choice('data'));
	resource.setModule(module);
	resource.setFileId(fileId);
	resource.setFieldMappings(['Last_Name', 'Company', 'Email'].map(mapping));
	const body = new BulkWrite.RequestWrapper();
	body.setOperation(new Choice('insert'));
	body.setIgnoreEmpty(true);
	body.setResource([resource]);
	return body;
}

function mapping(field: string, column: number) {
	const mapping = new BulkWrite.FieldMapping();
	mapping.setAPIName(field);
	mapping.setIndex(column);
	return mapping;
}
