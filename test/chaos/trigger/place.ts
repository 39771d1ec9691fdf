import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { TriggerNode } from '../../support/activation';
import type { TestWorkflow } from '../../support/workflow';
import { chain } from '../../support/workflow';
import type { Form } from './form';
import { parametersOf } from './form';

export const NODE = 'zohoCrmNotificationTrigger';

/** Publishing again within this time goes on where it ended. */
export const SAME_PUBLISH_MS = 5 * 60_000;

/** From one publishing to the next. */
export interface Stretch {
	form: Form;
	/** When somebody first tried. */
	from: number;
	/** When the channel was there; null when it never was. */
	since: number | null;
	until: number | null;
}

/** A workflow of this n8n, published or not. */
export interface Place {
	index: number;
	id: string;
	url: string;
	stretches: Stretch[];
	/** Absent while it is not active, for whatever reason. */
	life?: Life;
}

/** A workflow while it is active, in one process. */
export interface Life {
	trigger: TriggerNode;
	close?: () => Promise<void>;
	killed: boolean;
	/** Calls that are answered and not done with: one that gathers takes along those that come meanwhile. */
	underWay: IDataObject[];
	open: number;
}

/** An execution that the trigger started. */
export interface Started {
	place: Place;
	at: number;
	items: INodeExecutionData[];
}

/** A call that a killed process had answered and took with it. */
export interface Swallowed {
	place: Place;
	body: IDataObject;
}

export const isPublished = ({ stretches }: Place): boolean => stretches.at(-1)?.until === null;

export function workflowOf({ id, index }: Place, form: Form): TestWorkflow {
	const workflow = chain([], { type: NODE, parameters: parametersOf(form) });
	const nodes = workflow.nodes.map((node) =>
		node.type.endsWith(NODE) ? { ...node, webhookId: `hook-${index}` } : node,
	);
	return { ...workflow, id, nodes };
}

/** Two workflows, neither published yet. */
export const places = (): Place[] =>
	[0, 1].map((index) => {
		const id = `workflow-${index}`;
		const url = `https://n8n.example.com/webhook/hook-${index}/zoho-crm`;
		return { index, id, url, stretches: [] };
	});
