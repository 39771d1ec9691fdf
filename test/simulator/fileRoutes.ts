import {
	addAttachment,
	deleteAttachment,
	downloadAttachment,
	listAttachments,
} from './attachments';
import { moduleScopes } from './moduleAccess';
import { deletePhoto, downloadPhoto, uploadPhoto } from './photos';
import type { Route } from './route';

const OPERATIONS = {
	GET: ['READ' as const],
	POST: ['CREATE' as const, 'WRITE' as const],
	DELETE: ['DELETE' as const],
};

function route(
	method: keyof typeof OPERATIONS,
	path: string,
	name: string,
	handle: Route['handle'],
): Route {
	return {
		...{ method, tree: 'crm', path: `:module/:id/${path}`, name: `files.${name}`, handle },
		scopes: (call) => moduleScopes(call, call.path[0], OPERATIONS[method]),
		price: () => 1,
	};
}

/** Attachments and photos: one credit a call (samples of `GET __apis`, facts §1.4). */
export const fileRoutes: Route[] = [
	route('GET', 'Attachments', 'list', listAttachments),
	route('POST', 'Attachments', 'attach', addAttachment),
	route('GET', 'Attachments/:attachment', 'download', downloadAttachment),
	route('DELETE', 'Attachments/:attachment', 'detach', deleteAttachment),
	route('GET', 'photo', 'photo', downloadPhoto),
	route('POST', 'photo', 'uploadPhoto', uploadPhoto),
	route('DELETE', 'photo', 'deletePhoto', deletePhoto),
];
