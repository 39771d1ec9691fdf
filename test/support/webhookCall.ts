import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import type { IHttpRequestMethods } from 'n8n-workflow';

/** A call from outside to a webhook of ours. */
export interface WebhookCall {
	method?: IHttpRequestMethods;
	headers?: Record<string, string>;
	query?: Record<string, string>;
	body?: unknown;
	/** As it came over the wire, which n8n keeps beside the parsed one. */
	rawBody?: string;
}

/** The parts of an express request that n8n's webhook contexts read. */
export function requestFor(call: WebhookCall) {
	const { method = 'POST', headers = {}, query = {}, body = {}, rawBody } = call;
	const raw = rawBody === undefined ? {} : { rawBody: Buffer.from(rawBody) };
	const request = { method, headers, query, body, params: {}, ...raw };
	return request as unknown as ExpressRequest;
}

/** An express response that keeps what is sent, and what the caller sees in the end. */
export function responseFor() {
	const seen = { status: 200, body: undefined as unknown, ended: false, answeredAt: 0 };
	const keep = (body?: unknown) => {
		seen.body = body;
		seen.ended = true;
		seen.answeredAt = performance.now();
		return express;
	};
	const express = {
		status(code: number) {
			seen.status = code;
			return express;
		},
		set: () => express,
		setHeader: () => express,
		json: keep,
		send: keep,
		end: keep,
	};
	return {
		express: express as unknown as ExpressResponse,
		/**
		 * What was sent through the response object, else the `webhookResponse` the node returned; and when, on the
		 * clock of `performance.now()`.
		 */
		sent: (webhookResponse: unknown) => ({
			status: seen.status,
			body: seen.ended ? seen.body : webhookResponse,
			answeredAt: seen.ended ? seen.answeredAt : performance.now(),
		}),
	};
}
