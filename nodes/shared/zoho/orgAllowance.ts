import { creditsPerDay } from '../core/allowance';
import type { Edition } from '../core/limits';
import type { Standing } from '../core/report';
import { allowanceOf } from './credentialData';
import { asObject, listIn, textOf } from './readBody';
import type { Session } from './session';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Licences are bought or given up, but not every day. */
const HOLDS_MS = 7 * DAY_MS;

/** Edition and licences as Zoho itself told them. */
export interface OrgLicence {
	edition: Edition;
	licences: number;
}

/**
 * Zoho's words for the editions, `license_details.paid_type`: `enterprise` and `free` are in samples
 * (https://www.zoho.com/developer/help/scripting/get-org-info.html, https://www.zoho.com/deluge/help/crm/get-org-info.html);
 * the others follow the names on the limits page.
 */
const EDITIONS: Readonly<Record<string, Edition>> = {
	free: 'free',
	starter: 'standard',
	standard: 'standard',
	professional: 'professional',
	enterprise: 'enterprise',
	zohoone: 'enterprise',
	ultimate: 'ultimate',
	crmplus: 'ultimate',
};

/** Of the answer of `GET org`; undefined when it does not tell, names an edition that we do not know, or a trial. */
export function licenceIn(body: unknown): OrgLicence | undefined {
	const [org] = listIn(body, 'org');
	const details = asObject(org?.license_details);
	// What a trial allows is not documented.
	if (textOf(details, 'trial_type') !== undefined) return undefined;
	const word = (textOf(details, 'paid_type') ?? '').toLowerCase().replace(/[^a-z]/g, '');
	const licences = details?.users_license_purchased;
	const edition = EDITIONS[word];
	if (!edition || typeof licences !== 'number') return undefined;
	return { edition, licences };
}

const key = (session: Session): string => `licence:${session.org}`;

/** Remembers what an answer of `GET org` tells of edition and licences. */
export async function noteOrganization(session: Session, body: unknown): Promise<void> {
	const licence = licenceIn(body);
	if (licence) await session.state.put(key(session), licence, HOLDS_MS);
}

/** Edition and licences from Zoho's own answer in the last days; undefined when nobody asked. */
export async function knownLicence(session: Session): Promise<OrgLicence | undefined> {
	const { edition, licences } = asObject(await session.state.get(key(session))) ?? {};
	if (typeof edition !== 'string' || typeof licences !== 'number') return undefined;
	return { edition: edition as Edition, licences };
}

/** Credits per 24 hours: as typed in the credential, else by what Zoho told of the organisation (add-on credits are not in it). */
export async function knownAllowance(session: Session): Promise<Standing['allowance']> {
	const typed = allowanceOf(session.credential);
	if (typed) return typed;
	const licence = await knownLicence(session);
	if (!licence) return null;
	const { addOnCredits } = session.credential;
	const value = creditsPerDay(licence.edition, licence.licences, addOnCredits ?? 0);
	return { value, basis: 'org' };
}
