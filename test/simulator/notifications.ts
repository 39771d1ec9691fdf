import type { Backstage } from './backstage';
import type { Route, SimCall } from './route';
import { changeChannels, channelInFull, patchNeeds } from './watch';
import { enable, patch, replace } from './watchChanges';
import { listChannels, removeChannels } from './watchList';

const scopes = (...operations: string[]) =>
	operations.map((operation) => `ZohoCRM.notifications.${operation}`);

/** `actions/watch`: channels of notifications, one credit a call ("all other APIs", facts §1.4; calls in §6). */
export function notificationRoutes(backstage: Backstage): Route[] {
	const route = (
		method: Route['method'],
		name: string,
		needed: string[],
		handle: Route['handle'],
	): Route => ({
		method,
		tree: 'crm',
		path: 'actions/watch',
		name: `notifications.${name}`,
		scopes: () => scopes(...needed),
		price: () => 1,
		handle,
	});
	const inFull = () => channelInFull;
	return [
		route('POST', 'enable', ['CREATE', 'WRITE'], (call: SimCall) =>
			changeChannels(backstage, call, inFull, enable),
		),
		route('PUT', 'replace', ['UPDATE', 'WRITE'], (call: SimCall) =>
			changeChannels(backstage, call, inFull, replace),
		),
		route('PATCH', 'update', ['UPDATE', 'WRITE'], (call: SimCall) =>
			changeChannels(backstage, call, patchNeeds, patch),
		),
		route('GET', 'list', ['READ'], (call: SimCall) => listChannels(backstage, call)),
		route('DELETE', 'delete', ['DELETE'], (call: SimCall) => removeChannels(backstage, call)),
	];
}
