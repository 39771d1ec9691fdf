import type { FieldMeta } from '../../nodes/shared/core/fieldMeta';
import type { ZohoUser } from '../../nodes/shared/core/ownerByEmail';
import { emailFields, UsersByEmail, withOwners } from '../../nodes/shared/core/ownerByEmail';

const user = (id: string, email: string, active = true): ZohoUser => ({
	id,
	name: `User ${id}`,
	email,
	active,
});
const fields = new Map(
	[
		['Owner', 'ownerlookup'],
		['Second', 'userlookup'],
		['Email', 'email'],
	].map(([apiName, dataType]) => [apiName, { apiName, dataType } as FieldMeta]),
);

describe('The fields in which a user stands by address', () => {
	const record = {
		Owner: 'a@example.com',
		Second: 'b@example.com',
		Email: 'c@example.com',
		Third: { email: 'd@example.com' },
	};

	it('are those that hold users', () => {
		expect(emailFields(record, fields)).toEqual(['Owner', 'Second', 'Third']);
	});

	it('are Owner, and what says so itself, while the fields are not known', () => {
		expect(emailFields(record, null)).toEqual(['Owner', 'Third']);
	});

	it.each([{ id: '1' }, { id: '1', email: 'a@example.com' }, '1', '', null, 7, { email: ' ' }])(
		'are none for %j',
		(Owner) => {
			expect(emailFields({ Owner }, fields)).toEqual([]);
		},
	);
});

describe('A user looked up by address', () => {
	const users = new UsersByEmail([
		user('1', 'ada@example.com'),
		user('2', 'lee@example.com', false),
		user('3', 'Bea@example.com', false),
		user('4', 'bea@example.com'),
		user('5', 'BEA@example.com', false),
	]);

	it('is the active one, whatever the case', () => {
		expect(users.of('Owner', ' ADA@example.com ')).toEqual({ id: '1' });
		expect(users.of('Owner', 'bea@example.com')).toEqual({ id: '4' });
		expect([users.knows('bea@example.com'), users.knows('lee@example.com')]).toEqual([true, false]);
	});

	it('is refused when gone or unknown; nobody who is gone is proposed', () => {
		expect(users.of('Owner', 'lee@example.com')).toMatchObject({
			code: 'USER_NOT_ACTIVE',
			details: { api_name: 'Owner', id: '2' },
		});
		expect(users.of('Owner', 'adda@example.com')).toMatchObject({
			code: 'USER_NOT_FOUND',
			details: { nearest: 'ada@example.com' },
		});
		expect(users.of('Owner', 'lees@example.com')).not.toMatchObject({
			details: { nearest: 'lee@example.com' },
		});
	});

	it('takes the place of the address in a copy of the record', () => {
		const record = { Owner: 'ada@example.com', Email: 'ada@example.com' };
		expect(withOwners(record, fields, users)).toEqual({
			record: { Owner: { id: '1' }, Email: 'ada@example.com' },
		});
		expect(record.Owner).toBe('ada@example.com');
	});
});
