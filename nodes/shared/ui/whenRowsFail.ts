import type { INodeProperties } from 'n8n-workflow';

export type WhenRowsFail = 'errorIfNothingWritten' | 'errorIfAny' | 'sendToFailed';

/** Where rows that failed go, of every node that has the outputs Success and Failed. */
export const whenRowsFail: INodeProperties = {
	displayName: 'When Rows Fail',
	name: 'whenRowsFail',
	type: 'options',
	default: 'errorIfNothingWritten',
	options: [
		{
			name: 'Error If Any Row Fails',
			value: 'errorIfAny',
			description:
				'After the run. Rows already written stay written: a batch is not a transaction.',
		},
		{
			name: 'Error If Nothing Was Written or the Run Stopped Early',
			value: 'errorIfNothingWritten',
			description: 'Other failed rows go to the Failed output',
		},
		{
			name: 'Send to Failed Output',
			value: 'sendToFailed',
			description: 'Whatever happens to rows, the workflow goes on with both outputs',
		},
	],
	description: 'A retry never sends again what was written or refused',
};
