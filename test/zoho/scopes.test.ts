import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { features, featuresGranting, scopesOf } from '../../nodes/shared/zoho/scopes';
import { scopesPage } from '../../scripts/scopesPage';

describe('the features of the credential', () => {
	it('are in the order of their labels, each with scopes and a reason', () => {
		const labels = features.map(({ label }) => label);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		for (const { scopes, neededFor } of features) {
			expect(scopes.length).toBeGreaterThan(0);
			expect(neededFor).not.toBe('');
		}
	});

	it('ask for each scope once, with the ones typed by hand at the end', () => {
		expect(scopesOf(['coql', 'users'], 'ZohoCRM.users.READ, ZohoCRM.send_mail.all.CREATE')).toEqual(
			['ZohoCRM.coql.READ', 'ZohoCRM.users.READ', 'ZohoCRM.send_mail.all.CREATE'],
		);
	});

	it('have a read-only set without one scope that can change anything', () => {
		const readOnly = features.filter((feature) => feature.readOnly).map(({ id }) => id);
		// A composite request can do only what the scopes of its parts allow.
		const scopes = scopesOf(readOnly).filter((scope) => !scope.includes('composite_requests'));
		expect(scopes.every((scope) => scope.endsWith('.READ'))).toBe(true);
	});

	it.each([
		['ZohoCRM.modules.leads.CREATE', ['records']],
		['ZohoCRM.modules.Contacts.READ', ['records', 'recordsRead']],
		['ZohoCRM.settings.fields.READ', ['metadata', 'metadataRead']],
		['ZohoCRM.bulk.CREATE', ['bulk']],
		['ZohoFiles.files.ALL', ['files']],
		['ZohoCRM.send_mail.leads.CREATE', []],
	])('name the box to tick for %s', (scope, ids) => {
		expect(featuresGranting(scope).map(({ id }) => id)).toEqual(ids);
	});
});

describe('docs/scopes.md', () => {
	it('is what `npm run docs` writes (R34)', () => {
		const page = readFileSync(join(__dirname, '../../docs/scopes.md'), 'utf8');
		expect(page).toBe(scopesPage());
	});
});
