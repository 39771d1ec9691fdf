import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an AI agent uses the node: n8n makes a tool of it under the same type name with `Tool` behind it
 * (packages/cli/src/tool-generation/ai-tools.ts). An agent reads the first output only.
 */
export const isTool = (ctx: IExecuteFunctions): boolean => ctx.getNode().type.endsWith('Tool');
