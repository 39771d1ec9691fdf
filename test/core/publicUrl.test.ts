import { plainlyNotPublic } from '../../nodes/shared/core/publicUrl';

describe('A URL that Zoho surely cannot reach (R118, R135)', () => {
	it.each([
		['http', 'http://n8n.example.com/webhook/x', /https/],
		['localhost', 'https://localhost:5678/', /localhost/],
		['a name below localhost', 'https://n8n.localhost/', /n8n\.localhost/],
		['n8n without WEBHOOK_URL', 'http://localhost:5678/webhook-waiting/7', /localhost/],
		['this machine', 'https://127.0.0.1:5678/', /127\.0\.0\.1, this machine/],
		['another loopback address', 'https://127.8.9.10/', /this machine/],
		['the unspecified address', 'https://0.0.0.0/', /no address/],
		['a private /8', 'https://10.255.0.1/', /private/],
		['the first of a private /12', 'https://172.16.0.0/', /private/],
		['the last of a private /12', 'https://172.31.255.255/', /private/],
		['a private /16', 'https://192.168.1.20/hook', /private/],
		['carrier or VPN', 'https://100.100.1.1/', /carrier/],
		['link-local', 'https://169.254.169.254/', /link-local/],
		['IPv6 loopback', 'https://[::1]:5678/', /this machine/],
		['IPv6 loopback in full', 'https://[0:0:0:0:0:0:0:1]/', /this machine/],
		['IPv6 unspecified', 'https://[::]/', /no address/],
		['IPv6 private', 'https://[fd12:3456::1]/', /private/],
		['IPv6 link-local', 'https://[fe80::1%25eth0]/', /link-local/],
		['private IPv4 in IPv6', 'https://[::ffff:192.168.1.1]/', /private/],
		['private IPv4 in IPv6, in hex', 'https://[::ffff:c0a8:101]/', /private/],
		['a bare name', 'https://n8n/', /n8n, a host without a domain/],
		['a bare name with a port', 'https://n8n-main:5678/', /without a domain/],
		['a name of the local network', 'https://nas.local/', /nas\.local/],
		['a name inside a cloud', 'https://n8n.prod.internal/', /internal/],
		['a home network', 'https://n8n.home.arpa/', /home\.arpa/],
		['capital letters and a last dot', 'HTTPS://LocalHost./', /localhost/],
		['a user before the host', 'https://n8n.example.com@localhost/', /localhost/],
		['no host', 'https:///webhook', /no URL with a host/],
		['no scheme', 'n8n.example.com/webhook', /no URL/],
		['nothing', '', /no URL/],
		['five numbers', 'https://1.2.3.4.5/', /no IPv4 address/],
		['IPv6 in disorder', 'https://[1::2::3]/', /no IPv6 address/],
	])('%s: %s', (_, url, reason) => {
		expect(plainlyNotPublic(url)).toMatch(reason);
	});

	it.each([
		'https://n8n.example.com/webhook/x',
		'https://n8n.example.com:8443/',
		'https://user:secret@n8n.example.com/',
		'https://localhost.example.com/',
		'https://mylocal.example.com/?next=http://localhost',
		'https://internal.example.com/',
		'https://8.8.8.8/',
		'https://172.15.0.1/',
		'https://172.32.0.1/',
		'https://192.169.0.1/',
		'https://100.128.0.1/',
		'https://[2001:db8:1::5]/',
		'https://[::ffff:8.8.8.8]/',
	])('nothing is said against %s', (url) => {
		expect(plainlyNotPublic(url)).toBeNull();
	});

	it('says nothing of a secret in the URL', () => {
		expect(plainlyNotPublic('https://user:secret@10.0.0.1/webhook/abc')).not.toMatch(/secret|abc/);
	});
});
