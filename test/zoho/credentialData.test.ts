import { allowanceOf, readCredential } from '../../nodes/shared/zoho/credentialData';

describe('a credential as n8n decrypts it', () => {
	it('is narrowed, with empty boxes as null', () => {
		const read = readCredential({
			clientId: 'id',
			clientSecret: 'secret',
			dataCenter: 'eu',
			environment: 'sandbox',
			organizationId: ' 600123 ',
			edition: 'enterprise',
			licences: 12,
			addOnCredits: 0,
			dailyAllowance: '',
			dailyCap: '5000',
			reserve: 250.7,
			customBaseUrl: '',
			features: ['records', 7],
			oauthTokenData: {
				access_token: 'a',
				refresh_token: 'r',
				api_domain: 'https://www.zohoapis.eu',
				scope: 'ZohoCRM.modules.ALL,ZohoCRM.org.READ',
			},
		});
		expect(read).toEqual({
			apiDomain: 'https://www.zohoapis.eu',
			dataCenter: 'eu',
			environment: 'sandbox',
			customBaseUrl: null,
			clientId: 'id',
			clientSecret: 'secret',
			accessToken: 'a',
			hasRefreshToken: true,
			grantedScopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.org.READ'],
			features: ['records'],
			organizationId: '600123',
			edition: 'enterprise',
			licences: 12,
			addOnCredits: null,
			dailyAllowance: null,
			dailyCap: 5000,
			reserve: 250,
			alertThresholds: [80, 90, 100],
			stopAt: null,
			store: { store: 'memory' },
		});
	});

	it.each([[undefined], [null], ['text'], [{}], [{ oauthTokenData: 'x', edition: 'toString' }]])(
		'is the default when it is %p',
		(data) => {
			expect(readCredential(data)).toMatchObject({
				dataCenter: 'us',
				environment: 'production',
				edition: null,
				accessToken: null,
				hasRefreshToken: false,
				dailyCap: null,
			});
		},
	);
});

describe('the daily allowance', () => {
	const typed = (changes: object) => allowanceOf(readCredential(changes));

	it('is what was typed, before any formula', () => {
		expect(typed({ dailyAllowance: 77_000, edition: 'free' })).toEqual({
			value: 77_000,
			basis: 'typed',
		});
	});

	it.each([
		['free', undefined, undefined, 5_000],
		['standard', 10, 0, 52_500],
		['standard', 500, 0, 100_000],
		['professional', 10, 1_000, 56_000],
		['enterprise', 15, 0, 65_000],
		['enterprise', 9_000, 0, 5_000_000],
		['ultimate', 9_000, 0, 18_050_000],
	])(
		'of %s with %p licences and %p add-on credits is %i',
		(edition, licences, addOnCredits, value) => {
			expect(typed({ edition, licences, addOnCredits })?.value).toBe(value);
		},
	);

	it('is not known without licences, or without an edition', () => {
		expect(typed({ edition: 'enterprise' })).toBeNull();
		expect(typed({ edition: 'unknown', licences: 10 })).toBeNull();
	});
});

describe('where shared state lives', () => {
	it('is Redis with every box the credential shows', () => {
		const read = readCredential({
			stateStore: 'redis',
			redisHost: ' redis.internal ',
			redisPort: 6380,
			redisUser: 'n8n',
			redisPassword: 'pass word',
			redisDatabase: 2,
			redisTls: true,
			redisPrefix: '',
		});
		expect(read.store).toEqual({
			store: 'redis',
			host: 'redis.internal',
			port: 6380,
			user: 'n8n',
			password: 'pass word',
			database: 2,
			tls: true,
			prefix: 'zoho-crm-credits',
		});
	});
});
