import { provesStale } from '../../nodes/shared/core/metadataStale';

const fields = new Map([
	['Email', { dataType: 'email', length: 100, mandatory: false }],
	['Last_Name', { dataType: 'text', length: 80, mandatory: true }],
	['Line_Items', { dataType: 'subform', length: null, mandatory: false }],
]);

const refused = (code: string, details: Record<string, unknown>) => ({ code, details });

describe("Whether Zoho's refusal of a row shows that the kept fields are out of date (R71)", () => {
	it.each([
		['a field that they do not have', refused('INVALID_DATA', { api_name: 'Fresh' })],
		[
			'a mandatory field that they call none',
			refused('MANDATORY_NOT_FOUND', { api_name: 'Email' }),
		],
		['another length', refused('INVALID_DATA', { api_name: 'Email', maximum_length: 80 })],
		['a module that is not there', refused('INVALID_MODULE', {})],
	])('it speaks of %s: they are', (_, refusal) => {
		expect(provesStale(refusal, fields)).toBe(true);
	});

	it.each<[string, ReturnType<typeof refused>]>([
		['a wrong value', refused('INVALID_DATA', { api_name: 'Email' })],
		['nothing', refused('INVALID_DATA', {})],
		['a mandatory field', refused('MANDATORY_NOT_FOUND', { api_name: 'Last_Name' })],
		['a row of a subform', refused('INVALID_DATA', { json_path: '$.data[0].Line_Items[1].Price' })],
		...['id', 'Tag', 'Layout', 'Owner', 'Record_Image', '$se_module'].map(
			(name): [string, ReturnType<typeof refused>] => [
				name,
				refused('INVALID_DATA', { api_name: name }),
			],
		),
	])('it speaks of %s: they need not be read again for a credit', (_, refusal) => {
		expect(provesStale(refusal, fields)).toBe(false);
	});
});
