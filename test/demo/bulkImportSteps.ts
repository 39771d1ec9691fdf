import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { processState } from '../../nodes/shared/state/memory';
import { manualClock } from '../simulator/clock';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { openStory } from '../support/story';
import { callback } from '../support/waiting';
import { chain } from '../support/workflow';
import { generateLeads } from './leads';
import type { LeadRow, Step, StepResult } from './step';

const NODE = 'zohoCrmBulkJob';
const ROWS = 60_000;
const FLAWED = 40;
const DAY_MS = 24 * 60 * 60 * 1000;

const importLeads: INodeParameters = {
	operation: 'import',
	module: { __rl: true, mode: 'name', value: 'Leads' },
	write: 'upsert',
	findBy: 'Email',
	rowsFrom: 'item',
};

/** As a Set node in front maps a CSV row onto Zoho's fields. */
const leadOf = (row: LeadRow): IDataObject => ({
	First_Name: row.first_name,
	Last_Name: row.last_name,
	Company: row.company_name,
	Street: row.address,
	City: row.city,
	State: row.state,
	Zip_Code: row.zip,
	Phone: row.phone1,
	Mobile: row.phone2,
	Email: row.email,
	Website: row.web,
});

/** Ways in which a row can be wrong, and the code that Zoho gives; the key, Email, stays whole in most. */
const FLAWS: Array<[flaw: LeadRow, field: string, code: string]> = [
	[{ last_name: '' }, 'Last_Name', 'MANDATORY_NOT_FOUND'],
	[{ company_name: '' }, 'Company', 'MANDATORY_NOT_FOUND'],
	[{ web: 'no website' }, 'Website', 'INVALID_DATA'],
	[{ last_name: 'x'.repeat(300) }, 'Last_Name', 'INVALID_DATA'],
	[{ phone1: 'call me maybe, at home or at the office or wherever' }, 'Phone', 'INVALID_DATA'],
];

/** Rows far apart, in all three files. */
const flawedRows = (): number[] =>
	Array.from({ length: FLAWED }, (_, at) => 17 + Math.floor((at * ROWS) / FLAWED));

function leadsWithFlaws(): LeadRow[] {
	const rows = generateLeads(ROWS);
	flawedRows().forEach((row, at) => Object.assign(rows[row], FLAWS[at % FLAWS.length][0]));
	return rows;
}

/** Credits that callbacks spent, which are in the ledger and on no item. */
async function inCallbacks({ credential }: Story): Promise<number> {
	const { byField } = await processState().counted(`ledger:${credential.id}:production`, DAY_MS);
	return Object.entries(byField)
		.filter(([field]) => (JSON.parse(field) as string[])[1] === 'callback')
		.reduce((sum, [, cost]) => sum + cost, 0);
}

/** Every flawed row must be named with its field and code, and every other one written. */
function checkRows(run: IRun): void {
	const flawed = new Map(flawedRows().map((row, at) => [row, FLAWS[at % FLAWS.length]] as const));
	itemsOf(run, NODE).forEach(({ json }, row) => {
		const [, field, code] = flawed.get(row) ?? [];
		const wanted = field === undefined ? 'written' : `refused ${field} ${code ?? ''}`;
		const found =
			json.outcome === 'written'
				? 'written'
				: `${String(json.outcome)} ${String(json.field)} ${String(json.code)}`;
		if (found !== wanted) throw new Error(`Row ${row} should be ${wanted}, and is ${found}`);
	});
}

async function importAll(rows: LeadRow[]): Promise<{ run: IRun; story: Story; mark: number }> {
	let waiting: IRun | null = null;
	let woken: IRun | null = null;
	const workflow = chain(rows.map(leadOf), { type: NODE, parameters: importLeads });
	const story: Story = await openStory({
		nodes: [new ZohoCrmBulkJob()],
		clock: manualClock(Date.now()),
		edition: 'ultimate',
		deliver: async (request) => {
			if (!waiting || woken) return new Response(null, { status: 409 });
			const query = Object.fromEntries(new URL(request.url).searchParams);
			const call = { query, body: (await request.json()) as unknown };
			const { status, run } = await callback(story.engine, waiting, workflow, call);
			woken ??= run;
			return new Response(null, { status });
		},
	});
	const mark = story.zoho.meter.mark();
	waiting = await story.engine.run(workflow);
	const error = errorOf(waiting);
	if (error) throw error;
	await story.zoho.clock.advance(60_000);
	if (!woken) throw new Error('No callback woke the execution');
	return { run: woken, story, mark };
}

const import60k: Step = {
	name: 'bulk.import60k',
	node: 'Bulk Job',
	work: `${ROWS.toLocaleString('en')} leads by three jobs, asleep until Zoho calls; ${FLAWED} of them wrong`,
	run: async (): Promise<StepResult> => {
		const rows = leadsWithFlaws();
		const { run, story, mark } = await importAll(rows);
		try {
			checkRows(run);
			const items = itemsOf(run, NODE);
			const failed = items.filter(({ json }) => json.outcome !== 'written');
			const costs = items.map(
				({ json }) => json.credits as unknown as { cost: number; run?: Report },
			);
			const callbacks = await inCallbacks(story);
			const onItems = costs.reduce((sum, { cost }) => sum + cost, 0);
			const report = costs[0].run;
			return {
				items: rows.length,
				success: items.length - failed.length,
				failed: failed.length,
				calls: (report?.calls ?? 0) + callbacks,
				credits: onItems + callbacks,
				meter: story.zoho.meter.since(mark).total(),
				baseline: report?.baseline ?? null,
				uncertain: report?.uncertain ?? 0,
				overhead: (report?.overhead ?? 0) + callbacks,
				notes: [
					`on items ${onItems}, in callbacks (ledger) ${callbacks}`,
					...failed
						.slice(0, 5)
						.map(({ json }) => `row ${String(json.row)}: ${String(json.reason)}`),
				],
			};
		} finally {
			await story.close();
		}
	},
};

interface Report {
	calls: number;
	overhead: number;
	uncertain: number;
	baseline: number | null;
}

export const bulkImportSteps: Step[] = [import60k];
