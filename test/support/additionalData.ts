import type { IWorkflowExecuteAdditionalData, WorkflowExecuteMode } from 'n8n-workflow';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type { CredentialStore } from './credentialStore';
import type { TestWorkflow } from './workflow';

export const N8N_BASE = 'https://n8n.example.com';

/** What n8n's server hands to a run beside the workflow itself; lifecycle hooks with nobody listening. */
export function additionalDataFor(
	credentialsHelper: CredentialStore,
	workflow: TestWorkflow,
	mode: WorkflowExecuteMode,
	executionId: string,
	base = N8N_BASE,
): IWorkflowExecuteAdditionalData {
	const saved = { ...workflow, active: false, activeVersionId: null, isArchived: false };
	const stamped = { ...saved, createdAt: new Date(0), updatedAt: new Date(0) };
	return {
		credentialsHelper,
		externalSecretsProxy: new ExternalSecretsProxy(),
		hooks: new ExecutionLifecycleHooks(mode, executionId, stamped),
		executionId,
		workflowId: workflow.id,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		logAiEvent() {},
		setExecutionStatus() {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: refuse,
		startRunnerTask: refuse,
	};
}

async function refuse(): Promise<never> {
	throw new Error('No sub-workflows and no task runners here');
}
