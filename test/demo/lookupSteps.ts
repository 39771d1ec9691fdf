import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBatchUpsert } from '../../nodes/ZohoCrmBatchUpsert/ZohoCrmBatchUpsert.node';
import { seedRecords } from '../simulator/seedRecords';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { costOf, creditsOf, openStory } from '../support/story';
import type { Step } from './step';

const NODE = 'zohoCrmBatchUpsert';
const ACCOUNTS = 120;
const CONTACTS = 500;
const SELLERS = ['sam@example.com', 'sofia@example.com'];

const accountName = (at: number): string => `Account ${at % ACCOUNTS}`;

/** Contacts as another system has them: the account by its name, the owner by e-mail address. */
const contacts = (): IDataObject[] =>
	Array.from({ length: CONTACTS }, (_, at) => ({
		Last_Name: `Contact ${at}`,
		Email: `contact${at}@example.com`,
		Account_Name: accountName(at),
		Owner: SELLERS[at % SELLERS.length],
	}));

const upsertContacts: INodeParameters = {
	operation: 'upsert',
	module: { __rl: true, mode: 'name', value: 'Contacts' },
	recordsFrom: 'item',
	matchingFields: { fields: [{ field: 'Email' }] },
	options: {
		ownerByEmail: true,
		resolveLookups: { lookups: [{ field: 'Account_Name', matchBy: 'name' }] },
	},
};

/** @throws Error unless every contact has the account and the owner that its row names */
function expectResolved({ zoho }: Story, accounts: readonly string[]): void {
	const org = zoho.org();
	const sellers = SELLERS.map((email) => org.users.find((user) => user.email === email)?.id);
	const stored = [...(org.modules.get('Contacts')?.store.records.values() ?? [])];
	const wrong = stored.filter(({ values }) => {
		const at = Number(String(values.Last_Name).split(' ')[1]);
		const isRight =
			values.Account_Name === accounts[at % ACCOUNTS] && values.Owner === sellers[at % 2];
		return !isRight;
	});
	if (stored.length !== CONTACTS || wrong.length > 0)
		throw new Error(`${stored.length} contacts, ${wrong.length} with another account or owner`);
}

async function upsert(story: Story): Promise<IRun> {
	const run = await story.run(NODE, contacts(), upsertContacts);
	const error = errorOf(run);
	if (error) throw error;
	return run;
}

const lookups: Step = {
	name: 'upsert.lookups',
	node: 'Batch Upsert',
	work: '500 contacts, their accounts by name and owners by e-mail address',
	async run() {
		const story = await openStory({ nodes: [new ZohoCrmBatchUpsert()] });
		try {
			const { zoho } = story;
			const names = Array.from({ length: ACCOUNTS }, (_, at) => ({
				Account_Name: accountName(at),
			}));
			const accounts = seedRecords(zoho.org(), 'Accounts', names, { now: zoho.clock.now() });
			const mark = zoho.meter.mark();
			const run = await upsert(story);
			expectResolved(story, accounts);
			const report = creditsOf(run, NODE).find(({ run: ran }) => ran)?.run;
			return {
				items: CONTACTS,
				success: itemsOf(run, NODE, 0).length,
				failed: itemsOf(run, NODE, 1).length,
				calls: report?.calls ?? 0,
				credits: costOf(run, NODE),
				meter: zoho.meter.since(mark).total(),
				baseline: (report?.baseline as number | null | undefined) ?? null,
				uncertain: report?.uncertain ?? 0,
				overhead: Number(report?.overhead ?? 0),
			};
		} finally {
			await story.close();
		}
	},
};

export const lookupSteps: Step[] = [lookups];
