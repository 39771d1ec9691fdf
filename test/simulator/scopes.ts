/**
 * Whether one of the `needed` scopes is covered by the granted ones. `ZohoCRM.modules.ALL` and `ZohoCRM.modules.READ`
 * cover `ZohoCRM.modules.leads.READ`; letter case does not matter. An empty `needed` asks for nothing.
 * Source: https://www.zoho.com/crm/developer/docs/api/v8/scopes.html
 */
export function granted(scopes: string[], needed: string[]): boolean {
	return needed.length === 0 || needed.some((one) => scopes.some((scope) => covers(scope, one)));
}

function covers(scope: string, needed: string): boolean {
	const have = split(scope);
	const want = split(needed);
	const sameOperation = have.operation === 'all' || have.operation === want.operation;
	return sameOperation && have.area.every((part, index) => part === want.area[index]);
}

function split(scope: string) {
	const parts = scope.trim().toLowerCase().split('.');
	return { area: parts.slice(0, -1), operation: parts.at(-1) };
}

/** A scope is a service, an area (of one or more parts) and an operation. */
export function wellFormed(scope: string): boolean {
	return /^[A-Za-z]+(\.[A-Za-z0-9_]+){2,}$/.test(scope);
}
