import { randomUUID } from 'crypto';

/** Tells this n8n process from the one before the restart. */
export const PROCESS = randomUUID();
