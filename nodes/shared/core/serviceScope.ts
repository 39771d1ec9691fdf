import { placeOf } from './compositeRequest';

const RIGHT: Record<string, string> = {
	GET: 'READ',
	POST: 'CREATE',
	PUT: 'UPDATE',
	PATCH: 'UPDATE',
	DELETE: 'DELETE',
};

/** Areas that are no modules: https://www.zoho.com/crm/developer/docs/api/v8/scopes.html. */
const AREA = new Map(
	Object.entries({
		__composite_requests: 'ZohoCRM.composite_requests.CUSTOM',
		__apis: 'ZohoCRM.apis.READ',
		coql: 'ZohoCRM.coql.READ',
		files: 'ZohoCRM.Files',
		org: 'ZohoCRM.org',
		users: 'ZohoCRM.users',
		bulk: 'ZohoCRM.bulk',
		actions: 'ZohoCRM.notifications',
	}),
);

/** A scope that allows a call, to name when it is missing; the narrowest there is. */
export function scopeFor(method: string, uri: string): string {
	const [first = '', second = ''] = placeOf(uri)?.segments ?? [];
	const right = RIGHT[method] ?? 'ALL';
	if (first === 'settings') return `ZohoCRM.settings.${second || 'ALL'}.${right}`;
	const area = AREA.get(first);
	if (area === undefined) return `ZohoCRM.modules.${first.toLowerCase()}.${right}`;
	return area.split('.').length === 3 ? area : `${area}.${right}`;
}
