/** IPv4 blocks that no router of the internet passes on, and what each is for. */
const CLOSED_V4: ReadonlyArray<[block: string, bits: number, what: string]> = [
	['0.0.0.0', 8, 'no address of its own'],
	['10.0.0.0', 8, 'an address of a private network'],
	['100.64.0.0', 10, 'an address inside a carrier or VPN'],
	['127.0.0.0', 8, 'this machine itself'],
	['169.254.0.0', 16, 'a link-local address'],
	['172.16.0.0', 12, 'an address of a private network'],
	['192.168.0.0', 16, 'an address of a private network'],
];

/**
 * What to do about it. n8n builds webhook addresses from this variable, in the process that runs the workflow. 2.x
 * takes it as N8N_WEBHOOK_URL, too, and calls the short name deprecated (its start-up notes).
 */
export const PUBLIC_URL_FIX =
	'Set the environment variable WEBHOOK_URL (N8N_WEBHOOK_URL on newer n8n) of every n8n process, workers too, to the ' +
	'address by which n8n is reached from the internet, for example https://n8n.example.com/.';

const CLOSED_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

/**
 * Why a URL surely cannot be reached from Zoho's servers, as the end of a sentence that begins with the URL; null when
 * nothing speaks against it. Only looks at the text: whether a public name is up is not known.
 * Address blocks: https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-special-registry. Names:
 * RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa); `internal` is reserved by ICANN. Zoho wants https:
 * https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html
 */
export function plainlyNotPublic(url: string): string | null {
	const parts = /^\s*([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url);
	const host = parts?.[2].toLowerCase().replace(/\.$/, '') ?? '';
	if (!parts || host === '') return 'is no URL with a host';
	return hostReason(host) ?? schemeReason(parts[1].toLowerCase());
}

function schemeReason(scheme: string): string | null {
	return scheme === 'https' ? null : `begins with ${scheme}:, and Zoho calls https: only`;
}

function hostReason(host: string): string | null {
	if (host.startsWith('[')) return v6Reason(host.slice(1, -1));
	if (/^[\d.]+$/.test(host)) return v4Reason(host);
	if (CLOSED_NAMES.test(host)) return `names ${host}, which only this machine or its network knows`;
	return host.includes('.') ? null : `names ${host}, a host without a domain`;
}

function v4Reason(address: string): string | null {
	const number = v4Number(address);
	if (number === null) return `names ${address}, which is no IPv4 address`;
	const found = CLOSED_V4.find(
		([block, bits]) =>
			Math.floor(number / 2 ** (32 - bits)) === (v4Number(block) ?? 0) / 2 ** (32 - bits),
	);
	return found ? `names ${address}, ${found[2]}` : null;
}

function v4Number(address: string): number | null {
	const bytes = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
	if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return null;
	return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

function v6Reason(address: string): string | null {
	const groups = v6Groups(address.split('%')[0]);
	if (groups === null) return `names [${address}], which is no IPv6 address`;
	const embedded = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	if (embedded)
		return v4Reason(
			groups
				.slice(6)
				.flatMap((g) => [g >> 8, g & 255])
				.join('.'),
		);
	const what = closedV6(groups);
	return what === null ? null : `names [${address}], ${what}`;
}

function closedV6(groups: readonly number[]): string | null {
	const [first] = groups;
	if (groups.slice(0, 7).every((group) => group === 0)) {
		if (groups[7] === 1) return 'this machine itself';
		if (groups[7] === 0) return 'no address of its own';
	}
	if ((first & 0xfe00) === 0xfc00) return 'an address of a private network';
	if ((first & 0xffc0) === 0xfe80) return 'a link-local address';
	return null;
}

/** The eight groups of an IPv6 address, `::` filled in and a dotted end taken apart. */
function v6Groups(address: string): number[] | null {
	const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
	const end = dotted ? v4Number(dotted[2]) : null;
	if (dotted && end === null) return null;
	const text = dotted && end !== null ? dotted[1] + hexPair(end) : address;
	const halves = text.split('::');
	if (halves.length > 2) return null;
	const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const given = [...head, ...(tail ?? [])];
	const missing = 8 - given.length;
	if (tail === undefined ? missing !== 0 : missing < 1) return null;
	if (given.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
	const filled = tail ? [...head, ...Array<string>(missing).fill('0'), ...tail] : head;
	return filled.map((group) => parseInt(group, 16));
}

const hexPair = (number: number): string =>
	`${Math.floor(number / 65_536).toString(16)}:${(number % 65_536).toString(16)}`;
