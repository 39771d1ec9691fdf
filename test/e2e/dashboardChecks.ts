import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { picture } from './browser';
import { addCredential, type CredentialReference } from './credentials';
import { FAILING, ledgerRows, type LedgerRow } from './dashboardLedger';
import type { ExamplesDay } from './examplesDay';
import type { Scene } from './scene';
import { repository } from './tarball';
import { waitUntil } from './waitUntil';
import { importWorkflow, publish, readExample } from './workflows';

const LOGIN = { user: 'credits', password: 'let-me-see' };

/** What the page says, as a reader sees it. */
interface Seen {
	/** In 24 hours: of all, by runs on record, outside of runs; by runs in 30 days. */
	used: number;
	day: number;
	outside: number;
	month: number;
}

/** Imports and publishes `credit-dashboard`; resolves with its address once it is known to n8n. */
export async function publishDashboard({ n8n, session, credential }: ExamplesDay) {
	const login = await addCredential(session, {
		name: 'Who may see the credits',
		type: 'httpBasicAuth',
		data: LOGIN,
	});
	await publishExample(session, [credential, login]);
	const url = `${n8n.url}/webhook/credit-dashboard`;
	await waitUntil('the dashboard is registered', async () => (await fetch(url)).status !== 404);
	return url;
}

async function publishExample(session: ExamplesDay['session'], all: CredentialReference[]) {
	await publish(session, await importWorkflow(session, readExample('credit-dashboard', all)));
}

/**
 * The page beside the table and the meter.
 * `charged` is what Zoho charged for all that is on record.
 */
export async function checkDashboard(
	scene: Scene,
	day: ExamplesDay,
	browser: Browser,
	{ url, charged }: { url: string; charged: number },
) {
	await scene.check('dashboard: nobody sees it without the password', async () => {
		const answer = await fetch(url);
		equal(answer.status, 401);
		ok(!(await answer.text()).includes('svg'));
	});
	const page = await openPage(browser, url, { width: 1280, height: 900 });
	const rows = await ledgerRows(day);
	await scene.check(
		`dashboard: table and ledger add up to the ${charged} of the meter`,
		async () => {
			const seen = await readTotals(page);
			const inRows = sumOf(rows);
			deepEqual([seen.day, seen.month, seen.used], [inRows, inRows, charged]);
			equal(seen.used, seen.day + seen.outside);
		},
	);
	await scene.check('dashboard: its lists add up, by node, module and workflow', async () => {
		for (const part of ['node', 'module', 'workflow'] as const) {
			deepEqual(await readList(page, part), expectedList(rows, part));
		}
	});
	await scene.check('dashboard: the levels are drawn, and names are only text', async () => {
		const text = await page.locator('#day').innerText();
		for (const level of ['80 %', '90 %', '100 %']) ok(text.includes(level), level);
		equal(await page.locator('u, script').count(), 0);
		ok((await page.locator('body').innerText()).includes(FAILING));
	});
}

async function openPage(
	browser: Browser,
	url: string,
	viewport: { width: number; height: number },
	colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
	const httpCredentials = { username: LOGIN.user, password: LOGIN.password };
	const context = await browser.newContext({ httpCredentials, viewport, colorScheme });
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

/** The same page on other screens. */
export async function checkLooks(scene: Scene, browser: Browser, url: string) {
	await scene.check('dashboard: on a phone nothing runs out of the screen', async () => {
		const page = await openPage(browser, url, { width: 360, height: 740 });
		const width = await page.evaluate('document.documentElement.scrollWidth');
		equal(width, 360);
		ok(await page.getByText('Last 30 days').isVisible());
	});
	await scene.check('dashboard: light on light screens, dark on dark ones', async () => {
		const brightness = async (scheme: 'light' | 'dark') => {
			const page = await openPage(browser, url, { width: 1280, height: 900 }, scheme);
			const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
			return Number(/\d+/.exec(String(colour))?.[0]);
		};
		ok((await brightness('light')) > 200);
		ok((await brightness('dark')) < 60);
	});
}

/** The picture of the documentation: the day, with a month before it. */
export async function photograph(day: ExamplesDay, browser: Browser, url: string) {
	await ledgerRows(day, monthBefore());
	const page = await openPage(browser, url, { width: 1280, height: 900 });
	const file = picture(join(repository, 'docs', 'images'), 'credit-dashboard');
	await page.screenshot({ ...file, fullPage: true });
}

const HOUR = 3_600_000;

/** Runs of two workflows, every few hours, more on some days than on others. */
function monthBefore(): Array<Record<string, unknown>> {
	const workflows = [
		{ workflow: 'A CSV into Leads, every night', node: 'Upsert Leads', module: 'Leads', cost: 14 },
		{
			workflow: 'Contacts, both ways, once a day',
			node: 'Changed in Zoho',
			module: 'Contacts',
			cost: 6,
		},
	];
	return Array.from({ length: 30 * 8 }, (_, index) => {
		const run = workflows[index % workflows.length];
		const hours = 2 + index * 3;
		const at = new Date(Date.now() - hours * HOUR).toISOString();
		// Little on the day itself, which the stories have filled already.
		const cost = hours < 24 ? 1 : run.cost + ((index * 7) % 11);
		const rest = { execution: `${index}`, run: '0', calls: 1, saved: cost * 9, failed: false };
		return { ...run, ...rest, key: `before ${index}`, at, cost };
	});
}

async function readTotals(page: Page): Promise<Seen> {
	const read = async (name: keyof Seen) =>
		numberIn(await page.locator(`[data-total="${name}"]`).innerText());
	return {
		used: await read('used'),
		day: await read('day'),
		outside: await read('outside'),
		month: await read('month'),
	};
}

async function readList(page: Page, part: string) {
	const panel = page.locator('#day article', { has: page.getByText(`By ${part}`) });
	const lines = await panel.locator('tr').all();
	const read = lines.map(async (line) => {
		const [name, credits] = await line.locator('td').allInnerTexts();
		return [name.trim(), numberIn(credits)] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}

function expectedList(rows: LedgerRow[], part: 'node' | 'module' | 'workflow') {
	const sums: Record<string, number> = {};
	for (const row of rows) {
		const name = row[part] === '' ? '–' : row[part];
		sums[name] = (sums[name] ?? 0) + row.cost;
	}
	return shortened(Object.entries(sums).filter(([, credits]) => credits > 0));
}

/** The page names the six largest of more than seven. */
function shortened(entries: Array<[string, number]>) {
	const sorted = entries.sort(([, a], [, b]) => b - a);
	if (sorted.length <= 7) return Object.fromEntries(sorted);
	const rest = sorted.slice(6);
	const total = rest.reduce((sum, [, credits]) => sum + credits, 0);
	return Object.fromEntries([...sorted.slice(0, 6), [`${rest.length} others`, total]]);
}

const sumOf = (rows: LedgerRow[]) => rows.reduce((total, { cost }) => total + cost, 0);
const numberIn = (text: string) => Number(text.replace(/[^\d.]/g, ''));
