import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declarations } from './switches';
import type { SwitchDeclaration } from './switches';

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');

describe('the README', () => {
	it.each(Object.entries<SwitchDeclaration>(declarations))(
		'tells %s with its default and its reason',
		(name, { default: value, why }) => {
			expect(readme).toContain(`| \`${name}\` | \`${String(value)}\` |`);
			expect(readme).toContain(why);
		},
	);

	it('tells no switch that is gone', () => {
		const told = [...readme.matchAll(/^\| `(\w+)` \| `[^`]+` \|/gm)].map(([, name]) => name);
		expect(told.sort()).toEqual(Object.keys(declarations).sort());
	});
});
