import type { INodeParameters } from 'n8n-workflow';
import type { Step } from '../support/workflow';

interface ChainStep {
	/** How output items go back to input items. */
	pairs: 'once' | 'fansOut' | 'none';
	step(maxCredits: number): Step;
}

const contacts = { __rl: true, mode: 'name', value: 'Contacts' };

const optionsFor = (maxCredits: number, more: INodeParameters = {}): INodeParameters => ({
	...(maxCredits > 0 ? { maxCredits } : {}),
	...more,
});

/** The person of an item, whatever node it comes from. */
const EMAIL = '$json.Email ?? $json.input?.Email ?? $json.record?.Email ?? null';
const NAME = "$json.Last_Name ?? $json.input?.Last_Name ?? 'Nobody'";
const ID = "$json.id ?? '5725767000900000001'";

const upsert = (operation: string, more: INodeParameters) => (maxCredits: number) => ({
	type: 'zohoCrmBatchUpsert',
	parameters: {
		operation,
		module: contacts,
		whenRowsFail: 'sendToFailed',
		options: optionsFor(maxCredits, { includeInput: true, emptyKey: 'skip' }),
		...more,
	},
});

const read = (operation: string, more: INodeParameters) => (maxCredits: number) => ({
	type: 'zohoCrmBatchRead',
	parameters: {
		operation,
		module: contacts,
		fields: ['Last_Name', 'Email'],
		options: optionsFor(maxCredits),
		...more,
	},
});

/** What may stand in a row of nodes; each takes what the one before it gives. */
export const STEPS = {
	upsert: {
		pairs: 'once',
		step: upsert('upsert', {
			recordsFrom: 'json',
			recordJson: `={{ { Last_Name: ${NAME}, Email: ${EMAIL} } }}`,
			matchingFields: { fields: [{ field: 'Email' }] },
		}),
	},
	update: {
		pairs: 'once',
		step: upsert('update', {
			recordsFrom: 'json',
			recordJson: `={{ { id: ${ID}, Description: 'Seen' } }}`,
		}),
	},
	delete: { pairs: 'once', step: upsert('delete', { recordId: `={{ ${ID} }}` }) },
	lookUp: {
		pairs: 'fansOut',
		step: read('lookUp', { field: 'Email', value: `={{ ${EMAIL} }}`, matches: 'all' }),
	},
	getByIds: { pairs: 'fansOut', step: read('getByIds', { recordId: `={{ ${ID} }}` }) },
	composite: {
		pairs: 'once',
		step: (maxCredits) => ({
			type: 'zohoCrmCompositeRequest',
			parameters: {
				operation: 'sendMany',
				requestsFrom: 'json',
				requestJson: `={{ { method: 'POST', uri: '/crm/v8/Leads', body: { data: [{ Last_Name: ${NAME}, Company: 'Acme' }] } } }}`,
				execution: 'inOrder',
				whenRowsFail: 'sendToFailed',
				options: optionsFor(maxCredits),
			},
		}),
	},
	metadata: {
		pairs: 'none',
		step: () => ({
			type: 'zohoCrmCachedMetadata',
			parameters: { operation: 'get', kinds: ['fields'], modulesFrom: 'one', module: contacts },
		}),
	},
	budget: {
		pairs: 'once',
		step: () => ({
			type: 'zohoCrmApiCredits',
			parameters: { operation: 'checkBudget', needed: 'credits', creditsNeeded: '1' },
		}),
	},
	import: {
		pairs: 'once',
		step: (maxCredits) => ({
			type: 'zohoCrmBulkJob',
			parameters: {
				operation: 'import',
				module: contacts,
				write: 'upsert',
				findBy: 'Email',
				rowsFrom: 'json',
				recordJson: `={{ { Last_Name: ${NAME}, Email: ${EMAIL} } }}`,
				route: 'cheapest',
				wait: 'poll',
				whenRowsFail: 'sendToFailed',
				options: optionsFor(maxCredits, { includeInput: true }),
			},
		}),
	},
} satisfies Record<string, ChainStep>;

export type StepName = keyof typeof STEPS;
