import { apisSwitches } from './apisSwitches';
import { bulkSwitches } from './bulkSwitches';
import { bulkWriteSwitches } from './bulkWriteSwitches';
import { callbackSwitches } from './callbackSwitches';
import { compositeSwitches } from './compositeSwitches';
import { leadSwitches } from './leadSwitches';
import { notificationSwitches } from './notificationSwitches';
import { recordSwitches } from './recordSwitches';
import { tagSwitches } from './tagSwitches';

/**
 * Behaviour that Zoho does not document, or documents twice: one named switch each, with the default
 * we chose and why. Areas keep their own table and add it to `declarations` below.
 */
export interface SwitchDeclaration {
	default: boolean | number | string;
	/** The values allowed; absent means any value of the default's type. */
	options?: ReadonlyArray<boolean | number | string>;
	why: string;
}

const core = {
	budgetCheck: {
		default: 'usedPlusPrice' as 'usedPlusPrice' | 'used',
		options: ['usedPlusPrice', 'used'],
		why: 'Zoho compares a call with what was used in 24 h; whether its own price counts is not said. The stricter reading is taken.',
	},
	refusedCallCost: {
		default: 1,
		why: 'No statement on the price of a call refused as a whole (4xx); mail merge alone is documented: 1 when it fails.',
	},
	notModifiedCost: {
		default: 1,
		why: 'The price of a 304 is not documented; assumed a normal call.',
	},
	unauthorizedCost: { default: 0, why: 'A 401 names no org to charge.' },
	throttledCost: {
		default: 0,
		why: 'A 429 was not accepted; charging it would never let an org recover.',
	},
	subConcurrencyPool: {
		default: 'shared' as 'shared' | 'perRoute',
		options: ['shared', 'perRoute'],
		why: 'The limits page reads as ten places for all heavy calls together; the composite page speaks of a sub-concurrency of its own.',
	},
	throttleCode: {
		default: 'TOO_MANY_REQUESTS' as 'TOO_MANY_REQUESTS' | 'RATE_LIMIT_EXCEEDED',
		options: ['TOO_MANY_REQUESTS', 'RATE_LIMIT_EXCEEDED'],
		why: 'The status page says TOO_MANY_REQUESTS, the newer OpenAPI files RATE_LIMIT_EXCEEDED.',
	},
	expiredTokenCode: {
		default: 'INVALID_TOKEN' as 'INVALID_TOKEN' | 'INVALID_OAUTHTOKEN',
		options: ['INVALID_TOKEN', 'INVALID_OAUTHTOKEN'],
		why: 'INVALID_TOKEN is seen on the wire; the token-validity page spells it INVALID_OAUTHTOKEN.',
	},
	wrongDataCenterCode: {
		default: 'INVALID_TOKEN' as 'INVALID_TOKEN' | 'INVALID_HOST',
		options: ['INVALID_TOKEN', 'INVALID_HOST'],
		why: 'Another data centre does not know the token (401); the changelogs of v2.1–v5 name 400 INVALID_HOST for a wrong host.',
	},
	wrongEnvironmentCode: {
		default: 'AUTHENTICATION_FAILURE' as
			| 'AUTHENTICATION_FAILURE'
			| 'INVALID_TOKEN'
			| 'INVALID_HOST',
		options: ['AUTHENTICATION_FAILURE', 'INVALID_TOKEN', 'INVALID_HOST'],
		why: 'Seen when a sandbox host was probed with a foreign token.',
	},
	apiDomainNamesEnvironment: {
		default: false,
		why: 'Token answers seen carry the www host; no page says what a token of a sandbox gets.',
	},
	refreshAnswerHasApiDomain: {
		default: true,
		why: 'Documented for both answers; reports show refresh answers without it.',
	},
	activeAccessTokens: {
		default: 15,
		why: 'The CRM token page says 15 per refresh token; a page of Zoho accounts says 30.',
	},
	grantTokenMinutes: { default: 3, why: 'v8 says three minutes; older pages two.' },
	tokenThrottleStatus: {
		default: 200,
		options: [200, 400, 429],
		why: 'Kaizen 43 shows HTTP 200 with an error body.',
	},
	orgTypeSpelling: {
		default: 'lower' as 'lower' | 'capital',
		options: ['lower', 'capital'],
		why: 'The v7 org page prints "production", the OpenAPI file of org lists "Production".',
	},
	usersNotModifiedHeader: {
		default: true,
		why: 'If-Modified-Since on users is in the v7 page and the SDK.',
	},
} satisfies Record<string, SwitchDeclaration>;

export const declarations = {
	...core,
	...recordSwitches,
	...tagSwitches,
	...leadSwitches,
	...compositeSwitches,
	...apisSwitches,
	...callbackSwitches,
	...notificationSwitches,
	...bulkSwitches,
	...bulkWriteSwitches,
};

type Widen<T> = T extends boolean
	? boolean
	: T extends number
		? number
		: string extends T
			? string
			: T;

export type SwitchName = keyof typeof declarations;
/** The current values; read as `org.switches.refusedCallCost`. */
export type Switches = { [Name in SwitchName]: Widen<(typeof declarations)[Name]['default']> };

export function defaultSwitches(): Switches {
	const values = Object.entries(declarations).map(([name, one]) => [name, one.default] as const);
	return Object.fromEntries(values) as Switches;
}

/**
 * Sets switches by name, all or none.
 * @throws Error naming the switch that does not exist, or the value that it does not take.
 */
export function setSwitches(switches: Switches, wanted: Record<string, unknown>): void {
	for (const [name, value] of Object.entries(wanted)) {
		const declared: SwitchDeclaration | undefined = declarations[name as SwitchName];
		if (!declared) throw new Error(`There is no switch "${name}"`);
		const fits = declared.options
			? declared.options.some((option) => option === value)
			: typeof value === typeof declared.default;
		if (!fits) throw new Error(`The switch "${name}" does not take ${JSON.stringify(value)}`);
	}
	Object.assign(switches, wanted);
}
