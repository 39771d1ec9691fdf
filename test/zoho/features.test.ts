import { coqlCall } from '../../nodes/shared/zoho/coql';
import { fieldsOf, modulesOf } from '../../nodes/shared/zoho/metadata';
import { orgCall } from '../../nodes/shared/zoho/organization';
import { writeCall } from '../../nodes/shared/zoho/records';
import { features, scopesOf } from '../../nodes/shared/zoho/scopes';
import { send } from '../../nodes/shared/zoho/send';
import type { Session } from '../../nodes/shared/zoho/session';
import type { World } from './openWorld';
import { openWorld } from './openWorld';
import { stopOf } from './stopOf';

let world: World;
afterEach(async () => await world.close());

const rows = [{ index: 0, record: { id: '5725767000000411001', Last_Name: 'A', Company: 'B' } }];
const operations = ['insert', 'update', 'upsert', 'delete', 'massUpdate'] as const;
const writes = operations.map((operation) =>
	writeCall(operation, 'Leads', rows, {}, { Company: 'C' }),
);
const query = coqlCall('select id from Leads where id is not null limit 1', 200, 'work', 'Leads');

/** What Zoho answers to every kind of call. */
async function statuses(session: Session): Promise<number[]> {
	for (const call of [...writes, query, orgCall()]) await send(session, call);
	await fieldsOf(session, 'Leads', true);
	await modulesOf(session);
	return world.zoho.meter.entries.map(({ status }) => status);
}

describe('the boxes of a new credential', () => {
	it('grant every call that the nodes make (R33)', async () => {
		const ticked = features.filter(({ initially }) => initially).map(({ id }) => id);
		world = await openWorld({ token: { scopes: scopesOf(ticked) } });
		const all = await statuses(await world.session());
		expect(all).toHaveLength(9);
		expect(all).not.toContain(401);
	});
});

describe('the box that a missing scope names', () => {
	it.each([...writes, query, orgCall()])('grants $name (R34)', async (call) => {
		world = await openWorld({ token: { scopes: ['ZohoCRM.nothing.READ'] } });
		const stop = await stopOf(send(await world.session(), call));
		expect(stop.reason).toBe('scope');
		const named = features.filter(({ label }) => stop.fix.includes(`'${label}'`));
		const able = world.connect({}, { scopes: scopesOf(named.map(({ id }) => id)) });
		expect((await send(await world.session({}, able), call)).kind).toBe('answered');
	});
});
