import { changedEvent, deletedEvent } from '../core/catchUp';
import type { Watch, WatchedModule } from '../core/channelWatch';
import type { ChannelEvent } from '../core/notification';
import { secondOf } from '../core/watermark';
import { changedByList, changedByQuery, changeOf, deletedPages } from './readChanges';
import type { Page } from './readPage';
import type { Session } from './session';
import { passOn, ZohoStop } from './stop';

const COLUMNS = ['Created_Time', 'Modified_Time'];

const EVERYTHING = { stillWanted: () => null, expected: 0 };

/**
 * What happened in the watched modules since a moment, page by page: changed records (1 credit for 200, 2 for 1,000 more,
 * 3 for 2,000 more), then deleted ones (2 credits for 200). A record comes once for its changes.
 * @throws ZohoStop; what was given before stays true
 */
export async function* missedEvents(
	session: Session,
	{ modules }: Pick<Watch, 'modules'>,
	since: number,
): AsyncGenerator<ChannelEvent[]> {
	for (const watched of modules) {
		if (watched.operations.some((operation) => operation !== 'delete'))
			for await (const { rows } of changedPages(session, watched, since))
				yield rows
					.map((row) => changedEvent(row, watched, since))
					.filter((event) => event !== undefined);
		if (watched.operations.includes('delete')) yield* missedDeletions(session, watched, since);
	}
}

/** By queries; by Get Records where the login lacks the scope for queries. */
async function* changedPages(
	session: Session,
	{ module }: WatchedModule,
	since: number,
): AsyncGenerator<Page> {
	const from = secondOf(since);
	try {
		yield* changedByQuery(session, module, ['id', ...COLUMNS], from, EVERYTHING);
	} catch (error) {
		if (!(error instanceof ZohoStop && error.reason === 'scope')) throw passOn(error);
		yield* changedByList(session, module, COLUMNS, from, EVERYTHING);
	}
}

async function* missedDeletions(
	session: Session,
	watched: WatchedModule,
	since: number,
): AsyncGenerator<ChannelEvent[]> {
	const from = secondOf(since);
	for await (const { rows } of deletedPages(session, watched.module, 'all', from))
		yield rows
			.filter((row) => (changeOf(row)?.at ?? from) >= from)
			.map((row) => deletedEvent(row, watched));
}
