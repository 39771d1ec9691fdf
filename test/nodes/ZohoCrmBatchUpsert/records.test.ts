import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, leads, mapping, openBatch } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const sent = (told: Parameters<typeof bodiesOf>[0]) => bodiesOf(told)[0].data as IDataObject[];

describe('a record made by a JSON expression', () => {
	it('is an object or JSON text', async () => {
		for (const recordJson of [
			'={{ { Last_Name: $json.name, Company: "Acme", Email: $json.mail } }}',
			'={ "Last_Name": "{{ $json.name }}", "Company": "Acme", "Email": "{{ $json.mail }}" }',
		]) {
			const told = await story.write(
				[{ name: 'Berg', mail: 'berg@example.com' }],
				form({ recordsFrom: 'json', recordJson }),
			);
			expect(sent(told)).toEqual([
				{ Last_Name: 'Berg', Company: 'Acme', Email: 'berg@example.com' },
			]);
		}
	});

	it('that fails for one item fails that row alone', async () => {
		const items: IDataObject[] = leads(5).map((lead) => ({ ...lead, more: { city: 'Graz' } }));
		delete items[2].more;
		const recordJson =
			'={{ { Last_Name: $json.Last_Name, Company: $json.Company, Email: $json.Email, City: $json.more.city.toUpperCase() } }}';
		const { success, failed } = await story.write(items, form({ recordsFrom: 'json', recordJson }));
		expect(success).toHaveLength(4);
		expect(failed).toEqual([
			expect.objectContaining({ row: 2, outcome: 'refused', input: items[2] }),
		]);
	});

	it.each([
		['text', '=hello', 'ROW_NOT_READ'],
		['a list', '={{ [1] }}', 'NOT_A_RECORD'],
		['nothing', '={{ null }}', 'NOT_A_RECORD'],
		['an empty record', '={{ {} }}', 'EMPTY_RECORD'],
	])('%s is refused before anything is sent', async (_, recordJson, code) => {
		const parameters = { recordsFrom: 'json', recordJson, whenRowsFail: 'sendToFailed' };
		const { failed, calls } = await story.write(leads(1), form(parameters));
		expect(failed[0]).toMatchObject({ code });
		expect(calls).toEqual([]);
	});
});

describe('a record made by the mapper', () => {
	const mapped = (value: INodeParameters, types: Record<string, string>): INodeParameters =>
		form({ recordsFrom: 'mapper', columns: mapping(value, types) });
	const columns = {
		Last_Name: '={{ $json.name }}',
		Company: 'Acme',
		Email: '={{ $json.mail }}',
		No_of_Employees: '={{ $json.size }}',
		Next_Call_At: '={{ $json.call }}',
	};
	const types = {
		Last_Name: 'string',
		Company: 'string',
		Email: 'string',
		No_of_Employees: 'number',
		Next_Call_At: 'dateTime',
	};
	const item = {
		name: 'Berg',
		mail: 'berg@example.com',
		size: '12',
		call: '2026-03-01T09:30:00.5Z',
	};

	it('has the types of its fields, with or without metadata', async () => {
		const told = await story.write([item], mapped(columns, types));
		expect(told.success).toHaveLength(1);
		expect(sent(told)[0]).toMatchObject({ No_of_Employees: 12, Company: 'Acme' });
		expect(sent(told)[0].Next_Call_At).toBe('2026-03-01T09:30:00+00:00');
	});

	it('a value of the wrong type fails its row alone', async () => {
		const items = [item, { ...item, mail: 'b@example.com', size: 'many' }];
		const { success, failed } = await story.write(items, mapped(columns, types));
		expect(success).toHaveLength(1);
		expect(failed[0]).toMatchObject({ row: 1, code: 'ROW_NOT_READ' });
		expect(failed[0].reason).toContain('No_of_Employees');
	});

	it('an empty mapper is refused', async () => {
		const { error, calls } = await story.write([item], mapped({}, {}));
		expect(error?.message).toContain('The record has no fields');
		expect(calls).toEqual([]);
	});
});

describe('the output', () => {
	it('holds the input of written rows only where asked for', async () => {
		const plain = await story.write(leads(1));
		expect(plain.success[0]).not.toHaveProperty('input');
		const asked = await story.write(leads(1), form({ options: { includeInput: true } }));
		expect(asked.success[0].input).toEqual(leads(1)[0]);
	});

	it('leaves the input items as they were', async () => {
		const items = leads(2);
		const options = { appendTo: ['Interests'], layout: '1' };
		await story.write(items, form({ options, whenRowsFail: 'sendToFailed' }));
		expect(items).toEqual(leads(2));
	});
});
