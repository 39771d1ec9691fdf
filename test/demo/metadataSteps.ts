import type { INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmCachedMetadata } from '../../nodes/ZohoCrmCachedMetadata/ZohoCrmCachedMetadata.node';
import { errorOf, itemsOf } from '../support/results';
import type { Story } from '../support/story';
import { costOf, creditsOf, openStory } from '../support/story';
import type { Step, StepResult } from './step';

const NODE = 'zohoCrmCachedMetadata';

const everythingAboutLeads: INodeParameters = {
	operation: 'get',
	kinds: ['everything'],
	modulesFrom: 'one',
	module: { __rl: true, mode: 'name', value: 'Leads' },
};

async function measured(story: Story): Promise<StepResult> {
	const mark = story.zoho.meter.mark();
	const run: IRun = await story.run(NODE, [{}], everythingAboutLeads);
	const error = errorOf(run);
	if (error) throw error;
	const items = itemsOf(run, NODE).length;
	const report = creditsOf(run, NODE)[0].run;
	return {
		items,
		success: items,
		failed: 0,
		calls: report?.calls ?? 0,
		credits: costOf(run, NODE),
		meter: story.zoho.meter.since(mark).total(),
		baseline: (report?.baseline as number | null | undefined) ?? null,
	};
}

const step = (name: string, work: string, before: (story: Story) => Promise<unknown>): Step => ({
	name,
	node: 'Cached Metadata',
	work,
	async run() {
		const story = await openStory({ nodes: [new ZohoCrmCachedMetadata()] });
		try {
			await before(story);
			return await measured(story);
		} finally {
			await story.close();
		}
	},
});

export const metadataSteps: Step[] = [
	step('metadata.cold', 'Everything about Leads, nothing cached', async () => {}),
	step('metadata.warm', 'Everything about Leads again', measured),
];
