import type { Org } from './org';
import { recordsWith, type StoredRecord } from './recordStore';
import { fieldOf, moduleNamed, type ModuleData } from './schema';

/**
 * The header `X-EXTERNAL: Contacts.Legacy_Id, Contacts.Account_Name.Erp_Id`: fields whose values stand in place of ids, for the
 * module itself and for its lookups (https://www.zoho.com/crm/developer/docs/api/v7/update-records-ext.html).
 */
export interface ExternalIds {
	/** External field of the module itself. */
	own: string | null;
	/** Lookup (`Account_Name`, `Line_Items.Product`) → external field of the module it points at. */
	lookups: Map<string, string>;
}

export const noExternalIds: ExternalIds = { own: null, lookups: new Map() };

function externalField(module: ModuleData | undefined, apiName: string): boolean {
	return module !== undefined && fieldOf(module.schema, apiName)?.external != null;
}

/** Reads the header for one module; undefined when it names something that is no External ID field. */
export function externalIdsFrom(
	header: string | null,
	module: ModuleData,
	modules: Map<string, ModuleData>,
): ExternalIds | undefined {
	if (header === null) return noExternalIds;
	const external: ExternalIds = { own: null, lookups: new Map() };
	for (const entry of header.split(',').map((part) => part.trim())) {
		const [moduleName, ...path] = entry.split('.');
		if (moduleName !== module.schema.apiName || path.length === 0 || path.length > 3) return;
		const target = path.pop()!;
		let owner: ModuleData | undefined = module;
		for (const step of path) {
			const linked: string | null | undefined = owner && fieldOf(owner.schema, step)?.linkedModule;
			owner = linked ? moduleNamed(modules, linked) : undefined;
		}
		if (!externalField(owner, target)) return;
		if (path.length === 0) external.own = target;
		else external.lookups.set(path.join('.'), target);
	}
	return external;
}

/** The record an external value stands for. External values are compared exactly. */
export function recordByExternalId(
	module: ModuleData,
	apiName: string,
	value: unknown,
): StoredRecord | undefined {
	return recordsWith(module.store, apiName, value).find(
		(record) => record.values[apiName] === value,
	);
}

export function linkedModule(
	org: Org,
	module: ModuleData,
	apiName: string,
): ModuleData | undefined {
	const linked = fieldOf(module.schema, apiName)?.linkedModule;
	return linked ? moduleNamed(org.modules, linked) : undefined;
}
