import { givenOrg, noon, send } from './handMadeCall';
import type { Org } from './org';
import { seedRecords } from './seedRecords';

const day = 24 * 60 * 60 * 1000;

function givenLeads(count: number, switches = {}) {
	const org = givenOrg(switches);
	const records = Array.from({ length: count }, (_, index) => ({
		Last_Name: `L${index}`,
		Company: 'C',
		Lead_Status: index % 2 ? 'Contacted' : 'Not Contacted',
	}));
	return { org, ids: seedRecords(org, 'Leads', records, { now: noon }) };
}

const list = (org: Org, query: string, options = {}) => send(org, 'GET', `Leads?${query}`, options);

describe('Getting records', () => {
	it('demands fields, at most 50; without any from v3 on', async () => {
		const { org } = givenLeads(1);
		const fiftyOne = Array.from({ length: 51 }, (_, index) => `F${index}`).join();

		expect((await list(org, '')).body).toMatchObject({
			code: 'REQUIRED_PARAM_MISSING',
			details: { param_name: 'fields' },
		});
		expect((await list(org, `fields=${fiftyOne}`)).body.code).toBe('LIMIT_EXCEEDED');
		expect((await list(org, '', { version: 2 })).body.data[0].Last_Name).toBe('L0');
	});

	it('gives the fields asked for and the id, newest id first, unknown names left out', async () => {
		const { org, ids } = givenLeads(2);

		const answer = await list(org, 'fields=Last_Name,Owner,Nonsense');

		expect(answer).toMatchObject({ status: 200, price: 1, heavy: false });
		const [user] = org.users;
		expect(answer.body.data[0]).toEqual({
			Last_Name: 'L1',
			Owner: { id: user.id, name: user.fullName, email: user.email },
			id: ids[1],
		});
		expect(answer.body.info).toMatchObject({
			per_page: 200,
			count: 2,
			page: 1,
			sort_by: 'id',
			sort_order: 'desc',
			more_records: false,
			next_page_token: null,
			previous_page_token: null,
		});
	});

	it('answers 204 without a body when there is nothing', async () => {
		const answer = await list(givenOrg(), 'fields=Last_Name');

		expect(answer).toMatchObject({ status: 204, body: undefined, accepted: true });
	});

	it('pages to 2,000 records by number, then refuses', async () => {
		const { org } = givenLeads(2050);

		expect((await list(org, 'fields=id&page=10')).body.data).toHaveLength(200);
		expect((await list(org, 'fields=id&page=11')).body.code).toBe(
			'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
		);
		expect((await list(org, 'fields=id&per_page=201')).body.code).toBe('INVALID_DATA');
		expect((await list(org, 'fields=id&page=0')).body.code).toBe('INVALID_DATA');
	});

	it('goes on by token past 2,000, each record once, whatever is added and deleted on the way', async () => {
		const { org, ids } = givenLeads(2050);
		const seen: unknown[] = [];
		let token: unknown = null;

		do {
			const from: string = token ? `&page_token=${token}` : '';
			const answer = await list(org, `fields=Last_Name&per_page=200${from}`);
			seen.push(...Object.values(answer.body.data).map(({ id }) => id));
			token = answer.body.info.next_page_token;
			seedRecords(org, 'Leads', [{ Last_Name: 'Late', Company: 'C' }], { now: noon });
			await send(org, 'DELETE', `Leads/${seen[seen.length - 1]}`);
		} while (token);

		expect(seen).toEqual([...ids].reverse());
	});

	it('holds a token to its user, its parameters and its day', async () => {
		const { org } = givenLeads(30);
		const first = await list(org, 'fields=id&per_page=10');
		const token = `&page_token=${first.body.info.next_page_token}`;

		const answers = [
			await list(org, `fields=id&per_page=20${token}`),
			await list(org, `fields=id&per_page=10${token}`, { user: org.users[1] }),
			await list(org, `fields=id&per_page=10${token}`, { now: noon + day }),
			await list(org, `fields=id&per_page=10&page=2${token}`),
			await list(org, 'fields=id&per_page=10&page_token=made-up'),
		];

		expect(answers.map(({ body }) => body.code)).toEqual([
			'TOKEN_BOUND_DATA_MISMATCH',
			'INVALID_DATA',
			'EXPIRED_VALUE',
			'AMBIGUITY_DURING_PROCESSING',
			'INVALID_DATA',
		]);
		expect(answers.every(({ status, accepted }) => status === 400 && !accepted)).toBe(true);
		const back = await list(org, `fields=id&per_page=10${token}`);
		expect(back.body.info).toMatchObject({ page: 2, more_records: true });
		const previous = `&page_token=${back.body.info.previous_page_token}`;
		const again = await list(org, `fields=id&per_page=10${previous}`);
		expect(again.body.data).toEqual(first.body.data);
	});

	it('takes up to 100 ids and leaves out unknown ones', async () => {
		const { org, ids } = givenLeads(101);

		const two = await list(org, `fields=id&ids=${ids[0]},9,${ids[4]}`);

		expect(Object.values(two.body.data).map(({ id }) => id)).toEqual([ids[4], ids[0]]);
		expect((await list(org, 'fields=id&ids=9')).status).toBe(204);
		expect((await list(org, `fields=id&ids=${ids.join()}`)).body.code).toBe('LIMIT_EXCEEDED');
	});

	it('sorts by Modified_Time, heavily', async () => {
		const { org, ids } = givenLeads(3);
		await send(org, 'PUT', `Leads/${ids[0]}`, { body: { data: [{}] }, now: noon + 5000 });

		const answer = await list(org, 'fields=id&sort_by=Modified_Time&sort_order=desc');

		expect(answer.heavy).toBe(true);
		expect(answer.body.data[0].id).toBe(ids[0]);
		expect((await list(org, 'fields=id&sort_by=Company')).body.details.param_name).toBe('sort_by');
	});

	it('shows a custom view for three credits, and no sort beside it', async () => {
		const { org } = givenLeads(4);
		const view = org.modules.get('Leads')?.schema.customViews[1].id;

		const answer = await list(org, `fields=Lead_Status&cvid=${view}`);

		expect(answer).toMatchObject({ price: 3, heavy: true });
		expect(answer.body.data).toHaveLength(2);
		expect((await list(org, `fields=id&cvid=${view}&sort_by=id`)).body.code).toBe(
			'AMBIGUITY_DURING_PROCESSING',
		);
		expect((await list(org, 'fields=id&cvid=5')).body.details.param_name).toBe('cvid');
	});

	it('gives what is newer than If-Modified-Since, or 304', async () => {
		const { org, ids } = givenLeads(3);
		await send(org, 'PUT', `Leads/${ids[1]}`, { body: { data: [{}] }, now: noon + 5000 });
		const since = (time: string) => ({ headers: { 'If-Modified-Since': time } });

		const some = await list(org, 'fields=id', since('2024-03-01T17:30:00+05:30'));
		const none = await list(org, 'fields=id', since('2024-03-01T17:30:05+05:30'));
		const one = await send(org, 'GET', `Leads/${ids[0]}`, since('2024-03-01T12:00:00Z'));

		expect(some.body.data).toEqual([{ id: ids[1] }]);
		expect(none).toMatchObject({ status: 304, body: undefined, accepted: false });
		expect(one.status).toBe(304);
	});

	it('counts the same second as newer where the switch says so', async () => {
		const { org } = givenLeads(3, { modifiedSinceIncludesSameSecond: true });

		const answer = await list(org, 'fields=id', {
			headers: { 'If-Modified-Since': '2024-03-01T17:30:00+05:30' },
		});

		expect(answer.body.data).toHaveLength(3);
	});

	it('shows subforms with a single record only', async () => {
		const org = givenOrg();
		const record = { Name: 'S', Line_Items: [{ Item: 'One' }] };
		const [id] = seedRecords(org, 'Subscriptions', [record], { now: noon });

		const listed = await send(org, 'GET', 'Subscriptions?fields=Name,Line_Items');
		const single = await send(org, 'GET', `Subscriptions/${id}`);

		expect(listed.body.data[0]).toEqual({ Name: 'S', id });
		expect(single.body.data[0]).toMatchObject({
			Line_Items: [{ Item: 'One' }],
			$has_more: { Line_Items: false },
		});
	});

	it('answers an unknown id with 204, or INVALID_DATA by switch; no number is refused', async () => {
		const strict = givenOrg({ unknownRecordRead: 'invalidData' });

		expect((await send(givenOrg(), 'GET', 'Leads/123')).status).toBe(204);
		expect((await send(strict, 'GET', 'Leads/123')).body.code).toBe('INVALID_DATA');
		expect((await send(strict, 'GET', 'Leads/abc')).status).toBe(400);
	});

	it('forgets what a lookup meant once that record is deleted', async () => {
		const org = givenOrg();
		const [account] = seedRecords(org, 'Accounts', [{ Account_Name: 'Z' }], { now: noon });
		seedRecords(org, 'Contacts', [{ Last_Name: 'B', Account_Name: account }], { now: noon });

		await send(org, 'DELETE', `Accounts/${account}`);

		const read = await send(org, 'GET', 'Contacts?fields=Account_Name');
		expect(read.body.data[0].Account_Name).toBeNull();
	});
});
