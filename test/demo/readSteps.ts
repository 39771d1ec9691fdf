import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmBatchRead } from '../../nodes/ZohoCrmBatchRead/ZohoCrmBatchRead.node';
import { seedRecords } from '../simulator/seedRecords';
import { touch } from '../support/otherUsers';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { costOf, creditsOf, openStory } from '../support/story';
import type { Step, StepResult } from './step';

const NODE = 'zohoCrmBatchRead';
const MINUTE = 60_000;

/** What one step asks of the node. */
interface Reading {
	items: IDataObject[];
	parameters: INodeParameters;
	/** Ids that must come out on Found, in this order. */
	expected: string[];
	/** What the plain way costs where the run itself cannot know it. */
	baseline?: number;
}

function seedLeads({ zoho }: Story, count: number): string[] {
	const leads = Array.from({ length: count }, (_, at) => ({
		Last_Name: `Lead ${at}`,
		Company: 'Acme',
		Email: `lead${at}@example.com`,
	}));
	return seedRecords(zoho.org(), 'Leads', leads, { now: zoho.clock.now() });
}

async function measured(story: Story, reading: Reading): Promise<StepResult> {
	const mark = story.zoho.meter.mark();
	const run = await story.run(NODE, reading.items, {
		module: { __rl: true, mode: 'name', value: 'Leads' },
		...reading.parameters,
	});
	const error = errorOf(run);
	if (error) throw error;
	const [found, notFound] = [0, 1].map((output) => itemsOf(run, NODE, output));
	if (found.map(({ json }) => json.id).join() !== reading.expected.join())
		throw new Error(
			`Expected ${reading.expected.length} records, found ${found.length}, or others`,
		);
	const report = creditsOf(run, NODE).find(({ run: ran }) => ran)?.run;
	return {
		items: reading.items.length,
		success: found.length,
		failed: notFound.length,
		calls: report?.calls ?? 0,
		credits: costOf(run, NODE),
		meter: story.zoho.meter.since(mark).total(),
		baseline: reading.baseline ?? (report?.baseline as number | null | undefined) ?? null,
		uncertain: report?.uncertain ?? 0,
		overhead: Number(report?.overhead ?? 0),
	};
}

const step = (name: string, work: string, prepare: (story: Story) => Promise<Reading>): Step => ({
	name,
	node: 'Batch Read',
	work,
	async run() {
		const story = await openStory({ nodes: [new ZohoCrmBatchRead()] });
		try {
			return await measured(story, await prepare(story));
		} finally {
			await story.close();
		}
	},
});

export const readSteps: Step[] = [
	step('read.ids250', '250 leads by their ids', async (story) => {
		const expected = seedLeads(story, 250);
		return {
			items: expected.map((id) => ({ id })),
			parameters: {
				operation: 'getByIds',
				recordId: '={{ $json.id }}',
				fields: ['Last_Name', 'Email'],
			},
			expected,
		};
	}),
	step('read.lookup100', '100 e-mail addresses, the lead of each', async (story) => {
		const expected = seedLeads(story, 1000).slice(300, 400);
		return {
			items: expected.map((_, at) => ({ email: `lead${300 + at}@example.com` })),
			parameters: { operation: 'lookUp', field: 'Email', value: '={{ $json.email }}' },
			expected,
		};
	}),
	step('read.changed', '450 leads changed, of 10,000', async (story) => {
		const ids = seedLeads(story, 10_000);
		const { clock } = story.zoho;
		const since = new Date(clock.now() + MINUTE).toISOString();
		await clock.advance(2 * MINUTE);
		const expected = ids.slice(4000, 4450);
		touch(story, 'Leads', expected);
		return {
			items: [{}],
			parameters: {
				operation: 'getChanged',
				since,
				fields: ['Last_Name', 'Email'],
				returnAll: true,
			},
			expected,
			// Reading the whole module, 200 records a page, to find them.
			baseline: 50,
		};
	}),
];
