import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { leads } from './forms';
import type { Place } from './places';
import { placesOf, withValue } from './places';
import type { Setup } from './triggerFormLife';

export type TriggerPlace = Pick<Place, 'path' | 'labels' | 'form'> &
	Partial<Pick<Place, 'property'>>;

const entry = (): INodeParameters => ({
	module: leads('Leads'),
	operations: ['create', 'edit', 'delete'],
	fields: ['City'],
});

/** What a person would have put in. */
export const usualForm = (): INodeParameters => ({
	modules: { watch: [entry()] },
	fetchRecord: true,
	gatherSeconds: 2,
	catchUp: true,
	options: { fetchFields: 'Last_Name, City', affectedValues: true },
});

/** Beside the parameters: n8n makes it, and people who write workflows as JSON. No expression. */
const WEBHOOK_ID = 'webhookId';

export const webhookAddress: TriggerPlace = {
	path: [WEBHOOK_ID],
	labels: ['The webhook address'],
	form: usualForm(),
};

/** Where a form that a person or a program wrote may hold anything, and expressions may come to anything. */
export function triggerPlaces(properties: INodeProperties[]): TriggerPlace[] {
	const place = (path: string, ...labels: string[]): TriggerPlace => ({
		path: path.split('.'),
		labels,
		form: usualForm(),
	});
	return [
		...placesOf(properties, usualForm(), entry(), []),
		place('modules.watch', 'Modules'),
		place('modules.watch.0', 'Modules'),
		place('modules.watch.1', 'Modules'),
		place('modules.watch.0.module.value', 'Modules', 'Module'),
		place('modules.watch.0.module.mode', 'Modules', 'Module'),
		place('modules.watch.0.operations.1', 'Modules', 'Events'),
		place('modules.watch.0.fields.1', 'Modules', 'Watched Field Names or IDs'),
		place('options.fetchFields.0', 'Options', 'Fields to Fetch'),
	];
}

export function setupOf({ path, form }: TriggerPlace, value: unknown): Setup {
	if (path[0] === WEBHOOK_ID) return { parameters: form, webhookId: value as string };
	return { parameters: withValue(form, path, value) };
}

/** The name of another module, as far as anybody but Zoho knows: then events of Leads are no longer wanted. */
export const namesModule = ({ labels }: TriggerPlace, value: unknown): boolean =>
	labels.at(-1) === 'Module' && typeof value === 'string' && /^\w+$/.test(value);

/** Whether a value, as it stands there, can mean nothing in its field, so that n8n's own form would not take it. */
export function isNonsense({ property }: TriggerPlace, value: unknown): boolean {
	const isOpen = value === undefined || value === null || value === '';
	if (!property || isOpen || (typeof value === 'string' && value.startsWith('='))) return false;
	switch (property.type) {
		case 'boolean':
			return typeof value !== 'boolean';
		case 'number':
			return Number.isNaN(Number(String(value).trim() || 'nothing'));
		case 'options':
			return !(property.options as INodePropertyOptions[]).some((one) => one.value === value);
		case 'string':
			return typeof value === 'object';
		default:
			return false;
	}
}
