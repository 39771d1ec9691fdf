import type { ModuleData } from './schema';
import { fieldOf } from './schema';

/** Lead fields by the field they become: what a new org maps (Setup, Leads, conversion mapping). */
const CONTACT = {
	First_Name: 'First_Name',
	Last_Name: 'Last_Name',
	Salutation: 'Salutation',
	Title: 'Designation',
	Email: 'Email',
	Secondary_Email: 'Secondary_Email',
	Phone: 'Phone',
	Mobile: 'Mobile',
	Lead_Source: 'Lead_Source',
	Email_Opt_Out: 'Email_Opt_Out',
	Mailing_Street: 'Street',
	Mailing_City: 'City',
	Mailing_State: 'State',
	Mailing_Zip: 'Zip_Code',
	Mailing_Country: 'Country',
	Description: 'Description',
};

const ACCOUNT = {
	Account_Name: 'Company',
	Phone: 'Phone',
	Fax: 'Fax',
	Website: 'Website',
	Industry: 'Industry',
	Annual_Revenue: 'Annual_Revenue',
	Employees: 'No_of_Employees',
	Billing_Street: 'Street',
	Billing_City: 'City',
	Billing_State: 'State',
	Billing_Code: 'Zip_Code',
	Billing_Country: 'Country',
};

const MAPPINGS: Record<'Contacts' | 'Accounts' | 'Deals', Record<string, string>> = {
	Contacts: CONTACT,
	Accounts: ACCOUNT,
	Deals: { Lead_Source: 'Lead_Source' },
};

/** What a lead's values become in another module; empty ones are left out. */
export function mapped(
	{ schema }: ModuleData,
	lead: Record<string, unknown>,
): Record<string, unknown> {
	const mapping = MAPPINGS[schema.apiName as keyof typeof MAPPINGS];
	const pairs = Object.entries(mapping)
		.filter(([to]) => fieldOf(schema, to) !== undefined)
		.map(([to, from]) => [to, lead[from]] as const)
		.filter(([, value]) => value !== null && value !== undefined && value !== '');
	return Object.fromEntries(pairs);
}
