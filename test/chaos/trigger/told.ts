import type { IDataObject } from 'n8n-workflow';
import type { Operation } from './form';
import type { N8n } from './n8n';

/** One item that a workflow was started with. */
export interface Told {
	workflow: number;
	module: string;
	id: string;
	operation: Operation;
	/** Zoho's time of the change, epoch ms; of one that was read, a whole second. */
	time: number;
	caughtUp: boolean;
	/** When the workflow started. */
	at: number;
	json: IDataObject;
}

/** All items, in the order in which their workflows started. */
export const toldBy = ({ started }: N8n): Told[] =>
	started.flatMap(({ place, at, items }) =>
		items.map(({ json }) => ({
			workflow: place.index,
			module: String(json.module),
			id: String(json.id),
			operation: json.operation as Operation,
			time: Date.parse(String(json.serverTime)),
			caughtUp: json.caughtUp === true,
			at,
			json,
		})),
	);

export const secondOf = (time: number): number => Math.floor(time / 1000) * 1000;

/** A record's creation and its edits are of one kind, its deletion of another. */
export const kindOf = (operation: Operation): 'change' | 'delete' =>
	operation === 'delete' ? 'delete' : 'change';
