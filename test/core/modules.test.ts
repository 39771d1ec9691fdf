import {
	checkedFields,
	modulesInstead,
	systemDuplicateField,
	takesUpsert,
} from '../../nodes/shared/core/modules';

describe('The field that Zoho checks of its own accord', () => {
	it.each([
		['Leads', 'Email'],
		['Contacts', 'Email'],
		['Accounts', 'Account_Name'],
		['Deals', 'Deal_Name'],
		['Campaigns', 'Campaign_Name'],
		['Cases', 'Subject'],
		['Solutions', 'Solution_Title'],
		['Products', 'Product_Name'],
		['Vendors', 'Vendor_Name'],
		['Price_Books', 'Price_Book_Name'],
		['Quotes', 'Subject'],
		['Sales_Orders', 'Subject'],
		['Purchase_Orders', 'Subject'],
		['Invoices', 'Subject'],
		['Projects_2024', 'Name'],
		['leads', 'Email'],
		['SALES_ORDERS', 'Subject'],
		['constructor', 'Name'],
	])('in %s is %s', (module, field) => {
		expect(systemDuplicateField(module)).toBe(field);
	});
});

describe('The order in which Zoho checks fields', () => {
	const [EMAIL, U1, U2] = ['Email', 'U1', 'U2'];

	it.each([
		[[], [EMAIL, U1, U2]],
		[[EMAIL], [EMAIL, U1, U2]],
		[[U1], [U1, U2]],
		[[U2], [U2, U1]],
		[
			[U1, U2],
			[U1, U2],
		],
		[
			[U2, EMAIL],
			[U2, EMAIL, U1],
		],
	])('R09, R47: with %j listed it is %j', (listed, order) => {
		expect(checkedFields('Contacts', listed, [U1, U2])).toEqual(order);
	});

	it('without metadata is what is listed, or the system field', () => {
		expect(checkedFields('Contacts', ['U2'], [])).toEqual(['U2']);
		expect(checkedFields('Projects', [], [])).toEqual(['Name']);
	});
});

describe('Modules that are different', () => {
	it.each([
		['Tasks', false],
		['Events', false],
		['Calls', false],
		['Notes', false],
		['notes', false],
		['Leads', true],
		['Projects', true],
	])('whether %s takes an upsert: %s', (module, takes) => {
		expect(takesUpsert(module)).toBe(takes);
	});

	it.each([
		['Activities', 'Tasks, Events or Calls'],
		['activities', 'Tasks, Events or Calls'],
		['Meetings', 'Events'],
		['Events', undefined],
		['toString', undefined],
	])('instead of %s, %s', (module, instead) => {
		expect(modulesInstead(module)).toBe(instead);
	});
});
