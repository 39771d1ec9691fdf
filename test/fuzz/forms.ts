import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

/** What is in the organisation that the forms speak of. */
export interface Seeded {
	leads: string[];
	contacts: string[];
}

export const leads = (module: string) => ({ __rl: true, mode: 'name', value: module });

/** What a person would have put in, by the name of the parameter; the form shows what belongs to its operation. */
const USUAL: Record<string, (seeded: Seeded) => INodeParameters> = {
	zohoCrmApiCredits: () => ({ creditsNeeded: 5 }),
	zohoCrmBatchRead: () => ({
		module: leads('Leads'),
		recordId: '={{ $json.id }}',
		field: 'Email',
		value: '={{ $json.Email }}',
		query: "select Last_Name from Leads where Last_Name like 'Lead%'",
		criteria: '(Last_Name:starts_with:Lead)',
		email: 'lead1@example.com',
		phone: '123',
		word: 'Lead',
		since: '2020-01-01T00:00:00Z',
		fields: ['Last_Name', 'Email'],
	}),
	zohoCrmBatchUpsert: () => ({
		module: leads('Leads'),
		columns: { mappingMode: 'defineBelow', value: { Last_Name: 'Mapped', Company: 'Acme' } },
		matchingFields: { fields: [{ field: 'Email' }] },
		field: 'Email',
		keyField: 'Account_Number',
	}),
	zohoCrmBulkJob: () => ({
		module: leads('Leads'),
		findBy: 'Email',
		csvText: 'Last_Name,Company,Email\nCsv,Acme,csv@example.com\n',
		fields: ['Last_Name', 'Email'],
		wait: 'none',
		route: 'bulk',
		exportRoute: 'bulkRead',
		conditions: { rows: [{ field: 'Last_Name', comparator: 'equal', value: 'Lead 1' }] },
		criteriaJson: '{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Lead 1"}',
		jobId: '={{ $json.job?.id ?? "5725767000000000001" }}',
		jobKind: 'import',
		field: 'Last_Name',
		value: 'Lead 1',
		column: 'Last_Name',
		callbackUrl: 'https://hooks.example.com/zoho',
	}),
	zohoCrmCachedMetadata: () => ({ module: leads('Leads') }),
	zohoCrmCompositeRequest: ({ leads: ids, contacts }) => ({
		module: leads('Leads'),
		preset: 'getRecord',
		recordId: ids[0],
		relatedList: 'Notes',
		relatedId: contacts[0],
		searchFor: '(Last_Name:starts_with:Lead)',
		query: "select Last_Name from Leads where Last_Name like 'Lead%'",
		record: '{"Last_Name":"Made","Company":"Acme"}',
		noteTitle: 'Title',
		noteContent: 'Content',
		subject: 'Subject',
		tags: 'hot',
		transitionId: '1',
		path: '/crm/v8/Leads',
		params: '{"fields":"Last_Name"}',
		requestJson: '{"method":"GET","uri":"/crm/v8/org"}',
		requestsJson: '[{"method":"GET","uri":"/crm/v8/org"}]',
		requests: { request: [{ preset: 'organization' }] },
		body: '{"data":[{"Last_Name":"Made","Company":"Acme"}]}',
	}),
};

export const usualOf = (node: string, seeded: Seeded): INodeParameters => USUAL[node](seeded);

/** The items that the forms are filled in for. */
export const usualItems = ({ leads: ids }: Seeded): IDataObject[] => [
	{ id: ids[0], Last_Name: 'Lead 0', Company: 'Acme', Email: 'lead0@example.com' },
	{ id: ids[1], Last_Name: 'Lead 1', Company: 'Acme', Email: 'lead1@example.com' },
];

export function operationsOf(node: INodeType): string[] {
	const { properties } = node.description;
	const operation = properties.find(({ name }) => name === 'operation');
	return (operation?.options ?? []).map((one) => String((one as { value: string }).value));
}
