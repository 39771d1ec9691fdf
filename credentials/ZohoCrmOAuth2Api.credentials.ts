import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { dataCenters } from '../nodes/shared/zoho/dataCenters';
import { features, scopeExpression } from '../nodes/shared/zoho/scopes';

const accounts = Object.fromEntries(
	Object.values(dataCenters).map((each) => [each.id, `https://${each.accounts}`]),
);

/**
 * Accounts URL by the data centre box, or below the custom base URL so that one simulator or proxy
 * serves everything. n8n resolves `$self` in hidden fields from the credential's own boxes
 * (packages/cli/src/credentials-helper.ts, applyDefaultsAndOverwrites).
 */
const accountsUrl = (path: string) =>
	`={{ ($self["customBaseUrl"] || ${JSON.stringify(accounts)}[$self["dataCenter"]]).trim().replace(/\\/+$/, "") + "${path}" }}`;

const hidden = (displayName: string, name: string, value: string): INodeProperties => ({
	displayName,
	name,
	type: 'hidden',
	default: value,
});

const login: INodeProperties[] = [
	hidden('Grant Type', 'grantType', 'authorizationCode'),
	hidden('Authorization URL', 'authUrl', accountsUrl('/oauth/v2/auth')),
	hidden('Access Token URL', 'accessTokenUrl', accountsUrl('/oauth/v2/token')),
	hidden('Scope', 'scope', scopeExpression()),
	// Without both, Zoho sends no refresh token, or none at the second consent.
	hidden('Auth URI Query Parameters', 'authQueryParameters', 'access_type=offline&prompt=consent'),
	hidden('Authentication', 'authentication', 'body'),
];

const place: INodeProperties[] = [
	{
		displayName: 'Data Centre',
		name: 'dataCenter',
		type: 'options',
		options: Object.values(dataCenters).map(({ id, label }) => ({ name: label, value: id })),
		default: 'us',
		description:
			'Where your Zoho account lives. The address of your Zoho CRM shows it: crm.zoho.com, crm.zoho.eu and so on.',
	},
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Developer', value: 'developer' },
			{ name: 'Production', value: 'production' },
			{ name: 'Sandbox', value: 'sandbox' },
		],
		default: 'production',
		description: 'Choose the same organization on the consent page of Zoho',
	},
];

const permissions: INodeProperties[] = [
	{
		displayName: 'Features',
		name: 'features',
		type: 'multiOptions',
		options: features.map(({ id, label, neededFor, scopes }) => ({
			name: label,
			value: id,
			description: `${neededFor} (${scopes.join(', ')})`,
		})),
		default: features.filter(({ initially }) => initially).map(({ id }) => id),
		// n8n's multi-select saves `[]` when it is shown before the form has filled in the defaults,
		// that of the hidden Grant Type among them (n8n-editor-ui 2.40.3: el-select emits it for what is no list).
		displayOptions: { show: { grantType: ['authorizationCode'] } },
		description:
			'What the connection may do. After a change, save and connect again. A read-only login has the boxes with "Read Only" in place of the others.',
	},
	{
		displayName: 'Additional Scopes',
		name: 'additionalScopes',
		type: 'string',
		default: '',
		placeholder: 'e.g. ZohoCRM.send_mail.all.CREATE',
		description: 'Further scopes for your own API calls, separated by commas',
	},
];

const credits: INodeProperties[] = [
	{
		displayName: 'Organization ID',
		name: 'organizationId',
		type: 'string',
		default: '',
		description:
			'Credits belong to the organization: give it in every credential of the same one, so that they share one ledger. Setup > Developer Hub > APIs shows it.',
	},
	{
		displayName: 'Edition',
		name: 'edition',
		type: 'options',
		options: [
			{ name: 'Enterprise or Zoho One', value: 'enterprise' },
			{ name: 'Free', value: 'free' },
			{ name: 'Professional', value: 'professional' },
			{ name: 'Standard or Starter', value: 'standard' },
			{ name: 'Ultimate or CRM Plus', value: 'ultimate' },
			{ name: 'Unknown', value: 'unknown' },
		],
		default: 'unknown',
		description:
			'With the licences it gives the daily allowance of credits, and how many calls may run at once',
	},
	{
		displayName: 'User Licences',
		name: 'licences',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'User licences bought, not users active. 0 means not known.',
	},
	{
		displayName: 'Add-on Credits',
		name: 'addOnCredits',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Credits a day bought on top of the edition',
	},
	{
		displayName: 'Daily Allowance',
		name: 'dailyAllowance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Credits that Zoho grants in 24 hours, as the API dashboard shows it. Replaces what edition and licences give. 0 means not known.',
	},
	{
		displayName: 'Daily Cap',
		name: 'dailyCap',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Most credits that these nodes may spend in 24 hours. 0 means no cap.',
	},
	{
		displayName: 'Reserve',
		name: 'reserve',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Credits to leave for people and other integrations: the nodes stop before Zoho has fewer left',
	},
	{
		displayName: 'Alert Thresholds',
		name: 'alertThresholds',
		type: 'string',
		default: '80, 90, 100',
		description:
			'Per cent of the daily allowance at which reports raise an alert (credits.run.alert). Needs the allowance: typed, by edition and licences, or told by Zoho to Check Connection.',
	},
	{
		displayName: 'Stop At',
		name: 'stopAt',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 0,
		description:
			'Per cent of the daily allowance beyond which the nodes send nothing more; rows left over come out as notSent. 0 means never. Needs the allowance too.',
	},
	{
		displayName: 'Custom Base URL',
		name: 'customBaseUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. http://localhost:5730',
		description:
			'Sends everything, login included, to this address instead of Zoho: for a proxy or the simulator. Leave it empty for Zoho itself.',
	},
];

const inRedis = { show: { stateStore: ['redis'] } };

/** What executions, nodes and processes must agree on: cache, ledger, limits (docs/guarantees.md). */
const sharedState: INodeProperties[] = [
	{
		displayName: 'Keep Shared State In',
		name: 'stateStore',
		type: 'options',
		options: [
			{
				name: 'Memory of Each n8n Process',
				value: 'memory',
				description:
					'Nothing to install. In queue mode each worker then has a cache and ledger of its own.',
			},
			{
				name: 'Redis',
				value: 'redis',
				description: 'One cache, one ledger and one limit for all processes, kept over restarts',
			},
		],
		default: 'memory',
		description:
			'Where the metadata cache, the credit ledger, reservations and limits live. No token and no record is kept there.',
	},
	{
		displayName: 'Redis Host',
		name: 'redisHost',
		type: 'string',
		default: 'localhost',
		displayOptions: inRedis,
	},
	{
		displayName: 'Redis Port',
		name: 'redisPort',
		type: 'number',
		default: 6379,
		displayOptions: inRedis,
	},
	{
		displayName: 'Redis User',
		name: 'redisUser',
		type: 'string',
		default: '',
		displayOptions: inRedis,
	},
	{
		displayName: 'Redis Password',
		name: 'redisPassword',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: inRedis,
	},
	{
		displayName: 'Redis Database',
		name: 'redisDatabase',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: inRedis,
	},
	{
		displayName: 'Redis TLS',
		name: 'redisTls',
		type: 'boolean',
		default: false,
		displayOptions: inRedis,
	},
	{
		displayName: 'Redis Key Prefix',
		name: 'redisPrefix',
		type: 'string',
		default: 'zoho-crm-credits',
		displayOptions: inRedis,
		description: 'Lets several n8n share one Redis without sharing state',
	},
];

export class ZohoCrmOAuth2Api implements ICredentialType {
	name = 'zohoCrmOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Zoho CRM Credits OAuth2 API';

	icon: Icon = { light: 'file:../icons/zohoCrm.svg', dark: 'file:../icons/zohoCrm.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-zoho-crm-credits/n8n-nodes-zoho-crm-credits#credential';

	properties: INodeProperties[] = [...place, ...permissions, ...login, ...credits, ...sharedState];
}
