import { equal } from 'node:assert/strict';
import { chargedToN8n, colleagueIn } from './colleague';
import { addCredential, connect, ourCredential } from './credentials';
import { checkDashboard, publishDashboard } from './dashboardChecks';
import { checkAlerts, checkFailedRun, ledgerRows } from './dashboardLedger';
import { importExample, onRecord, runCharged, type ExamplesDay } from './examplesDay';
import {
	checkLateExport,
	checkLeadAlert,
	checkMapping,
	checkNightlyCsv,
	checkSleepingExport,
} from './examplesRuns';
import { creditsOn } from './ledger';
import { openOutsideWorld } from './outsideWorld';
import { openPlainBrowser } from './plainBrowser';
import type { Scene } from './scene';
import { importWorkflow, publish, readExample, readWorkflow, withParameters } from './workflows';

/** Of the day's credential: so small that the day comes near it. */
const ALLOWANCE = 300;

/** A credential of its own, so that its ledger begins at nothing; `more` is typed into it. */
export async function openDay(
	scene: Scene,
	base: Pick<ExamplesDay, 'n8n' | 'session' | 'simulator'>,
	more: Record<string, unknown> = {},
): Promise<ExamplesDay> {
	const { session, simulator } = base;
	const { type, data } = ourCredential(simulator);
	const credential = await addCredential(session, {
		name: 'Zoho CRM (the day)',
		type,
		data: { ...data, dailyAllowance: ALLOWANCE, ...more },
	});
	await connect(session, credential);
	const outside = await openOutsideWorld(scene);
	const file = withParameters(readExample('credit-ledger', [credential]), 'Tell Someone', {
		url: `${outside.url}/credits`,
	});
	const ledger = await importWorkflow(session, file);
	await publish(session, ledger);
	return { ...base, credential, outside, ledger };
}

/** Every node has its part in it. Resolves with the browser and the dashboard's address, for more looks at it. */
export async function tellDay(scene: Scene, day: ExamplesDay) {
	const { simulator } = day;
	const colleague = await colleagueIn(simulator);
	await colleague.create('Contacts', [{ Last_Name: 'Last of all', Email: 'last@example.com' }]);
	const since = (await simulator.log()).at(-1)?.sequence;
	const url = await publishDashboard(day);
	await checkLeadAlert(scene, day);
	await checkNightlyCsv(scene, day);
	await checkMapping(scene, day);
	await checkSleepingExport(scene, day);
	await checkLateExport(scene, day);
	await runOthers(scene, day);
	await checkFailedRun(scene, day);
	await checkAlerts(scene, day, ALLOWANCE);
	const charged = await chargedToN8n(simulator, since);
	const inRuns = (await ledgerRows(day)).reduce((total, { cost }) => total + cost, 0);
	const browser = await openPlainBrowser(scene);
	await checkDashboard(scene, day, browser, { url, charged });
	return { browser, url, outsideOfRuns: charged - inRuns };
}

/** Batch Read and Composite Request, so that all nodes were at work. */
async function runOthers(scene: Scene, day: ExamplesDay) {
	const { session, credential, ledger } = day;
	const sync = await importExample(day, 'daily-two-way-sync');
	const composite = onRecord(readWorkflow('composite', [credential]), ledger);
	await scene.check('the two-way sync and a composite, on record like the others', async () => {
		const first = await runCharged(day, sync, 'Every Night');
		equal(creditsOn([first.execution], ['Changed in Zoho', 'Give to Zoho']), first.charged);
		const second = await runCharged(day, await importWorkflow(session, composite), 'Start');
		equal(creditsOn([second.execution], ['Create']), second.charged);
	});
}
