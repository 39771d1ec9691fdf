import { givenOrg, noon, send } from './handMadeCall';
import type { Org } from './org';
import { purgeRecycleBin } from './recordDeleted';
import { seedRecords } from './seedRecords';

const second = 1000;
const day = 24 * 60 * 60 * second;

function givenLeads(switches = {}) {
	const org = givenOrg(switches);
	const ids = seedRecords(
		org,
		'Leads',
		[
			{ Last_Name: 'Frey', Company: 'ABC', Email: 'frey@abc.com', No_of_Employees: 10 },
			{ Last_Name: 'Merced', Company: 'ABC Inc', Secondary_Email: 'm@abc.com', Phone: '504-621' },
			{ Last_Name: 'Burns,B', Company: 'Other', No_of_Employees: 30, Interests: ['Support'] },
		],
		{ now: noon },
	);
	return { org, ids };
}

async function names(org: Org, query: Record<string, string>, options = {}) {
	const target = `Leads/search?${new URLSearchParams({ fields: 'Last_Name', ...query })}`;
	const answer = await send(org, 'GET', target, options);
	if (answer.status === 204) return [];
	if (answer.status !== 200) return answer.body;
	return Object.values(answer.body.data).map(({ Last_Name }) => Last_Name);
}

describe('Searching records', () => {
	it.each([
		['(Company:equals:ABC)', ['Merced', 'Frey']],
		['Company:starts_with:abc i', ['Merced']],
		['((Company:equals:ABC)and(Last_Name:starts_with:F))', ['Frey']],
		['((Company:equals:Other)or(Last_Name:equals:Frey))', ['Burns,B', 'Frey']],
		[
			'((Company:equals:ABC)and((Last_Name:equals:Frey)or(Last_Name:equals:Merced)))',
			['Merced', 'Frey'],
		],
		['(Last_Name:equals:Burns\\,B)', ['Burns,B']],
		['(Last_Name:in:Frey,Merced)', ['Merced', 'Frey']],
		['(No_of_Employees:between:5,20)', ['Frey']],
		['(No_of_Employees:greater_than:10)', ['Burns,B']],
		['(Interests:equals:Support)', ['Burns,B']],
		[
			'(Created_Time:between:2024-03-01T00:00:00+05:30,2024-03-02T00:00:00+05:30)',
			['Burns,B', 'Merced', 'Frey'],
		],
	])('finds by criteria %s', async (criteria, expected) => {
		const { org } = givenLeads();

		expect(await names(org, { criteria })).toEqual(expected);
	});

	it.each([
		['(Nonsense:equals:1)', 'the field is not available for search'],
		['(Description:equals:1)', 'the field is not available for search'],
		['(Company:greater_than:1)', 'invalid operator found'],
		['(No_of_Employees:equals:ten)', 'invalid value found'],
		['(No_of_Employees:between:1)', 'invalid number of values'],
		['(Company)', 'No condition: Company'],
		['((Company:equals:A)and(Company:equals:B)', 'Parentheses do not match'],
		[`(${Array(11).fill('(Company:equals:A)').join('or')})`, 'criteria limit exceeded'],
	])('refuses criteria %s', async (criteria, reason) => {
		const { org } = givenLeads();

		expect(await names(org, { criteria })).toMatchObject({
			code: 'INVALID_QUERY',
			message: 'invalid query formed',
			details: { reason },
		});
	});

	it('finds by any email field, any phone field, and a word anywhere', async () => {
		const { org } = givenLeads();

		expect(await names(org, { email: 'M@abc.com' })).toEqual(['Merced']);
		expect(await names(org, { phone: '504621' })).toEqual(['Merced']);
		expect(await names(org, { word: 'abc' })).toEqual(['Merced', 'Frey']);
		expect(await names(org, { word: 'a' })).toMatchObject({ code: 'INVALID_DATA' });
		expect(await names(org, { criteria: '(Company:equals:Other)', email: 'm@abc.com' })).toEqual([
			'Burns,B',
		]);
	});

	it('needs something to search for, and a scope of its own', async () => {
		const { org } = givenLeads();

		const nothing = await send(org, 'GET', 'Leads/search');
		const noScope = await send(org, 'GET', 'Leads/search?word=abc', {
			scopes: ['ZohoCRM.modules.ALL'],
		});

		expect(nothing.body.code).toBe('EXPECTED_PARAM_MISSING');
		expect(noScope).toMatchObject({ status: 401, accepted: false });
		expect(noScope.body.code).toBe('OAUTH_SCOPE_MISMATCH');
	});

	it('reaches 2,000 records', async () => {
		const { org } = givenLeads();

		const answer = await send(org, 'GET', 'Leads/search?word=abc&page=11');

		expect(answer.body.code).toBe('LIMIT_REACHED');
	});

	it('trails writes by the delay the switch gives: new records and new values come later', async () => {
		const { org, ids } = givenLeads({ searchDelaySeconds: 30 });
		const at = (seconds: number) => ({ now: noon + seconds * second });
		const criteria = '(Company:equals:Moved)';

		expect(await names(org, { word: 'Frey' }, at(29))).toEqual([]);
		expect(await names(org, { word: 'Frey' }, at(30))).toEqual(['Frey']);
		await send(org, 'PUT', `Leads/${ids[0]}`, {
			body: { data: [{ Company: 'Moved' }] },
			...at(60),
		});
		expect(await names(org, { criteria }, at(89))).toEqual([]);
		expect(await names(org, { criteria }, at(90))).toEqual(['Frey']);
	});
});

describe('Counting records', () => {
	it('counts all, a search or a view for one credit', async () => {
		const { org } = givenLeads();
		const [, view] = org.modules.get('Leads')!.schema.customViews;
		const count = (query: string) => send(org, 'GET', `Leads/actions/count${query}`);

		expect(await count('')).toMatchObject({ status: 200, price: 1, body: { count: 3 } });
		expect((await count('?criteria=(Company:equals:ABC)')).body).toEqual({ count: 2 });
		expect((await count(`?cvid=${view.id}`)).body).toEqual({ count: 0 });
		expect((await count(`?cvid=${view.id}&word=abc`)).body).toMatchObject({
			code: 'AMBIGUITY_DURING_PROCESSING',
			details: { ambiguity_due_to: [{ param_name: 'cvid' }, { param_name: 'word' }] },
		});
	});

	it('asks for the scopes its page lists', async () => {
		const scopes = ['ZohoCRM.modules.ALL', 'ZohoSearch.securesearch.READ'];
		const strict = await send(givenOrg(), 'GET', 'Leads/actions/count', { scopes });
		const lax = await send(
			givenOrg({ countNeedsLayoutsScope: false }),
			'GET',
			'Leads/actions/count',
			{
				scopes,
			},
		);

		expect(strict.status).toBe(401);
		expect(lax.body).toEqual({ count: 0 });
	});
});

describe('Deleted records', () => {
	it('lists the recycle bin and what is gone for good, newest first, for two credits', async () => {
		const { org, ids } = givenLeads();
		await send(org, 'DELETE', `Leads/${ids[0]}`);
		await send(org, 'DELETE', `Leads/${ids[1]}`, { now: noon + 60 * second });
		purgeRecycleBin(org, 'Leads', [ids[0]]);
		const deleted = (query: string, options = {}) =>
			send(org, 'GET', `Leads/deleted${query}`, { now: noon + day, ...options });

		const all = await deleted('');

		expect(all.price).toBe(2);
		expect(all.body.data).toMatchObject([
			{ id: ids[1], type: 'recycle', deleted_time: '2024-03-01T17:31:00+05:30' },
			{ id: ids[0], type: 'permanent', display_name: 'Frey', deleted_by: { id: org.users[0].id } },
		]);
		expect((await deleted('?type=recycle')).body.data).toHaveLength(1);
		expect((await deleted('?type=recycle', { now: noon + 61 * day })).status).toBe(204);
		expect((await deleted('?type=mine')).body.code).toBe('INVALID_DATA');
		const since = (time: string) => deleted('', { headers: { 'If-Modified-Since': time } });
		expect((await since('2024-03-01T17:30:00+05:30')).body.data).toHaveLength(1);
		expect((await since('2024-03-01T17:31:00+05:30')).status).toBe(304);
	});
});

describe('Mass update', () => {
	const massUpdate = (org: Org, body: object) =>
		send(org, 'POST', 'Leads/actions/mass_update', { body });

	it('gives up to 500 records one value for one credit, each answered', async () => {
		const { org, ids } = givenLeads();

		const answer = await massUpdate(org, {
			ids: [ids[0], '5', ids[2]],
			data: [{ City: 'Rome' }],
		});

		expect(answer).toMatchObject({ status: 207, price: 1 });
		expect(answer.body.data).toMatchObject([
			{ code: 'SUCCESS', message: 'record updated', details: { id: ids[0] } },
			{ code: 'INVALID_DATA', details: { id: '5' } },
			{ code: 'SUCCESS', details: { id: ids[2] } },
		]);
		expect((await send(org, 'GET', `Leads/${ids[2]}`)).body.data[0].City).toBe('Rome');
		const tooMany = await massUpdate(org, { ids: Array(501).fill('1'), data: [{ City: 'Rome' }] });
		expect(tooMany.body.code).toBe('LIMIT_EXCEEDED');
	});

	it('adds to multi-selects unless over_write', async () => {
		const { org, ids } = givenLeads();
		const interests = async () =>
			(await send(org, 'GET', `Leads/${ids[2]}`)).body.data[0].Interests;
		const data = [{ Interests: ['Training'] }];

		await massUpdate(org, { ids: [ids[2]], data });
		expect(await interests()).toEqual(['Support', 'Training']);
		await massUpdate(org, { ids: [ids[2]], data, over_write: true });
		expect(await interests()).toEqual(['Training']);
	});

	it('refuses unique fields, no fields, no ids and Notes', async () => {
		const { org, ids } = givenLeads();

		const answers = [
			await massUpdate(org, { ids, data: [{ Customer_Key: 'K' }] }),
			await massUpdate(org, { ids, data: [{ Nonsense: 1 }] }),
			await massUpdate(org, { data: [{ City: 'Rome' }] }),
			await send(org, 'POST', 'Notes/actions/mass_update', { body: { ids, data: [{}] } }),
		];

		expect(answers.map(({ status, accepted }) => [status, accepted])).toEqual(
			Array(4).fill([400, false]),
		);
		expect(answers[1].body.message).toBe('Specify Atleast one field');
		expect(answers[3].body.code).toBe('NOT_SUPPORTED');
	});

	it('schedules a custom view as a job whose counts can be asked for', async () => {
		const { org, ids } = givenLeads();
		const view = org.modules.get('Leads')!.schema.customViews[0].id;

		const job = await massUpdate(org, { cvid: view, data: [{ City: 'Rome' }] });

		const { details, message } = job.body.data[0];
		expect(message).toBe('mass update scheduled successfully');
		const status = await send(org, 'GET', `Leads/actions/mass_update?job_id=${details.job_id}`);
		expect(status.body.data[0]).toMatchObject({ Status: 'COMPLETED', Updated_Count: ids.length });
	});
});
