import { BulkRefusal } from './bulkRefusal';
import { isLocal, webUrl } from './localAddress';
import { isObject } from './recordBody';
import type { Switches } from './switches';

/** Zoho calls public https addresses only (OpenAPI `bulk_read.json`: INVALID_CALLBACK_URL). */
function reachable(text: unknown, switches: Switches): text is string {
	const url = webUrl(text);
	if (!url) return false;
	if (isLocal(url.href)) return switches.localCallbacks;
	return url.protocol === 'https:';
}

/**
 * The URL of `callback: { url, method: "post" }`; undefined without one.
 * @throws BulkRefusal naming what is wrong with it
 */
export function callbackUrlIn(callback: unknown, switches: Switches): string | undefined {
	if (callback === undefined || callback === null) return undefined;
	const { url, method } = isObject(callback) ? callback : {};
	if (!reachable(url, switches)) {
		throw new BulkRefusal('INVALID_CALLBACK_URL', 'the callback url given is invalid');
	}
	if (method !== 'post') {
		const details = { supported_callback_methods: ['post'] };
		throw new BulkRefusal('INVALID_CALLBACK_METHOD', 'invalid callback method', details);
	}
	return url;
}
