import type { CallName } from './prices';

/** Where Zoho's own price list (`GET __apis`) tells the price of one of our calls. */
export interface PricedPath {
	call: CallName;
	method: string;
	/** Below the version: `:module` stands for a module, `:id` for any other placeholder. */
	path: string;
	/** Of two calls on one path: the cheaper or the dearer one. */
	take?: 'min' | 'max';
	/** The most records of a call, at which the list's `max_credits` holds. */
	most?: number;
}

const at = (call: CallName, place: string, more: Pick<PricedPath, 'take' | 'most'> = {}) => {
	const [method, path] = place.split(' ');
	return { call, method, path, ...more };
};

/**
 * The path that stands for each call: the one that the nodes send. Uploads and results of bulk writes lie on other
 * hosts and are not on the list (https://www.zoho.com/crm/developer/docs/api/v7/list-available-rest-apis.html).
 */
export const PRICED_PATHS: readonly PricedPath[] = [
	at('org.get', 'GET org'),
	at('apis.list', 'GET __apis'),
	at('coql.query', 'POST coql'),
	at('composite.send', 'POST __composite_requests'),
	at('users.list', 'GET users'),
	at('users.write', 'POST users'),
	at('notifications.read', 'GET actions/watch'),
	at('notifications.write', 'POST actions/watch'),
	at('bulkRead.create', 'POST bulk/read'),
	at('bulkRead.status', 'GET bulk/read/:id'),
	at('bulkRead.result', 'GET bulk/read/:id/result'),
	at('bulkWrite.create', 'POST bulk/write'),
	at('bulkWrite.status', 'GET bulk/write/:id'),
	at('settings.modules', 'GET settings/modules'),
	at('settings.module', 'GET settings/modules/:id'),
	at('settings.fields', 'GET settings/fields'),
	at('settings.layouts', 'GET settings/layouts'),
	at('settings.relatedLists', 'GET settings/related_lists'),
	at('settings.customViews', 'GET settings/custom_views'),
	at('settings.profiles', 'GET settings/profiles'),
	at('settings.roles', 'GET settings/roles'),
	at('records.insert', 'POST :module', { most: 100 }),
	at('records.update', 'PUT :module', { most: 100 }),
	at('records.delete', 'DELETE :module'),
	at('records.list', 'GET :module', { take: 'min' }),
	at('records.listByView', 'GET :module', { take: 'max' }),
	at('records.upsert', 'POST :module/upsert', { most: 100 }),
	at('records.search', 'GET :module/search'),
	at('records.deleted', 'GET :module/deleted'),
	at('records.count', 'GET :module/actions/count'),
	at('records.massUpdate', 'POST :module/actions/mass_update'),
	at('records.massDelete', 'POST :module/actions/mass_delete', { most: 500 }),
	at('records.massConvert', 'POST :module/actions/mass_convert'),
	at('records.tagMany', 'POST :module/actions/add_tags', { most: 500 }),
	at('records.get', 'GET :module/:id'),
	at('records.related', 'GET :module/:id/:id'),
	at('records.link', 'PUT :module/:id/:id/:id'),
	at('records.convert', 'POST :module/:id/actions/convert'),
	at('records.blueprint', 'GET :module/:id/actions/blueprint'),
	at('records.tag', 'POST :module/:id/actions/add_tags'),
	at('records.merge', 'POST :module/:id/actions/merge'),
	at('mail.send', 'POST :module/:id/actions/send_mail'),
	at('notes.read', 'GET :module/:id/Notes'),
	at('notes.write', 'POST :module/:id/Notes'),
	at('files.read', 'GET :module/:id/Attachments'),
	at('files.write', 'POST :module/:id/Attachments'),
];

/** First segments of paths that are no modules, and modules with calls of their own. */
const NO_MODULE =
	/^(_|settings$|org$|users$|coql$|actions$|files$|bulk$|features$|zia$|notes$|attachments$)/i;

const isPlaceholder = (segment: string): boolean => /^\{\{.*\}\}$/.test(segment);

/** The entries of a path of Zoho's list, `/crm/v8/Leads/{{id}}`, with the module where they are of one. */
export function entriesAt(
	method: string,
	path: string,
): Array<{ entry: PricedPath; module: string | null }> {
	const segments = path
		.replace(/^\/?crm\/(bulk\/)?v\d+(\.\d+)?\//, '$1')
		.split('/')
		.filter(Boolean);
	return PRICED_PATHS.filter((entry) => entry.method === method && fits(entry.path, segments)).map(
		(entry) => ({ entry, module: entry.path.startsWith(':module') ? segments[0] : null }),
	);
}

function fits(path: string, segments: readonly string[]): boolean {
	const parts = path.split('/');
	if (parts.length !== segments.length) return false;
	return parts.every((part, place) => {
		if (part === ':module') return !NO_MODULE.test(segments[place]);
		return part === ':id' ? isPlaceholder(segments[place]) : part === segments[place];
	});
}
