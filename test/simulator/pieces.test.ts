import { readAddress } from './address';
import { manualClock, realClock } from './clock';
import { parseExactJson } from './exactJson';
import { answer } from './replies';
import type { Route } from './route';
import { match } from './router';
import { granted } from './scopes';
import { defaultSwitches, setSwitches } from './switches';

const HOUR = 3_600_000;

describe('JSON with long ids', () => {
	it('keeps an integer of more than 15 digits as a string, wherever it stands', () => {
		const text =
			'{"ids":[5725767000000411001,-5725767000000411001],"deep":{"id":1234567890123456}}';
		expect(parseExactJson(text)).toEqual({
			ids: ['5725767000000411001', '-5725767000000411001'],
			deep: { id: '1234567890123456' },
		});
	});

	it('leaves other numbers, and digits inside text, as they are', () => {
		const text = String.raw`{"a":123456789012345,"b":0.1234567890123456789,"c":1e300,"d":"5725767000000411001 \" 5725767000000411001, "}`;
		expect(parseExactJson(text)).toEqual(JSON.parse(text));
	});

	it.each(['{', '{1234567890123456789:1}', '[01]', ''])('refuses %j', (text) => {
		expect(() => parseExactJson(text)).toThrow(SyntaxError);
	});
});

describe('scopes', () => {
	it.each([
		['ZohoCRM.modules.ALL', 'ZohoCRM.modules.leads.READ', true],
		['ZohoCRM.modules.READ', 'ZohoCRM.modules.leads.READ', true],
		['zohocrm.MODULES.Leads.all', 'ZohoCRM.modules.leads.CREATE', true],
		['ZohoCRM.modules.leads.READ', 'ZohoCRM.modules.contacts.READ', false],
		['ZohoCRM.modules.leads.READ', 'ZohoCRM.modules.leads.CREATE', false],
		['ZohoCRM.modules.leads.ALL', 'ZohoCRM.modules.ALL', false],
		['ZohoCRM.settings.ALL', 'ZohoCRM.settings.fields.READ', true],
		['ZohoCRM.settings.fields.READ', 'ZohoCRM.settings.READ', false],
	])('%s covers %s: %s', (scope, needed, covered) => {
		expect(granted([scope], [needed])).toBe(covered);
	});

	it('one of several is enough', () => {
		expect(granted(['A.b.READ'], ['A.c.READ', 'A.b.READ'])).toBe(true);
		expect(granted([], ['A.c.READ'])).toBe(false);
		expect(granted([], [])).toBe(true);
	});
});

describe('routing', () => {
	const route = (method: Route['method'], path: string): Route => ({
		method,
		tree: 'crm',
		path,
		name: `${method} ${path}`,
		scopes: () => [],
		price: () => 1,
		handle: () => answer({}),
	});
	const routes = [
		route('GET', ':module/:id'),
		route('PUT', ':module/:id'),
		route('GET', ':module/deleted'),
		route('GET', 'settings/fields'),
		route('POST', ':module/:id/actions/merge'),
	];
	const found = (method: string, path: string) =>
		match(routes, { method, tree: 'crm', path: path.split('/') });

	it('prefers literal segments', () => {
		expect(found('GET', 'Leads/deleted')).toMatchObject({ params: { module: 'Leads' } });
		expect(found('GET', 'Leads/123')).toMatchObject({ params: { module: 'Leads', id: '123' } });
		expect(found('GET', 'settings/fields')).toMatchObject({ params: {} });
	});

	it('does not fall back to a looser path for a method', () => {
		expect(found('PUT', 'settings/fields')).toMatchObject({
			status: 400,
			body: { code: 'INVALID_REQUEST_METHOD' },
		});
		expect(found('GET', 'Leads/1/actions')).toMatchObject({ status: 404 });
	});
});

describe('addresses', () => {
	it.each([
		['/crm/v8/Leads', 'us', 'production', 'crm', 8, ['Leads']],
		['/eu/sandbox/crm/v2.1/leads/upsert', 'eu', 'sandbox', 'crm', 2.1, ['leads', 'upsert']],
		['/developer/crm/bulk/v8/read', 'us', 'developer', 'bulk', 8, ['read']],
		['/in/content/crm/v8/upload', 'in', 'production', 'content', 8, ['upload']],
		['/download/some/file.zip', 'us', 'production', 'download', 8, ['some', 'file.zip']],
		['/crm/v8/Leads/a%2Fb', 'us', 'production', 'crm', 8, ['Leads', 'a/b']],
	])('%s', (pathname, dataCenter, environment, tree, version, path) => {
		const place = { kind: 'api', dataCenter, environment, tree, version, path };
		expect(readAddress(pathname)).toEqual(place);
	});

	it.each(['/', '/zz/crm/v8/Leads', '/crm/Leads', '/crm/v8/%E0%A4%A', '/oauth/v3/token'])(
		'%s is none of Zoho',
		(pathname) => {
			expect(readAddress(pathname)).toEqual({ kind: 'unknown' });
		},
	);
});

describe('the clock', () => {
	it('runs what falls due in order, each at its own time', async () => {
		const clock = manualClock(0);
		const seen: Array<[string, number]> = [];
		const note = (name: string) => () => void seen.push([name, clock.now()]);
		clock.at(2 * HOUR, note('second'));
		clock.at(HOUR, () => {
			note('first')();
			clock.at(HOUR + 1, note('added'));
		});
		clock.at(3 * HOUR, note('later'));
		const cancel = clock.at(HOUR, note('cancelled'));
		cancel();
		await clock.advance(2 * HOUR);
		expect(seen).toEqual([
			['first', HOUR],
			['added', HOUR + 1],
			['second', 2 * HOUR],
		]);
		expect(clock.now()).toBe(2 * HOUR);
	});

	it('goes by itself when it is real, and can still be moved on', async () => {
		const clock = realClock();
		const start = clock.now();
		const rung = new Promise<number>((resolve) => {
			clock.at(start + 20, () => resolve(clock.now()));
		});
		expect(await rung).toBeGreaterThanOrEqual(start + 20);
		let due = false;
		clock.at(start + HOUR, () => void (due = true));
		await clock.advance(HOUR);
		expect(due).toBe(true);
		expect(clock.now()).toBeGreaterThanOrEqual(start + HOUR);
	});
});

describe('switches', () => {
	it('take their own values only, all or none', () => {
		const switches = defaultSwitches();
		expect(() => setSwitches(switches, { noSuchThing: true })).toThrow('noSuchThing');
		const halfWrong = { notModifiedCost: 0, throttleCode: 'OTHER' };
		expect(() => setSwitches(switches, halfWrong)).toThrow('throttleCode');
		expect(switches.notModifiedCost).toBe(1);
		setSwitches(switches, { throttleCode: 'RATE_LIMIT_EXCEEDED' });
		expect(switches.throttleCode).toBe('RATE_LIMIT_EXCEEDED');
	});
});
