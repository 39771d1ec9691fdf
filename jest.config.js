module.exports = {
	testEnvironment: 'node',
	// Types are checked by `tsc --noEmit` in the test command; here they are only stripped.
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	setupFiles: ['./test/setup.ts'],
	testMatch: ['**/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/contract/', '/test/chaos/'],
};
