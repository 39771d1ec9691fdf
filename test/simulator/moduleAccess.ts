import { granted } from './scopes';
import { moduleNamed, type ModuleData } from './schema';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';

export function isReply(value: object): value is SimReply {
	return 'accepted' in value;
}

/** The module a path names, or 400 INVALID_MODULE: unknown, hidden, or no module for records. */
export function recordModule(call: SimCall, apiName: string): ModuleData | SimReply {
	const module = moduleNamed(call.org.modules, apiName);
	const details = { resource_path_index: call.path.indexOf(apiName) };
	if (!module || module.schema.status !== 'visible' || module.schema.generatedType === 'subform') {
		return refuse(400, 'INVALID_MODULE', 'the module name given seems to be invalid', details);
	}
	if (!module.schema.apiSupported) {
		return refuse(400, 'INVALID_MODULE', 'The given module is not supported in API', details);
	}
	return module;
}

type Operation = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE' | 'WRITE';

/** Scopes are spelled with the module's name in lower case, or `custom` for all custom modules (v8 scopes page). */
export function moduleScopes(call: SimCall, apiName: string, operations: Operation[]): string[] {
	const module = moduleNamed(call.org.modules, apiName);
	const names = [apiName.toLowerCase()];
	if (module?.schema.generatedType === 'custom') names.push('custom');
	return names.flatMap((name) =>
		operations.map((operation) => `ZohoCRM.modules.${name}.${operation}`),
	);
}

/** A second scope that a call needs besides the route's own (search, COQL): 401 when it is not granted. */
export function alsoNeeds(call: SimCall, scopes: string[]): SimReply | undefined {
	if (granted(call.scopes, scopes)) return undefined;
	return refuse(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
}
