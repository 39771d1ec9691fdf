import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportsPage } from './reportsPage';
import { routesPage } from './routesPage';
import { scopesPage } from './scopesPage';

const docs = (name: string) => join(__dirname, '../docs', name);

writeFileSync(docs('scopes.md'), scopesPage());
writeFileSync(docs('routes.md'), routesPage());
writeFileSync(docs('reports.md'), reportsPage());
