import type { INodeProperties } from 'n8n-workflow';

/** What an Export takes beside the module and how to wait. */
export const exportFields: INodeProperties[] = [];
