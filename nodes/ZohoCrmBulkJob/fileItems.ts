import type { INodeExecutionData } from 'n8n-workflow';

import type { WaitingItem } from './finishing';
import type { Import } from './importStart';

export function fileItem(_under: Import, item: INodeExecutionData, _index: number): WaitingItem {
	return { json: item.json };
}
