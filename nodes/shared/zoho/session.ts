import { sleep } from 'n8n-workflow';

import type { CallName, LivePrices } from '../core/prices';
import type { Spend } from '../core/report';
import type { SharedState } from '../state/sharedState';
import type { ZohoContext } from './context';
import { CREDENTIAL_TYPE } from './context';
import type { ZohoCredential } from './credentialData';
import { readCredential } from './credentialData';
import { apiBase } from './hosts';
import { keptPrices } from './keptPrices';
import { stateFor } from './stateFor';

/** Time as the client sees it; tests shorten the pauses. */
export interface Pace {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** The pace of every session; tests and the chaos suite shorten its pauses. */
export const clientPace: Pace = { now: () => Date.now(), sleep };

/** One run of one node against one organisation. */
export interface Session {
	ctx: ZohoContext;
	credential: ZohoCredential;
	/** The API host, without a slash at the end. */
	base: string;
	/** Stands for organisation and environment in keys of the shared state; no secret. */
	org: string;
	/** Organisation and client: what Zoho counts calls at once by. */
	caller: string;
	/** Of n8n: logins, and with them tokens, belong to a credential. */
	credentialId: string;
	state: SharedState;
	/** Zoho's own price list, where it was read in the last days; null: the built-in list holds. */
	prices: LivePrices | null;
	/** Every HTTP call to the API so far. */
	spends: Spend[];
	/** Credits this run may spend in all; null for no cap. */
	runCap: number | null;
	/** Credits set aside by calls in flight, within `runCap`. */
	inFlight: number;
	/** The last X-API-CREDITS-REMAINING of this run. */
	remaining: { value: number; at: number } | null;
	/** Zoho's clock minus ours, from the last Date header (ms). */
	clockOffset: number;
	pace: Pace;
	signal: AbortSignal | undefined;
	label: { node: string; workflow: string };
	/** What a person should know of this run beside its result; shown above the output. */
	notices: string[];
}

/**
 * Reads the credential and opens a run. Costs nothing.
 * @throws what n8n throws when the credential is missing or not connected
 */
export async function openSession(
	ctx: ZohoContext,
	options: { runCap?: number | null; signal?: AbortSignal; pace?: Pace; state?: SharedState } = {},
): Promise<Session> {
	const credential = readCredential(await ctx.getCredentials(CREDENTIAL_TYPE));
	const node = ctx.getNode();
	const credentialId = node.credentials?.[CREDENTIAL_TYPE]?.id ?? 'unsaved';
	const org = `${credential.organizationId ?? credentialId}:${credential.environment}`;
	const notices: string[] = [];
	const onLost = (reason: string) => {
		notices.push(
			`Redis is lost (${reason}): this run keeps cache, ledger and limits in the memory of its own process.`,
		);
	};
	const state = options.state ?? stateFor(credential, onLost);
	return {
		ctx,
		credential,
		base: apiBase(credential),
		org,
		caller: `${org}:${credential.clientId}`,
		credentialId,
		state,
		prices: await keptPrices(state, org),
		spends: [],
		runCap: options.runCap ?? null,
		inFlight: 0,
		remaining: null,
		clockOffset: 0,
		pace: options.pace ?? clientPace,
		signal: options.signal,
		label: { node: node.name, workflow: String(ctx.getWorkflow().id ?? '') },
		notices,
	};
}

/** What this run has spent so far, in credits. */
export const spentBy = (session: Session): number =>
	session.spends.reduce((total, { cost }) => total + cost, 0);

/** The field of the ledger that a call is counted under; `Get Usage` splits by its parts. */
export const ledgerField = (session: Session, call: CallName, module = ''): string =>
	JSON.stringify([call, session.label.node, module, session.label.workflow]);

export const ledgerOf = (session: Session): string => `ledger:${session.org}`;
