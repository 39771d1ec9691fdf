import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import {
	getColumns,
	getMatchingFields,
	getMultiSelectFields,
	searchModules,
} from '../shared/ui/editorLists';
import { description } from './description';
import { batchUpsert } from './execute';

export class ZohoCrmBatchUpsert implements INodeType {
	description = description;

	methods = {
		listSearch: { searchModules },
		loadOptions: { getMatchingFields, getMultiSelectFields },
		resourceMapping: { getColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await batchUpsert.call(this);
	}
}
