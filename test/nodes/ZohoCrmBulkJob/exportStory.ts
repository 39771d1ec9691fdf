import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { ZohoCrmBulkJob } from '../../../nodes/ZohoCrmBulkJob/ZohoCrmBulkJob.node';
import { manualClock } from '../../simulator/clock';
import { noon } from '../../simulator/handMadeCall';
import { receiver } from '../../simulator/receiver';
import { seedRecords } from '../../simulator/seedRecords';
import { itemsOf } from '../../support/results';
import type { StoryOptions } from '../../support/story';
import { openStory } from '../../support/story';
import type { Resumed } from '../../support/waiting';
import { callback, timeOut } from '../../support/waiting';
import type { TestWorkflow } from '../../support/workflow';
import { chain } from '../../support/workflow';

export const BULK = 'zohoCrmBulkJob';
const JOB_SECONDS = 13;

export type ExportStory = Awaited<ReturnType<typeof openExportStory>>;

/** A simulated Zoho whose calls are caught, so that a test hands them to n8n when it wants to. */
export async function openExportStory(options: Partial<StoryOptions> = {}) {
	const zohoCalls = receiver();
	const clock = manualClock(noon);
	const story = await openStory({
		nodes: [new ZohoCrmBulkJob()],
		clock,
		deliver: zohoCalls.deliver,
		edition: 'ultimate',
		token: { expiresIn: 30 * 86_400 },
		...options,
	});
	const { zoho, engine } = story;
	/** All calls of Zoho so far, in order, until the execution goes on. */
	const wake = async (waiting: IRun, workflow: TestWorkflow): Promise<Resumed | undefined> => {
		let resumed: Resumed | undefined;
		for (const { url, body } of zohoCalls.calls.splice(0)) {
			const { searchParams, pathname } = new URL(url);
			const call = { query: Object.fromEntries(searchParams), body };
			const execution = pathname.split('/').at(-1);
			resumed = await callback(engine, waiting, workflow, call, execution);
			if (resumed.run) break;
		}
		return resumed;
	};
	return {
		...story,
		zohoCalls,
		wake,
		seed: (module: string, records: IDataObject[]) =>
			seedRecords(zoho.org(), module, records, { now: clock.now() }),
		/** Zoho gets its jobs done. */
		jobsEnd: async () => await clock.advance(JOB_SECONDS * 1000),
		passTime: async (ms: number) => await clock.advance(ms),
		workflowOf: (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
			chain(items, { type: BULK, parameters: { operation: 'export', ...parameters } }),
		/** Export, sleep, Zoho's calls, and what comes out. */
		async exported(parameters: INodeParameters, items: IDataObject[] = [{}]) {
			const workflow = this.workflowOf(parameters, items);
			const asleep = await engine.run(workflow);
			if (asleep.status !== 'waiting') return { asleep, run: asleep, workflow };
			await this.jobsEnd();
			const resumed = await wake(asleep, workflow);
			return { asleep, run: resumed?.run ?? undefined, workflow };
		},
		timeOut: async (waiting: IRun, workflow: TestWorkflow) =>
			await timeOut(engine, waiting, workflow),
		/** Get Result of these items. */
		async results(items: IDataObject[], parameters: INodeParameters = {}) {
			const step = { type: BULK, parameters: { operation: 'getResult', ...parameters } };
			return await engine.run(chain(items, step));
		},
	};
}

export const csvIn = ({ binary }: INodeExecutionData, field = 'data'): string =>
	Buffer.from(binary?.[field]?.data ?? '', 'base64').toString();

export const doneItems = (run: IRun | undefined): INodeExecutionData[] =>
	run ? itemsOf(run, BULK) : [];

export const lead = (at: number): IDataObject => ({
	Last_Name: `Lead ${at}`,
	Company: 'Zylker',
	Email: `lead${at}@example.com`,
});
