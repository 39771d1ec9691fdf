import type { IExecuteFunctions } from 'n8n-workflow';

import type { CallName } from '../core/prices';

/** One call to Zoho's API, as the endpoints describe it and the client sends it. */
export interface ZohoCall {
	/** For price, ledger and report. */
	name: CallName;
	/** Records, ids or the LIMIT of a query: what the price goes by. */
	size: number;
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Below the API host, without a leading slash: `crm/v8/Leads/upsert`. */
	path: string;
	/** Another host than the API's, without a slash at the end; one that may be shown the token (`hosts.ts`). */
	base?: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	/** JSON text, or bytes with their own content type among the headers. */
	body?: string | Uint8Array;
	/** `file`: an answer that is no JSON is wanted as bytes; `stream`: piece by piece, while it comes. */
	answer?: 'json' | 'file' | 'stream';
	/** Whether the same call may be sent again when its answer was lost. */
	repeat: 'safe' | 'never';
	/** Units of the edition's concurrency (composite 5, everything else 1). */
	units: 1 | 5;
	/** Takes one of the ten sub-concurrency places. */
	heavy: boolean;
	purpose: 'work' | 'overhead';
	/** A scope that allows the call, or several that it needs together; named when missing. */
	scope: string | readonly string[];
	/** The module, for the ledger. */
	module?: string;
	/** Where the price depends on what became of the call: the size it goes by, or undefined for a call refused as a whole. */
	sizeOf?(reply: ZohoReply): number | undefined;
}

/** n8n's stream type without its module, which community nodes may not import. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Uint8Array
>;

export interface ZohoReply {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	/** As received; empty for a file. */
	text: string;
	/** Of a call that wants a file, when it got one. */
	bytes?: Uint8Array;
	/** Of a call that wants a stream, when Zoho said yes; whoever reads it meets what breaks on the way. */
	stream?: ByteStream;
	/** Parsed JSON with long digits as text; undefined for an empty or unreadable body. */
	body: unknown;
}

/** `charges`: the credits of every try that Zoho charged or may have charged. */
export type Answer =
	| { kind: 'answered'; reply: ZohoReply; charges: number[]; sentAt: number }
	| { kind: 'lost'; reason: string; charges: number[]; sentAt: number };

export const API_VERSION = 'v8';
