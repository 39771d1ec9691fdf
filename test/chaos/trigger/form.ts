import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

export type Operation = 'create' | 'edit' | 'delete';

export interface Watched {
	module: 'Leads' | 'Contacts';
	operations: Operation[];
	/** Edits of others do not count; empty for all. */
	fields: string[];
}

/** What a trigger is set to. */
export interface Form {
	modules: Watched[];
	fetch: boolean;
	/** Of no other pause of the client, so that this one alone takes Zoho's time. */
	gatherSeconds: 3 | 7;
	ignoreOwn: boolean;
	catchUp: boolean;
	affectedValues: boolean;
	creditDetail: 'first' | 'every';
}

/** Fields that the story edits; the first ones can be watched. */
export const EDITED = { Leads: ['City', 'Street'], Contacts: ['Mailing_City', 'Department'] };

const watched = (module: Watched['module']): fc.Arbitrary<Watched> =>
	fc.record({
		module: fc.constant(module),
		operations: fc.uniqueArray(fc.constantFrom<Operation[]>('create', 'edit', 'delete'), {
			minLength: 1,
		}),
		fields: fc.constantFrom([], [], [EDITED[module][0]]),
	});

export const form: fc.Arbitrary<Form> = fc.record({
	modules: fc.oneof(
		fc.tuple(watched('Leads')),
		fc.tuple(watched('Contacts'), watched('Leads')),
	) as fc.Arbitrary<Watched[]>,
	fetch: fc.boolean(),
	gatherSeconds: fc.constantFrom(3 as const, 7 as const),
	ignoreOwn: fc.boolean(),
	catchUp: fc.oneof(
		{ weight: 3, arbitrary: fc.constant(true) },
		{ weight: 1, arbitrary: fc.constant(false) },
	),
	affectedValues: fc.boolean(),
	creditDetail: fc.constantFrom('first' as const, 'every' as const),
});

export const parametersOf = (form: Form): INodeParameters => ({
	modules: {
		watch: form.modules.map(({ module, operations, fields }) => ({
			module: { __rl: true, mode: 'name', value: module },
			operations,
			fields,
		})),
	},
	fetchRecord: form.fetch,
	gatherSeconds: form.gatherSeconds,
	catchUp: form.catchUp,
	options: {
		fetchFields: 'Last_Name, Modified_Time',
		ignoreOwn: form.ignoreOwn,
		affectedValues: form.affectedValues,
		creditDetail: form.creditDetail,
	},
});
