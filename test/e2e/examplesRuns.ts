import { deepEqual, equal, ok } from 'node:assert/strict';
import { colleagueIn } from './colleague';
import { importExample, onRecord, runCharged, type ExamplesDay } from './examplesDay';
import { creditsOn } from './ledger';
import type { Scene } from './scene';
import { waitUntil } from './waitUntil';
import { newExecutions, watch } from './watching';
import { readExample, unpublish, withParameters } from './workflows';

const ROWS = 500;

/** `nightly-csv-upsert`, with two rows in the file that Zoho refuses. */
export async function checkNightlyCsv(scene: Scene, day: ExamplesDay) {
	day.outside.files['/leads.csv'] = csvOf(ROWS, { 7: 'nobody at all', 300: 'neither' });
	const workflow = await importExample(day, 'nightly-csv-upsert', (file) =>
		withParameters(file, 'Get CSV', { url: `${day.outside.url}/leads.csv` }),
	);
	const { execution, charged } = await scene.stage('upsert a CSV of 500 leads', () =>
		runCharged(day, workflow, 'Every Night'),
	);
	const { nodes } = execution;
	await scene.check('nightly CSV: 498 rows are written, for what the meter says', () => {
		equal(nodes['Upsert Leads'].outputs[0].length, ROWS - 2);
		deepEqual([creditsOn([execution], ['Upsert Leads']), charged], [50, 50]);
	});
	await scene.check(
		'nightly CSV: the rows that failed come out as a file, with their lines',
		() => {
			const failed = nodes['Why They Failed'].outputs[0].map(({ json }) => json);
			deepEqual(
				failed.map(({ row, field, email }) => [row, field, email]),
				[
					[7, 'Email', 'nobody at all'],
					[300, 'Email', 'neither'],
				],
			);
			ok(failed.every(({ reason }) => /Email/.test(String(reason))));
			const [file] = nodes['Failed Rows as CSV'].outputs[0];
			equal(file.binary?.data.fileName, 'failed-leads.csv');
		},
	);
}

/** A file of leads with these addresses on these lines (the first is the header). */
export function csvOf(rows: number, wrong: Record<number, string> = {}, name = 'lead') {
	const lines = Array.from({ length: rows }, (_, index) => {
		const email = wrong[index + 2] ?? `${name}${index}@example.com`;
		return `Person ${index},,Acme,${email},${1000 + index}`;
	});
	return ['last_name,first_name,company,email,phone', ...lines].join('\n');
}

/** `cached-mapping`: the three rows of its own sheet. */
export async function checkMapping(scene: Scene, day: ExamplesDay) {
	const workflow = await importExample(day, 'cached-mapping');
	const { execution, charged } = await scene.stage('map a sheet, nothing cached', () =>
		runCharged(day, workflow, 'Try It'),
	);
	const { nodes } = execution;
	await scene.check('cached mapping: what has no fault is written, the rest never sent', () => {
		const [written] = nodes['Upsert Leads'].outputs[0];
		equal(written.json.outcome, 'written');
		const set = nodes['Set Aside'].outputs[0].map(({ json }) => json.faults);
		deepEqual(set, [
			['Lead Source: carrier pigeon is in no list'],
			['Shoe Size: Zoho has no such field', 'Last Name: missing'],
		]);
		const spent = creditsOn([execution], ['Fields of Leads', 'Upsert Leads']);
		deepEqual([spent, charged], [2, 2]);
	});
	const again = await scene.stage('map it again', () => runCharged(day, workflow, 'Try It'));
	await scene.check('cached mapping: the second time the fields cost nothing', () => {
		equal(creditsOn([again.execution], ['Fields of Leads']), 0);
		equal(again.charged, 1);
	});
}

/** `full-export`, asleep until Zoho calls. */
export async function checkSleepingExport(scene: Scene, day: ExamplesDay) {
	// Long enough for the execution to be asleep.
	await day.simulator.control('POST', 'switches', { bulkWaitSeconds: 1, bulkWorkSeconds: 3 });
	const workflow = await importExample(day, 'full-export', (file) =>
		withParameters(file, 'Export Contacts', { exportRoute: 'bulkRead', wait: 'callback' }),
	);
	const { execution } = await scene.stage('export all contacts, asleep until Zoho calls', () =>
		runCharged(day, workflow, 'Every Sunday'),
	);
	await scene.check('full export: the call of Zoho brings the file', () => {
		const { nodes } = execution;
		const [exported] = nodes['Store the CSV'].outputs[0];
		equal(exported.json.outcome, 'exported');
		equal(exported.binary?.data.fileName, 'contacts.csv');
		ok(Number(exported.json.rows) > 0);
		equal(nodes['Get Result'], undefined);
	});
}

/** `full-export` when no call comes. */
export async function checkLateExport(scene: Scene, day: ExamplesDay) {
	await day.simulator.control('POST', 'switches', { bulkWaitSeconds: 0, bulkWorkSeconds: 0 });
	const workflow = await importExample(day, 'full-export', (file) =>
		withParameters(file, 'Export Contacts', { exportRoute: 'bulkRead', wait: 'none' }),
	);
	const { execution, charged } = await scene.stage('export without waiting for the call', () =>
		runCharged(day, workflow, 'Every Sunday'),
	);
	await scene.check('full export: Get Result behind gives what nobody waited for', () => {
		const { nodes } = execution;
		const [records] = nodes['Without Credits'].outputs;
		ok(records.length > 0 && records.every(({ json }) => 'Last_Name' in json));
		ok(records.every(({ json }) => !('credits' in json)));
		equal(nodes['Store the CSV'].outputs[0][0].binary?.data.fileName, 'contacts.csv');
		equal(creditsOn([execution], ['Export Contacts', 'Get Result']), charged);
	});
}

/** `instant-lead-alert`: published, then a colleague creates two leads in Zoho. */
export async function checkLeadAlert(scene: Scene, day: ExamplesDay) {
	const { session, simulator, outside, credential, ledger } = day;
	const file = withParameters(readExample('instant-lead-alert', [credential]), 'Tell Sales', {
		url: `${outside.url}/sales`,
	});
	const { workflow } = await scene.stage('subscribe', () => watch(day, onRecord(file, ledger)));
	const colleague = await colleagueIn(simulator);
	await colleague.create('Leads', [
		{ Last_Name: 'Adeyemi', First_Name: 'Bola', Company: 'Kente', Email: 'bola@example.com' },
		{ Last_Name: 'Ito', Company: 'Sakura', Email: 'ito@example.com' },
	]);
	const messages = await scene.stage('two new leads', () => outside.received('/sales', 2));
	await scene.check('lead alert: each new lead is told, read together for 1 credit', async () => {
		deepEqual(messages.map(({ text }) => text).sort(), [
			'New lead: Bola Adeyemi, Kente, bola@example.com',
			'New lead: Ito, Sakura, ito@example.com',
		]);
		const executions = await newExecutions(session, workflow, 0);
		equal(creditsOn(executions, ['New Leads']), 1);
	});
	// Otherwise every lead of the day would be told.
	await unpublish(session, workflow);
	await waitUntil('the channel is gone', async () => (await simulator.channels()).length === 0);
}
