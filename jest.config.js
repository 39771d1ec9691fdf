module.exports = {
	testEnvironment: 'node',
	// Types are checked by `tsc --noEmit` in the test command; here they are only stripped.
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	// Real servers and a busy machine: a slow test is not a failed one.
	testTimeout: 60_000,
	// n8n-core keeps handles of its own open, so the last word is not left to them.
	forceExit: true,
	// Left alone, jest keeps a core for the person in front of it: half of a small machine.
	maxWorkers: '100%',
	setupFiles: ['./test/setup.ts'],
	testMatch: ['**/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/contract/', '/test/chaos/'],
};
