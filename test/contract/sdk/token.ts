import assert from 'node:assert/strict';
import { Org } from '@zohocrm/typescript-sdk-8.0';
import { openSdkWorld, understood } from './world';

/** With nothing but a refresh token the SDK gets itself an access token, and a new one when that has expired. */
export async function tokens() {
	const world = await openSdkWorld({ companyName: 'Nordlicht Energie' });
	try {
		const read = async () =>
			understood(await new Org.OrgOperations().getOrganization(), 200, Org.ResponseWrapper);
		const [org] = (await read()).getOrg();
		assert.equal(org.getCompanyName(), 'Nordlicht Energie');
		assert.ok(org.getLicenseDetails().getUsersLicensePurchased() > 0);
		const first = (await world.tokens.findToken())?.getAccessToken();
		await world.simulator.zoho.clock.advance(61 * 60_000);
		await world.tokens.findToken().then((token) => token?.setExpiresIn('1'));
		await read();
		const second = (await world.tokens.findToken())?.getAccessToken();
		assert.ok(first && second && first !== second, 'the SDK got no second token');
		assert.deepEqual(world.calls(), [
			'POST /oauth/v2/token 200',
			'GET /crm/v8/org 200',
			'POST /oauth/v2/token 200',
			'GET /crm/v8/org 200',
		]);
	} finally {
		await world.close();
	}
}
