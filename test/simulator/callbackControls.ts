import type { OrgSettings } from './orgs';
import type { Zoho } from './zoho';

function orgNamed(zoho: Zoho, query: URLSearchParams) {
	const { dataCenter, environment }: OrgSettings = Object.fromEntries(query);
	return zoho.org(dataCenter, environment);
}

type Control = (zoho: Zoho, call: { query: URLSearchParams }) => unknown;

/** Controls of the calls that Zoho makes, and of the channels they are for. */
export const callbackControls: Record<string, Control> = {
	'GET callbacks': (zoho, { query }) => ({
		entries: zoho.callbacks.log.since(Number(query.get('since') ?? 0)),
	}),
	'DELETE callbacks': (zoho) => zoho.callbacks.log.clear(),
	'GET channels': (zoho, { query }) => ({ channels: zoho.channels(orgNamed(zoho, query)) }),
	'DELETE channels': (zoho, { query }) =>
		zoho.loseChannel(query.get('channel_id') ?? '', orgNamed(zoho, query)),
};
