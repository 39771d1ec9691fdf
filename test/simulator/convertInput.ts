import { isReply } from './moduleAccess';
import { noExternalIds } from './externalIds';
import { bodyOf, isObject, recordsIn, refuseBody, refuseInput } from './recordBody';
import { checkRecord, type CheckedRecord, type Writer } from './recordCheck';
import type { StoredRecord } from './recordStore';
import { recordsWith } from './recordStore';
import { answer } from './replies';
import type { SimCall, SimReply } from './route';

/** What is to become of a lead: records that are there already, and a deal where one is wanted. */
export interface Conversion {
	writer: Writer;
	account: StoredRecord | undefined;
	contact: StoredRecord | undefined;
	deal: CheckedRecord | undefined;
	/** Whether the lead's values go over those of the records that are there. */
	overwrite: boolean;
}

type Given = Record<string, unknown>;

const storeOf = (call: SimCall, module: string) => call.org.modules.get(module)!.store;

/** A record by `{ id }`; by the bare id in v2.1 and before. */
function named(call: SimCall, given: Given, module: string): StoredRecord | undefined | SimReply {
	const raw = given[module];
	if (raw === undefined || raw === null) return undefined;
	const id = isObject(raw) ? raw.id : raw;
	const record = storeOf(call, module).records.get(String(id));
	const path = `$.data[0].${module}`;
	return record ?? refuseInput(isObject(raw) ? 'id' : module, isObject(raw) ? `${path}.id` : path);
}

/** Under `add_to_existing_record` the contact of the same email and the account of the company's name (v5 convert page). */
function matching(call: SimCall, given: Given, module: string, field: string, value: unknown) {
	if (given.add_to_existing_record !== true) return undefined;
	return recordsWith(storeOf(call, module), field, value)[0];
}

function ownerIn(call: SimCall, given: Given): Writer['user'] | SimReply {
	const raw = given.assign_to;
	if (raw === undefined || raw === null) return call.user;
	const id = isObject(raw) ? raw.id : raw;
	const user = call.org.users.find((one) => one.id === id && one.status === 'active');
	return user ?? refuseInput('assign_to', '$.data[0].assign_to');
}

function dealIn(writer: Writer, given: Given): CheckedRecord | undefined | SimReply {
	const { Deals: raw } = given;
	if (raw === undefined || raw === null) return undefined;
	const path = '$.data[0].Deals';
	if (!isObject(raw)) return refuseInput('Deals', path, { expected_data_type: 'jsonobject' });
	const checked = checkRecord(writer, writer.org.modules.get('Deals')!, raw, undefined, path);
	return checked.errors.length > 0 ? answer({ data: [checked.errors[0]] }, 400) : checked;
}

/** The one element of `data` (https://www.zoho.com/crm/developer/docs/api/v8/convert-lead.html), or its refusal. */
export function conversionIn(call: SimCall, lead: StoredRecord): Conversion | SimReply {
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const records = recordsIn(call, body);
	if (!Array.isArray(records)) return records;
	const [given] = records;
	if (!isObject(given)) return refuseInput('data', '$.data[0]');
	const account = named(call, given, 'Accounts');
	if (account && isReply(account)) return account;
	const contact = named(call, given, 'Contacts');
	if (contact && isReply(contact)) return contact;
	const owner = ownerIn(call, given);
	if (isReply(owner)) return owner;
	const { org, now, version } = call;
	const writer = { org, user: owner, now, version, external: noExternalIds };
	const deal = dealIn(writer, given);
	if (deal && isReply(deal)) return deal;
	const { Company, Email } = lead.values;
	return {
		...{ writer, deal, overwrite: given.overwrite === true },
		account: account ?? matching(call, given, 'Accounts', 'Account_Name', Company),
		contact: contact ?? matching(call, given, 'Contacts', 'Email', Email),
	};
}
