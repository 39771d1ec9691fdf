import type { StoryOptions } from '../../support/story';
import { hintsOf } from '../../support/results';
import type { BatchStory, Told } from './batchStory';
import { form, leads, NODE, openBatch } from './batchStory';

let story: BatchStory | undefined;
afterEach(async () => await story?.close());
const open = async (options: Partial<StoryOptions> = {}) => (story = await openBatch(options));

const tokenCalls = ({ zoho }: BatchStory) =>
	zoho.log.entries().filter(({ name }) => name === 'oauth.token');
const sendToFailed = form({ whenRowsFail: 'sendToFailed' });

/** Everything of an execution that a person, or another node, can get to see. */
const shown = ({ run, error }: Told): string =>
	JSON.stringify([
		run.data.resultData,
		run.data.executionData?.contextData,
		hintsOf(run, NODE),
		error && { ...error, message: error.message, stack: error.stack, context: error.context },
	]);

function expectNoSecrets(told: Told, { credential }: BatchStory) {
	const { clientSecret, oauthTokenData } = credential.data as {
		clientSecret: string;
		oauthTokenData: Record<string, string>;
	};
	const text = shown(told);
	for (const secret of [clientSecret, oauthTokenData.access_token, oauthTokenData.refresh_token])
		if (secret) expect(text).not.toContain(secret);
}

describe('a missing scope (R28, R31)', () => {
	it('of a hundred items: one call, no refresh, the scope and its box named', async () => {
		const told = await (
			await open({ token: { scopes: ['ZohoCRM.modules.READ'] } })
		).write(leads(100), sendToFailed, { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 });
		expect(told.calls).toHaveLength(1);
		expect(tokenCalls(story!)).toEqual([]);
		expect(told.error?.message).toContain('ZohoCRM.modules.leads.WRITE');
		expect(told.error?.description).toContain("'Records: Read and Write'");
		expect(told.error?.context).toMatchObject({ stop: 'scope', credits: { cost: 0, calls: 1 } });
		expect(told.meter).toBe(0);
		expectNoSecrets(told, story!);
	});
});

describe('a login that has ended', () => {
	it('without a refresh token: says so, and how to go on (R03, R25)', async () => {
		await open();
		const { access_token } = story!.zoho.issueToken();
		await story!.close();
		await open({ credential: { oauthTokenData: { access_token, token_type: 'Bearer' } } });
		const told = await story!.write(leads(3), sendToFailed);
		expect(told.error?.message).toContain('Zoho gave no refresh token');
		expect(told.error?.description).toContain('connect it again');
		expectNoSecrets(told, story!);
	});

	it('while the token host is throttled: says how long to wait, asks it once (R27)', async () => {
		await open();
		const { zoho } = story!;
		for (let token = 0; token < 10; token++) {
			zoho.expireTokens();
			await story!.write(leads(1));
		}
		zoho.expireTokens();
		const before = tokenCalls(story!).length;
		const told = await story!.write(leads(250), sendToFailed, {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});
		expect(told.error?.message).toContain('no more access tokens for now');
		expect(told.error?.description).toContain('Wait ten minutes');
		expect(tokenCalls(story!).length - before).toBe(1);
		expectNoSecrets(told, story!);
	});

	it('in the middle of a run: rows written before are on Success, the others say why not', async () => {
		await open();
		const { zoho, credential } = story!;
		zoho.faults.add({ match: { name: 'records.upsert', nth: 3 }, fault: { kind: 'expireToken' } });
		credential.data.clientSecret = 'changed';
		const parameters = form({ whenRowsFail: 'sendToFailed', options: { parallel: 1 } });
		const told = await story!.write(leads(500), parameters);
		expect([told.success.length, told.failed.length]).toEqual([200, 300]);
		expect(told.failed[0]).toMatchObject({ row: 200, outcome: 'notSent' });
		expectNoSecrets(told, story!);
	});
});

describe('a sandbox credential', () => {
	it('on a production organisation: an error, nothing written, one credit', async () => {
		await open({ credential: { environment: 'sandbox' } });
		const told = await story!.write(leads(30), sendToFailed);
		expect(told.error?.message).toContain("says 'sandbox', but it is connected to a production");
		expect([told.meter, told.calls.length]).toEqual([1, 1]);
		expect(told.report).toMatchObject({ cost: 1, overhead: 1 });
		expect(story!.records('Leads')).toEqual([]);
		expectNoSecrets(told, story!);
	});

	it.each(['lower', 'capital'])(
		'on its sandbox: checked once a day (org.type spelled in %s)',
		async (orgTypeSpelling) => {
			await open({
				token: { environment: 'sandbox' },
				credential: { environment: 'sandbox' },
				switches: { orgTypeSpelling: orgTypeSpelling as 'lower' | 'capital' },
			});
			const first = await story!.write(leads(30));
			expect(first.report).toMatchObject({ cost: 4, overhead: 1, calls: 2 });
			const second = await story!.write(leads(30));
			expect(second.report).toMatchObject({ cost: 3, overhead: 0, calls: 1 });
			expect(second.success.map(({ action }) => action)).toEqual(Array(30).fill('update'));
		},
	);
});

it('no secret is in the items, errors, hints or memory of any outcome', async () => {
	await open();
	expectNoSecrets(await story!.write(leads(3)), story!);
	story!.zoho.setOrg({ allowance: 1 });
	expectNoSecrets(await story!.write(leads(30)), story!);
	expectNoSecrets(await story!.write(leads(30), sendToFailed), story!);
});
