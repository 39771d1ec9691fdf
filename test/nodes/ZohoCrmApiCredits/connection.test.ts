import type { IDataObject } from 'n8n-workflow';
import type { StoryOptions } from '../../support/story';
import type { CreditStory } from './creditStory';
import { openCredits } from './creditStory';

let story: CreditStory;
const open = async (options: Partial<StoryOptions> = {}) => (story = await openCredits(options));
afterEach(async () => await story.close());

const check = async () => {
	const told = await story.ask('checkConnection');
	return { ...told, connection: told.json[0], troubles: told.json[0].troubles as IDataObject[] };
};

describe('Check Connection', () => {
	it('finds everything in order for one credit', async () => {
		await open({ edition: 'professional', users: 20 });

		const { connection, meter, calls } = await check();

		expect(connection).toMatchObject({
			ok: true,
			dataCenter: { chosen: 'us' },
			environment: { chosen: 'production', found: 'production' },
			licence: { edition: 'professional', licences: 20, allowance: 60_000 },
			refreshToken: true,
			troubles: [],
		});
		expect([meter, calls]).toEqual([1, ['org.get']]);
	});

	it('lets the allowance that Zoho told stand in every later report', async () => {
		await open({ edition: 'free' });

		await check();

		expect(await story.create(1)).toMatchObject({ allowance: { value: 5_000, basis: 'org' } });
	});

	it('names each ticked box whose scopes the login lacks (R31, R32)', async () => {
		await open({
			token: { scopes: ['ZohoCRM.org.READ', 'ZohoCRM.settings.fields.READ'] },
			credential: { features: ['metadataRead', 'coql', 'organization'] },
		});

		const { connection, troubles, meter } = await check();

		expect(connection.scopes).toMatchObject({
			known: true,
			missing: [{ feature: 'COQL Queries' }, { feature: 'Metadata: Read Only' }],
		});
		expect(troubles[1].what).toContain('ZohoCRM.settings.modules.READ');
		expect(troubles[1].what).not.toContain('ZohoCRM.settings.fields.READ');
		expect(meter).toBe(1);
	});

	it.each(['eu', 'ca', 'in'] as const)(
		'asks where the nodes ask, for a login of %s there (R20)',
		async (dataCenter) => {
			await open({ token: { dataCenter } });

			const { connection, meter } = await check();
			await story.create(1);

			expect(connection).toMatchObject({ ok: true });
			expect(meter).toBe(1);
			const asked = story.zoho.log.entries().filter(({ name }) => !name.startsWith('oauth.'));
			expect(asked.map(({ name, status }) => [name, status])).toEqual([
				['org.get', 200],
				['records.insert', 201],
			]);
			expect(asked.map((call) => call.dataCenter)).toEqual([dataCenter, dataCenter]);
		},
	);

	it('asks something else when the login may not read the organisation', async () => {
		await open({
			token: { scopes: ['ZohoCRM.apis.READ'] },
			credential: { features: ['apiPriceList'] },
		});

		const { connection, calls } = await check();

		expect(connection).toMatchObject({ ok: true, licence: null, environment: { found: null } });
		expect(calls).toEqual(['apis.list']);
	});

	it('tells a sandbox workflow that it is connected to the live organisation', async () => {
		await open({ credential: { environment: 'sandbox' } });

		const { troubles } = await check();

		expect(troubles.map(({ about }) => about)).toContain('environment');
	});

	it('misses the refresh token', async () => {
		await open();
		const token = story.zoho.issueToken({}, story.origin) as unknown as IDataObject;
		delete token.refresh_token;
		(story.credential.data as IDataObject).oauthTokenData = token;

		const { troubles } = await check();

		expect(troubles).toMatchObject([{ about: 'refreshToken' }]);
		expect(troubles[0].fix).toContain('connect it again');
	});

	it('says what is wrong with a login that Zoho no longer takes, instead of failing', async () => {
		await open();
		story.zoho.faults.add({
			match: { name: 'org.get', times: 'always' },
			fault: { kind: 'expireToken' },
		});

		const { connection, meter } = await check();

		expect(connection.ok).toBe(false);
		expect(meter).toBe(0);
	});

	it('finds an edition in the credential that is not the organisation’s', async () => {
		await open({ edition: 'standard', credential: { edition: 'ultimate', licences: 5 } });

		const { troubles } = await check();

		expect(troubles).toMatchObject([{ about: 'edition' }]);
		expect(troubles[0].what).toContain('Zoho says standard');
	});
});
