import { conversionIn, type Conversion } from './convertInput';
import { mapped } from './convertMapping';
import { isConverted, markConverted } from './convertedLeads';
import { isReply, moduleScopes } from './moduleAccess';
import { subjectOf } from './recordPath';
import type { StoredRecord } from './recordStore';
import { recordRef } from './recordView';
import { insertRecord, updateRecord } from './recordWrite';
import { answer, refuse } from './replies';
import { rowRefusal } from './rowRefusal';
import type { Route, SimCall, SimReply } from './route';
import type { ModuleData } from './schema';

type Values = Record<string, unknown>;

const moduleOf = (call: SimCall, name: string): ModuleData => call.org.modules.get(name)!;

function checked(module: ModuleData, values: Values) {
	return { values, layout: module.schema.layouts[0], tags: null, errors: [] };
}

/** The record that is there, changed where it is to be overwritten, or a new one. */
function joined(
	module: ModuleData,
	{ writer, overwrite }: Conversion,
	existing: StoredRecord | undefined,
	values: Values,
): StoredRecord {
	if (!existing) return insertRecord(writer, module, checked(module, values));
	return overwrite ? updateRecord(writer, module, existing, checked(module, values)) : existing;
}

function convert(
	call: SimCall,
	{ module, record: lead }: { module: ModuleData; record: StoredRecord },
	conversion: Conversion,
) {
	const [accounts, contacts, deals] = ['Accounts', 'Contacts', 'Deals'].map((name) =>
		moduleOf(call, name),
	);
	const { writer } = conversion;
	const account = joined(accounts, conversion, conversion.account, mapped(accounts, lead.values));
	const contact = joined(contacts, conversion, conversion.contact, {
		...mapped(contacts, lead.values),
		Account_Name: account.id,
	});
	const deal =
		conversion.deal &&
		insertRecord(writer, deals, {
			...conversion.deal,
			values: {
				...mapped(deals, lead.values),
				...{ Account_Name: account.id, Contact_Name: contact.id },
				...conversion.deal.values,
			},
		});
	updateRecord(writer, module, lead, checked(module, { Converted__s: true }));
	markConverted(call.org, lead);
	return { Contacts: contact.id, Deals: deal?.id ?? null, Accounts: account.id };
}

/**
 * `POST /Leads/{id}/actions/convert`: a contact, an account and, where `Deals` has fields, a deal
 * (https://www.zoho.com/crm/developer/docs/api/v8/convert-lead.html). Not simulated: where notes and attachments go, tags
 * carried over.
 */
export function convertLead(call: SimCall, params: Record<string, string>): SimReply {
	const subject = subjectOf(call, { ...params, module: 'Leads' });
	if (isReply(subject)) return subject;
	if (isConverted(call.org, subject.record)) {
		const details = { resource_path_index: 1 };
		return refuse(400, 'ID_ALREADY_CONVERTED', 'id already converted', details);
	}
	const conversion = conversionIn(call, subject.record);
	if (isReply(conversion)) return conversion;
	const refusal = rowRefusal(call, 0);
	if (refusal) return answer({ data: [refusal] }, 400);
	const ids = convert(call, subject, conversion);
	if (call.version < call.org.switches.convertDetailsFromVersion) return answer({ data: [ids] });
	const details = Object.fromEntries(
		Object.entries(ids).map(([name, id]) => [name, recordRef(call.org, name, id)]),
	);
	const message = 'The record has been converted successfully';
	return answer({ data: [{ code: 'SUCCESS', details, message, status: 'success' }] });
}

/** Five credits (limits page), a heavy call. */
export const convertRoute: Route = {
	...{ method: 'POST', tree: 'crm', path: 'Leads/:id/actions/convert', name: 'leads.convert' },
	scopes: (call) => moduleScopes(call, 'Leads', ['CREATE', 'WRITE']),
	price: () => 5,
	heavy: () => true,
	handle: convertLead,
};
