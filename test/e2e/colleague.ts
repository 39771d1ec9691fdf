import { equal } from 'node:assert/strict';
import type { Simulator } from './simulatorProcess';

/** Somebody who works in Zoho itself. */
export interface Colleague {
	/** One call for all of them; resolves with their ids. */
	create(module: string, records: Array<Record<string, unknown>>): Promise<string[]>;
	edit(module: string, records: Array<Record<string, unknown>>): Promise<void>;
	remove(module: string, ids: string[]): Promise<void>;
}

/** No node of ours uses this version, which tells a colleague's calls from theirs in the log. */
const VERSION = '/crm/v2/';

export async function colleagueIn(simulator: Simulator): Promise<Colleague> {
	const token = (await simulator.control('POST', 'tokens', {})) as { access_token: string };
	const send = async (method: string, path: string, data?: unknown) => {
		const response = await fetch(`${simulator.url}${VERSION}${path}`, {
			method,
			headers: {
				authorization: `Zoho-oauthtoken ${token.access_token}`,
				'content-type': 'application/json',
			},
			body: data === undefined ? undefined : JSON.stringify({ data }),
		});
		const body = (await response.json()) as { data: Array<{ code: string; details: object }> };
		for (const { code, details } of body.data) equal(code, 'SUCCESS', JSON.stringify(details));
		return body.data.map(({ details }) => (details as { id: string }).id);
	};
	return {
		create: async (module, records) => await send('POST', module, records),
		edit: async (module, records) => void (await send('PUT', module, records)),
		remove: async (module, ids) => void (await send('DELETE', `${module}?ids=${ids.join(',')}`)),
	};
}

/** What the simulator charged for everybody else's calls, since an entry of its log. */
export async function chargedToN8n(simulator: Simulator, since = 0): Promise<number> {
	const log = await simulator.log(since);
	const ours = log.filter(({ path }) => !path.startsWith(VERSION));
	return ours.reduce((total, { cost }) => total + cost, 0);
}
