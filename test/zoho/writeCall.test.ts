import { writeCall } from '../../nodes/shared/zoho/records';

const external = { own: 'Legacy_Id', lookups: new Map([['Account_Name', 'Erp_Id']]) };
const rows = [
	{ index: 0, record: { Legacy_Id: 'L1' } },
	{ index: 1, record: { Legacy_Id: 'l 2' } },
];

describe('A write by External ID fields', () => {
	it('names them in the header X-EXTERNAL', () => {
		const call = writeCall('update', 'Contacts', rows, {}, {}, external);
		expect(call.headers).toEqual({
			'X-EXTERNAL': 'Contacts.Legacy_Id, Contacts.Account_Name.Erp_Id',
		});
		expect(call.path).toBe('crm/v8/Contacts');
		expect(JSON.parse(String(call.body))).toEqual({ data: rows.map(({ record }) => record) });
	});

	it('deletes by values in the place of ids', () => {
		const own = { own: 'Legacy_Id', lookups: new Map<string, string>() };
		const call = writeCall('delete', 'Contacts', rows, { trigger: [] }, {}, own);
		expect(call.headers).toEqual({ 'X-EXTERNAL': 'Contacts.Legacy_Id' });
		expect(call.query).toEqual({ ids: 'L1,l 2', wf_trigger: 'false' });
	});

	it('has no such header otherwise', () => {
		expect(writeCall('update', 'Contacts', rows, {})).not.toHaveProperty('headers');
	});
});
