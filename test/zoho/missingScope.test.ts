import { coqlCall } from '../../nodes/shared/zoho/coql';
import { fieldsOf } from '../../nodes/shared/zoho/metadata';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { send } from '../../nodes/shared/zoho/send';
import type { World, WorldOptions } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';

let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
afterEach(async () => await world.close());

describe('a missing scope', () => {
	const reading = { token: { scopes: ['ZohoCRM.modules.READ'] } };

	it('ends at the first call, without a renewal, and names scope and box (R28)', async () => {
		await open(reading);
		const session = await world.session();
		const stop = await stopOf(fieldsOf(session, 'Leads', true));
		expect(stop.reason).toBe('scope');
		expect(stop.message).toContain('ZohoCRM.settings.fields.READ');
		expect(stop.fix).toContain("'Metadata: Read Only'");
		expect(stop.said).toMatchObject({ status: 401, code: 'OAUTH_SCOPE_MISMATCH' });
		expect(world.tokenCalls()).toBe(0);
		expect(world.calls()).toHaveLength(1);
		expect(session.spends).toMatchObject([{ cost: 0 }]);
	});

	it('says to connect again when the box is ticked already', async () => {
		await open({ ...reading, credential: { features: ['organization'] } });
		const stop = await stopOf(send(await world.session(), orgCall()));
		expect(stop.fix).toContain("'Organization: Read Only' is ticked");
		expect(stop.fix).toContain('connect it again');
	});

	it('names only those of several needed scopes that Zoho did not grant', async () => {
		await open({ token: { scopes: ['ZohoCRM.coql.READ'] } });
		const query = coqlCall(
			'select id from Leads where id is not null limit 1',
			200,
			'work',
			'Leads',
		);
		const stop = await stopOf(send(await world.session(), query));
		expect(stop.message).toContain('ZohoCRM.modules.leads.READ');
		expect(stop.message).not.toContain('coql.READ');
		expect(stop.fix).toContain("'Records: Read Only'");
	});

	it("points to 'Additional Scopes' when no box holds it", async () => {
		await open(reading);
		const call = { ...orgCall(), scope: 'ZohoCRM.send_mail.all.CREATE' };
		const stop = await stopOf(send(await world.session(), call));
		expect(stop.fix).toContain("'Additional Scopes'");
	});
});
