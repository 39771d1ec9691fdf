import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes a fresh key into the home directory unless both are given before it is imported.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-test-'));
process.env.N8N_ENCRYPTION_KEY = 'any-test-key';
// n8n would print every error that a test provokes.
process.env.N8N_LOG_LEVEL = 'silent';

// The contract suite looks at all that the nodes and their client send and receive. The simulator's own tests are left out:
// they send what no node does.
if (process.env.ZOHO_TRAFFIC) {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- only when asked for
	const { recordTraffic } = require('./contract/traffic') as typeof import('./contract/traffic');
	const ofNodes = /[\\/]test[\\/](nodes|zoho)[\\/]/;
	// Chaos and benchmarks come by here without jest.
	const suite = () => (typeof expect === 'undefined' ? '' : (expect.getState().testPath ?? ''));
	recordTraffic(process.env.ZOHO_TRAFFIC, () => ofNodes.test(suite()));
}
