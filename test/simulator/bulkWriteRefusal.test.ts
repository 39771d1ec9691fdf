import { mapped, WRITE, writing } from './bulkWriteClient';

const file = [
	['Name', 'Firm'],
	['A', 'C'],
];
const good = { field_mappings: mapped('Last_Name', 'Company') };
const contacts = { module: { api_name: 'Contacts' } };

describe('A bulk write is refused', () => {
	it.each<[string, object, object]>([
		['MISSING_REQUIRED_KEY', good, { operation: undefined }],
		['INVALID_FORMAT', good, { operation: 'delete' }],
		['MISSING_REQUIRED_KEY', good, { resource: undefined }],
		['FILE_NOT_SUPPORTED', good, { resource: [{ type: 'data' }, { type: 'data' }] }],
		['MISSING_REQUIRED_KEY', { ...good, type: undefined }, {}],
		['MISSING_REQUIRED_KEY', { ...good, module: undefined }, {}],
		['MODULE_NOT_AVAILABLE', { ...good, module: { api_name: 'asdf' } }, {}],
		['MODULE_NOT_AVAILABLE', { ...good, module: { api_name: 'Notes' } }, {}],
		['MODULE_NOT_AVAILABLE', { ...good, module: { api_name: 'Events' } }, {}],
		['MODULE_NOT_AVAILABLE', { ...good, module: { api_name: 'Line_Items' } }, {}],
		['MISSING_REQUIRED_KEY', { ...good, file_id: undefined }, {}],
		['INVALID_FILE_ID', { ...good, file_id: '1' }, {}],
		['FILE_NOT_SUPPORTED', { ...good, file_names: ['Deals.csv'] }, {}],
		['MANDATORY_NOT_FOUND', good, { operation: 'update' }],
		['MANDATORY_NOT_FOUND', good, { operation: 'upsert' }],
		['INVALID_FIELD', { ...good, find_by: 'Nonsense' }, { operation: 'upsert' }],
		['COLUMN_INDEX_NOT_FOUND', { ...good, find_by: 'Email' }, { operation: 'upsert' }],
		['INVALID_FIELD', { field_mappings: mapped('ast_Name', 'Company') }, {}],
		['INVALID_FIELD', { field_mappings: mapped('Last_Name', 'Created_Time') }, {}],
		['INVALID_FIELD', { field_mappings: mapped('Last_Name', 'Full_Name') }, {}],
		['MANDATORY_FIELDS_NOT_MAPPED', { field_mappings: mapped('Last_Name') }, {}],
		['MISSING_REQUIRED_KEY', { field_mappings: [{ api_name: 'Last_Name' }] }, {}],
		['MISSING_REQUIRED_KEY', { field_mappings: [{ index: 0 }] }, {}],
		['COLUMN_INDEX_NOT_FOUND', { field_mappings: mapped('Last_Name', 'Company', 'City') }, {}],
		['DUPLICATE_DATA', { field_mappings: mapped('Last_Name', 'Last_Name') }, {}],
		['INVALID_FORMAT', { field_mappings: [] }, {}],
		[
			'INVALID_FORMAT',
			{ field_mappings: mapped('Last_Name', { api_name: 'Company', format: 'dd' }) },
			{},
		],
		['INVALID_FIELD_NAME', {}, {}],
		[
			'MANDATORY_NOT_FOUND',
			{ ...contacts, field_mappings: mapped('Last_Name', 'Account_Name') },
			{},
		],
		[
			'INVALID_FIELD',
			{
				...contacts,
				field_mappings: mapped('Last_Name', { api_name: 'Account_Name', find_by: 'Nonsense' }),
			},
			{},
		],
		[
			'COEXISTENCE_NOT_ALLOWED',
			{
				...contacts,
				field_mappings: mapped('Last_Name', {
					api_name: 'Account_Name',
					find_by: 'id',
					parent_column_index: 0,
				}),
			},
			{},
		],
		['INVALID_FORMAT', good, { ignore_empty: 'yes' }],
		['INVALID_FORMAT', good, { character_encoding: 'klingon' }],
		['INVALID_CALLBACK_METHOD', good, { callback: { url: 'https://a.example/b', method: 'get' } }],
		['INVALID_CALLBACK_URL', good, { callback: { url: 'http://localhost/b', method: 'post' } }],
	])('as %s: %j %j', async (code, resource, more) => {
		const { refusal, zoho } = writing();
		expect(await refusal(file, resource, more)).toBe(`400 ${code}`);
		// The upload and the refused call: no job was paid for.
		expect(zoho.meter.total()).toBe(2);
	});

	it('with the field, the key or the module in the message', async () => {
		const { create, uploaded } = writing();
		const file_id = await uploaded(file);
		const messageOf = async (resource: object) =>
			(await create({ file_id, ...resource })).body.message;
		expect(await messageOf({ field_mappings: mapped('ast_Name') })).toBe(
			'invalid mapping. invalid api_name ast_Name.',
		);
		expect(await messageOf({ field_mappings: [{ api_name: 'Company' }] })).toBe(
			'required key index for field Company is not found in request body.',
		);
		expect(await messageOf({ module: { api_name: 'asdf' } })).toBe(
			"Requested module 'asdf' is not available.",
		);
	});

	it('for more than 200 columns, in the file or mapped', async () => {
		const wide = Array.from({ length: 201 }, (_, index) => `c${index}`);
		expect(await writing().refusal([wide], good)).toBe('400 HEADER_LIMIT_EXCEEDED');
		const field_mappings = wide.map((_, index) => ({ api_name: 'City', index: index % 2 }));
		expect(await writing().refusal(file, { field_mappings })).toBe('400 HEADER_LIMIT_EXCEEDED');
	});

	it('for a file that is empty or cannot be read', async () => {
		expect(await writing().refusal('', good)).toBe('400 FILE_NOT_SUPPORTED');
		expect(await writing().refusal('a,b\n"x,y\n', good)).toBe('400 FILE_NOT_SUPPORTED');
	});

	it('without file_names where the switch wants them', async () => {
		const { refusal } = writing({ bulkFileNamesMandatory: true });
		expect(await refusal(file, good)).toBe('400 MISSING_REQUIRED_KEY');
		expect(await refusal(file, { ...good, file_names: ['Leads.csv'] })).toBe('201 SUCCESS');
	});

	it('without a body', async () => {
		const { raw } = writing();
		expect((await raw(WRITE, { method: 'POST' })).status).toBe(400);
	});
});
