import { PAGES } from './deviation';
import type { Titled } from './match';

/** Calls that our nodes make and Zoho's OpenAPI files (as far as the folder goes) do not describe. */
export interface OtherOperation extends Titled {
	/** The page that describes it. */
	source: string;
}

const other = (source: string, ...titles: string[]): OtherOperation[] =>
	titles.map((title) => ({ title, source }));

export const OTHER_OPERATIONS: OtherOperation[] = [
	...other(
		`${PAGES}get-notes.html`,
		'GET /crm/v8/{module}/{id}/Notes',
		'POST /crm/v8/{module}/{id}/Notes',
	),
	...other(
		`${PAGES}get-attachments.html`,
		'GET /crm/v8/{module}/{id}/Attachments',
		'POST /crm/v8/{module}/{id}/Attachments',
		'GET /crm/v8/{module}/{id}/Attachments/{attachment}',
		'DELETE /crm/v8/{module}/{id}/Attachments/{attachment}',
	),
	...other(`${PAGES}convert-lead.html`, 'POST /crm/v8/{module}/{id}/actions/convert'),
	...other(
		`${PAGES}blueprint-details.html`,
		'GET /crm/v8/{module}/{id}/actions/blueprint',
		'PUT /crm/v8/{module}/{id}/actions/blueprint',
	),
	...other(
		`${PAGES}add-tags.html`,
		'POST /crm/v8/{module}/{id}/actions/add_tags',
		'POST /crm/v8/{module}/actions/add_tags',
	),
	...other(
		`${PAGES}remove-tags.html`,
		'POST /crm/v8/{module}/{id}/actions/remove_tags',
		'POST /crm/v8/{module}/actions/remove_tags',
	),
	...other(`${PAGES}get-tag-list.html`, 'GET /crm/v8/settings/tags', 'POST /crm/v8/settings/tags'),
	...other(`${PAGES}get-related-records.html`, 'GET /crm/v8/{module}/{id}/{list}'),
	...other(
		`${PAGES}update-related-records.html`,
		'PUT /crm/v8/{module}/{id}/{list}',
		'PUT /crm/v8/{module}/{id}/{list}/{related}',
		'GET /crm/v8/{module}/{id}/{list}/{related}',
	),
	...other(`${PAGES}bulk-write/download-result.html`, 'GET /crm/{org}/bulk-write/{job}/{file}'),
	...other(
		'https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html',
		'POST /oauth/v2/token',
	),
];
