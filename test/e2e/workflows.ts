import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialReference } from './credentials';
import type { N8nSession } from './n8nRest';
import { repository } from './tarball';
import { waitUntil } from './waitUntil';

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[field: string]: unknown;
}

export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
}

export interface Workflow extends WorkflowFile {
	id: string;
	versionId: string;
}

/** A workflow of `workflows/`, with the credentials its nodes ask for filled in by type. */
export function readWorkflow(file: string, credentials: CredentialReference[]): WorkflowFile {
	const text = readFileSync(join(__dirname, 'workflows', `${file}.json`), 'utf8');
	return connectCredentials(JSON.parse(text) as WorkflowFile, credentials);
}

/** A workflow of the package's `examples/`, likewise. */
export function readExample(file: string, credentials: CredentialReference[]): WorkflowFile {
	const text = readFileSync(join(repository, 'examples', `${file}.json`), 'utf8');
	return connectCredentials(JSON.parse(text) as WorkflowFile, credentials);
}

export function connectCredentials(
	workflow: WorkflowFile,
	credentials: CredentialReference[],
): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		if (node.credentials === undefined) return node;
		const wanted = Object.keys(node.credentials);
		const found = credentials.filter(({ type }) => wanted.includes(type));
		const entries = found.map(({ type, id, name }) => [type, { id, name }] as const);
		return { ...node, credentials: Object.fromEntries(entries) };
	});
	return { ...workflow, nodes };
}

/** The same workflow called at another path of its webhook. */
export function withPath(workflow: WorkflowFile, path: string): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.webhook'
			? { ...node, webhookId: path, parameters: { ...node.parameters, path } }
			: node,
	);
	return { ...workflow, name: `${workflow.name} at ${path}`, nodes };
}

/** The same workflow with other parameters of one node. */
export function withParameters<W extends WorkflowFile>(
	workflow: W,
	name: string,
	parameters: Record<string, unknown>,
): W {
	const nodes = workflow.nodes.map((node) =>
		node.name === name ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	);
	return { ...workflow, nodes };
}

export async function importWorkflow(session: N8nSession, file: WorkflowFile): Promise<Workflow> {
	// 1.x insists on `active`.
	return (await session.call('POST', '/rest/workflows', { ...file, active: false })) as Workflow;
}

/** Publishes a workflow. Activation goes on after the call returns: wait for its effect. */
export async function publish(session: N8nSession, workflow: Workflow) {
	const { id, versionId } = workflow;
	await session.call('POST', `/rest/workflows/${id}/activate`, { versionId });
}

/** Unpublishes a workflow; that also goes on after the call returns. */
export async function unpublish(session: N8nSession, { id }: Workflow) {
	await session.call('POST', `/rest/workflows/${id}/deactivate`, {});
}

/** Saves a changed workflow as the editor does; an active one goes on as it was published. */
export async function saveWorkflow(session: N8nSession, workflow: Workflow): Promise<Workflow> {
	const { id, name, nodes, connections, settings, versionId } = workflow;
	const body = { name, nodes, connections, settings, versionId };
	return (await session.call('PATCH', `/rest/workflows/${id}`, body)) as Workflow;
}

/** Calls a production webhook by its path; resolves with the parsed answer once the webhook is known. */
export async function callWebhook(url: string, path: string, body: unknown): Promise<unknown> {
	const { answer } = await waitUntil(`webhook ${path} is registered`, async () => {
		const response = await fetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (response.status === 404) return undefined;
		const text = await response.text();
		if (!response.ok) throw new Error(`webhook ${path} answered ${response.status}: ${text}`);
		return { answer: text === '' ? undefined : (JSON.parse(text) as unknown) };
	});
	return answer;
}
