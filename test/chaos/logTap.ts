import type { Logger } from 'n8n-workflow';
import { HookContext } from 'n8n-core';

const lines: unknown[] = [];
let tapped = false;

/** Listens to what nodes write into n8n's log, which is silent here. */
export function tapLog(): void {
	if (tapped) return;
	tapped = true;
	// The one logger of the process, whatever the context.
	const { logger } = HookContext.prototype as unknown as { logger: Logger };
	for (const level of ['error', 'warn', 'info', 'debug'] as const)
		logger[level] = (...said: unknown[]) => void lines.push(said);
}

/** What was written since this was asked last. */
export const logged = (): unknown[] => lines.splice(0);
