import type { INode } from 'n8n-workflow';
import { moduleInForm } from '../../nodes/shared/ui/moduleName';

const node = {
	name: 'Zoho',
	type: 'x',
	typeVersion: 1,
	id: '1',
	position: [0, 0],
} as unknown as INode;

describe("given what stands under 'Module' while a form is open", () => {
	it.each([undefined, null, '', ' ', '={{ $json.module }}'])('%j names none yet', (value) => {
		expect(moduleInForm(node, value)).toBe('');
	});

	it('an API name is one, blanks around it or not', () => {
		expect(moduleInForm(node, ' Leads ')).toBe('Leads');
	});

	it.each([
		[NaN, "'Module' is no text"],
		[{}, "'Module' is no text"],
		[['Leads'], "'Module' is no text"],
		['Leads?x=y', '\'Module\' "Leads?x=y" is no API name of a module'],
		['Activities', "'Module' Activities holds no records of its own"],
	])('%j is refused, and told how to mend', (value, message) => {
		let refusal: unknown;
		try {
			moduleInForm(node, value);
		} catch (error) {
			refusal = error;
		}
		expect(refusal).toMatchObject({ message, description: expect.stringMatching(/module|Use/) });
	});
});
