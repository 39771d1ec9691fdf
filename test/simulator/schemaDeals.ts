import { field, lookup, picklist, systemFields, text, type ModuleRow } from './fieldTable';

export const deals: ModuleRow = {
	apiName: 'Deals',
	singular: 'Deal',
	plural: 'Deals',
	nameField: 'Deal_Name',
	systemDuplicateField: 'Deal_Name',
	fields: [
		...systemFields,
		text('Deal_Name', 120, { mandatory: true }),
		lookup('Account_Name', 'Accounts'),
		lookup('Contact_Name', 'Contacts'),
		picklist('Pipeline', ['Standard (Standard)'], { mandatory: true }),
		picklist(
			'Stage',
			[
				'Qualification',
				'Needs Analysis',
				'Value Proposition',
				'Proposal/Price Quote',
				'Negotiation/Review',
				'Closed Won',
				'Closed Lost',
			],
			{ mandatory: true },
		),
		field('date', 'Closing_Date'),
		field('currency', 'Amount', { decimalPlaces: 2 }),
		field('percent', 'Probability'),
		field('formula', 'Expected_Revenue', {
			readOnly: true,
			formula: {
				returnType: 'currency',
				expression: 'Amount * Probability / 100',
				parts: ['Amount', 'Probability'],
			},
		}),
		picklist('Type', ['Existing Business', 'New Business']),
		picklist('Lead_Source', [
			'Advertisement',
			'Cold Call',
			'Partner',
			'Trade Show',
			'Web Research',
		]),
		text('Next_Step', 100),
		field('textarea', 'Description', { searchable: false }),
		text('Order_Number', 60, { custom: true, unique: true }),
	],
	relatedLists: [
		{ apiName: 'Notes', label: 'Notes', module: 'Notes' },
		{ apiName: 'Contact_Roles', label: 'Contact Roles', module: 'Contacts' },
		{ apiName: 'Products', label: 'Products', module: 'Products' },
	],
	views: [
		{
			name: 'All Deals',
			systemName: 'ALLVIEWS',
			fields: ['Deal_Name', 'Amount', 'Stage', 'Closing_Date'],
		},
	],
};

export const products: ModuleRow = {
	apiName: 'Products',
	singular: 'Product',
	plural: 'Products',
	nameField: 'Product_Name',
	systemDuplicateField: 'Product_Name',
	fields: [
		...systemFields,
		text('Product_Name', 200, { mandatory: true }),
		text('Product_Code', 40, { unique: true }),
		field('boolean', 'Product_Active'),
		field('currency', 'Unit_Price', { decimalPlaces: 2 }),
		field('double', 'Qty_in_Stock', { decimalPlaces: 2 }),
		picklist('Product_Category', ['Hardware', 'Software', 'Services']),
		field('date', 'Sales_Start_Date'),
		field('textarea', 'Description', { searchable: false }),
	],
	relatedLists: [{ apiName: 'Notes', label: 'Notes', module: 'Notes' }],
	views: [
		{
			name: 'All Products',
			systemName: 'ALLVIEWS',
			fields: ['Product_Name', 'Product_Code', 'Unit_Price'],
		},
	],
};
