/** The only user of an n8n that this suite starts. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Credits-1234',
};

/** A signed-in browser session with n8n's internal REST API, as the editor uses it. */
export interface N8nSession {
	url: string;
	/** Resolves with the `data` of the answer. Throws on any status but 2xx, with what n8n said. */
	call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<unknown>;
	/** The text of any page of this n8n. Throws as `call` does. */
	visit(path: string): Promise<string>;
}

/** Signs in at a ready n8n; on a new database it makes the owner first. */
export async function signIn(url: string): Promise<N8nSession> {
	let cookie = '';
	const ask = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(url + path, {
			method,
			// n8n ties a session to the browser that signed in.
			headers: { 'content-type': 'application/json', 'browser-id': 'e2e', cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const set = response.headers.getSetCookie();
		if (set.length > 0) cookie = set.map((one) => one.split(';')[0]).join('; ');
		return response;
	};
	const textOf = async (method: string, path: string, body?: unknown) => {
		const response = await ask(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
		return text;
	};
	const call: N8nSession['call'] = async (method, path, body) =>
		(JSON.parse(await textOf(method, path, body)) as { data: unknown }).data;

	const setup = await ask('POST', '/rest/owner/setup', owner);
	if (!setup.ok) {
		const login = { emailOrLdapLoginId: owner.email, password: owner.password };
		await call('POST', '/rest/login', login);
	}
	return { url, call, visit: async (path) => await textOf('GET', path) };
}

export interface LoadedNodeType {
	name: string;
	displayName: string;
	codex?: { alias?: string[]; categories?: string[] };
}

/** The node types that this n8n offers, of one package. */
export async function loadedNodes(session: N8nSession, packageName: string) {
	const types = JSON.parse(await session.visit('/types/nodes.json')) as LoadedNodeType[];
	return types.filter((type) => type.name.startsWith(`${packageName}.`));
}
