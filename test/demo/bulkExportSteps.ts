import type { INodeParameters, IRun } from 'n8n-workflow';
import { seedRecords } from '../simulator/seedRecords';
import { itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { chain } from '../support/workflow';
import { BULK, inCallbacks, openBulkWorld } from './bulkRun';
import type { Step, StepResult } from './step';

const ROWS = 450_000;
const SOWN_AT_ONCE = 50_000;

const exportLeads: INodeParameters = {
	operation: 'export',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	fields: ['Last_Name', 'Email', 'City', 'Owner'],
};

function seedLeads({ zoho }: Story): string[] {
	const now = zoho.clock.now();
	const ids: string[] = [];
	for (let from = 0; from < ROWS; from += SOWN_AT_ONCE) {
		const records = Array.from({ length: SOWN_AT_ONCE }, (_, at) => ({
			Last_Name: `Lead ${from + at}`,
			Company: 'Zylker',
			Email: `lead${from + at}@example.com`,
			City: at % 3 === 0 ? 'Berlin, "Mitte"' : 'Paris',
		}));
		for (const id of seedRecords(zoho.org(), 'Leads', records, { now })) ids.push(id);
	}
	return ids;
}

/** Every lead once, in one file with one header. */
function checkFile(run: IRun, ids: readonly string[]): void {
	const [item, ...others] = itemsOf(run, BULK);
	if (others.length > 0 || item.json.rows !== ROWS)
		throw new Error(`Not one item with ${ROWS} rows: ${JSON.stringify(item.json)}`);
	const lines = Buffer.from(item.binary?.data.data ?? '', 'base64')
		.toString()
		.split('\n');
	if (lines[0] !== 'id,Last_Name,Email,City,Owner,Owner.last_name')
		throw new Error(`Another header: ${lines[0]}`);
	const found = new Set(lines.slice(1, -1).map((line) => line.slice(0, line.indexOf(','))));
	const missing = ids.find((id) => !found.has(id));
	if (found.size !== ROWS || lines.length !== ROWS + 2 || missing !== undefined)
		throw new Error(`${found.size} ids in ${lines.length} lines; ${missing} is not there`);
}

interface Report {
	calls: number;
	overhead: number;
	uncertain: number;
	baseline: number | null;
}

const export450k: Step = {
	name: 'bulk.export450k',
	node: 'Bulk Job',
	work: `${ROWS.toLocaleString('en')} leads as one CSV by three jobs, asleep until Zoho calls`,
	run: async (): Promise<StepResult> => {
		const { story, sleepAndWake, polls } = await openBulkWorld();
		try {
			const ids = seedLeads(story);
			const mark = story.zoho.meter.mark();
			const run = await sleepAndWake(chain([{}], { type: BULK, parameters: exportLeads }));
			checkFile(run, ids);
			const [{ json, binary }] = itemsOf(run, BULK);
			const { cost, run: report } = json.credits as unknown as { cost: number; run: Report };
			const callbacks = await inCallbacks(story);
			return {
				items: 1,
				success: 1,
				failed: 0,
				calls: report.calls + callbacks,
				credits: cost + callbacks,
				meter: story.zoho.meter.since(mark).total(),
				baseline: report.baseline,
				uncertain: report.uncertain,
				overhead: report.overhead + callbacks,
				polls: polls('bulkRead.status'),
				peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
				notes: [
					`${String(json.rows)} rows, ${binary?.data.fileSize}; on the item ${cost} credits, in callbacks (ledger) ${callbacks}`,
				],
			};
		} finally {
			await story.close();
		}
	},
};

export const bulkExportSteps: Step[] = [export450k];
