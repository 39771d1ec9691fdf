import type { ListedPath, PriceReading } from '../core/livePrices';
import { pathsIn, readPrices } from '../core/livePrices';
import type { ZohoCall } from './call';
import { API_VERSION } from './call';
import { keepPrices, keptPrices } from './keptPrices';
import { asObject } from './readBody';
import { send } from './send';
import type { Session } from './session';
import { sharedRead } from './sharedRead';
import { ZohoStop } from './stop';
import { saidIn } from './wordings';

/** Zoho is asked at most once in this time. */
const READ_EVERY_MS = 24 * 60 * 60 * 1000;

/** A reading of `GET __apis`. */
export interface LiveList extends PriceReading {
	/** Epoch ms. */
	readAt: number;
	/** Null when the answer was no list that we know. */
	paths: ListedPath[] | null;
}

const readKey = (org: string): string => `apis:${org}`;

/** Every API with its price, for one credit: api/v7/list-available-rest-apis.html. */
export const apisCall = (): ZohoCall => ({
	name: 'apis.list',
	size: 1,
	method: 'GET',
	path: `crm/${API_VERSION}/__apis`,
	repeat: 'safe',
	units: 1,
	heavy: false,
	purpose: 'work',
	scope: 'ZohoCRM.apis.READ',
});

/** The reading of the last 24 hours, for nothing; null when there is none. */
export async function keptList(session: Session): Promise<LiveList | null> {
	const kept = asObject(await session.state.get(readKey(session.org)));
	// As `once` kept it below.
	return kept ? (kept as unknown as LiveList) : null;
}

/**
 * Zoho's own price list: one credit, at most once a day for an organisation however many ask. From then on it prices
 * plans and reports of all nodes.
 * @throws ZohoStop when Zoho cannot be reached or refuses
 */
export async function liveList(session: Session): Promise<LiveList> {
	const { value, hit } = await sharedRead(
		session,
		readKey(session.org),
		READ_EVERY_MS,
		async () => await readList(session),
	);
	if (!hit) await keepPrices(session.state, session.org, value);
	session.prices = await keptPrices(session.state, session.org);
	return value;
}

async function readList(session: Session): Promise<LiveList> {
	const answer = await send(session, apisCall());
	const readAt = session.pace.now();
	if (answer.kind === 'lost') {
		throw new ZohoStop(
			'unreachable',
			`Zoho's price list could not be read: ${answer.reason}`,
			'The built-in list holds meanwhile. Try again later.',
		);
	}
	const { reply } = answer;
	if (reply.status >= 400) {
		const said = saidIn(reply);
		throw new ZohoStop(
			'refused',
			`Zoho refused to give its price list: ${said.code} ${said.message}`,
			"The built-in list holds. 'API Price List' must be ticked under 'Features' in the credential.",
			said,
		);
	}
	const paths = pathsIn(reply.body);
	// One credit is spent on an unreadable list too, so it is not asked for again before tomorrow.
	return { readAt, paths: paths ?? null, ...readPrices(paths ?? []) };
}
