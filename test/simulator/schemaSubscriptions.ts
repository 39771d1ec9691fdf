import { field, lookup, picklist, systemFields, text, type ModuleRow } from './fieldTable';

/** The custom module: one field of every type that a client can get wrong. */
export const subscriptions: ModuleRow = {
	apiName: 'Subscriptions',
	singular: 'Subscription',
	plural: 'Subscriptions',
	generatedType: 'custom',
	nameField: 'Name',
	systemDuplicateField: 'Name',
	fields: [
		...systemFields,
		text('Name', 120, { mandatory: true, label: 'Subscription Name' }),
		field('email', 'Email'),
		field('email', 'Secondary_Email'),
		lookup('Account', 'Accounts', { custom: true }),
		lookup('Contact', 'Contacts', { custom: true }),
		text('Contract_Key', 60, { custom: true, unique: true }),
		text('Billing_Id', 60, { custom: true, unique: true, external: 'user' }),
		field('multiselectpicklist', 'Interests', {
			custom: true,
			values: ['Analytics', 'Automation', 'Hardware', 'Support', 'Training'],
		}),
		picklist('Plan', ['Free', 'Standard', 'Professional', 'Enterprise'], { custom: true }),
		field('date', 'Starts_On', { custom: true }),
		field('datetime', 'Renews_At', { custom: true }),
		field('bigint', 'Meter_Number', { custom: true }),
		field('integer', 'Seats', { custom: true }),
		field('double', 'Discount', { custom: true, decimalPlaces: 2 }),
		field('currency', 'Monthly_Fee', { custom: true, decimalPlaces: 2 }),
		field('percent', 'Uptime', { custom: true }),
		field('boolean', 'Active', { custom: true }),
		field('phone', 'Hotline', { custom: true }),
		field('website', 'Portal', { custom: true }),
		field('formula', 'Yearly_Fee', {
			custom: true,
			readOnly: true,
			formula: { returnType: 'currency', expression: 'Monthly_Fee * 12', parts: ['Monthly_Fee'] },
		}),
		field('autonumber', 'Running_Number', {
			custom: true,
			readOnly: true,
			autoNumber: { prefix: 'SUB-', start: 1 },
		}),
		field('subform', 'Line_Items', { custom: true, linkedModule: 'Line_Items' }),
		field('textarea', 'Remarks', { custom: true, searchable: false }),
	],
	relatedLists: [
		{ apiName: 'Notes', label: 'Notes', module: 'Notes' },
		{ apiName: 'Attachments', label: 'Attachments', module: 'Attachments' },
	],
	views: [
		{ name: 'All Subscriptions', systemName: 'ALLVIEWS', fields: ['Name', 'Plan', 'Account'] },
		{
			name: 'Active Subscriptions',
			criteria: { field: 'Active', comparator: 'equal', value: true },
			fields: ['Name', 'Plan', 'Starts_On'],
		},
	],
};

/** The rows of the subform; a module of its own in the metadata (`generated_type: subform`). */
export const lineItems: ModuleRow = {
	apiName: 'Line_Items',
	singular: 'Line Item',
	plural: 'Line Items',
	generatedType: 'subform',
	nameField: 'Item',
	upsertSupported: false,
	massUpdateSupported: false,
	parentModule: 'Subscriptions',
	fields: [
		lookup('Parent_Id', 'Subscriptions', { readOnly: true }),
		field('datetime', 'Created_Time', { readOnly: true }),
		field('datetime', 'Modified_Time', { readOnly: true }),
		text('Item', 100, { custom: true, mandatory: true }),
		field('integer', 'Quantity', { custom: true }),
		field('currency', 'Price', { custom: true, decimalPlaces: 2 }),
		lookup('Product', 'Products', { custom: true }),
		picklist('Unit', ['Piece', 'Hour', 'Month'], { custom: true }),
		field('date', 'Delivered_On', { custom: true }),
	],
};
