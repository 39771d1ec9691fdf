import { readModuleName } from './modules';

/** What a subscription calls it; callbacks say insert, update, delete. */
export type WatchedOperation = 'create' | 'edit' | 'delete';

export interface WatchedModule {
	/** API name. */
	module: string;
	operations: readonly WatchedOperation[];
	/** Edits count only when one of these changed; empty for all. */
	fields: readonly string[];
}

/** What one channel tells of. */
export interface Watch {
	modules: readonly WatchedModule[];
	/** Edits bring the new values of the fields that changed. */
	affectedValues: boolean;
	/** Changes of related records count as edits, too: Zoho's default, and noise (public report R83). */
	relatedActions: boolean;
}

/** A watch that Zoho would refuse, in words fit for a person. */
export interface WatchFault {
	message: string;
	fix: string;
}

/** Fields in all conditions of a channel: api/v8/notifications/enable.html. */
const MOST_FIELDS = 10;

/** Events of a channel: Zoho's OpenAPI file of the notifications. */
const MOST_EVENTS = 50;

/** Not in the list of modules of api/v8/notifications/enable.html. */
const UNWATCHED = ['notes', 'attachments'];

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `["Leads.all", "Contacts.edit"]`. */
export const eventsOf = ({ modules }: Pick<Watch, 'modules'>): string[] =>
	modules.flatMap(({ module, operations }) =>
		new Set(operations).size === 3
			? [`${module}.all`]
			: [...new Set(operations)].map((operation) => `${module}.${operation}`),
	);

/** Whether a notification is one that was asked for; a channel may hold events of an earlier version. */
export const isWatched = (
	{ modules }: Pick<Watch, 'modules'>,
	module: string,
	operation: WatchedOperation,
): boolean => modules.some((one) => same(one.module, module) && one.operations.includes(operation));

type FieldSelection =
	| { field: { api_name: string } }
	| { group_operator: 'or'; group: FieldSelection[] };

/** Zoho takes two objects in a group, so that more become a group within a group (same page). */
function anyOf(fields: readonly string[]): FieldSelection {
	const [first, ...rest] = fields;
	const leaf: FieldSelection = { field: { api_name: first } };
	return rest.length === 0 ? leaf : { group_operator: 'or', group: [leaf, anyOf(rest)] };
}

/** `notification_condition`; undefined when every edit counts. */
export function conditionsOf({ modules }: Pick<Watch, 'modules'>): unknown[] | undefined {
	const narrowed = modules.filter(
		({ operations, fields }) => fields.length > 0 && operations.includes('edit'),
	);
	if (narrowed.length === 0) return undefined;
	return narrowed.map(({ module, fields }) => ({
		type: 'field_selection',
		module: { api_name: module },
		field_selection: anyOf(fields),
	}));
}

/** What can be known to be refused, before a call is spent on it; undefined when nothing is. */
export function watchFault(watch: Watch): WatchFault | undefined {
	const { modules } = watch;
	if (modules.length === 0) {
		return { message: "'Modules' is empty", fix: 'Add the module whose records to watch.' };
	}
	const fault = modules.map(moduleFault).find((found) => found !== undefined);
	if (fault) return fault;
	const twice = modules.find(
		({ module }, at) => modules.findIndex((other) => same(other.module, module)) !== at,
	);
	if (twice) {
		const fix = 'Put its events and fields into one entry.';
		return { message: `'Modules' names ${twice.module} twice`, fix };
	}
	return sizeFault(watch);
}

function moduleFault({ module, operations }: WatchedModule): WatchFault | undefined {
	if (module === '') {
		const fix = 'Choose a module from the list, or give its API name.';
		return { message: "'Module' of an entry of 'Modules' is empty", fix };
	}
	const read = readModuleName(module);
	if ('message' in read) return read;
	if (UNWATCHED.includes(module.toLowerCase())) {
		const fix = 'Poll it with Batch Read: Get Changed Since, or watch the module they hang on.';
		return { message: `Zoho sends no notifications for ${module}`, fix };
	}
	if (operations.length > 0) return undefined;
	return {
		message: `'Events' of ${module} is empty`,
		fix: 'Choose at least one of Create, Edit and Delete.',
	};
}

function sizeFault(watch: Watch): WatchFault | undefined {
	const fields = watch.modules.reduce((sum, one) => sum + one.fields.length, 0);
	if (fields > MOST_FIELDS) {
		return {
			message: `'Watched Fields' holds ${fields} fields, and Zoho takes ${MOST_FIELDS} in all`,
			fix: 'Choose fewer, leave the list empty to hear of every edit, or use a second trigger.',
		};
	}
	const events = eventsOf(watch).length;
	if (events <= MOST_EVENTS) return undefined;
	return {
		message: `'Modules' makes ${events} events, and Zoho takes ${MOST_EVENTS} a channel`,
		fix: 'Spread the modules over several triggers.',
	};
}
