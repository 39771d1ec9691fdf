import { givenOrg, noon, send } from './handMadeCall';
import { seedRecords } from './seedRecords';
import type { Switches } from './switches';

const lead = { Last_Name: 'Frey', Company: 'C' };

/** The first element of the answer to inserting one lead under some switches. */
async function inserted(record: object, switches: Partial<Switches>) {
	const answer = await send(givenOrg(switches), 'POST', 'Leads', { body: { data: [record] } });
	return answer.body.data[0];
}

describe('Switches of records', () => {
	it('lists all errors of a record, or the first', async () => {
		const wrong = { ...lead, Email: 'no', Phone: '~' };

		expect((await inserted(wrong, {})).details).toMatchObject({ api_name: 'Email' });
		const wrapped = await inserted(wrong, { severalErrorsInOneRecord: 'wrapped' });
		expect(wrapped.code).toBe('MULTIPLE_OR_MULTI_ERRORS');
		expect(wrapped.details.errors).toHaveLength(2);
	});

	it('takes numbers as text where told', async () => {
		const loose = { ...lead, No_of_Employees: '12' };

		expect((await inserted(loose, {})).code).toBe('INVALID_DATA');
		expect((await inserted(loose, { numbersAsText: 'accepted' })).code).toBe('SUCCESS');
	});

	it('refuses times in Z where told', async () => {
		const zulu = { ...lead, Next_Call_At: '2024-03-01T10:00:00Z' };

		expect((await inserted(zulu, {})).code).toBe('SUCCESS');
		expect((await inserted(zulu, { zuluTimes: 'refused' })).code).toBe('INVALID_DATA');
	});

	it('refuses more than 100 records by either code', async () => {
		const org = givenOrg({ tooManyRecordsCode: 'LIMIT_EXCEEDED' });

		const answer = await send(org, 'POST', 'Leads', { body: { data: Array(101).fill(lead) } });

		expect(answer.body.code).toBe('LIMIT_EXCEEDED');
	});

	it('names the holder of a duplicate in full from a version on', async () => {
		const org = givenOrg({ duplicateRecordFromVersion: 7 });
		const keyed = { ...lead, Customer_Key: 'K' };
		seedRecords(org, 'Leads', [keyed], { now: noon });
		const detailsIn = async (version: number) => {
			const options = { body: { data: [keyed] }, version };
			return (await send(org, 'POST', 'Leads', options)).body.data[0].details;
		};

		expect(await detailsIn(6)).not.toHaveProperty('duplicate_record');
		expect(await detailsIn(7)).toHaveProperty('duplicate_record');
	});

	it('lets ids stand in for fields where told', async () => {
		const strict = givenOrg();
		const lax = givenOrg({ fieldsMandatoryWithIds: false });
		const [id] = seedRecords(lax, 'Leads', [lead], { now: noon });

		expect((await send(strict, 'GET', 'Leads?ids=1')).body.code).toBe('REQUIRED_PARAM_MISSING');
		expect((await send(lax, 'GET', `Leads?ids=${id}`)).body.data[0].Company).toBe('C');
	});

	it('keeps Modified_Time from the search where told', async () => {
		const criteria = 'Leads/search?criteria=(Modified_Time:less_than:2030-01-01T00:00:00%2B00:00)';

		expect((await send(givenOrg(), 'GET', criteria)).status).toBe(204);
		const barred = givenOrg({ modifiedTimeSearchable: false });
		expect((await send(barred, 'GET', criteria)).body.code).toBe('INVALID_QUERY');
	});

	it('moves the reach and the width of COQL', async () => {
		const columns = givenOrg()
			.modules.get('Leads')!
			.schema.fields.map(({ apiName }) => `Owner.id as a${apiName}, '${apiName}'`);
		const wide = `select ${columns.join()} from Leads where id is not null`;
		const far = 'select id from Leads where id is not null limit 200 offset 9801';
		const codeOf = async (select_query: string, switches: Partial<Switches>) => {
			const answer = await send(givenOrg(switches), 'POST', 'coql', { body: { select_query } });
			return answer.body?.details ?? answer.status;
		};

		expect(await codeOf(far, { coqlReach: 10_000 })).toEqual({ by: 'offset', limit: 10_000 });
		expect(await codeOf(far, {})).toBe(204);
		expect(await codeOf(wide, {})).toEqual({ by: 'select', limit: 50 });
		expect(await codeOf(wide, { coqlColumns: 500 })).not.toEqual({ by: 'select', limit: 50 });
	});
});
