import type { WatchedEvent, WatchedOperation } from './channels';
import type { Org } from './org';
import { invalidData, wrongType, type RecordError } from './recordErrors';
import { moduleNamed } from './schema';

const OPERATIONS: readonly WatchedOperation[] = ['create', 'edit', 'delete', 'all'];
const EVENTS_LIMIT = 50;
/** Modules whose records can be read but not watched (v7 enable page: the list of supported modules). */
const UNWATCHED = ['Notes', 'Attachments', 'Activities'];

function eventIn(org: Org, raw: unknown): WatchedEvent | undefined {
	const [name, word, ...rest] = typeof raw === 'string' ? raw.split('.') : [];
	const operation = OPERATIONS.find((one) => one === word);
	const schema = name === undefined ? undefined : moduleNamed(org.modules, name)?.schema;
	if (!operation || !schema || rest.length > 0) return undefined;
	const watchable = schema.apiSupported && schema.generatedType !== 'subform';
	if (!watchable || UNWATCHED.includes(schema.apiName)) return undefined;
	return { module: schema.apiName, operation };
}

/** `["Leads.create", "Contacts.all"]`: 1 to 50 events of modules that can be watched. */
export function eventsIn(org: Org, raw: unknown, path: string): WatchedEvent[] | RecordError {
	if (!Array.isArray(raw)) return wrongType('events', path, 'jsonarray');
	if (raw.length === 0) {
		return invalidData({ minimum_length: 1, api_name: 'events', json_path: path });
	}
	if (raw.length > EVENTS_LIMIT) {
		return invalidData({ maximum_length: EVENTS_LIMIT, api_name: 'events', json_path: path });
	}
	const events: WatchedEvent[] = [];
	for (const [index, one] of raw.entries()) {
		const event = eventIn(org, one);
		if (!event) return invalidData({ api_name: 'events', json_path: `${path}[${index}]` });
		events.push(event);
	}
	return events;
}
