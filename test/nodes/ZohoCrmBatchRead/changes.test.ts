import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { manualClock } from '../../simulator/clock';
import type { ZohoOptions } from '../../simulator/zoho';
import { jsonOf, leads, named, NOON, openReads } from './readStory';
import type { ReadStory } from './readStory';
import { remove, touch } from '../../support/otherUsers';

let story: ReadStory;
const open = async (options: ZohoOptions = {}) => {
	story = await openReads({ clock: manualClock(NOON), ...(options as object) });
};
beforeEach(async () => await open());
afterEach(async () => await story.close());

const changed = (since: unknown, changes: INodeParameters = {}): INodeParameters => ({
	operation: 'getChanged',
	module: named('Leads'),
	since: since as string,
	fields: ['Last_Name'],
	returnAll: true,
	...changes,
});

const MINUTE = 60_000;
const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);

/** 10,000 leads at noon, 450 of them changed a minute later. */
async function givenADelta(): Promise<string[]> {
	const ids = story.seed('Leads', leads(10_000));
	await story.clock.advance(MINUTE);
	const touched = ids.slice(3000, 3450);
	touch(story, 'Leads', touched);
	return touched;
}

describe('Get Changed Since', () => {
	it('reads a delta of 450 in a module of 10,000 for 3 credits, and says where the next run begins', async () => {
		const touched = await givenADelta();

		const told = await story.read([{}], changed('2024-03-01T12:00:30+00:00'));

		expect(idsOf(jsonOf(told.found))).toEqual(touched);
		expect(told.report).toMatchObject({
			cost: 3,
			calls: 2,
			overhead: 0,
			baseline: null,
			saved: null,
		});
		expect(told.found[0].json.watermark).toBe('2024-03-01T12:01:00+00:00');
		expect(told.found[1].json.watermark).toBeUndefined();
	});

	it('gives nothing twice and loses nothing when changes share the second of the watermark', async () => {
		const ids = story.seed('Leads', leads(10));
		await story.clock.advance(MINUTE);
		touch(story, 'Leads', ids.slice(0, 3));

		const first = await story.read([{}], changed('2024-03-01T12:00:30+00:00'));
		touch(story, 'Leads', ids.slice(5, 7));
		const second = await story.read([{}], changed(first.found[0].json.watermark));
		const third = await story.read([{}], changed(second.found[0].json.watermark));
		await story.clock.advance(MINUTE);
		touch(story, 'Leads', ids.slice(0, 1));
		const fourth = await story.read([{}], changed(third.notFound[0].json.watermark));

		expect(idsOf(jsonOf(first.found))).toEqual(ids.slice(0, 3));
		expect(idsOf(jsonOf(second.found))).toEqual(ids.slice(5, 7));
		expect(jsonOf(third.notFound)).toMatchObject([{ outcome: 'notFound' }]);
		expect(third.notFound[0].json.watermark).toBe(second.found[0].json.watermark);
		expect(idsOf(jsonOf(fourth.found))).toEqual(ids.slice(0, 1));
		expect(fourth.found[0].json.watermark).toBe('2024-03-01T12:02:00+00:00');
	});

	it('gives the late changes of a second again to whoever begins at the earlier watermark', async () => {
		const ids = story.seed('Leads', leads(4));
		await story.clock.advance(MINUTE);
		touch(story, 'Leads', ids.slice(0, 2));
		const first = await story.read([{}], changed('2024-03-01T12:00:30+00:00'));
		touch(story, 'Leads', ids.slice(2));
		const from = changed(first.found[0].json.watermark);

		const second = await story.read([{}], from);
		const again = await story.read([{}], from);

		expect(idsOf(jsonOf(second.found))).toEqual(ids.slice(2));
		expect(idsOf(jsonOf(again.found))).toEqual(ids.slice(2));
	});

	it('steps through one second with a Limit, without losing or repeating', async () => {
		const ids = story.seed('Leads', leads(25));
		const read: unknown[] = [];
		let since: unknown = '2024-03-01T12:00:00+00:00';
		for (let run = 0; run < 3; run++) {
			const told = await story.read([{}], changed(since, { returnAll: false, limit: 10 }));
			read.push(...idsOf(jsonOf(told.found)));
			since = told.found[0].json.watermark;
		}

		expect(read).toEqual(ids);
	});

	it('loses no record that is changed while pages are read', async () => {
		const ids = story.seed('Leads', leads(500));
		const handle = story.zoho.handle;
		let pages = 0;
		story.zoho.handle = async (request) => {
			const answer = await handle(request);
			if (new URL(request.url).pathname.endsWith('/coql') && ++pages === 1) {
				await story.clock.advance(MINUTE);
				touch(story, 'Leads', ids.slice(0, 50));
			}
			return answer;
		};

		const told = await story.read([{}], changed('2024-03-01T12:00:00+00:00'));

		expect(new Set(idsOf(jsonOf(told.found)))).toEqual(new Set(ids));
	});

	it.each([
		['2024-03-01T13:00:30+01:00', 'an offset'],
		['2024-03-01T12:00:30Z', 'Zulu time'],
		['={{ $json.at.toDateTime() }}', 'a luxon time'],
	])('takes %s (%s)', async (since) => {
		const ids = story.seed('Leads', leads(2));
		await story.clock.advance(MINUTE);
		touch(story, 'Leads', ids.slice(1));

		const told = await story.read([{ at: '2024-03-01T12:00:30Z' }], changed(since));

		expect(idsOf(jsonOf(told.found))).toEqual(ids.slice(1));
	});

	it.each([
		['yesterday', '\'Since\' "yesterday" is no time'],
		['={{ "" }}', "'Since' is empty"],
	])('refuses %s for nothing', async (since, message) => {
		const told = await story.read([{}], changed(since));

		expect(told.error?.message).toBe(message);
		expect(told.meter).toBe(0);
	});

	it('keeps a watermark at which an early end can go on', async () => {
		const ids = story.seed('Leads', leads(300));
		await story.clock.advance(MINUTE);
		const later = story.seed('Leads', leads(300, 300));
		const since = '2024-03-01T12:00:00+00:00';
		const early = { whenRowsFail: 'sendToFailed', options: { maxCredits: 1 } };

		const first = await story.read([{}], changed(since, early));
		const second = await story.read([{}], changed(first.found[0].json.watermark));

		expect(first.found).toHaveLength(200);
		expect(first.notFound[0].json).toMatchObject({ outcome: 'notSent', details: { read: 200 } });
		expect(idsOf([...jsonOf(first.found), ...jsonOf(second.found)])).toEqual([...ids, ...later]);
	});
});

describe('Get Changed Since by Get Records', () => {
	const byList = (since: unknown, changes: INodeParameters = {}) =>
		changed(since, { options: { route: 'list' }, ...changes });

	it('reads 200 a page and goes on by page_token past 2,000 records (R64)', async () => {
		const ids = story.seed('Leads', leads(2401));

		const told = await story.read([{}], byList('2024-03-01T12:00:00+00:00'));

		expect(idsOf(jsonOf(told.found))).toEqual(ids);
		expect(told.report).toMatchObject({ calls: 13, cost: 13 });
	});

	it('answers nothing for 304, with its cost and the same watermark', async () => {
		story.seed('Leads', leads(3));

		const told = await story.read([{}], byList('2024-03-02T12:00:00+00:00'));

		expect(jsonOf(told.notFound)).toMatchObject([
			{ outcome: 'notFound', watermark: '2024-03-02T12:00:00+00:00', credits: { cost: 1 } },
		]);
	});

	it('begins anew at the last change read when a page token has ended', async () => {
		const ids = story.seed('Leads', leads(250));
		await story.clock.advance(MINUTE);
		const later = story.seed('Leads', leads(250, 250));
		const handle = story.zoho.handle;
		let pages = 0;
		story.zoho.handle = async (request) => {
			const answer = await handle(request);
			if (new URL(request.url).pathname.endsWith('/Leads') && ++pages === 2)
				await story.clock.advance(25 * 60 * MINUTE);
			return answer;
		};

		const told = await story.read([{}], byList('2024-03-01T12:00:00+00:00'));

		expect(idsOf(jsonOf(told.found))).toEqual([...ids, ...later]);
		expect(told.error).toBeUndefined();
	});

	it('is the way when Zoho takes a field that nobody chose for no column', async () => {
		const ids = story.seed('Leads', leads(3));
		const handle = story.zoho.handle;
		story.zoho.handle = async (request) => {
			if (!new URL(request.url).pathname.endsWith('/coql')) return await handle(request);
			const body = JSON.stringify({
				select_query: 'select Nonsense from Leads where id is not null',
			});
			return await handle(
				new Request(request.url, { method: 'POST', headers: request.headers, body }),
			);
		};

		const told = await story.read([{}], changed('2024-03-01T12:00:00+00:00', { fields: [] }));

		expect(idsOf(jsonOf(told.found))).toEqual(ids);
		expect(told.report).toMatchObject({ cost: 3, overhead: 1 });
		expect(told.hint).toContain('Read by Get Records, since a query was not possible');
	});

	it('is the way of a login that may not query', async () => {
		const poor = await openReads({ token: { scopes: ['ZohoCRM.modules.ALL'] } });
		const ids = poor.seed('Leads', leads(3));

		const told = await poor.read([{}], changed('2024-03-01T12:00:00+00:00'));
		await poor.close();

		expect(idsOf(jsonOf(told.found))).toEqual(ids);
		expect(told.report).toMatchObject({ cost: 1, calls: 2 });
	});
});

describe('Get Deleted Since', () => {
	const deleted = (since: unknown, changes: INodeParameters = {}): INodeParameters => ({
		operation: 'getDeleted',
		module: named('Leads'),
		since: since as string,
		...changes,
	});

	it('gives ids of deleted records, 2 credits a page, and the watermark', async () => {
		const ids = story.seed('Leads', leads(450));
		await story.clock.advance(MINUTE);
		remove(story, 'Leads', ids.slice(0, 400));

		const told = await story.read([{}], deleted('2024-03-01T12:00:00+00:00'));
		const next = await story.read([{}], deleted(told.found[0].json.watermark));

		expect(new Set(idsOf(jsonOf(told.found)))).toEqual(new Set(ids.slice(0, 400)));
		expect(told.report).toMatchObject({ cost: 4, calls: 2, baseline: 4 });
		expect(told.found[0].json).toMatchObject({
			type: 'recycle',
			watermark: '2024-03-01T12:01:00+00:00',
		});
		expect(next.found).toEqual([]);
		expect(next.notFound[0].json).toMatchObject({ outcome: 'notFound' });
	});

	it('can be told which', async () => {
		const ids = story.seed('Leads', leads(2));
		remove(story, 'Leads', ids);

		const told = await story.read(
			[{}],
			deleted('2024-03-01T12:00:00+00:00', { deletedKind: 'permanent' }),
		);

		expect(told.found).toEqual([]);
		expect(told.meter).toBe(1);
	});

	it('keeps the watermark when it could not read all, as the oldest come last', async () => {
		const ids = story.seed('Leads', leads(450));
		remove(story, 'Leads', ids);
		const since = '2024-03-01T11:00:00+00:00';

		const told = await story.read(
			[{}],
			deleted(since, { whenRowsFail: 'sendToFailed', options: { maxCredits: 3 } }),
		);

		expect(told.found).toHaveLength(200);
		expect(told.found[0].json.watermark).toBe(since);
	});
});
