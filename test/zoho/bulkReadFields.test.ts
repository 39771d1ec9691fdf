import { exportFieldsIn } from '../../nodes/shared/zoho/bulkReadFields';

const account = {
	api_name: 'Account_Name',
	data_type: 'lookup',
	json_type: 'jsonobject',
	lookup: { module: { api_name: 'Accounts' } },
};
const amount = { api_name: 'Amount', data_type: 'currency', json_type: 'double' };

it('given fields without a name, or listed twice, each field of an export keeps its own type and module', () => {
	const nameless = { api_name: null, data_type: 'text', json_type: 'string' };
	const fields = exportFieldsIn([nameless, amount, amount, account]);
	expect(fields.map(({ apiName, jsonType, linksTo }) => [apiName, jsonType, linksTo])).toEqual([
		['Amount', 'double', null],
		['Account_Name', 'jsonobject', 'Accounts'],
	]);
});
