import { DateTime } from 'luxon';
import type { Org, User } from './org';
import { named } from './people';
import { headerTime, wholeSecond, zohoTime } from './recordTime';
import { answer, noContent, notModified, refuse } from './replies';
import type { Route, SimCall, SimReply } from './route';

const scopes = () => ['ZohoCRM.users.READ'];

/** Users: https://www.zoho.com/crm/developer/docs/api/v8/get-users.html, OpenAPI `users.json`. */
export const userRoutes: Route[] = [
	{
		method: 'GET',
		tree: 'crm',
		path: 'users',
		name: 'users.list',
		scopes,
		price: () => 1,
		handle: listUsers,
	},
	{
		method: 'GET',
		tree: 'crm',
		path: 'users/:id',
		name: 'users.get',
		scopes,
		price: () => 1,
		handle: (call, { id }) =>
			usersReply(
				call,
				call.org.users.filter((user) => user.id === id),
			),
	},
	{
		method: 'GET',
		tree: 'crm',
		path: 'users/actions/count',
		name: 'users.count',
		scopes,
		price: () => 1,
		handle: (call) => {
			const chosen = usersOfType(call);
			return chosen ? answer({ count: chosen.length }) : unknownType();
		},
	},
];

function listUsers(call: SimCall): SimReply {
	const chosen = usersOfType(call);
	if (!chosen) return unknownType();
	const page = Number(call.query.get('page') ?? 1);
	const perPage = Number(call.query.get('per_page') ?? 200);
	if (!Number.isInteger(page) || page < 1) return invalidParameter('page', 'integer');
	if (!Number.isInteger(perPage) || perPage < 1 || perPage > 200) {
		return invalidParameter('per_page', 'integer');
	}
	const ids = call.query.get('ids')?.split(',');
	const all = ids ? chosen.filter((user) => ids.includes(user.id)) : chosen;
	const shown = all.slice((page - 1) * perPage, page * perPage);
	return usersReply(call, shown, {
		per_page: perPage,
		count: shown.length,
		page,
		more_records: page * perPage < all.length,
	});
}

function usersReply(call: SimCall, users: User[], info?: Record<string, unknown>): SimReply {
	if (users.length === 0) return noContent();
	const read = call.org.switches.usersNotModifiedHeader;
	const header = read ? call.headers.get('if-modified-since') : null;
	const since = header === null ? undefined : headerTime(header);
	const fresh = users.filter((user) => since === undefined || wholeSecond(user.modifiedAt) > since);
	if (fresh.length === 0) return notModified();
	const changed = info ? { info: { ...info, count: fresh.length } } : {};
	return answer({ users: fresh.map((user) => userJson(call.org, user)), ...changed });
}

type Test = (user: User, call: SimCall) => boolean;
const active: Test = (user) => user.status === 'active';
const confirmed: Test = (user) => user.confirmed && user.status !== 'deleted';

const TYPES: Record<string, Test> = {
	AllUsers: (user) => user.status !== 'deleted',
	ActiveUsers: active,
	DeactiveUsers: (user) => user.status === 'disabled',
	ConfirmedUsers: confirmed,
	NotConfirmedUsers: (user) => !user.confirmed && user.status !== 'deleted',
	DeletedUsers: (user) => user.status === 'deleted',
	ActiveConfirmedUsers: (user, call) => active(user, call) && user.confirmed,
	AdminUsers: (user) => user.admin && user.status !== 'deleted',
	ActiveConfirmedAdmins: (user, call) => active(user, call) && user.confirmed && user.admin,
	CurrentUser: (user, call) => user.id === call.user.id,
};

function usersOfType(call: SimCall): User[] | undefined {
	const type = call.query.get('type') ?? 'AllUsers';
	const test = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
	return test && call.org.users.filter((user) => test(user, call));
}

function unknownType(): SimReply {
	return invalidParameter('type', 'one of the user types');
}

function invalidParameter(name: string, expected: string): SimReply {
	const details = { param_name: name, expected_data_type: expected };
	return refuse(400, 'INVALID_DATA', `invalid value for ${name}`, details);
}

function userJson(org: Org, user: User): Record<string, unknown> {
	const admin = org.users.find((one) => one.admin) ?? user;
	const by = { id: admin.id, name: admin.fullName };
	const time = (ms: number) => zohoTime(ms, org.timeZone);
	return {
		id: user.id,
		zuid: user.confirmed ? user.zuid : null,
		email: user.email,
		first_name: user.firstName,
		last_name: user.lastName,
		full_name: user.fullName,
		role: named(user.role),
		profile: named(user.profile),
		status: user.status,
		confirm: user.confirmed,
		created_time: time(user.createdAt),
		Modified_Time: time(user.modifiedAt),
		created_by: by,
		Modified_By: by,
		Reporting_To: null,
		category: 'regular_user',
		personal_account: false,
		sandboxDeveloper: false,
		language: 'en_US',
		locale: 'en_US',
		country_locale: 'en_US',
		Isonline: false,
		time_zone: org.timeZone,
		offset: offsetOf(org, user.modifiedAt),
	};
}

function offsetOf(org: Org, at: number): number {
	return DateTime.fromMillis(at, { zone: org.timeZone }).offset * 60_000;
}
