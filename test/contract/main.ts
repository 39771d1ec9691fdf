import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Check } from './checks';
import { trafficChecks } from './checks';
import { readOpenApi } from './openApi';
import { recordTests } from './record';
import { SDK_CHECKS } from './sdk';
import { readTraffic } from './traffic';

const USAGE = `npm run test:contract -- --oas DIR [--traffic DIR]

--oas      Zoho's OpenAPI files of v8.0: a copy of https://github.com/zoho/crm-oas/tree/main/v8.0
--traffic  what an earlier \`ZOHO_TRAFFIC=DIR npm test\` recorded; without it the tests of the nodes are run first`;

/** Nodes and simulator against Zoho's OpenAPI files and Zoho's SDK. Exit code 1 when a check failed. */
async function main(): Promise<void> {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ options: { oas: text, traffic: text } });
	for (const folder of [values.oas, values.traffic]) {
		if (folder !== undefined && !existsSync(folder)) return complain(`There is no ${folder}`);
	}
	if (values.oas === undefined) return complain('--oas is missing');
	const { operations, missing } = readOpenApi(values.oas);
	const recorded = readTraffic(values.traffic ?? recordTests());
	if (recorded.length === 0) return complain(`Nothing was recorded in ${values.traffic}`);
	const checks = [...trafficChecks(operations, recorded), ...(await sdkChecks())];
	for (const check of checks) print(check);
	console.log(`\nreferred to by the files, but not there: ${missing.join(', ') || 'nothing'}`);
	const failed = checks.filter(({ faults }) => faults.length > 0).length;
	console.log(`${checks.length - failed} passed, ${failed} failed`);
	process.exit(failed === 0 ? 0 : 1);
}

/** One after the other: the SDK keeps its login in the process. */
async function sdkChecks(): Promise<Check[]> {
	const checks: Check[] = [];
	for (const [title, check] of SDK_CHECKS) {
		const faults = await check().then(
			() => [],
			(error: unknown) => [error instanceof Error ? (error.stack ?? String(error)) : String(error)],
		);
		checks.push({ title, faults });
	}
	return checks;
}

function print({ title, faults }: Check): void {
	console.log(`${faults.length === 0 ? 'PASS' : 'FAIL'}  ${title}`);
	for (const fault of faults) console.log(`      ${fault}`);
}

function complain(what: string): void {
	console.error(`${what}\n\n${USAGE}`);
	process.exit(2);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(2);
});
