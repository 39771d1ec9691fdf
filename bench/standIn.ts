import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Answers every upsert as Zoho does for new records and keeps none of them: a million would fill the simulator. Each answer
 * goes out so many ms (first parameter, default 0) after its call came in, the work included. Prints where it listens, as the
 * simulator does.
 */
const LATENCY_MS = Number(process.argv[2] ?? 0);
const USER = { name: 'Ada Admin', id: '5725767000000100389' };
let records = 5725767000010000000n;

async function bodyOf(incoming: IncomingMessage): Promise<{ data: unknown[] }> {
	const pieces: Uint8Array[] = [];
	for await (const piece of incoming) pieces.push(piece as Uint8Array);
	return JSON.parse(Buffer.concat(pieces).toString()) as { data: unknown[] };
}

const added = (at: string) => ({
	code: 'SUCCESS',
	details: {
		Modified_Time: at,
		Modified_By: USER,
		Created_Time: at,
		id: String(records++),
		Created_By: USER,
		$approval_state: 'approved',
	},
	message: 'record added',
	status: 'success',
	duplicate_field: null,
	action: 'insert',
});

const server = createServer((incoming, outgoing) => {
	const due = performance.now() + LATENCY_MS;
	void bodyOf(incoming).then(async ({ data }) => {
		const at = `${new Date().toISOString().slice(0, 19)}+00:00`;
		outgoing.setHeader('content-type', 'application/json;charset=utf-8');
		const answer = JSON.stringify({ data: data.map(() => added(at)) });
		if (LATENCY_MS > 0) await sleep(Math.max(0, due - performance.now()));
		outgoing.end(answer);
	});
});

server.listen(0, '127.0.0.1', () => {
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	console.log(JSON.stringify({ origin, token: { access_token: 'any', api_domain: origin } }));
});
