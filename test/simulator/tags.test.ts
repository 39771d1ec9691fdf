import { clientOf } from './client';
import { company, insertLead, type InnerBody } from './compositeClient';
import { createZoho } from './zoho';

interface TagsBody extends InnerBody {
	tags?: Array<Record<string, unknown> & { details?: Record<string, unknown> }>;
}

function givenLeads(count = 3) {
	const zoho = createZoho();
	const client = clientOf(zoho);
	const Leads = Array.from({ length: count }, (_, n) => ({ Last_Name: `L${n}`, Company: 'C' }));
	const leads = zoho.seed({ orgs: [{ records: { Leads } }] }).ids[0].Leads;
	const ask = async (method: string, path: string, body?: unknown, version = 8) => {
		const mark = zoho.meter.mark();
		const reply = await client.send(method, `/crm/v${version}/${path}`, body);
		return { ...reply, body: reply.body as TagsBody, cost: zoho.meter.since(mark).total() };
	};
	const worn = async (id: string) => {
		const { body } = await ask('GET', `Leads/${id}?fields=Tag`);
		return (body.data![0].Tag as Array<{ name: string }>).map(({ name }) => name);
	};
	return { zoho, client, leads, ask, worn };
}

const named = (...names: string[]) => ({ tags: names.map((name) => ({ name })) });

describe('tags of one record', () => {
	it('are added to those it wears, put in their place, and taken off; a new name makes a tag', async () => {
		const { leads, ask, worn } = givenLeads();
		const [lead] = leads;
		const path = `Leads/${lead}/actions`;

		const added = await ask('POST', `${path}/add_tags`, named('hot', 'fair'));
		await ask('POST', `${path}/add_tags`, named('cold'));
		expect(await worn(lead)).toEqual(['hot', 'fair', 'cold']);
		await ask('POST', `${path}/remove_tags`, named('hot', 'nobody wears it'));
		expect(await worn(lead)).toEqual(['fair', 'cold']);
		await ask('POST', `${path}/add_tags`, { ...named('new'), over_write: true });

		expect(await worn(lead)).toEqual(['new']);
		expect(added).toMatchObject({ status: 200, cost: 1 });
		expect(added.body.data).toMatchObject([{ details: { id: lead, tags: ['hot', 'fair'] } }]);
		const { body } = await ask('GET', 'settings/tags?module=Leads');
		expect(body.tags!.map(({ name }) => name)).toEqual(['hot', 'fair', 'cold', 'new']);
		expect((await ask('GET', 'settings/tags?module=Deals')).status).toBe(204);
	});

	it('are ten at most, named by id or name, and need a body', async () => {
		const { leads, ask, worn } = givenLeads();
		const path = `Leads/${leads[0]}/actions/add_tags`;
		const eleven = Array.from({ length: 11 }, (_, n) => `t${n}`);

		expect((await ask('POST', path, named(...eleven))).body.data![0].code).toBe('LIMIT_EXCEEDED');
		expect((await ask('POST', path, {})).body.code).toBe('MANDATORY_NOT_FOUND');
		expect((await ask('POST', path, { tags: [{ id: '5' }] })).body.code).toBe('INVALID_DATA');
		expect(await worn(leads[0])).toEqual([]);
	});

	it('came as parameters in v2', async () => {
		const { leads, ask, worn } = givenLeads();

		await ask('POST', `Leads/${leads[0]}/actions/add_tags?tag_names=a,b`, undefined, 2);

		expect(await worn(leads[0])).toEqual(['a', 'b']);
	});
});

describe('tags of many records', () => {
	it.each([
		[50, 1],
		[51, 2],
		[120, 3],
	])('cost a credit for 50 begun: %d records, %d', async (count, credits) => {
		const { leads, ask } = givenLeads(count);

		const { cost, body } = await ask('POST', 'Leads/actions/add_tags', {
			...named('x'),
			ids: leads,
		});

		expect(cost).toBe(credits);
		expect(body).toMatchObject({ success_count: String(count), locked_count: 0 });
	});

	it('are answered one by one; more than 500 are refused', async () => {
		const { leads, ask, worn } = givenLeads();

		const mixed = await ask('POST', 'Leads/actions/add_tags', {
			...named('x'),
			ids: [...leads, '5'],
		});
		const tooMany = await ask('POST', 'Leads/actions/remove_tags', {
			...named('x'),
			ids: Array(501).fill(leads[0]),
		});

		expect(mixed.status).toBe(207);
		expect(mixed.body.data!.map(({ code }) => code)).toEqual([
			...['SUCCESS', 'SUCCESS', 'SUCCESS', 'INVALID_DATA'],
		]);
		expect(tooMany.body).toMatchObject({ code: 'INVALID_DATA', details: { maximum_length: 500 } });
		expect(await worn(leads[2])).toEqual(['x']);
	});
});

describe('the tags of a module', () => {
	it('are made, renamed on every record, merged and deleted', async () => {
		const { leads, ask, worn } = givenLeads();
		const made = await ask('POST', 'settings/tags?module=Leads', {
			tags: [{ name: 'a', color_code: '#FD87BD' }, { name: 'b' }, { name: 'a' }, {}],
		});
		const [a, b] = made.body.tags!.map(({ details }) => String(details!.id));
		await ask('POST', `Leads/${leads[0]}/actions/add_tags`, { tags: [{ id: a }, { id: b }] });

		await ask('PUT', `settings/tags/${a}?module=Leads`, { tags: [{ name: 'A' }] });
		expect(await worn(leads[0])).toEqual(['A', 'b']);
		expect((await ask('GET', `settings/tags/${a}/actions/records_count`)).body.count).toBe('1');
		await ask('POST', `settings/tags/${a}/actions/merge`, { tags: [{ conflict_id: b }] });
		expect(await worn(leads[0])).toEqual(['b']);
		await ask('DELETE', `settings/tags/${b}`);

		expect(await worn(leads[0])).toEqual([]);
		expect(made.status).toBe(207);
		expect(made.body.tags!.map(({ code }) => code)).toEqual([
			...['SUCCESS', 'SUCCESS', 'DUPLICATE_DATA', 'MANDATORY_NOT_FOUND'],
		]);
		expect((await ask('DELETE', `settings/tags/${b}`)).status).toBe(400);
	});

	it('need a module, and names of 25 characters at most', async () => {
		const { ask } = givenLeads();
		const long = named('a name of twenty-six chars');

		expect((await ask('GET', 'settings/tags')).body.code).toBe('REQUIRED_PARAM_MISSING');
		expect((await ask('POST', 'settings/tags?module=Leads', long)).body.tags).toMatchObject([
			{ code: 'INVALID_DATA', details: { maximum_length: 25 } },
		]);
	});
});

describe('tags in a composite', () => {
	it('are put on a record, not on many, and come off again with the rest', async () => {
		const { send, org } = company();
		const { results } = await send([insertLead('L')]);
		const id = results[0].details.response!.body!.data![0].details!.id;
		const one = {
			method: 'POST',
			uri: `/crm/v8/Leads/${id}/actions/add_tags`,
			body: named('hot'),
		};
		const many = { ...one, uri: '/crm/v8/Leads/actions/add_tags' };

		const undone = await send(
			[one, { method: 'POST', uri: '/crm/v8/Leads', body: { data: [{}] } }],
			{
				rollback_on_fail: true,
			},
		);
		expect(undone.results[0].code).toBe('ROLLBACK_PERFORMED');
		expect(org.modules.get('Leads')!.store.records.get(id!)!.tags).toEqual([]);
		const tried = await send([one, many]);
		expect(tried.results.map(({ code }) => code)).toEqual(['SUCCESS', 'NOT_SUPPORTED']);
	});
});
