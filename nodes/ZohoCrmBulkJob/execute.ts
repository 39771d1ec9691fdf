import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { passOn } from '../shared/zoho/stop';
import { checkForm } from '../shared/ui/checkForm';
import { notStarted } from '../shared/ui/notStarted';
import { properties } from './description';
import { startExport } from './exportStart';
import { getResult } from './getResult';
import { getStatus } from './getStatus';
import { startImport } from './importStart';
import { marksOf } from './jobItems';

/** Each operation in its own file; Import and Export may end asleep (`webhook.ts` goes on). */
export async function bulkJob(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = this.getNodeParameter('operation', 0) as string;
	let marks: ReturnType<typeof marksOf> = [];
	if (this.getInputData().length > 0) {
		try {
			checkForm(this, properties, ['jobId']);
			if (operation === 'getResult' || operation === 'getStatus') marks = marksOf(this);
		} catch (error) {
			if (!this.continueOnFail()) throw passOn(error);
			const failed = notStarted(this, passOn(error));
			return operation === 'getResult' ? failed : [failed.flat()];
		}
	}
	if (operation === 'export') return await startExport(this);
	if (this.getInputData().length === 0) return operation === 'getResult' ? [[], []] : [[]];
	if (operation === 'getResult') return await getResult(this, marks);
	if (operation === 'getStatus') return await getStatus(this, marks);
	return await startImport(this);
}
