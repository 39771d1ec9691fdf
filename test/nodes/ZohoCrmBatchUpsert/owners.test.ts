import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { field } from '../../simulator/fieldTable';
import { addField } from '../../simulator/schemaChanges';
import type { BatchStory } from './batchStory';
import { bodiesOf, form, leads, mapping, openBatch } from './batchStory';

let story: BatchStory;
beforeEach(async () => (story = await openBatch()));
afterEach(async () => await story.close());

const byEmail = (options: INodeParameters = {}): INodeParameters =>
	form({ whenRowsFail: 'sendToFailed', options: { ownerByEmail: true, ...options } });
const owned = (...owners: unknown[]): IDataObject[] =>
	leads(owners.length).map((lead, at) => ({ ...lead, Owner: owners[at] as IDataObject }));
const userOf = (email: string) =>
	story.zoho.org().users.find((user) => user.email === email)?.id ?? '';
const ownersOf = (): unknown[] => story.records('Leads').map(({ Owner: owner }) => owner);

describe('an owner given by e-mail address', () => {
	it('becomes the id of the user: 1 credit while the users are not cached, none after', async () => {
		const rows = owned('sam@example.com', { email: 'Sofia@Example.com ' }, 'ada@example.com');
		const cold = await story.write(rows, byEmail());
		expect(ownersOf()).toEqual(
			['sam', 'sofia', 'ada'].map((name) => userOf(`${name}@example.com`)),
		);
		expect(cold.report).toMatchObject({ cost: 2, overhead: 1, baseline: 3 });
		expect(cold.report.byCall[0]).toMatchObject({ call: 'users.list', cost: 1 });
		const warm = await story.write(rows, byEmail());
		expect(warm.report).toMatchObject({ cost: 1, overhead: 0 });
		expect(warm.meter).toBe(1);
	});

	it('costs 1 credit for each 200 users, once', async () => {
		const { users } = story.zoho.org();
		const [first] = users;
		for (let at = users.length; at < 450; at++)
			users.push({ ...first, id: `47110000000000${1000 + at}`, email: `user${at}@example.com` });
		const told = await story.write(owned('user449@example.com'), byEmail());
		expect(told.success).toHaveLength(1);
		expect(told.report).toMatchObject({ cost: 4, overhead: 3 });
	});

	it('leaves ids alone, and asks for no users where there is no address', async () => {
		const sam = userOf('sam@example.com');
		const told = await story.write(owned({ id: sam }, sam, ''), byEmail());
		expect(told.report.byCall.map(({ call }) => call)).toEqual(['records.upsert']);
		expect(ownersOf().slice(0, 2)).toEqual([sam, sam]);
	});

	it('that no user has is refused with the nearest one, and not sent', async () => {
		await story.write(owned('sam@example.com'), byEmail());
		const rows = owned('sam@example.com', 'sofja@example.com', 'nobody@elsewhere.test');
		const told = await story.write(rows, byEmail());
		expect(told.calls.map(({ name }) => name)).toEqual(['records.upsert']);
		expect(bodiesOf(told)[0].data).toHaveLength(1);
		expect(told.failed.map(({ row, code, field: name }) => [row, code, name])).toEqual([
			[1, 'USER_NOT_FOUND', 'Owner'],
			[2, 'USER_NOT_FOUND', 'Owner'],
		]);
		expect(told.failed[0].reason).toContain('Did you mean sofia@example.com?');
		expect(told.failed[1].reason).not.toContain('Did you mean');
		expect(told.failed[1].input).toEqual(rows[2]);
	});

	it('of somebody who left is refused, by name', async () => {
		const { failed, meter } = await story.write(owned('lee@example.com'), byEmail());
		expect(failed[0]).toMatchObject({ code: 'USER_NOT_ACTIVE', field: 'Owner' });
		expect(failed[0].reason).toContain('Lee Left (lee@example.com) is no active user');
		expect(meter).toBe(1);
	});

	it('of somebody who came later is asked for once more when the list is older than five minutes', async () => {
		await story.write(owned('sam@example.com'), byEmail());
		const [first] = story.zoho.org().users;
		story.zoho.org().users.push({ ...first, id: '4711000000000000001', email: 'new@example.com' });
		const early = await story.write(owned('new@example.com'), byEmail());
		expect([early.failed.length, early.calls.length]).toEqual([1, 0]);
		const { now } = clientPace;
		clientPace.now = () => now() + 6 * 60_000;
		try {
			const later = await story.write(owned('new@example.com'), byEmail());
			expect(later.success).toHaveLength(1);
			expect(later.report).toMatchObject({ cost: 2, overhead: 1 });
		} finally {
			clientPace.now = now;
		}
	});

	it('is left to Zoho while the option is off', async () => {
		const { failed } = await story.write(
			owned('sam@example.com'),
			form({ whenRowsFail: 'sendToFailed' }),
		);
		expect(failed[0]).toMatchObject({ code: 'INVALID_DATA', field: 'Owner' });
	});
});

describe('other fields that hold a user', () => {
	it('take an address where the fields are known, and { email } in any case', async () => {
		const { zoho } = story;
		addField(
			zoho.org(),
			'Leads',
			field('userlookup', 'Second', { custom: true }),
			zoho.clock.now(),
		);
		const [lead] = leads(1);
		const cold = await story.write([{ ...lead, Second: { email: 'sam@example.com' } }], byEmail());
		expect(cold.success).toHaveLength(1);
		const rows = [{ ...lead, Second: 'sofia@example.com', Secondary_Email: 'sam@example.com' }];
		const known = await story.write(rows, byEmail({ check: 'always' }));
		expect(known.failed).toEqual([]);
		const [record] = story.records('Leads');
		expect(record.Second).toBe(userOf('sofia@example.com'));
		expect(record.Secondary_Email).toBe('sam@example.com');
	});
});

describe('owners by e-mail in other ways of writing', () => {
	it('Update Many with Same Values gives all records to one user, or says why not', async () => {
		const ids = (await story.write(leads(12))).success.map(({ id }) => ({ id }));
		const set = (owner: string) => ({
			...byEmail(),
			operation: 'massUpdate',
			columns: mapping({ Owner: owner }, { Owner: 'string' }),
		});
		const told = await story.write(ids, set('sofia@example.com'));
		expect(told.success).toHaveLength(12);
		expect(new Set(ownersOf())).toEqual(new Set([userOf('sofia@example.com')]));
		expect(told.report).toMatchObject({ cost: 2, overhead: 1 });
		const { error, calls } = await story.write(ids, set('sofja@example.com'));
		expect(error?.message).toContain("'Values to Set' would be refused: Owner: no user");
		expect(calls).toEqual([]);
	});

	it('a Dry Run prices the users that are not cached', async () => {
		const rows = owned('sam@example.com');
		const dry = await story.write(rows, byEmail({ dryRun: true }));
		expect(dry.calls).toEqual([]);
		expect(dry.report.plan).toEqual({
			calls: 2,
			credits: 2,
			overhead: 1,
			basis: 'documented',
			atLeast: true,
		});
		await story.write(rows, byEmail());
		const warm = await story.write(rows, byEmail({ dryRun: true }));
		expect(warm.report.plan).toEqual({ calls: 1, credits: 1, overhead: 0, basis: 'documented' });
	});
});
