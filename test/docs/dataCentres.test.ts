import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dataCenters } from '../../nodes/shared/zoho/dataCenters';
import { dataCentresPage } from '../../scripts/dataCentresPage';

const page = (name: string) => readFileSync(join(__dirname, '../..', name), 'utf8');

it('docs/data-centres.md is what `npm run docs` writes', () => {
	expect(page('docs/data-centres.md')).toBe(dataCentresPage());
});

it.each(Object.values(dataCenters))('the README tells who chooses $label', ({ label }) => {
	const [, name, host] = /^(.*) \(([\w.]+)\)$/.exec(label) ?? [];
	expect(page('README.md')).toContain(`| crm.${host} | ${name} |`);
});
