import { addBlueprint } from './blueprints';
import type { Org } from './org';
import { addField } from './schemaChanges';
import type { OrgSeed } from './seed';
import { seedRecords } from './seedRecords';

/**
 * Puts the fields, blueprints and records of a seed into its org.
 * @returns ids by module, in the order of the records
 * @throws Error naming the module that is unknown or the record that is refused
 */
export function sow(org: Org, seed: OrgSeed, now: number): Record<string, string[]> {
	for (const [module, rows] of Object.entries(seed.fields ?? {})) {
		for (const row of rows) addField(org, module, row, now);
	}
	for (const blueprint of seed.blueprints ?? []) addBlueprint(org, blueprint);
	const sown = Object.entries(seed.records ?? {}).map(
		([module, records]) => [module, seedRecords(org, module, records, { now })] as const,
	);
	return Object.fromEntries(sown);
}
