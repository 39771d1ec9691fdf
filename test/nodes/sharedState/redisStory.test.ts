import type { IDataObject } from 'n8n-workflow';
import { clientPace } from '../../../nodes/shared/zoho/session';
import { describeWithRedis, freePort, startRedis } from '../../state/redisServer';
import { hintsOf } from '../../support/results';
import type { BatchStory } from '../ZohoCrmBatchUpsert/batchStory';
import { form, leads, NODE, openBatch } from '../ZohoCrmBatchUpsert/batchStory';

const inRedis = (port: number, more: IDataObject = {}): IDataObject => ({
	stateStore: 'redis',
	redisHost: '127.0.0.1',
	redisPort: port,
	redisPrefix: `story-${port}`,
	...more,
});

async function inStory(
	credential: IDataObject,
	tell: (story: BatchStory) => Promise<void>,
): Promise<void> {
	const story = await openBatch({ credential });
	try {
		await tell(story);
	} finally {
		await story.close();
	}
}

const hintOf = (told: Awaited<ReturnType<BatchStory['write']>>): string =>
	hintsOf(told.run, NODE)[0].message;

describeWithRedis('a run whose shared state lives in Redis', (server) => {
	it('keeps its ledger there: the next credential of the organisation goes on with it', async () => {
		const credential = inRedis(server().port, { organizationId: '600123' });
		await inStory(credential, async (story) => {
			const first = await story.write(leads(30), form());
			expect(first.report.used24h).toMatchObject({ value: 3, scope: 'shared' });
		});
		await inStory(credential, async (story) => {
			const second = await story.write(leads(10), form());
			expect(second.report.used24h).toMatchObject({ value: 4, scope: 'shared' });
		});
	});

	it('a restart starts warm: what another process read of the organisation is not read again', async () => {
		const credential = inRedis(server().port, { organizationId: '600125' });
		const always = form({ options: { check: 'always' } });
		await inStory(credential, async (story) => {
			expect((await story.write(leads(1), always)).report).toMatchObject({ cost: 2, overhead: 1 });
		});
		await inStory(credential, async (story) => {
			const warm = await story.write([{ ...leads(1)[0], Comapny: 'x' }, ...leads(1, 1)], always);
			expect(warm.report).toMatchObject({ cost: 1, overhead: 0 });
			expect(warm.failed).toEqual([expect.objectContaining({ code: 'UNKNOWN_FIELD' })]);
		});
	});

	it('another organisation sees nothing of that', async () => {
		const always = form({ options: { check: 'always' } });
		const port = server().port;
		await inStory(inRedis(port, { organizationId: '600126' }), async (story) => {
			expect((await story.write(leads(1), always)).report.overhead).toBe(1);
		});
		await inStory(inRedis(port, { organizationId: '600127' }), async (story) => {
			expect((await story.write(leads(1), always)).report.overhead).toBe(1);
		});
	});

	it('a daily cap holds over credentials of one organisation', async () => {
		const credential = inRedis(server().port, { organizationId: '600124', dailyCap: 5 });
		await inStory(credential, async (story) => {
			expect((await story.write(leads(40), form())).meter).toBe(4);
		});
		await inStory(credential, async (story) => {
			const { failed, meter } = await story.write(
				leads(20),
				form({ whenRowsFail: 'sendToFailed' }),
			);
			expect(meter).toBe(0);
			expect(failed).toHaveLength(20);
			expect(failed[0]).toMatchObject({
				outcome: 'notSent',
				reason: expect.stringContaining("'Daily Cap'"),
			});
		});
	});

	it('a wrong password is said, and nothing of it is shown', async () => {
		const guarded = await startRedis(['--requirepass', 'open sesame']);
		try {
			const credential = inRedis(guarded.port, { redisPassword: 'a guess' });
			await inStory(credential, async (story) => {
				const told = await story.write(leads(10), form());
				expect(told.success).toHaveLength(10);
				expect(hintOf(told)).toContain('Redis is lost');
				expect(JSON.stringify(told.run)).not.toContain('a guess');
			});
		} finally {
			await guarded.stop();
		}
	});

	it('lost in mid-run: the run goes on in memory, says so, and its credits are all reported', async () => {
		const doomed = await startRedis();
		await inStory(inRedis(doomed.port), async (story) => {
			const { sleep } = clientPace;
			story.zoho.faults.add({
				match: { name: 'records.upsert', nth: 2 },
				fault: { kind: 'throttle', reason: 'concurrency' },
			});
			// The pause behind the refused call is the middle of the run.
			clientPace.sleep = async (ms) => {
				await doomed.stop();
				await sleep(Math.min(ms, 50));
			};
			try {
				const told = await story.write(leads(400), form());
				expect(told.success).toHaveLength(400);
				expect(told.report.cost).toBe(40);
				expect(hintOf(told)).toContain('Redis is lost');
			} finally {
				clientPace.sleep = sleep;
			}
		});
	});
});

describe('a run whose Redis is not there', () => {
	it('goes on in memory and says where it looked', async () => {
		const port = await freePort();
		await inStory(inRedis(port), async (story) => {
			const told = await story.write(leads(10), form());
			expect(told.success).toHaveLength(10);
			expect(hintOf(told)).toContain(`127.0.0.1:${port}`);
			expect(told.report.used24h).toMatchObject({ scope: 'process' });
		});
	});

	it('stops before any call when a daily cap is set, and says how to go on', async () => {
		await inStory(inRedis(await freePort(), { dailyCap: 100 }), async (story) => {
			const { error, calls } = await story.write(leads(10), form());
			expect(calls).toEqual([]);
			expect(error?.message).toContain('Daily Cap');
			expect(error?.description).toContain('Bring Redis back');
		});
	});
});
