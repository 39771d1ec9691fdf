import { perOrg, type Org } from './org';
import { onceCommitted } from './transaction';

/** A change of one record, for notifications and whatever else follows writes. */
export interface RecordEvent {
	module: string;
	operation: 'insert' | 'update' | 'delete';
	id: string;
	/** Fields whose value changed; all given ones on insert, none on delete. */
	changedFields: string[];
	/** As stored after the change; of a deleted record the last ones. */
	values: Record<string, unknown>;
	/** The user who wrote. */
	userId: string;
	time: number;
}

export type Automation = 'workflow' | 'approval' | 'blueprint' | 'pathfinder' | 'orchestration';

export const automations: Automation[] = [
	'workflow',
	'approval',
	'blueprint',
	'pathfinder',
	'orchestration',
];

/** One record for which Zoho ran automations: a test can tell whether workflows fired. */
export interface AutomationRun {
	module: string;
	id: string;
	operation: RecordEvent['operation'];
	ran: Automation[];
	/** Features run on request or skipped on request: `layout_rules`, `cadences`. */
	applied: string[];
	skipped: string[];
	assignmentRule: string | null;
	time: number;
}

const listenersOf = perOrg(() => new Set<(event: RecordEvent) => void>());

/** Every run of automations in this org, oldest first. */
export const automationRunsOf: (org: Org) => AutomationRun[] = perOrg(() => []);

/** Calls `listener` after each change of a record; returns how to stop. */
export function onRecordChange(org: Org, listener: (event: RecordEvent) => void): () => void {
	listenersOf(org).add(listener);
	return () => listenersOf(org).delete(listener);
}

const mutedOf = perOrg(() => ({ muted: false }));

/** Changes made by `work`, which does not wait for anything, are told to nobody. */
export function unannounced(org: Org, work: () => void): void {
	const state = mutedOf(org);
	state.muted = true;
	try {
		work();
	} finally {
		state.muted = false;
	}
}

export function announce(org: Org, event: RecordEvent): void {
	if (mutedOf(org).muted) return;
	onceCommitted(() => {
		for (const listener of listenersOf(org)) listener(event);
	});
}
