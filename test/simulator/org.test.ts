import { clientOf } from './client';
import { manualClock } from './clock';
import { hire } from './people';
import { createZoho } from './zoho';

const START = Date.parse('2026-01-05T09:00:00Z');

interface UsersBody {
	users: Array<{ id: string; email: string; status: string; profile: { name: string } }>;
	info: Record<string, unknown>;
}

function company() {
	const clock = manualClock(START);
	const zoho = createZoho({ clock, edition: 'professional', users: 7 });
	const client = clientOf(zoho);
	const users = async (query = '') => {
		const { body } = await client.get(`/crm/v8/users${query}`);
		return body as UsersBody;
	};
	return { clock, zoho, client, users, org: zoho.org() };
}

describe('GET org', () => {
	it('tells the type, the ids as strings, the edition and the licences bought', async () => {
		const { client, zoho } = company();
		const { body } = await client.get('/crm/v8/org');
		expect(body).toMatchObject({
			org: [
				{
					id: expect.stringMatching(/^\d{19}$/),
					zgid: expect.stringMatching(/^\d+$/),
					type: 'production',
					primary_email: 'ada@example.com',
					created_time: '2026-01-05T01:00:00-08:00',
					license_details: {
						paid: true,
						paid_type: 'professional',
						users_license_purchased: 7,
					},
				},
			],
		});
		zoho.setSwitches({ orgTypeSpelling: 'capital' });
		const spelled = await client.get('/crm/v8/org');
		expect(spelled.body).toMatchObject({ org: [{ type: 'Production' }] });
	});

	it('counts licences in use', async () => {
		const { body } = await company().client.get('/crm/v8/__features/user_licenses');
		expect(body).toMatchObject({
			__features: [
				{
					details: {
						limits: { total: 7 },
						used_count: { total: 4 },
						available_count: { total: 3 },
					},
				},
			],
		});
	});
});

describe('GET users', () => {
	it.each([
		['AllUsers', ['ada', 'sam', 'sofia', 'lee', 'ines']],
		['ActiveUsers', ['ada', 'sam', 'sofia', 'ines']],
		['DeactiveUsers', ['lee']],
		['NotConfirmedUsers', ['ines']],
		['ActiveConfirmedUsers', ['ada', 'sam', 'sofia']],
		['AdminUsers', ['ada']],
		['CurrentUser', ['ada']],
	])('of type %s', async (type, names) => {
		const { users } = await company().users(`?type=${type}`);
		expect(users.map(({ email }) => email)).toEqual(names.map((name) => `${name}@example.com`));
	});

	it('refuses a type that does not exist and a page that is too large', async () => {
		const { client } = company();
		expect((await client.get('/crm/v8/users?type=Everybody')).status).toBe(400);
		expect((await client.get('/crm/v8/users?per_page=201')).status).toBe(400);
	});

	it('comes in pages', async () => {
		const { users } = company();
		const first = await users('?per_page=3');
		expect(first.users).toHaveLength(3);
		expect(first.info).toEqual({ per_page: 3, count: 3, page: 1, more_records: true });
		const second = await users('?per_page=3&page=2');
		expect(second.users).toHaveLength(2);
		expect(second.info).toMatchObject({ page: 2, count: 2, more_records: false });
		expect((await company().client.get('/crm/v8/users?page=9')).status).toBe(204);
	});

	it('sends only those changed since a time, or 304', async () => {
		const { client, clock, org } = company();
		const since = { 'if-modified-since': '2026-01-05T09:00:00+00:00' };
		expect((await client.get('/crm/v8/users', since)).status).toBe(304);
		await clock.advance(60_000);
		hire(org, { firstName: 'New', lastName: 'Comer', email: 'new@example.com' }, clock.now());
		const { body } = await client.get('/crm/v8/users', since);
		expect((body as UsersBody).users.map(({ email }) => email)).toEqual(['new@example.com']);
	});

	it('ignores If-Modified-Since when the switch says so', async () => {
		const { client, zoho } = company();
		zoho.setSwitches({ usersNotModifiedHeader: false });
		const since = { 'if-modified-since': '2026-01-05T09:00:00+00:00' };
		expect((await client.get('/crm/v8/users', since)).status).toBe(200);
	});

	it('finds one by id', async () => {
		const { client, org } = company();
		const { body } = await client.get(`/crm/v8/users/${org.users[1].id}`);
		expect(body).toMatchObject({
			users: [{ email: 'sam@example.com', profile: { name: 'Standard' } }],
		});
		expect((await client.get('/crm/v8/users/5725767000000999999')).status).toBe(204);
	});
});

describe('GET profiles and roles', () => {
	it.each(['profiles', 'roles'])('%s: the list, and one by id', async (kind) => {
		const { client, org } = company();
		const rows = kind === 'profiles' ? org.profiles : org.roles;
		const list = await client.get(`/crm/v8/settings/${kind}`);
		expect(list.body).toMatchObject({ [kind]: rows.map(({ id, name }) => ({ id, name })) });
		const one = await client.get(`/crm/v8/settings/${kind}/${rows[1].id}`);
		expect(one.body).toMatchObject({ [kind]: [{ id: rows[1].id }] });
	});
});

describe('orgs', () => {
	it('differ by data centre and environment, down to their ids', () => {
		const zoho = createZoho();
		const orgs = [zoho.org(), zoho.org('eu'), zoho.org('us', 'sandbox')];
		expect(new Set(orgs.map(({ id }) => id)).size).toBe(3);
		expect(new Set(orgs.map((org) => org.users[0].id)).size).toBe(3);
		expect(zoho.org('eu')).toBe(orgs[1]);
	});

	it('come back as they were first made after a reset', async () => {
		const zoho = createZoho({ users: 3, seed: { orgs: [{ dataCenter: 'jp', users: 9 }] } });
		const { access_token } = zoho.issueToken();
		zoho.setOrg({ users: 100, usedCredits: 50 });
		zoho.setSwitches({ notModifiedCost: 5 });
		zoho.reset();
		expect(zoho.org().licences).toBe(3);
		expect(zoho.org('jp').licences).toBe(9);
		expect(zoho.switches.notModifiedCost).toBe(1);
		expect(zoho.meter.used(zoho.org(), zoho.clock.now())).toBe(0);
		const headers = { authorization: `Bearer ${access_token}` };
		const reply = await zoho.handle(new Request('http://zoho.test/crm/v8/org', { headers }));
		expect(reply.status).toBe(401);
	});
});
