import type { BlueprintSeed } from './blueprints';
import { clientOf } from './client';
import type { InnerBody } from './compositeClient';
import { createZoho } from './zoho';

const nurturing: BlueprintSeed = {
	module: 'Leads',
	field: 'Lead_Status',
	name: 'Nurturing',
	transitions: [
		{ name: 'Call', from: ['Not Contacted'], to: 'Contacted', fields: ['Phone'] },
		{ name: 'Give up', from: ['Not Contacted', 'Contacted'], to: 'Lost Lead' },
	],
};

function givenLeads() {
	const zoho = createZoho({ seed: { orgs: [{ blueprints: [nurturing] }] } });
	const client = clientOf(zoho);
	const [{ Leads }] = zoho.seed({
		orgs: [
			{
				records: {
					Leads: [
						{ Last_Name: 'New', Company: 'C', Lead_Status: 'Not Contacted' },
						{ Last_Name: 'Lost', Company: 'C', Lead_Status: 'Lost Lead' },
					],
				},
			},
		],
	}).ids;
	const ask = async (method: string, path: string, body?: unknown) => {
		const mark = zoho.meter.mark();
		const reply = await client.send(method, `/crm/v8/${path}`, body);
		return {
			...reply,
			body: reply.body as InnerBody & {
				blueprint?: { process_info: object; transitions: Array<Record<string, unknown>> };
			},
			cost: zoho.meter.since(mark).total(),
		};
	};
	const path = `Leads/${Leads[0]}/actions/blueprint`;
	const transitions = async () => (await ask('GET', path)).body.blueprint!.transitions;
	const move = (transition_id: unknown, data: unknown = {}) =>
		ask('PUT', path, { blueprint: [{ transition_id, data }] });
	return { zoho, ask, path, transitions, move, lead: Leads[0], lost: Leads[1] };
}

describe('a record in a blueprint', () => {
	it('tells where it is, where it can go, and what that demands', async () => {
		const { ask, path } = givenLeads();

		const { status, body, cost } = await ask('GET', path);

		expect({ status, cost }).toEqual({ status: 200, cost: 1 });
		expect(body.blueprint!.process_info).toMatchObject({
			name: 'Nurturing',
			api_name: 'Lead_Status',
			field_value: 'Not Contacted',
		});
		expect(body.blueprint!.transitions).toMatchObject([
			{
				name: 'Call',
				next_field_value: 'Contacted',
				fields: [{ api_name: 'Phone', mandatory: true }],
				next_transitions: [{ name: 'Give up' }],
			},
			{ name: 'Give up', fields: [], next_transitions: [] },
		]);
	});

	it('goes on by a transition that is open to it, with what it demands, until none is left', async () => {
		const { transitions, move, ask, path, lead } = givenLeads();
		const [call, giveUp] = await transitions();

		expect((await move(call.id)).body).toMatchObject({
			code: 'MANDATORY_NOT_FOUND',
			details: { json_path: '$.blueprint[0].data.Phone' },
		});
		expect(await move(call.id, { Phone: '1' })).toMatchObject({
			status: 200,
			cost: 1,
			body: { code: 'SUCCESS', status: 'success' },
		});
		expect((await ask('GET', `Leads/${lead}`)).body.data).toMatchObject([
			{ Lead_Status: 'Contacted', Phone: '1' },
		]);
		expect((await move(call.id, { Phone: '1' })).body.code).toBe('INVALID_DATA');
		await move(giveUp.id);
		expect((await ask('GET', path)).body.code).toBe('RECORD_NOT_IN_PROCESS');
	});

	it('has a field that nothing else changes', async () => {
		const { zoho, ask, lead, lost } = givenLeads();
		const change = async (id: string) => {
			const data = [{ Lead_Status: 'Junk Lead' }];
			return (await ask('PUT', `Leads/${id}`, { data })).body.data![0].code;
		};

		expect(await change(lead)).toBe('RECORD_IN_BLUEPRINT');
		expect(await change(lost)).toBe('SUCCESS');
		zoho.setSwitches({ blueprintGuardsField: false });
		expect(await change(lead)).toBe('SUCCESS');
	});

	it('cannot be made of what the org lacks', () => {
		const { zoho } = givenLeads();
		const seed = (more: Partial<BlueprintSeed>) =>
			zoho.seed({ orgs: [{ blueprints: [{ ...nurturing, ...more }] }] });

		expect(() => seed({ module: 'Nowhere' })).toThrow('no module Nowhere');
		expect(() => seed({ field: 'Nothing' })).toThrow('no field Nothing');
		expect(() => seed({ field: 'Rating' })).toThrow('Rating has no value Not Contacted');
	});
});
