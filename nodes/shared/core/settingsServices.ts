import type { Service } from './service';
import { API_CALL, rows } from './service';

/** The organisation, its users and channels. */
export const organizationServices: Service[] = [
	...rows('GET', 'org', 'org.get', 'any'),
	...rows('GET', 'org/currencies org/currencies/:id', 'settings.read', 'any'),
	...rows('POST PUT', 'org/currencies org/currencies/:id', 'settings.write', 1),
	...rows('GET', 'users users/:id', 'users.list', 25),
	...rows('POST PUT DELETE', 'users users/:id', 'users.write', 1),
	...rows('GET', 'actions/watch', 'notifications.read', 25),
	...rows('POST PUT PATCH', 'actions/watch', 'notifications.write', 1),
	...rows('DELETE', 'actions/watch', 'notifications.write', 'any'),
];

/** Everything below `settings`; the most literal first. */
export const settingsServices: Service[] = [
	...rows('GET', 'settings/modules', 'settings.modules', 'any'),
	...rows('GET', 'settings/modules/:module', 'settings.module', 'any'),
	...rows('GET', 'settings/fields settings/fields/:id', 'settings.fields', 'any'),
	...rows('GET', 'settings/layouts settings/layouts/:id', 'settings.layouts', 'any'),
	...rows(
		'GET',
		'settings/related_lists settings/related_lists/:id',
		'settings.relatedLists',
		'any',
	),
	...rows('GET', 'settings/custom_views settings/custom_views/:id', 'settings.customViews', 'any'),
	...rows('GET', 'settings/roles settings/roles/:id', 'settings.roles', 'any'),
	...rows('GET', 'settings/profiles settings/profiles/:id', 'settings.profiles', 'any'),
	...rows('GET', 'settings/territories settings/territories/*', 'settings.read', 25),
	...rows('GET', 'settings/email_templates settings/email_templates/:id', 'settings.read', 25),
	...rows(
		'GET',
		'settings/inventory_templates settings/inventory_templates/:id',
		'settings.read',
		25,
	),
	...rows('GET', 'settings/*', 'settings.read', 'any'),
	...rows('POST PUT', 'settings/roles settings/roles/:id', 'settings.write', 'any'),
	...rows('POST PUT', 'settings/pipeline settings/pipeline/:id', 'settings.write', 'any'),
	...rows('POST DELETE', 'settings/variables settings/variables/:id', 'settings.write', 1),
	...rows('POST PUT', 'settings/tags settings/tags/:id', 'settings.write', 1),
	...rows('POST', 'settings/tags/:id/actions/merge', 'settings.write', 1),
	...rows('POST PUT PATCH DELETE', 'settings/*', 'settings.write', API_CALL),
];

const BULK_JOB = { instead: 'the node Bulk Job does it' };

/** What lies beside the records API. */
export const outsideServices: Service[] = [
	...rows('POST', 'bulk/read', 'bulkRead.create', BULK_JOB),
	...rows('POST', 'bulk/write', 'bulkWrite.create', BULK_JOB),
	...rows('GET POST', 'bulk/* upload', 'other.call', BULK_JOB),
	...rows('POST', '__composite_requests', 'composite.send', {
		instead: 'a composite cannot hold another one',
	}),
	...rows('GET', '__apis', 'apis.list', {
		instead: "the node API Credits does it with 'Get Price List'",
	}),
];
