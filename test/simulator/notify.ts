import { once, partition } from 'lodash';
import { apiOrigin, type Backstage } from './backstage';
import { liveChannels, type Channel, type WatchedOperation } from './channels';
import { selects } from './fieldSelection';
import { NotificationBatch } from './notificationBatch';
import { perOrg, type Org } from './org';
import { onRecordChange, type RecordEvent } from './recordEvents';
import { valueView } from './recordView';
import { fieldOf, moduleHolding, moduleNamed, SE_MODULE } from './schema';

/** What a channel calls the operations of a callback. */
const WORDS: Record<RecordEvent['operation'], WatchedOperation> = {
	insert: 'create',
	update: 'edit',
	delete: 'delete',
};

const listeningOf = perOrg(() => ({ started: false }));

function watches(channel: Channel, module: string, word: WatchedOperation): boolean {
	return channel.events.some(
		(event) => event.module === module && (event.operation === word || event.operation === 'all'),
	);
}

/** A condition holds back edits of other fields; new and deleted records always pass (v7 enable page). */
function passes(channel: Channel, event: RecordEvent): boolean {
	const conditions = channel.conditions.filter(({ module }) => module === event.module);
	if (conditions.length === 0 || event.operation !== 'update') return true;
	const changed = new Set(event.changedFields);
	return conditions.some(({ selection }) => selects(selection, changed));
}

function shownValues(org: Org, event: RecordEvent): Record<string, unknown> {
	const module = moduleNamed(org.modules, event.module);
	const record = module?.store.records.get(event.id);
	if (!module || !record) return {};
	const shown = event.changedFields.map((name) => {
		const field = fieldOf(module.schema, name);
		return [name, field ? valueView(org, field, event.values[name], record) : null] as const;
	});
	return Object.fromEntries(shown);
}

/** Records that a record's lookups point at: Zoho tells of them too, unless the channel does without. */
function relatives(org: Org, event: RecordEvent): Array<{ module: string; id: string }> {
	const fields = moduleNamed(org.modules, event.module)?.schema.fields ?? [];
	return fields.flatMap(({ type, apiName, linkedModule }) => {
		const id = event.values[apiName];
		if (type !== 'lookup' || !linkedModule) return [];
		const target =
			linkedModule === SE_MODULE
				? moduleHolding(org.modules, id)
				: moduleNamed(org.modules, linkedModule);
		if (!target || typeof id !== 'string' || !target.store.records.has(id)) return [];
		return [{ module: target.schema.apiName, id }];
	});
}

function collect(batch: NotificationBatch, org: Org, channel: Channel, event: RecordEvent) {
	if (watches(channel, event.module, WORDS[event.operation]) && passes(channel, event)) {
		const isEdit = event.operation === 'update';
		batch.add(channel, event.module, event.operation, {
			id: event.id,
			fields: isEdit ? event.changedFields : [],
			values: isEdit && channel.fieldValues ? shownValues(org, event) : {},
		});
	}
	if (!channel.relatedActions) return;
	for (const { module, id } of relatives(org, event)) {
		const narrowed = channel.conditions.some((condition) => condition.module === module);
		if (narrowed || !watches(channel, module, 'edit')) continue;
		batch.add(channel, module, 'update', { id, fields: [], values: {} });
	}
}

/** From now on changes in this org are told to its channels. */
export function notifyOn(backstage: Backstage, org: Org): void {
	const listening = listeningOf(org);
	if (listening.started) return;
	listening.started = true;
	let open: NotificationBatch | undefined;
	const openBatch = () => {
		const batch = new NotificationBatch(apiOrigin(backstage, org), backstage.clock.now());
		// The changes of one call are announced in one go; what is announced later is another call's.
		post(backstage, batch, () => (open = undefined));
		return batch;
	};
	onRecordChange(org, (event) => {
		const channels = liveChannels(org, backstage.clock.now());
		if (channels.length === 0) return;
		open ??= openBatch();
		for (const channel of channels) collect(open, org, channel, event);
	});
}

/** Has a batch sent when its time comes; `close` is called when no more can go into it. */
function post(backstage: Backstage, batch: NotificationBatch, close: () => void) {
	const { clock, callbacks, switches } = backstage;
	const ready = once(() => {
		close();
		const all = batch.callbacks(switches.notificationIdsPerCall);
		const met = all.map((callback) => ({ callback, fault: callbacks.faultOf(callback) }));
		const [early, due] = partition(met, ({ fault }) => fault?.effect === 'early');
		for (const { callback } of early) void callbacks.sendEarly(callback);
		return due;
	});
	queueMicrotask(ready);
	clock.at(clock.now() + switches.notificationDelaySeconds * 1000, async () => {
		for (const { callback, fault } of ready()) await callbacks.send(callback, fault);
	});
}
