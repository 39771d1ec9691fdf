import type { FieldMeta } from '../../nodes/shared/core/fieldMeta';
import { externalHeader, externalValue, notExternal } from '../../nodes/shared/core/externalIds';

const field = (apiName: string, external = false) => ({ apiName, external }) as FieldMeta;

describe('The header X-EXTERNAL', () => {
	it('names the field of the records, and those of the records their lookups mean', () => {
		const lookups = new Map([
			['Account_Name', 'Erp_Id'],
			['Line_Items.Product', 'Sku'],
		]);
		expect(externalHeader('Contacts', { own: 'Legacy_Id', lookups: new Map() })).toBe(
			'Contacts.Legacy_Id',
		);
		expect(externalHeader('Contacts', { own: 'Legacy_Id', lookups })).toBe(
			'Contacts.Legacy_Id, Contacts.Account_Name.Erp_Id, Contacts.Line_Items.Product.Sku',
		);
		expect(externalHeader('Contacts', { own: null, lookups: new Map() })).toBeUndefined();
	});
});

describe('The external value of a row', () => {
	it.each<[unknown, string]>([
		[' A1 ', 'A1'],
		[4711, '4711'],
		['a,b', 'a,b'],
	])('%j is %s', (given, value) => {
		expect(externalValue(given, 'Legacy_Id', false)).toBe(value);
	});

	it.each([undefined, null, '', ' ', 2 ** 60, { id: '1' }])('%j is none', (given) => {
		expect(externalValue(given, 'Legacy_Id', false)).toMatchObject({
			code: 'EXTERNAL_ID_MISSING',
			details: { api_name: 'Legacy_Id' },
		});
	});

	it('with a comma cannot stand in the list of a delete', () => {
		expect(externalValue('a,b', 'F', true)).toMatchObject({ code: 'EXTERNAL_ID_HAS_COMMA' });
	});
});

describe('A field named as External ID field', () => {
	const fields = [field('Email'), field('Legacy_Id', true)];

	it('is none, is unknown, or is right', () => {
		expect(notExternal('Leads', 'Legacy_Id', fields)).toBeUndefined();
		expect(notExternal('Leads', 'Email', fields)).toEqual({
			message: 'Email of Leads is no External ID field',
			fix: expect.stringContaining('or choose Legacy_Id') as string,
		});
		expect(notExternal('Leads', 'LegacyId', fields)).toEqual({
			message: 'Leads has no field LegacyId',
			fix: 'Did you mean Legacy_Id?',
		});
	});
});
