import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataCentresPage } from './dataCentresPage';
import { fieldsBlock, PAGES, withFields } from './fieldsBlock';
import { MEASURED, readMeasured } from './measured';
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

const readme = join(__dirname, '../README.md');
const savings = savingsBlock(readMeasured(MEASURED));
writeFileSync(readme, withSavings(readFileSync(readme, 'utf8'), savings));
