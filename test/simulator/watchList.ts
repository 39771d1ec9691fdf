import type { Backstage } from './backstage';
import { channelOf, liveChannels, modulesOf, removeChannel } from './channels';
import { pageNumber, refusePageNumber } from './paging';
import { answer, noContent, refuse } from './replies';
import type { SimCall, SimReply } from './route';
import { moduleNamed } from './schema';
import {
	channelEntries,
	notSubscribed,
	resourceUri,
	watchReply,
	watchSuccess,
	type WatchResult,
} from './watchReplies';

const UNSUBSCRIBED = 'Successfully un-subscribed from actions-watch';

function missingParameter(name: string): SimReply {
	const message = 'One of the expected parameter is missing';
	return refuse(400, 'REQUIRED_PARAM_MISSING', message, { param_name: name });
}

/** `GET actions/watch`: the channels of this user, one entry per channel and module; 204 without any. */
export function listChannels(backstage: Backstage, call: SimCall): SimReply {
	const { org, user, query, now } = call;
	const [id, module] = [query.get('channel_id'), query.get('module')];
	if (id === null && org.switches.channelListNeedsId) return missingParameter('channel_id');
	const page = pageNumber(call, 'page', 1);
	if (page === undefined) return refusePageNumber('page');
	const size = pageNumber(call, 'per_page', 200);
	if (size === undefined) return refusePageNumber('per_page');
	const wanted = module?.toLowerCase();
	const entries = liveChannels(org, now)
		.filter((channel) => channel.userId === user.id && (id === null || channel.id === id))
		.flatMap((channel) => channelEntries(backstage, org, channel))
		.filter((entry) => wanted === undefined || entry.resource_name.toLowerCase() === wanted);
	const watch = entries.slice((page - 1) * size, page * size);
	if (watch.length === 0) return noContent();
	const more = page * size < entries.length;
	return answer({
		watch,
		info: { per_page: size, count: watch.length, page, more_records: more },
	});
}

function drop(backstage: Backstage, { org, user, now }: SimCall, id: string): WatchResult[] {
	const channel = channelOf(org, user.id, id, now);
	if (!channel) return [notSubscribed('channel_ids', { channel_id: id })];
	removeChannel(org, channel);
	return modulesOf(channel).map((module) =>
		watchSuccess(UNSUBSCRIBED, {
			resource_uri: resourceUri(backstage, org, module),
			resource_id: moduleNamed(org.modules, module)?.schema.id ?? null,
			channel_id: id,
		}),
	);
}

/** `DELETE actions/watch?channel_ids=1,2`: whole channels, one element per module of each. */
export function removeChannels(backstage: Backstage, call: SimCall): SimReply {
	const ids = (call.query.get('channel_ids') ?? '').split(',').filter(Boolean);
	if (ids.length === 0) return missingParameter('channel_ids');
	const results = [...new Set(ids)].flatMap((id) => drop(backstage, call, id));
	return watchReply(call.org, results, 200);
}
