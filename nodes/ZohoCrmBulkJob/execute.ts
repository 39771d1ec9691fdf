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
	const hasTwoOutputs = operation === 'getResult';
	if (this.getInputData().length === 0) return hasTwoOutputs ? [[], []] : [[]];
	let marks: ReturnType<typeof marksOf> = [];
	try {
		checkForm(this, properties, ['jobId']);
		if (operation === 'getResult' || operation === 'getStatus') marks = marksOf(this);
	} catch (error) {
		if (!this.continueOnFail()) throw passOn(error);
		const failed = notStarted(this, passOn(error));
		return hasTwoOutputs ? failed : [failed.flat()];
	}
	switch (operation) {
		case 'export':
			return await startExport(this);
		case 'getResult':
			return await getResult(this, marks);
		case 'getStatus':
			return await getStatus(this, marks);
		default:
			return await startImport(this);
	}
}
