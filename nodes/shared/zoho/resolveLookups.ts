import type { LookupGroup, LookupGroups } from '../core/lookupNames';
import type { LookupQuery } from '../core/lookupPlan';
import { nameField } from '../core/modules';
import { inOrder } from './inOrder';
import { readLookup } from './readLookup';
import type { Session } from './session';
import { passOn } from './stop';

/**
 * Asks Zoho for the records of all groups, 50 values a query: 1 credit of overhead where they are at most 200.
 * @throws ZohoStop when Zoho cannot be asked, or refuses a module or field
 */
export async function readLookupGroups(
	session: Session,
	groups: LookupGroups,
	parallel: number,
): Promise<void> {
	const calls = [...groups.values()].flatMap((group) =>
		group.queries.map((query) => ({ group, query, after: [] })),
	);
	let failure: Error | undefined;
	const run = async ({ group, query }: { group: LookupGroup; query: LookupQuery }) => {
		try {
			await readLookup(session, lookupOf(group), query, group.matches);
		} catch (error) {
			failure ??= passOn(error);
		}
	};
	await inOrder(calls, parallel, run, () => failure !== undefined);
	if (failure) throw failure;
}

const lookupOf = ({ module, keyField }: LookupGroup) => ({
	module,
	field: keyField,
	columns: [...new Set(['id', keyField, nameField(module)])],
	moreColumns: [],
	matches: 'all' as const,
	purpose: 'overhead' as const,
});
