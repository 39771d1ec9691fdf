import type { Service } from './service';
import { API_CALL, rows } from './service';

export const noteServices: Service[] = [
	...rows('GET', 'Notes Notes/:id :module/:id/Notes', 'notes.read', 25),
	...rows('POST PUT DELETE', 'Notes Notes/:id :module/:id/Notes', 'notes.write', 1),
	...rows('GET', ':module/:id/Attachments', 'files.read', 'any'),
	...rows('GET', ':module/:id/Attachments/:file :module/:id/photo files', 'files.read', API_CALL),
	...rows('DELETE', ':module/:id/photo', 'files.write', 'any'),
	...rows(
		'POST DELETE',
		':module/:id/Attachments :module/:id/Attachments/:file',
		'files.write',
		API_CALL,
	),
	...rows('POST', ':module/:id/photo files', 'files.write', API_CALL),
];

/** What is done to one record or to a module. */
export const actionServices: Service[] = [
	...rows('GET', ':module/actions/count', 'records.count', 'any'),
	...rows('POST', ':module/:id/actions/convert', 'records.convert', 'any'),
	...rows('GET PUT', ':module/:id/actions/blueprint', 'records.blueprint', 'any'),
	...rows(
		'POST',
		':module/:id/actions/add_tags :module/:id/actions/remove_tags',
		'records.tag',
		'any',
	),
	...rows('GET', ':module/:id/actions/share', 'records.related', 'any'),
	...rows('POST PUT', ':module/:id/actions/send_mail', 'mail.send', API_CALL),
	...rows('POST', ':module/:id/actions/merge', 'records.merge', API_CALL),
	...rows(
		'POST',
		':module/actions/add_tags :module/actions/remove_tags',
		'records.tagMany',
		API_CALL,
	),
	...rows('POST', ':module/actions/mass_update', 'records.massUpdate', {
		instead: "the node Batch Upsert does it with 'Update Many with Same Values'",
	}),
	...rows('POST', ':module/actions/mass_delete', 'records.massDelete', API_CALL),
	...rows('POST', ':module/actions/mass_convert', 'records.massConvert', API_CALL),
	...rows(
		'GET POST PUT PATCH DELETE',
		':module/actions/* :module/:id/actions/*',
		'other.call',
		API_CALL,
	),
];

export const recordServices: Service[] = [
	...rows('POST', 'coql', 'coql.query', 25),
	...rows('GET', ':module/search', 'records.search', 25),
	...rows('GET', ':module/deleted', 'records.deleted', 25),
	...rows('POST', ':module/upsert', 'records.upsert', 1),
	...rows('GET', ':module', 'records.list', 25),
	...rows('POST', ':module', 'records.insert', 1),
	...rows('PUT', ':module :module/:id', 'records.update', 1),
	...rows('DELETE', ':module/:id', 'records.delete', 1),
	...rows('DELETE', ':module', 'records.delete', {
		instead: "the node Batch Upsert deletes 100 ids for 1 credit with 'Delete'",
	}),
	...rows('GET', ':module/:id', 'records.get', 25),
	...rows('GET', ':module/:id/:list :module/:id/:list/:related', 'records.related', 25),
	...rows('PUT DELETE', ':module/:id/:list :module/:id/:list/:related', 'records.link', 1),
];
