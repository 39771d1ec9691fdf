const PRIVATE_RANGES = [
	/^127\./,
	/^10\./,
	/^192\.168\./,
	/^172\.(1[6-9]|2\d|3[01])\./,
	/^169\.254\./,
	/^0\./,
	/^\[(::1?|f[cd].*|fe80:.*)\]$/,
];

/** Whether a URL names this machine or a private network: nothing that Zoho's servers can reach. */
export function isLocal(url: string): boolean {
	const { hostname } = new URL(url);
	const bare = !hostname.includes('.') && !hostname.startsWith('[');
	return (
		bare ||
		/\.(localhost|local|internal)$/.test(hostname) ||
		PRIVATE_RANGES.some((range) => range.test(hostname))
	);
}

/** The URL as it is meant; undefined for what is no http or https URL. */
export function webUrl(text: unknown): URL | undefined {
	if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}
