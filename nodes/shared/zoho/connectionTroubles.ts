import type { ZohoCredential } from './credentialData';
import { dataCenterOfToken } from './hosts';
import type { OrgLicence } from './orgAllowance';
import type { StopReason } from './stop';

/** Something that is wrong, and how to mend it. */
export interface Trouble {
	about: StopReason | 'clock' | 'edition' | 'refreshToken';
	what: string;
	fix: string;
}

/** A ticked box whose scopes the login lacks. */
export interface MissingScopes {
	feature: string;
	scopes: string[];
	neededFor: string;
}

/** What the credential alone shows, and what the organisation's licence says of it. */
export function troublesOf(credential: ZohoCredential, licence: OrgLicence | undefined): Trouble[] {
	const troubles: Trouble[] = [];
	const ofToken = dataCenterOfToken(credential);
	if (ofToken !== null && ofToken !== credential.dataCenter) {
		troubles.push({
			about: 'dataCenter',
			what: `The credential says ${credential.dataCenter.toUpperCase()}, but the login belongs to the data centre ${ofToken.toUpperCase()}`,
			fix: `Choose ${ofToken.toUpperCase()} under 'Data Centre' and connect again: calls go to the right host, but the login can be renewed by its own data centre only.`,
		});
	}
	if (!credential.hasRefreshToken) {
		troubles.push({
			about: 'refreshToken',
			what: 'Zoho gave no refresh token when this credential was connected: the login ends within the hour',
			fix: 'Open the credential and connect it again; Zoho hands out a refresh token only with a fresh consent.',
		});
	}
	if (licence && credential.edition !== null && credential.edition !== licence.edition) {
		troubles.push({
			about: 'edition',
			what: `The credential says ${credential.edition}, and Zoho says ${licence.edition} with ${licence.licences} licences`,
			fix: "Correct 'Edition' and 'User Licences' in the credential: allowance, alerts and calls at once go by them.",
		});
	}
	return troubles;
}

export const lackingScope = ({ feature, scopes, neededFor }: MissingScopes): Trouble => ({
	about: 'scope',
	what: `'${feature}' is ticked, but the login was made without ${scopes.join(', ')} (${neededFor})`,
	fix: 'Save the credential and connect it again: a login keeps the scopes it was made with.',
});

export const otherEnvironment = (chosen: string, found: string): Trouble => ({
	about: 'environment',
	what: `The credential says '${chosen}', but it is connected to a ${found} organisation`,
	fix: `Set 'Environment' to match, or connect again and choose the ${chosen} organisation on Zoho's consent page.`,
});

export const wrongClock = (seconds: number): Trouble => ({
	about: 'clock',
	what: `The clock of this n8n is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'behind' : 'ahead of'} Zoho's`,
	fix: 'Let the server set its time by NTP: expiries of logins and channels, and times of changes, go by it.',
});

export const noAnswer = (reason: string): Trouble => ({
	about: 'unreachable',
	what: `Zoho gave no usable answer: ${reason}`,
	fix: 'Try again later.',
});
