import { perOrg, type Org } from './org';
import type { StoredRecord } from './recordStore';
import { fieldOf, moduleNamed, type FieldSchema, type ModuleData } from './schema';

/** A blueprint as a seed names it: which transitions lead from which values of a picklist to which. */
export interface BlueprintSeed {
	module: string;
	/** A picklist field. */
	field: string;
	/** Default: the field's name. */
	name?: string;
	transitions: Array<{
		name: string;
		from: string[];
		to: string;
		/** Fields that the transition demands. */
		fields?: string[];
	}>;
}

export interface Transition {
	id: string;
	name: string;
	from: string[];
	to: string;
	fields: FieldSchema[];
}

export interface Blueprint {
	id: string;
	name: string;
	field: FieldSchema;
	transitions: Transition[];
}

/** By module id; a module has one here. */
const stored = perOrg(() => new Map<string, Blueprint>());

/** @throws Error naming the module, field or value that the org does not have */
export function addBlueprint(org: Org, seed: BlueprintSeed): void {
	const module = moduleNamed(org.modules, seed.module);
	if (!module) throw new Error(`The simulated org has no module ${seed.module}`);
	const field = (apiName: string) => {
		const found = fieldOf(module.schema, apiName);
		if (!found) throw new Error(`${seed.module} has no field ${apiName}`);
		return found;
	};
	const guarded = field(seed.field);
	const values = guarded.picklist.map(({ actualValue }) => actualValue);
	const transitions = seed.transitions.map(({ name, from, to, fields = [] }) => {
		const unknown = [...from, to].find((value) => !values.includes(value));
		if (unknown) throw new Error(`${seed.field} has no value ${unknown}`);
		return { id: org.newId(), name, from, to, fields: fields.map(field) };
	});
	const blueprint = { id: org.newId(), name: seed.name ?? guarded.label, field: guarded };
	stored(org).set(module.schema.id, { ...blueprint, transitions });
}

/** The blueprint a record is in: that of its module, where a transition leads on from the record's value. */
export function blueprintOf(
	org: Org,
	module: ModuleData,
	record: StoredRecord,
): { blueprint: Blueprint; open: Transition[] } | undefined {
	const blueprint = stored(org).get(module.schema.id);
	if (!blueprint) return undefined;
	const open = transitionsFrom(blueprint, record.values[blueprint.field.apiName]);
	return open.length > 0 ? { blueprint, open } : undefined;
}

export function transitionsFrom({ transitions }: Blueprint, value: unknown): Transition[] {
	return transitions.filter(({ from }) => from.some((one) => one === value));
}
