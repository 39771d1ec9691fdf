import type { Json } from './handMadeCall';

/** Whoever Zoho calls, without a socket: `deliver` is handed to `createZoho`. */
export function receiver() {
	const calls: Array<{ url: string; type: string | null; body: Json }> = [];
	const answers: Array<number | Error> = [];
	return {
		calls,
		/** Bodies so far, oldest first. */
		bodies: () => calls.map(({ body }) => body),
		/** What the next calls are answered, in this order; then 200. */
		answers,
		deliver: async (request: Request) => {
			const body = (await request.json()) as Json;
			calls.push({ url: request.url, type: request.headers.get('content-type'), body });
			const answer = answers.shift() ?? 200;
			if (answer instanceof Error) throw answer;
			return new Response('ok', { status: answer });
		},
	};
}
