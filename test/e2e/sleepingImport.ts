import { deepEqual, equal } from 'node:assert/strict';
import type { CredentialReference } from './credentials';
import { asleep, executionsOf, startWorkflow, type Execution } from './executions';
import type { N8nSession } from './n8nRest';
import type { Simulator } from './simulatorProcess';
import { waitUntil } from './waitUntil';
import {
	callWebhook,
	importWorkflow,
	publish,
	readWorkflow,
	withParameters,
	type Workflow,
	type WorkflowFile,
} from './workflows';

/** What a check of jobs needs of an n8n. */
export interface Place {
	session: N8nSession;
	simulator: Simulator;
	credential: CredentialReference;
}

/** Seconds of Zoho's clock that a job waits, and works: no job ends before a story puts that clock on. */
const HALF_AN_HOUR = 1800;

export async function letJobsTakeAnHour({ simulator }: Place) {
	const switches = { bulkWaitSeconds: HALF_AN_HOUR, bulkWorkSeconds: HALF_AN_HOUR };
	await simulator.control('POST', 'switches', switches);
}

/** Zoho's clock is put on: all jobs end, and Zoho calls. */
export async function jobsEnd({ simulator }: Place) {
	await simulator.control('POST', 'clock', { advance: (2 * HALF_AN_HOUR + 60) * 1000 });
}

/** Addresses of new leads, told apart by a word. */
export const addressOf = (word: string, row: number) => `${word}.${row}@example.com`;

/** A workflow of `workflows/` that imports so many new leads; one of them may have no address. */
export function importOf(
	{ credential }: Pick<Place, 'credential'>,
	word: string,
	rows: number,
	{ file = 'bulkImport', badRow = -1 } = {},
): WorkflowFile {
	const leads = Array.from({ length: rows }, (_, row) => ({
		Last_Name: `Lead ${row}`,
		Company: 'Acme',
		Email: row === badRow ? 'not an address' : addressOf(word, row),
	}));
	const jsCode = `return ${JSON.stringify(leads)}.map((json) => ({ json }));`;
	const workflow = withParameters(readWorkflow(file, [credential]), 'Rows', { jsCode });
	return { ...workflow, name: `${workflow.name}: ${word}` };
}

/** Starts a workflow from the editor; resolves with the execution's id once it sleeps. */
export async function startAndSleep({ session }: Place, file: WorkflowFile): Promise<string> {
	const workflow = await importWorkflow(session, file);
	const id = await startWorkflow(session, workflow, 'Start');
	await asleep(session, id);
	return id;
}

/** The same in production: a published workflow, called by its webhook. */
export async function callAndSleep(
	{ session, url }: Place & { url: string },
	file: WorkflowFile,
	path: string,
): Promise<{ workflow: Workflow; id: string }> {
	const workflow = await importWorkflow(session, file);
	await publish(session, workflow);
	await callWebhook(url, path, {});
	const id = await waitUntil('it has begun', async () => {
		const [first] = await executionsOf(session, workflow);
		return first?.id;
	});
	await asleep(session, id);
	return { workflow, id };
}

interface Row {
	outcome: string;
	id: string;
	job: { row: number; state: string };
}

/** Every row in its place with the id that its record has in Zoho, but for the bad one. */
export async function expectRowsInOrder(
	{ simulator }: Place,
	{ status, error, nodes }: Execution,
	{ node, word, rows, badRow = -1 }: { node: string; word: string; rows: number; badRow?: number },
) {
	equal(status, 'success', error);
	const items = nodes[node].outputs.flat().map(({ json }) => json as unknown as Row);
	const { records } = (await simulator.control('GET', 'records?module=Leads')) as {
		records: Array<{ id: string; Email: string }>;
	};
	const ids = new Map(records.map(({ id, Email }) => [Email, id]));
	equal(records.length, ids.size);
	const good = items.filter((_, row) => row !== badRow);
	deepEqual([items.length, good.length], [rows, badRow < 0 ? rows : rows - 1]);
	const wanted = Array.from({ length: rows }, (_, row) => [
		row,
		'written',
		ids.get(addressOf(word, row)),
	]);
	deepEqual(
		good.map(({ job, outcome, id }) => [job.row, outcome, id]),
		wanted.filter((_, row) => row !== badRow),
	);
}
