import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { separateSimulator } from '../../../bench/separateSimulator';

const ROWS = 200_000;
const SOWN_AT_ONCE = 25_000;
/** What n8n's engine with our node takes is half of it; as many items would take all of it and more. */
const HEAP_MB = 110;

async function seed(origin: string): Promise<void> {
	for (let from = 0; from < ROWS; from += SOWN_AT_ONCE) {
		const Leads = Array.from({ length: SOWN_AT_ONCE }, (_, at) => ({
			Last_Name: `Lead ${from + at}`,
			Company: 'Zylker',
			Email: `lead${from + at}@example.com`,
			City: 'Berlin',
		}));
		const body = JSON.stringify({ orgs: [{ records: { Leads } }] });
		expect((await fetch(`${origin}/_sim/seed`, { method: 'POST', body })).status).toBe(200);
	}
}

it('200,000 records become a file on disk in a process that has no room for as many items (R149)', async () => {
	const simulator = await separateSimulator();
	try {
		await seed(simulator.origin);
		const script = join(__dirname, '../../../bench/exportProcess.ts');
		const { stdout } = await promisify(execFile)(process.execPath, [
			`--max-old-space-size=${HEAP_MB}`,
			...['--import', 'tsx', script],
			...[String(ROWS), simulator.origin, JSON.stringify(simulator.token)],
		]);
		const { bytes } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { bytes: number };
		expect(bytes).toBeGreaterThan(ROWS * 60);
	} finally {
		simulator.end();
	}
}, 300_000);
