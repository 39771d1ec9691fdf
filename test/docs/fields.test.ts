import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { fieldsBlock, PAGES, withFields } from '../../scripts/fieldsBlock';

const operationsIn = (form: INodeProperties[]): string[] =>
	form
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options.map(({ name }) => name));

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe.each(Object.entries(PAGES))('docs/%s.md', (name, form) => {
	const page = readFileSync(join(__dirname, `../../docs/${name}.md`), 'utf8');

	it('has a line for each operation', () => {
		const [written] = page.split('<!-- fields');
		expect(operationsIn(form).filter((operation) => !written.includes(operation))).toEqual([]);
	});

	it('leaves no operation out of the README', () => {
		const missing = operationsIn(form).filter((operation) => !readme.includes(`| ${operation} |`));
		expect(missing).toEqual([]);
	});

	it('describes every field as the form does (`npm run docs` writes it)', () => {
		expect(withFields(page, fieldsBlock(form))).toBe(page);
	});
});
