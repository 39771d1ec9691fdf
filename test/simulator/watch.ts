import type { Backstage } from './backstage';
import { bodyOf, isObject, refuseBody, refuseInput } from './recordBody';
import { refuse } from './replies';
import type { SimCall, SimReply } from './route';
import type { WatchChange } from './watchChanges';
import { isRefusal, watchIn, type WatchInput } from './watchInput';
import { watchReply, type WatchResult } from './watchReplies';

const WATCH_LIMIT = 50;

/** What POST and PUT cannot do without. */
export const channelInFull: ReadonlyArray<keyof WatchInput> = [
	'channel_id',
	'events',
	'notify_url',
];

/** What a PATCH cannot do without: the channel, and the events when they are to go. */
export function patchNeeds(raw: unknown): ReadonlyArray<keyof WatchInput> {
	const deletes = isObject(raw) && raw._delete_events === true;
	return deletes ? ['channel_id', 'events'] : ['channel_id'];
}

function entriesIn(call: SimCall): unknown[] | SimReply {
	const body = bodyOf(call);
	if (!body) return refuseBody();
	const { watch } = body;
	if (watch === undefined) {
		const details = { api_name: 'watch', json_path: '$.watch' };
		return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
	}
	if (!Array.isArray(watch)) {
		return refuseInput('watch', '$.watch', { expected_data_type: 'jsonarray' });
	}
	if (watch.length === 0) return refuseInput('watch', '$.watch', { minimum_length: 1 });
	if (watch.length <= WATCH_LIMIT) return watch;
	return refuseInput('watch', '$.watch', { maximum_length: WATCH_LIMIT });
}

/** Does one change for each entry of `{ "watch": […] }`; each is taken or refused on its own. */
export function changeChannels(
	backstage: Backstage,
	call: SimCall,
	mandatory: (raw: unknown) => ReadonlyArray<keyof WatchInput>,
	change: (wanted: WatchChange) => WatchResult,
): SimReply {
	const entries = entriesIn(call);
	if (!Array.isArray(entries)) return entries;
	const results = entries.map((raw, index) => {
		const path = `$.watch[${index}]`;
		const input = watchIn(call, raw, path, mandatory(raw));
		return isRefusal(input) ? input : change({ backstage, call, input, path });
	});
	return watchReply(call.org, results, call.method === 'POST' ? 201 : 200);
}
