import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataCentresPage } from './dataCentresPage';
import { fieldsBlock, PAGES, withFields } from './fieldsBlock';
import { MEASURED, readMeasured, withPeer, writeMeasured } from './measured';
import { reportsPage } from './reportsPage';
import { routesPage } from './routesPage';
import { savingsBlock, withSavings } from './savingsBlock';
import { scopesPage } from './scopesPage';

const docs = (name: string) => join(__dirname, '../docs', name);

writeFileSync(docs('scopes.md'), scopesPage());
writeFileSync(docs('routes.md'), routesPage());
writeFileSync(docs('data-centres.md'), dataCentresPage());
writeFileSync(docs('reports.md'), reportsPage());

for (const [name, form] of Object.entries(PAGES)) {
	const page = docs(`${name}.md`);
	writeFileSync(page, withFields(readFileSync(page, 'utf8'), fieldsBlock(form)));
}

// `npm run docs -- --bench FILE`: the comparison with the built-in node comes from there.
const { bench } = parseArgs({ options: { bench: { type: 'string' } } }).values;
if (bench !== undefined) {
	const report = JSON.parse(readFileSync(bench, 'utf8')) as Parameters<typeof withPeer>[1];
	writeMeasured(MEASURED, withPeer(readMeasured(MEASURED), report));
}

const readme = join(__dirname, '../README.md');
const savings = savingsBlock(readMeasured(MEASURED));
writeFileSync(readme, withSavings(readFileSync(readme, 'utf8'), savings));
