import type { INodeProperties } from 'n8n-workflow';

export type WhenRowsFail = 'errorIfNothingWritten' | 'errorIfAny' | 'sendToFailed';

interface Words {
	/** What becomes of failed rows when others were written. */
	otherwise: string;
	/** The choice that never fails because of rows. */
	never: { name: string; description: string };
	description: string;
}

/** What a run does about rows that failed, in words that fit the outputs of the node. */
export const whenRowsFailIn = ({ otherwise, never, description }: Words): INodeProperties => ({
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
			description: otherwise,
		},
		{ ...never, value: 'sendToFailed' },
	],
	description,
});

/** Of every node that has the outputs Success and Failed. */
export const whenRowsFail: INodeProperties = whenRowsFailIn({
	otherwise: 'Other failed rows go to the Failed output',
	never: {
		name: 'Send to Failed Output',
		description: 'Whatever happens to rows, the workflow goes on with both outputs',
	},
	description: 'A retry never sends again what was written or refused',
});
