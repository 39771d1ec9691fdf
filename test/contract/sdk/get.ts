import assert from 'node:assert/strict';
import { Choice, ParameterMap, Record, Users } from '@zohocrm/typescript-sdk-8.0';
import { instance, openSdkWorld, understood } from './world';

/** A lead with a value of every kind, read alone and in a list: each value arrives in the SDK's own type. */
export async function getRecords() {
	const world = await openSdkWorld({ records: { Leads: [LEAD, { ...LEAD, Last_Name: 'Berg' }] } });
	try {
		const leads = new Record.RecordOperations('Leads');
		const [id] = world.ids.Leads;
		const one = understood(await leads.getRecord(BigInt(id)), 200, Record.ResponseWrapper);
		assertLead(one.getData()[0], id);
		const wanted = new ParameterMap();
		await wanted.add(Record.GetRecordsParam.FIELDS, Object.keys(LEAD).join(','));
		await wanted.add(Record.GetRecordsParam.PER_PAGE, 1);
		const page = understood(await leads.getRecords(wanted), 200, Record.ResponseWrapper);
		assert.equal(page.getData().length, 1);
		assert.equal(page.getInfo().getMoreRecords(), true);
		assert.equal(page.getInfo().getCount(), 1);
		const none = await leads.getRecord(BigInt(id) + 1_000_000n);
		assert.equal(none.getStatusCode(), 204);
	} finally {
		await world.close();
	}
}

const LEAD = {
	Last_Name: 'Ada',
	Company: 'Fjord',
	Email: 'ada@example.com',
	Lead_Status: 'Contacted',
	Interests: ['Analytics', 'Hardware'],
	Annual_Revenue: 1250.5,
	No_of_Employees: 12,
	Email_Opt_Out: true,
	First_Contact_Date: '2026-02-28',
	Next_Call_At: '2026-03-03T10:30:00+01:00',
	Source_Row: '9007199254740993',
};

function assertLead(lead: Record.Record, id: string) {
	const value = (field: string): unknown => lead.getKeyValue(field);
	const chosen = (field: string): unknown => instance(value(field), Choice).getValue();
	assert.equal(String(lead.getId()), id);
	assert.equal(value('Email'), LEAD.Email);
	assert.equal(chosen('Lead_Status'), LEAD.Lead_Status);
	const interests = value('Interests') as Array<Choice<string>>;
	assert.deepEqual(
		interests.map((one) => one.getValue()),
		LEAD.Interests,
	);
	assert.equal(value('Annual_Revenue'), LEAD.Annual_Revenue);
	assert.equal(value('No_of_Employees'), LEAD.No_of_Employees);
	assert.equal(value('Email_Opt_Out'), true);
	assert.equal(instance(value('First_Contact_Date'), Date).getDate(), 28);
	assert.equal(instance(value('Next_Call_At'), Date).getTime(), Date.parse(LEAD.Next_Call_At));
	assert.equal(String(value('Source_Row')), LEAD.Source_Row);
	assert.ok(instance(value('Owner'), Users.MinifiedUser).getName());
	assert.ok(lead.getCreatedTime() instanceof Date);
}
