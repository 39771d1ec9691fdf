import { noExternalIds } from './externalIds';
import type { Org, User } from './org';
import { checkRecord, type RecordInput, type Writer } from './recordCheck';
import { insertRecord } from './recordWrite';
import { moduleNamed } from './schema';

export interface SeedOptions {
	/** The simulator's clock, milliseconds; the records' Created_Time and Modified_Time. */
	now: number;
	/** Default: the org's first user. */
	user?: User;
}

/**
 * Puts records into a module without a call: nothing is metered, no automation runs. They are checked as an insert is, except for
 * unique values, so that a broken org can be told as well.
 * @returns the new ids, in the order of `records`
 * @throws Error naming the record and the fault, when one is refused
 */
export function seedRecords(
	org: Org,
	apiName: string,
	records: RecordInput[],
	options: SeedOptions,
): string[] {
	const module = moduleNamed(org.modules, apiName);
	if (!module) throw new Error(`The simulated org has no module ${apiName}`);
	const user = options.user ?? org.users[0];
	const writer: Writer = { org, user, now: options.now, version: 8, external: noExternalIds };
	return records.map((input, index) => {
		const checked = checkRecord(writer, module, input, undefined, `$.data[${index}]`);
		if (checked.errors.length > 0) {
			throw new Error(`Cannot seed ${apiName}: ${JSON.stringify(checked.errors[0])}`);
		}
		return insertRecord(writer, module, checked).id;
	});
}
