import { callbackControls } from './callbackControls';
import { faultRuleIn } from './faultInput';
import type { ConsentDecision } from './consent';
import { allowanceOf } from './editions';
import type { OrgSettings } from './orgs';
import type { PriceChange } from './prices';
import type { Seed, TokenRequest } from './seed';
import { declarations } from './switches';
import type { Zoho } from './zoho';

interface ControlCall {
	/** JSON object of the request; empty without a body. */
	body: Record<string, unknown>;
	query: URLSearchParams;
	origin: string;
}

type Control = (zoho: Zoho, call: ControlCall) => unknown;

/** What `/_sim/…` does, by method and path. Areas add theirs. */
const controls: Record<string, Control> = {
	'GET meter': meterReport,
	'DELETE meter': (zoho) => zoho.meter.reset(),
	'GET log': (zoho, { query }) => ({ entries: zoho.log.since(Number(query.get('since') ?? 0)) }),
	'DELETE log': (zoho) => zoho.log.clear(),
	'POST seed': (zoho, { body, origin }) => zoho.seed(body as Seed, origin),
	'POST tokens': (zoho, { body, origin }) => zoho.issueToken(body as TokenRequest, origin),
	'DELETE tokens': (zoho) => zoho.expireTokens(),
	'POST consent': (zoho, { body }) => zoho.decide(body as ConsentDecision),
	'GET faults': (zoho) => ({ faults: zoho.faults.list() }),
	'POST faults': (zoho, { body }) => zoho.faults.add(faultRuleIn(body)),
	'DELETE faults': (zoho) => zoho.faults.clear(),
	'GET clock': clockReport,
	'POST clock': moveClock,
	'GET org': (zoho) => ({ orgs: orgReports(zoho) }),
	'POST org': setOrg,
	'GET records': recordsIn,
	'POST prices': setPrice,
	'GET switches': (zoho) => ({ switches: zoho.switches, declarations }),
	'POST switches': (zoho, { body }) => zoho.setSwitches(body),
	'POST latency': (zoho, { body }) => zoho.setLatency(numberIn(body, 'ms')),
	'POST reset': (zoho) => zoho.reset(),
	...callbackControls,
};

/** Answers a control request: 200 with JSON, 404 for an unknown one, 400 `{ error }` for a wrong one. */
export async function control(zoho: Zoho, request: Request): Promise<Response> {
	const url = new URL(request.url);
	const key = `${request.method} ${url.pathname.replace(/^\/_sim\/|\/$/g, '')}`;
	const action = Object.hasOwn(controls, key) ? controls[key] : undefined;
	if (!action) return Response.json({ error: `There is no control ${key}` }, { status: 404 });
	try {
		const body = objectIn(await request.text());
		const result = await action(zoho, { body, query: url.searchParams, origin: url.origin });
		return Response.json(result ?? { done: true });
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return Response.json({ error: message }, { status: 400 });
	}
}

/** Numbers here are of calls made to Zoho; credits that other apps used are only in an org's `used24h`. */
function meterReport(zoho: Zoho) {
	const { meter } = zoho;
	return {
		total: meter.total(),
		calls: meter.entries.length,
		byPath: meter.byPath(),
		byName: meter.byName(),
		byStatus: meter.byStatus(),
		orgs: orgReports(zoho),
	};
}

function orgReports(zoho: Zoho) {
	return zoho.orgs.all().map((org) => {
		const { base, total } = allowanceOf(org);
		const used24h = zoho.meter.used(org, zoho.clock.now());
		return {
			id: org.id,
			dataCenter: org.dataCenter,
			environment: org.type,
			edition: org.edition,
			users: org.licences,
			addOnCredits: org.addOnCredits,
			allowance: { base, total },
			used24h,
			charged: zoho.meter.of(org).total(),
		};
	});
}

function setOrg(zoho: Zoho, { body }: ControlCall) {
	zoho.setOrg(body as OrgSettings & { usedCredits?: number });
	return { orgs: orgReports(zoho) };
}

/** `{ name: "records.upsert", price: { per: 5 } | { fixed: 2 } | null, dataCenter, environment }`. */
function setPrice(zoho: Zoho, { body }: ControlCall) {
	const { name, price, dataCenter, environment } = body;
	const { dataCenter: at, environment: kind } = { dataCenter, environment } as OrgSettings;
	zoho.setPrice(zoho.org(at, kind), String(name), (price ?? undefined) as PriceChange | undefined);
}

/** What is stored, without a call: `?module=Leads&dataCenter=eu&environment=sandbox`. */
function recordsIn(zoho: Zoho, { query }: ControlCall) {
	const { dataCenter, environment, module } = Object.fromEntries(query);
	const org = zoho.orgs
		.all()
		.find(
			(one) =>
				one.dataCenter === (dataCenter ?? 'us') && one.type === (environment ?? 'production'),
		);
	const data = org?.modules.get(module ?? '');
	if (!data) throw new Error(`There is no module ${module} in that org`);
	const records = [...data.store.records.values()];
	return { records: records.map(({ id, values }) => ({ id, ...values })) };
}

function clockReport(zoho: Zoho) {
	return { now: new Date(zoho.clock.now()).toISOString(), milliseconds: zoho.clock.now() };
}

/** `{ advance: milliseconds }` or `{ to: ISO time }`, forward only. */
async function moveClock(zoho: Zoho, { body }: ControlCall) {
	const now = zoho.clock.now();
	const step = typeof body.to === 'string' ? Date.parse(body.to) - now : numberIn(body, 'advance');
	if (!(step >= 0)) throw new Error('The clock moves forward only');
	await zoho.clock.advance(step);
	return clockReport(zoho);
}

function objectIn(text: string): Record<string, unknown> {
	const body: unknown = text === '' ? {} : JSON.parse(text);
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
	throw new Error('The body must be a JSON object');
}

function numberIn(body: Record<string, unknown>, key: string): number {
	const value = body[key];
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw new Error(`"${key}" must be a number`);
}
