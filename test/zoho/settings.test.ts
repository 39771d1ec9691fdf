import { fieldsIn, modulesIn } from '../../nodes/shared/zoho/settings';

describe('given a list of fields as no page of Zoho describes it', () => {
	it('a field without an API name is none, and of two with one name the first counts', () => {
		const email = { api_name: 'Email', display_label: 'E-mail' };
		const nameless = [{ display_label: 'Nameless' }, { api_name: ' ' }, { api_name: 7 }, null, 'x'];
		const fields = fieldsIn({ fields: [email, ...nameless, { ...email, display_label: 'Other' }] });
		expect(fields.map(({ apiName, label }) => [apiName, label])).toEqual([['Email', 'E-mail']]);
	});

	it('a field without a label is known by its API name', () => {
		const labels = [undefined, null, '', ' ', 7].map((label, at) => ({
			api_name: `Field_${at}`,
			display_label: label,
		}));
		for (const { apiName, label } of fieldsIn({ fields: labels })) expect(label).toBe(apiName);
		const [older] = fieldsIn({
			fields: [{ api_name: 'Fax', display_label: '', field_label: 'F' }],
		});
		expect(older.label).toBe('F');
	});

	it('each value of a picklist is there once, by its label or by itself', () => {
		const values = [
			{ display_value: 'Hot', actual_value: 'hot' },
			{ display_value: 'Hotter', actual_value: 'hot' },
			{ actual_value: 'cold' },
			{ display_value: 'Warm' },
			{ display_value: '', actual_value: '' },
			{},
		];
		const [field] = fieldsIn({ fields: [{ api_name: 'Rating', pick_list_values: values }] });
		expect(field.picklist).toEqual([
			{ label: 'Hot', value: 'hot' },
			{ label: 'cold', value: 'cold' },
			{ label: 'Warm', value: 'Warm' },
		]);
	});
});

describe('given a list of modules as no page of Zoho describes it', () => {
	it('each named module is there once, by its label or by its API name', () => {
		const modules = [
			{ api_name: 'Leads', plural_label: '' },
			{ plural_label: 'Nameless' },
			{ api_name: 'Leads', plural_label: 'Leads again' },
			{ api_name: 'Deals', plural_label: 'Potentials' },
		];
		const found = modulesIn({ modules }).map(({ apiName, label }) => [apiName, label]);
		expect(found).toEqual([
			['Leads', 'Leads'],
			['Deals', 'Potentials'],
		]);
	});
});
