import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { runWorkflow, type Execution } from './executions';
import type { Scene } from './scene';
import { importWorkflow, readExample, readWorkflow, type Workflow } from './workflows';
import type { World } from './world';

interface Row {
	zoho_id: string | null;
	email: string;
	phone: string | null;
	changed_here: boolean;
	problem: string | null;
}

const CONTACTS = 230;
const emailOf = (index: number) => `person${index}@example.com`;

/** Four nights of `examples/daily-two-way-sync.json`, with changes on both sides in between. */
export async function checkTwoWaySync(scene: Scene, world: World) {
	const { session, credential } = world;
	const ids = await seedContacts(world);
	const example = await importWorkflow(session, readExample('daily-two-way-sync', [credential]));
	const night = async (number: number) =>
		await scene.stage(`night ${number}`, () => sync(world, example));
	const zoho = async (id: string) => (await contactsIn(world)).find((contact) => contact.id === id);

	await scene.check('the first night brings every contact into the table', async () => {
		const { charged, execution } = await night(1);
		equal(creditsOf(execution), charged);
		equal(execution.nodes['Take From Zoho'].outputs[0].length, CONTACTS);
		equal(execution.nodes['Give to Zoho'], undefined);
	});
	await scene.check(
		'what changed on one side reaches the other; on both sides, Zoho wins',
		async () => {
			await changeInZoho(world, [
				{ id: ids[0], Phone: '100 in Zoho' },
				{ id: ids[2], Phone: '102 in Zoho' },
			]);
			await changeHere(world, [
				{ email: emailOf(1), phone: '101 here' },
				{ email: emailOf(2), phone: '102 here' },
				{ email: 'new@example.com', last_name: 'New' },
				{ email: 'nobody at all', last_name: 'Wrong' },
			]);
			const { charged, execution } = await night(2);
			equal(creditsOf(execution), charged);
			deepEqual(await phonesHere(world), { 0: '100 in Zoho', 1: '101 here', 2: '102 in Zoho' });
			equal((await zoho(ids[1]))?.Phone, '101 here');
			equal((await zoho(ids[2]))?.Phone, '102 in Zoho');
			const created = (await rowsHere(world)).find(({ email }) => email === 'new@example.com');
			ok(created?.zoho_id);
			equal((await zoho(created.zoho_id))?.Last_Name, 'New');
		},
	);
	await scene.check('a row that Zoho refuses says why and waits', async () => {
		const wrong = (await rowsHere(world)).find(({ email }) => email === 'nobody at all');
		equal(wrong?.changed_here, true);
		match(wrong?.problem ?? '', /INVALID_DATA/);
		await changeHere(world, [{ email: 'nobody at all', changed_here: false }]);
	});
	await scene.check("yesterday's own write does not come back over today's change", async () => {
		await changeHere(world, [{ email: emailOf(1), phone: '101 again' }]);
		const { charged, execution } = await night(3);
		equal(creditsOf(execution), charged);
		equal(execution.nodes['Take From Zoho'], undefined);
		equal((await phonesHere(world))[1], '101 again');
		equal((await zoho(ids[1]))?.Phone, '101 again');
	});
	await scene.check('a quiet night writes nothing', async () => {
		const { charged, execution } = await night(4);
		equal(creditsOf(execution), charged);
		ok(charged <= 2, `${charged} credits`);
		equal(execution.nodes['Give to Zoho'], undefined);
	});
}

async function sync({ session, simulator }: World, example: Workflow) {
	await aSecond();
	const before = await simulator.meter();
	const execution = await runWorkflow(session, example, 'Every Night');
	equal(execution.status, 'success', execution.error);
	return { execution, charged: (await simulator.meter()).total - before.total };
}

const OUR_NODES = ['Changed in Zoho', 'Give to Zoho'];

function creditsOf({ nodes }: Execution): number {
	const items = OUR_NODES.flatMap((name) => nodes[name]?.outputs.flat() ?? []);
	const costs = items.map(({ json }) => (json.credits as { cost: number }).cost);
	return costs.reduce((total, cost) => total + cost, 0);
}

async function seedContacts({ simulator }: World): Promise<string[]> {
	const Contacts = Array.from({ length: CONTACTS }, (_, index) => ({
		Last_Name: `Person ${index}`,
		Email: emailOf(index),
		Phone: `${100 + index}`,
	}));
	const sown = await simulator.control('POST', 'seed', { orgs: [{ records: { Contacts } }] });
	return (sown as { ids: Array<{ Contacts: string[] }> }).ids[0].Contacts;
}

async function contactsIn({ simulator }: World) {
	const { records } = (await simulator.control('GET', 'records?module=Contacts')) as {
		records: Array<{ id: string; Last_Name: string; Phone: string | null }>;
	};
	return records;
}

/** Another user edits contacts, in Zoho itself. */
async function changeInZoho({ simulator }: World, data: Array<Record<string, string>>) {
	await aSecond();
	const token = (await simulator.control('POST', 'tokens', {})) as { access_token: string };
	const answer = await fetch(`${simulator.url}/crm/v8/Contacts`, {
		method: 'PUT',
		headers: {
			authorization: `Zoho-oauthtoken ${token.access_token}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ data }),
	});
	equal(answer.status, 200, await answer.text());
}

/** Somebody changes rows of the table; without rows nothing, it is only read. */
async function changeHere(world: World, rows: Array<Record<string, unknown>>): Promise<Row[]> {
	const { session } = world;
	const file = readWorkflow('changeRows', []);
	const changed = rows.map((row) => ({ json: { changed_here: true, ...row } }));
	const give = file.nodes.find(({ name }) => name === 'Rows');
	give!.parameters.jsCode = `return ${JSON.stringify(changed)};`;
	const execution = await runWorkflow(session, await importWorkflow(session, file), 'Start');
	equal(execution.status, 'success', execution.error);
	return execution.nodes.All.outputs[0].map(({ json }) => json as unknown as Row);
}

async function rowsHere(world: World): Promise<Row[]> {
	// Touches a row that stays what it is.
	return await changeHere(world, [{ email: emailOf(9), changed_here: false }]);
}

/** Phones of the first three contacts in the table. */
async function phonesHere(world: World) {
	const rows = await rowsHere(world);
	const phone = (index: number) => rows.find(({ email }) => email === emailOf(index))?.phone;
	return { 0: phone(0), 1: phone(1), 2: phone(2) };
}

/** Zoho's times are whole seconds: changes of two different days must not fall into one. */
const aSecond = async () => await new Promise((resolve) => setTimeout(resolve, 1100));
