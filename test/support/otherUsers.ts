import { noExternalIds } from '../simulator/externalIds';
import type { Writer } from '../simulator/recordCheck';
import { checkRecord } from '../simulator/recordCheck';
import { deleteRecord, updateRecord } from '../simulator/recordWrite';
import { moduleNamed } from '../simulator/schema';
import type { Zoho } from '../simulator/zoho';

interface World {
	zoho: Zoho;
}

function openModule({ zoho }: World, apiName: string) {
	const org = zoho.org();
	const module = moduleNamed(org.modules, apiName)!;
	const now = zoho.clock.now();
	const writer: Writer = { org, user: org.users[0], now, version: 8, external: noExternalIds };
	return { module, writer };
}

/** Somebody changes these records now, in Zoho itself: no call, no credit. */
export function touch(world: World, apiName: string, ids: string[]): void {
	const { module, writer } = openModule(world, apiName);
	for (const id of ids) {
		const record = module.store.records.get(id)!;
		const checked = checkRecord(writer, module, { City: 'Elsewhere' }, record, '$.data[0]');
		if (checked.errors.length > 0) throw new Error(JSON.stringify(checked.errors[0]));
		updateRecord(writer, module, record, checked);
	}
}

/** Somebody deletes these records now. */
export function remove(world: World, apiName: string, ids: string[]): void {
	const { module, writer } = openModule(world, apiName);
	for (const id of ids) deleteRecord(writer, module, module.store.records.get(id)!);
}
