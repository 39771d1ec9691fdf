/**
 * The field by which Zoho looks for duplicates of its own accord, by module; custom modules use `Name`.
 * https://www.zoho.com/crm/developer/docs/api/v7/upsert-records.html (table of system-defined fields)
 */
const systemFieldIn = byModule({
	Leads: 'Email',
	Accounts: 'Account_Name',
	Contacts: 'Email',
	Deals: 'Deal_Name',
	Campaigns: 'Campaign_Name',
	Cases: 'Subject',
	Solutions: 'Solution_Title',
	Products: 'Product_Name',
	Vendors: 'Vendor_Name',
	Price_Books: 'Price_Book_Name',
	Quotes: 'Subject',
	Sales_Orders: 'Subject',
	Purchase_Orders: 'Subject',
	Invoices: 'Subject',
});

/** The field that holds a record's name, where it is not the module's own duplicate field (api/v8/fields-api.html, `display_field`). */
const nameFieldIn = byModule({
	Leads: 'Full_Name',
	Contacts: 'Full_Name',
	Tasks: 'Subject',
	Calls: 'Subject',
	Events: 'Event_Title',
	Notes: 'Note_Title',
});

/** The field by whose value a person names a record of the module; custom modules have `Name`. */
export const nameField = (module: string): string =>
	nameFieldIn(module) ?? systemDuplicateField(module);

/** Modules that Zoho's upsert does not take; the same page lists those that it does. */
const barredFromUpsert = byModule({ Tasks: true, Events: true, Calls: true, Notes: true });

/** Names that look like modules and hold no records of their own. */
const insteadOf = byModule({ Activities: 'Tasks, Events or Calls', Meetings: 'Events' });

/** The field that Zoho itself checks for duplicates in a module. */
export const systemDuplicateField = (module: string): string => systemFieldIn(module) ?? 'Name';

export const takesUpsert = (module: string): boolean => !barredFromUpsert(module);

/**
 * The API name in a value of 'Module', or why it can be none: Zoho makes them of letters, digits and underscores
 * (https://www.zoho.com/crm/developer/docs/api/v8/modules-api.html, `api_name`), so that anything else would be refused for a credit.
 */
export function readModuleName(
	value: unknown,
): { name: string } | { message: string; fix: string } {
	const name = typeof value === 'string' ? value.trim() : '';
	const isNothing = value === undefined || value === null || value === '';
	if (name === '') {
		return {
			message: isNothing || typeof value === 'string' ? "'Module' is empty" : "'Module' is no text",
			fix: 'Choose a module from the list, or give its API name.',
		};
	}
	if (!/^\w{1,100}$/.test(name)) {
		return {
			message: `'Module' ${JSON.stringify(name.slice(0, 80))} is no API name of a module`,
			fix: 'API names are made of letters, digits and underscores. Choose a module from the list.',
		};
	}
	const instead = modulesInstead(name);
	if (instead === undefined) return { name };
	return {
		message: `'Module' ${name} holds no records of its own`,
		fix: `Use ${instead} instead.`,
	};
}

/** Which modules to name instead, for a name that is not a module for records; undefined for any other. */
export const modulesInstead = (module: string): string | undefined => insteadOf(module);

/**
 * The fields Zoho checks, in its order: the listed ones, then the remaining unique ones; the system
 * field only when it is listed or nothing is (same page, "order of checking").
 * @param uniqueFields what the module's metadata marks as unique; empty when it is not known
 */
export function checkedFields(
	module: string,
	matchingFields: readonly string[],
	uniqueFields: readonly string[],
): string[] {
	const first = matchingFields.length ? matchingFields : [systemDuplicateField(module)];
	return [...new Set([...first, ...uniqueFields])];
}

/** Zoho takes a module's name in any case; n8n's built-in node writes them all small (nodes/Zoho/ZohoCrm.node.ts). */
function byModule<T>(table: Record<string, T>): (module: string) => T | undefined {
	const small = new Map(Object.entries(table).map(([name, value]) => [name.toLowerCase(), value]));
	return (module) => small.get(module.toLowerCase());
}
