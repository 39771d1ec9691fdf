import { dataCenterOfHost, dataCenters } from '../../nodes/shared/zoho/dataCenters';
import type { Whereabouts } from '../../nodes/shared/zoho/hosts';
import {
	accountsHost,
	apiBase,
	contentBase,
	downloadBase,
	mayReceiveToken,
} from '../../nodes/shared/zoho/hosts';

const at = (changes: Partial<Whereabouts> = {}): Whereabouts => ({
	apiDomain: null,
	dataCenter: 'us',
	environment: 'production',
	customBaseUrl: null,
	...changes,
});

describe('the table of data centres', () => {
	it.each([
		['us', 'accounts.zoho.com', 'www.zohoapis.com', 'content.zohoapis.com'],
		['eu', 'accounts.zoho.eu', 'www.zohoapis.eu', 'content.zohoapis.eu'],
		['in', 'accounts.zoho.in', 'www.zohoapis.in', 'content.zohoapis.in'],
		['au', 'accounts.zoho.com.au', 'www.zohoapis.com.au', 'content.zohoapis.com.au'],
		['jp', 'accounts.zoho.jp', 'www.zohoapis.jp', 'content.zohoapis.jp'],
		['cn', 'accounts.zoho.com.cn', 'www.zohoapis.com.cn', 'content.zohoapis.com.cn'],
		['ca', 'accounts.zohocloud.ca', 'www.zohoapis.ca', 'upload.zohocloud.ca'],
		['sa', 'accounts.zoho.sa', 'www.zohoapis.sa', 'files.zoho.sa'],
		['uk', 'accounts.zoho.uk', 'www.zohoapis.uk', 'content.zohoapis.uk'],
		['ae', 'accounts.zoho.ae', 'www.zohoapis.ae', 'content.zohoapis.ae'],
	] as const)('knows the hosts of %s (R18, R19, R22)', (id, accounts, api, content) => {
		expect(dataCenters[id]).toMatchObject({ id, accounts, api, content });
	});

	it('has every host once', () => {
		const hosts = Object.values(dataCenters).flatMap(({ id: _id, label: _label, ...rest }) =>
			Object.values(rest),
		);
		expect(new Set(hosts).size).toBe(hosts.length);
	});

	it('finds the data centre of any API host, and none of a stranger', () => {
		expect(dataCenterOfHost('sandbox.zohoapis.com.au')?.id).toBe('au');
		expect(dataCenterOfHost('www.zohoapis.com.evil.example')).toBeNull();
	});
});

describe('the API host', () => {
	it("is the token's region, whatever data centre was chosen (R13, R15)", () => {
		expect(apiBase(at({ apiDomain: 'https://www.zohoapis.eu' }))).toBe('https://www.zohoapis.eu');
	});

	it('is the chosen data centre when the token does not say (R14)', () => {
		expect(apiBase(at({ dataCenter: 'ca' }))).toBe('https://www.zohoapis.ca');
	});

	it.each(['sandbox', 'developer'] as const)('is the %s host of the region', (environment) => {
		const where = at({ apiDomain: 'https://www.zohoapis.in/', environment });
		expect(apiBase(where)).toBe(`https://${environment}.zohoapis.in`);
	});

	it('goes back to production when the token says sandbox and the credential does not', () => {
		expect(apiBase(at({ apiDomain: 'https://sandbox.zohoapis.jp' }))).toBe(
			'https://www.zohoapis.jp',
		);
	});

	it('swaps the environment in a region the table does not have', () => {
		const where = at({ apiDomain: 'https://www.zohoapis.sg', environment: 'sandbox' });
		expect(apiBase(where)).toBe('https://sandbox.zohoapis.sg');
	});

	it('is a foreign domain as it came', () => {
		const where = at({ apiDomain: 'http://127.0.0.1:5730', environment: 'sandbox' });
		expect(apiBase(where)).toBe('http://127.0.0.1:5730');
	});

	it('is the custom base URL before anything else, with its path and without the slash (R18)', () => {
		const where = at({
			apiDomain: 'https://www.zohoapis.eu',
			environment: 'sandbox',
			customBaseUrl: 'http://127.0.0.1:5730/eu/sandbox/',
		});
		expect(apiBase(where)).toBe('http://127.0.0.1:5730/eu/sandbox');
		expect(contentBase(where)).toBe('http://127.0.0.1:5730/eu/sandbox');
		expect(downloadBase(where)).toBe('http://127.0.0.1:5730/eu/sandbox');
		expect(accountsHost(where)).toBe('http://127.0.0.1:5730/eu/sandbox');
	});
});

describe('the other hosts', () => {
	it("follow the token's region; only the login follows the chosen data centre", () => {
		const where = at({ apiDomain: 'https://www.zohoapis.ca' });
		expect(contentBase(where)).toBe('https://upload.zohocloud.ca');
		expect(downloadBase(where)).toBe('https://download-accl.zohocloud.ca');
		expect(accountsHost(where)).toBe('https://accounts.zoho.com');
	});
});

describe('the token may go (R109)', () => {
	const eu = at({ apiDomain: 'https://www.zohoapis.eu' });
	it.each([
		'https://www.zohoapis.eu/crm/v8/org',
		'https://content.zohoapis.eu/crm/v8/upload',
		'https://download-accl.zoho.eu/v2/crm/1/bulk-write/2/2.zip',
	])('to %s', (url) => expect(mayReceiveToken(url, eu)).toBe(true));

	it.each([
		'https://www.zohoapis.com/crm/v8/org',
		'http://www.zohoapis.eu/crm/v8/org',
		'https://www.zohoapis.eu.evil.example/x',
		'https://evil.example/www.zohoapis.eu',
		'/relative',
		'',
	])('not to %p', (url) => expect(mayReceiveToken(url, eu)).toBe(false));

	it('to the custom base URL and nowhere else, when there is one', () => {
		const own = at({ customBaseUrl: 'http://127.0.0.1:5730/us' });
		expect(mayReceiveToken('http://127.0.0.1:5730/download/1.zip', own)).toBe(true);
		expect(mayReceiveToken('https://www.zohoapis.com/crm/v8/org', own)).toBe(false);
	});
});
