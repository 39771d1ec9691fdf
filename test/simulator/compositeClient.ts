import { clientOf } from './client';
import { automationRunsOf, onRecordChange, type RecordEvent } from './recordEvents';
import type { OrgSeed, TokenRequest } from './seed';
import type { Switches } from './switches';
import { createZoho } from './zoho';

/** One element of the answer to a composite, as a test looks at it. */
export interface Result {
	code: string;
	status: string;
	message: string;
	details: {
		response?: { status_code: number; headers: Record<string, string>; body?: InnerBody };
		[name: string]: unknown;
	};
}

export interface InnerBody {
	code?: string;
	details?: Record<string, unknown>;
	data?: Array<Record<string, unknown> & { details?: { id?: string } }>;
	info?: Record<string, unknown>;
	[name: string]: unknown;
}

export interface Keys {
	rollback_on_fail?: unknown;
	parallel_execution?: unknown;
	[name: string]: unknown;
}

interface Company {
	seed?: OrgSeed;
	token?: TokenRequest;
	switches?: Partial<Switches>;
}

/** An org, and an app that sends composites to it. */
export function company({ seed = {}, token, switches }: Company = {}) {
	const zoho = createZoho({ switches, seed: { orgs: [seed] } });
	const client = clientOf(zoho, token);
	const org = zoho.org();
	const events: RecordEvent[] = [];
	onRecordChange(org, (event) => events.push(event));
	const send = async (requests: unknown, keys: Keys = {}, version = 8) => {
		const body = { ...keys, __composite_requests: requests };
		const reply = await client.send('POST', `/crm/v${version}/__composite_requests`, body);
		const answered = reply.body as Result & { __composite_requests?: Result[] };
		return {
			status: reply.status,
			refusal: answered,
			results: answered.__composite_requests ?? [],
		};
	};
	return {
		...{ zoho, client, org, send, events },
		runs: () => automationRunsOf(org),
		cost: () => zoho.meter.total(),
		leads: () => [...org.modules.get('Leads')!.store.records.values()],
	};
}

export const codes = (results: Result[]) => results.map(({ code }) => code);
export const inner = (results: Result[]) =>
	results.map(({ details }) => details.response?.status_code);

/** Sub-requests as most tests need them. */
export const insertLead = (
	lastName: string,
	more: Record<string, unknown> = {},
	fields: Record<string, unknown> = {},
) => ({
	method: 'POST',
	uri: '/crm/v8/Leads',
	body: { data: [{ Last_Name: lastName, Company: 'Zylker', ...fields }] },
	...more,
});

export const readModules = (more: Record<string, unknown> = {}) => ({
	method: 'GET',
	uri: '/crm/v8/settings/modules',
	...more,
});

/** A write that Zoho refuses: a lead has a last name. */
export const badLead = (more: Record<string, unknown> = {}) => ({
	method: 'POST',
	uri: '/crm/v8/Leads',
	body: { data: [{ Company: 'Nobody' }] },
	...more,
});
