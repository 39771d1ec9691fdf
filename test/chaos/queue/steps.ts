import type { INodeParameters } from 'n8n-workflow';
import { STEPS } from '../workflowSteps';
import type { StepTold } from './process';
import type { Missed } from './redisTroubles';

const upsertWith = (more: INodeParameters) => (maxCredits: number) => {
	const { type, parameters } = STEPS.upsert.step(maxCredits);
	const options = { ...(parameters.options as INodeParameters), ...more };
	return { type, parameters: { ...parameters, options } };
};

/** What may stand in a row of nodes, among it what is kept in shared state. */
export const QUEUE_STEPS = {
	...STEPS,
	checked: { pairs: 'once', step: upsertWith({ check: 'always' }) },
	/** Many calls at once, which all want the last credits. */
	manyCalls: { pairs: 'once', step: upsertWith({ batchSize: 3, parallel: 6 }) },
	usage: {
		pairs: 'none',
		step: () => ({ type: 'zohoCrmApiCredits', parameters: { operation: 'getUsage' } }),
	},
	prices: {
		pairs: 'none',
		step: () => ({
			type: 'zohoCrmApiCredits',
			parameters: { operation: 'getPriceList', prices: 'live' },
		}),
	},
	everything: {
		pairs: 'none',
		step: () => ({
			type: 'zohoCrmCachedMetadata',
			parameters: { operation: 'get', kinds: ['modules', 'organization', 'users', 'roles'] },
		}),
	},
} as const;

export type QueueStepName = keyof typeof QUEUE_STEPS;

/** A run that is over. */
export interface Played {
	process: number;
	steps: QueueStepName[];
	inputs: number;
	told: StepTold[];
	/** By its process, while it ran. */
	missed: Missed[];
}
