import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { PAGES } from '../../scripts/fieldsBlock';

/** What the editor shows under these values, as it decides itself. */
const shown = (form: INodeProperties[], values: Record<string, string | boolean>) =>
	form.filter((field) => NodeHelpers.displayParameter(values, field, null, null));

const named = (fields: INodeProperties[], name: string) =>
	fields.find((field) => field.name === name);

/** Fields with those of their collections. */
const everyField = (form: INodeProperties[]): INodeProperties[] =>
	form.flatMap((field) => [
		field,
		...everyField(
			(field.options ?? []).flatMap((option) =>
				'type' in option ? [option] : 'values' in option ? option.values : [],
			),
		),
	]);

const operationsOf = (form: INodeProperties[]): string[] =>
	(named(form, 'operation')?.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);

describe.each(Object.entries(PAGES))('the form of %s', (_, form) => {
	it('ends with the options, whatever the operation', () => {
		for (const operation of operationsOf(form)) {
			const fields = shown(form, { operation });
			const collections = fields.filter(({ type }) => type === 'collection');
			if (collections.length > 0) expect(fields.at(-1)).toBe(collections[0]);
		}
	});

	it('has short names, which the editor does not cut', () => {
		const long = everyField(form)
			.map(({ displayName, type }) => (type === 'notice' ? '' : displayName))
			.filter((name) => name.length > 32);
		expect(long).toEqual([]);
	});

	it('says on each button what it adds', () => {
		const lists = everyField(form).filter(({ type }) => type === 'fixedCollection');
		expect(lists.filter(({ placeholder }) => !placeholder?.startsWith('Add '))).toEqual([]);
	});
});

describe('the form of a request', () => {
	const form = PAGES['composite-request'];
	const many = { operation: 'sendMany', requestsFrom: 'form', preset: 'getRecord' };

	it('offers the answers of other requests in a composite', () => {
		const [request] = named(form, 'requests')!.options!;
		const values = 'values' in request ? request.values : [];
		expect(named(values, 'recordId')?.hint).toContain('@{');
	});

	it('does not where each item is a request of its own', () => {
		const fields = shown(form, many);
		expect(named(fields, 'recordId')).toBeDefined();
		expect(fields.filter(({ hint }) => hint?.includes('@{'))).toEqual([]);
	});
});

describe('the form of a bulk job', () => {
	const outputs = (operation: string) =>
		JSON.stringify(named(shown(PAGES['bulk-job'], { operation }), 'whenRowsFail'));

	it('speaks of the Failed output where there is one', () => {
		expect(outputs('getResult')).toContain('Failed output');
		expect(outputs('import')).not.toContain('Failed output');
		expect(outputs('import')).not.toContain('both outputs');
	});
});

it('clearing the cache, which costs nothing, asks for no limit', () => {
	const [options] = PAGES['cached-metadata'].filter(({ type }) => type === 'collection');
	const limit = (options.options as INodeProperties[]).find(({ name }) => name === 'maxCredits')!;
	const asks = (operation: string) =>
		NodeHelpers.displayParameter({}, limit, null, null, { operation });
	expect([asks('get'), asks('clear')]).toEqual([true, false]);
});
