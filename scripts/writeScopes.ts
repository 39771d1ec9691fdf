import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scopesPage } from './scopesPage';

writeFileSync(join(__dirname, '../docs/scopes.md'), scopesPage());
